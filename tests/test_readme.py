"""Laws of the README: every command in it can be given, and does what stands beside it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from benchmarks.readme_page import PAGES as OUTPUTS
from benchmarks.readme_page import Shown, drawn_in, printed_in, rewritten, scenario_of_the_readme, shown
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
    of_outputs = {part.command for part in shown(ROOT / "README.md")}
    wanted = [words for words in README if words[0] in {"sweep", "compare", "report", "runs"}]
    wanted = [words for words in wanted if f"hinterland {of(words)}" not in of_outputs]
    assert [words[0] for words in wanted] == ["sweep", "compare", "report", "runs"]
    printed = [give(words, tmp_path) for words in wanted]
    assert "9 points, 2 replicates" in " ".join(printed[0].split())
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
def test_pages_show_what_their_commands_print_and_draw(tmp_path: Path) -> None:
    scenario_of_the_readme(tmp_path)
    printed = printed_in(tmp_path)
    for page in OUTPUTS:
        given = {f"hinterland {of(words)}" for words in commands(page)}
        for part in shown(page):
            assert part.command in given, f"{page.name} shows what `{part.command}` prints, and not the command"
            assert part.text == part.cut(printed(part.command)), "run `python -m benchmarks.readme_page`"
    for name, path in drawn_in(tmp_path):
        kept = ROOT / "docs" / "figures" / f"{name}.csv"
        assert Path(f"{path}.csv").read_text("utf-8") == kept.read_text("utf-8"), name


def test_outputs_are_found_on_the_pages_that_show_them() -> None:
    assert [len(list(shown(page))) for page in OUTPUTS] == [2, 2]


def test_a_part_is_cut_at_its_first_and_last_words_and_a_missing_one_is_told() -> None:
    part = Shown("hinterland x", first="two", last="three", text="two\nthree\n")
    assert part.cut("one\ntwo  \nthree\nfour\n") == part.text
    with pytest.raises(ValueError, match="no line with 'three' after 'two'"):
        part.cut("two\none\n")
    page = "<!-- prints: hinterland x | from: two | to: three -->\n```text\nold\n```\nold\n"
    assert rewritten(page, lambda _: "two\nthree\n") == page.replace("old\n```", "two\nthree\n```")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["README.md", "docs/for-mesa-users.md", "docs/notebook.md", "docs/sweeps.md"])
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


MARKDOWN = [page for page in ROOT.rglob("*.md") if not {".venv", "node_modules", "dist"} & set(page.parts)]


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    # The frame of the page by the ODD+D protocol is filled in and lies in `docs` then.
    folder = ROOT / "docs" if page == ROOT / "sim" / "documentation" / "odd.md" else page.parent
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            path, _, heading = target.partition("#")
            there = folder / path if path else page
            assert there.exists(), f"{page.name} points to {target}"
            assert not heading or heading in headings(there), f"{page.name} points to {target}"


def headings(page: Path) -> set[str]:
    """Give the anchors of a page's headings, as they are made of their words."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_index_of_pages_names_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert sorted(name for name in pages if f"]({name})" not in index) == []


def test_the_number_that_the_page_for_cge_users_replaces_can_be_replaced(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "for-cge-users.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"write it into a\s+scenario \(`(.*?)`\)", page)
    (tmp_path / "mine.yaml").write_text(f"extends: tiny\n{told}\n", encoding="utf-8")
    assert "can be run" in give(["scenario", "check", "mine.yaml"], tmp_path)
    for name in ("for-cge-users.md", "for-mesa-users.md"):
        for words in commands(ROOT / "docs" / name):
            if words[0] in QUICK:
                assert give(words, tmp_path)
