"""Laws of the command line: quick to help, clear in its refusals, and the code with which it ends."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.basis.errors import HinterlandError, IdentityError
from sim.basis.parameters import ParameterRecord
from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.documentation.registered import bounds_in_words

ROOT = Path(__file__).parents[2]


def ending(*words: str) -> int:
    """Run the command line and give the code with which it ends."""
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_help_comes_within_half_a_second() -> None:
    def once() -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "sim", "--help"], cwd=ROOT, check=True, capture_output=True)
        return time.perf_counter() - began

    assert min(once() for _ in range(5)) < 0.5


COMMANDS = (
    "run", "channels", "giving", "ledger", "coherence", "diffusion", "sweep", "compare", "runs list", "runs show",
    "runs why", "runs gc", "report",
)  # fmt: skip


@pytest.mark.parametrize("command", [*COMMANDS, "parameters", "scenario list", "schedule", "measures", "warm"])
def test_every_command_has_help_that_is_never_cut_short(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(*command.split(), "--help") == ExitCode.DONE
    assert "..." not in capsys.readouterr().out.split("Options:")[1]


def test_the_list_of_commands_is_never_cut_short(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("--help") == ExitCode.DONE
    assert "..." not in capsys.readouterr().out.split("Commands:")[1]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("--version") == ExitCode.DONE
    assert capsys.readouterr().out.startswith("hinterland 0.")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("runn",), "Did you mean 'run'"),
        (("run", "tiny", "--workers", "some"), "--workers"),
        (("run", "tiny", "--replicates", "0"), "--replicates"),
        (("run",), "scenario"),
        (("run", "tiny", "--lang", "fr"), "--lang"),
    ],
)
def test_a_wrong_word_ends_with_two_and_says_which(
    words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending(*words) == ExitCode.USER
    error = capsys.readouterr().err
    assert hint in error
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (HinterlandError("Mend this."), (ExitCode.USER, "Mend this.", False)),
        (IdentityError("exports differ"), (ExitCode.DEFECT, "a defect of the model", False)),
        (ZeroDivisionError("one by none"), (ExitCode.DEFECT, "one by none", True)),
    ],
)
def test_what_is_the_users_ends_with_two_and_what_is_ours_with_one(
    raised: Exception,
    expected: tuple[ExitCode, str, bool],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(program, "app", fail)
    code = ending("run")
    error = capsys.readouterr().err
    assert (code, expected[1] in error, "Traceback" in error) == (expected[0], True, expected[2])


def test_the_exit_codes_are_those_that_are_documented() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    rows = page.partition("## Exit codes")[2].partition("## ")[0].splitlines()
    documented = {
        int(row.split("|")[1]) for row in rows if row.startswith("| ") and row.split("|")[1].strip().isdigit()
    }
    assert documented == {int(code) for code in ExitCode}


def test_every_option_of_run_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    ending("run", "--help")
    options = {word for word in capsys.readouterr().out.split() if word.startswith("--")} - {"--help"}
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert {option for option in options if option not in page} == set()


def test_parameters_are_found_by_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    program.app(["parameters", "supplier slot", "--json"], standalone_mode=False)
    rows = json.loads(capsys.readouterr().out)
    assert "chain.search_rate" in {row["name"] for row in rows}
    assert all(row["unit"] and row["meaning"] and row["source"] for row in rows)


def test_parameters_hold_every_key_of_the_map_and_of_zones(capsys: pytest.CaptureFixture[str]) -> None:
    program.app(["parameters", "--json"], standalone_mode=False)
    names = {row["name"] for row in json.loads(capsys.readouterr().out)}
    assert {"years", "before.openness", "geography.cell_km", "geography.cell_degrees", "zones.NAME.at"} <= names
    assert "timeline.NAME.tariff" in names


def test_a_text_that_no_parameter_speaks_of_is_answered_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("parameters", "unicorns") == ExitCode.USER
    assert "No parameter speaks of 'unicorns'" in capsys.readouterr().err


def test_bounds_are_written_as_intervals() -> None:
    record = ParameterRecord("a", "km", 1.0, 0.0, None, lower_open=True, upper_open=False, meaning="", source="")
    assert bounds_in_words(record) == "(0, inf)"


def test_measures_have_dotted_names_and_units(capsys: pytest.CaptureFixture[str]) -> None:
    program.app(["measures", "--json"], standalone_mode=False)
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["radiation.sign_change_km"]["unit"] == "km"
    assert "radiation.ratio" in rows


def test_a_scenario_that_is_not_there_is_answered_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("run", "tinny") == ExitCode.USER
    error = capsys.readouterr().err
    assert "no scenario `tinny`" in error
    assert "`tiny`" in error


def test_a_new_scenario_can_be_checked_and_shown_at_once(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("scenario", "new", "my_opening", "--extends", "tiny") == ExitCode.DONE
    assert (elsewhere / "scenarios" / "my_opening.yaml").is_file()
    assert ending("scenario", "check", "my_opening") == ExitCode.DONE
    told = capsys.readouterr().out
    assert "my_opening can be run:" in told
    assert "against no_zones: `withheld`: 'none' -> 'all'" in told
    assert ending("scenario", "show", "my_opening", "--json", "--set", "openness=0.9") == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["openness"] == 0.9
    assert ending("scenario", "list", "--json") == ExitCode.DONE
    assert {"my_opening", "tiny"} <= {row["name"] for row in json.loads(capsys.readouterr().out)}


def test_a_new_scenario_never_overwrites_one(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "scenarios").mkdir()
    (elsewhere / "scenarios" / "mine.yaml").write_text("extends: tiny\n")
    assert ending("scenario", "new", "mine") == ExitCode.USER
    assert "was left as it is" in capsys.readouterr().err.replace("\n", " ")
    assert (elsewhere / "scenarios" / "mine.yaml").read_text() == "extends: tiny\n"


def test_checking_tells_every_problem_of_every_scenario(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "one.yaml").write_text("extends: tiny\nopeness: 0.9\nyears: 0\n")
    (elsewhere / "two.yaml").write_text("extends: tiny\nseed: -1\n")
    assert ending("scenario", "check", "one.yaml", "two.yaml") == ExitCode.USER
    error = capsys.readouterr().err
    assert all(word in error for word in ("openness", "years", "seed"))


def test_a_shown_scenario_is_a_scenario(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("scenario", "show", "tiny") == ExitCode.DONE
    (elsewhere / "again.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert ending("scenario", "check", "again.yaml") == ExitCode.DONE


def test_the_schema_is_written_for_editors(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("scenario", "schema", "--out", "scenario.schema.json") == ExitCode.DONE
    schema = json.loads((elsewhere / "scenario.schema.json").read_text(encoding="utf-8"))
    assert "openness" in schema["properties"]
    assert "yaml-language-server" in capsys.readouterr().err
