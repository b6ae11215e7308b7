"""Laws of the README: every command in it can be given, and does what stands beside it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from sim.cli.main import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
QUICK = ("scenario", "parameters", "schedule", "measures", "--version")


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[list[str]]:
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("hinterland ")]


ALL = [(page.name, words) for page in PAGES for words in commands(page)]
README = commands(ROOT / "README.md")


def of(words: list[str]) -> str:
    return " ".join(words)


@pytest.mark.parametrize(("page", "words"), ALL, ids=[f"{page} {of(words)}" for page, words in ALL])
def test_every_command_that_a_page_shows_is_understood(page: str, words: list[str]) -> None:
    del page
    command = typer.main.get_command(app)
    rest = list(words)
    while (below := getattr(command, "commands", None)) and rest and rest[0] in below:
        command = below[rest.pop(0)]
    assert not getattr(command, "commands", None) or words == ["--version"], f"no such command: {of(words)}"
    if words != ["--version"]:
        command.make_context(of(words), rest)


def give(words: list[str], folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "sim", *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_quick_commands_of_the_readme_do_what_they_say(tmp_path: Path) -> None:
    for words in (each for each in README if each[0] in QUICK):
        printed = give(words, tmp_path)
        assert printed or words[1] in {"new", "schema"}, of(words)
    assert (tmp_path / "scenarios" / "my_opening.yaml").is_file()
    assert (tmp_path / "scenario.schema.json").is_file()


def test_the_scenarios_that_a_page_shows_can_be_read(tmp_path: Path) -> None:
    (shown,) = blocks(ROOT / "README.md", "yaml")
    (tmp_path / "shown.yaml").write_text(shown, encoding="utf-8")
    assert "against uncoordinated" in give(["scenario", "check", "shown.yaml"], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("words", [words for words in README if words[:2] == ["run", "tiny"]], ids=of)
def test_the_small_runs_of_the_readme_run(words: list[str], tmp_path: Path) -> None:
    printed = give(words, tmp_path)
    assert "radiation" in printed


def test_the_sweep_that_a_page_shows_can_be_read(tmp_path: Path) -> None:
    (shown,) = blocks(ROOT / "docs" / "sweeps.md", "yaml")
    (tmp_path / "my_sweep.yaml").write_text(shown, encoding="utf-8")
    give(["sweep", "my_sweep.yaml", "--dry-run"], tmp_path)


@pytest.mark.slow
def test_the_sweep_the_comparison_and_the_report_of_the_readme_run_one_after_the_other(tmp_path: Path) -> None:
    wanted = [words for words in README if words[0] in {"sweep", "compare", "report", "runs"}]
    assert [words[0] for words in wanted] == ["sweep", "compare", "report", "runs"]
    printed = [give(words, tmp_path) for words in wanted]
    assert "9 points, 2 replicates" in printed[0]
    assert "tiny_sweep:8" in printed[1]
    assert "Of 9 points, zones radiate at" in printed[2]
    assert "comparison" in printed[3]


def test_the_script_for_slurm_asks_for_one_core_and_compiles_first(tmp_path: Path) -> None:
    pytest.importorskip("dask_jobqueue")
    script = ROOT / "docs" / "cluster" / "slurm_sweep.py"
    words = [sys.executable, str(script), "tiny_sweep", "--dry-run", "--queue", "normal", "--walltime", "00:30:00"]
    done = subprocess.run(
        words, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for line in ("#SBATCH -p normal", "#SBATCH --cpus-per-task=1", "#SBATCH -t 00:30:00", "hinterland warm --quiet"):
        assert line in done.stdout
    assert "--nthreads 1" in done.stdout


@pytest.mark.slow
def test_the_scenario_of_the_readme_runs(tmp_path: Path) -> None:
    (shown,) = blocks(ROOT / "README.md", "yaml")
    (tmp_path / "my_opening.yaml").write_text(shown, encoding="utf-8")
    (words,) = (words for words in README if words[:2] == ["run", "my_opening"])
    printed = give(words, tmp_path)
    assert "against no_zones" in printed
    assert "against uncoordinated" in printed


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "docs/notebook.md", "docs/sweeps.md"])
def test_the_python_of_a_page_runs(name: str, tmp_path: Path) -> None:
    if name == "docs/notebook.md":
        # The page reads a run that was made before.
        other = ["--set", "name=yangtze_delta", "--set", "counterfactual=no_new_zones"]
        give(["run", "tiny", "--no-figures", *other], tmp_path)
    program = "\n".join(blocks(ROOT / name, "python"))
    guarded = "if __name__ == '__main__':\n" + "\n".join(f"    {line}" for line in program.splitlines())
    (tmp_path / "page.py").write_text(guarded, encoding="utf-8")
    done = subprocess.run([sys.executable, "page.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_page_that_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")):
        assert target.startswith("https://") or (ROOT / target).exists(), target
