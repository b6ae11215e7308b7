"""Laws of the repository: what it must not name, what its tools do on a strange machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MEBIBYTE = 1 << 20

# Written in pieces, so that this file may pass its own law.
REGISTRY = re.compile(
    "|".join(
        [
            r"https?://[^\s)\"']*/" + r"(?:simple/|packages/[0-9a-f]{2}/)",
            "index" + "[-_]" + "url" + "|find" + "[-_]" + "links",
            r"files\." + r"pythonhosted|pypi\." + r"org|registry\." + r"npmjs|conda\." + r"anaconda",
        ]
    )
)
ABSOLUTE_PATH = re.compile(
    r"(?<![\w.~$}\]/])/(?:" + "|".join(["ro" + "ot", "ho" + "me", "Us" + "ers", "wo" + "rk", "fa" + "rm"]) + r")/\w"
)


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [
            f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
            for number, line in enumerate(text.splitlines(), start=1)
            if pattern.search(line)
        ]
    return found


def test_no_tracked_file_names_a_package_registry() -> None:
    assert lines_matching(REGISTRY) == []


def test_no_tracked_file_names_a_path_of_one_machine() -> None:
    assert lines_matching(ABSOLUTE_PATH) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRY, "-".join(["--index", "url something"])),
        (REGISTRY, "https://mirror.example/" + "simple/numpy"),
        (ABSOLUTE_PATH, 'open("/ho' + 'me/somebody/table.csv")'),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


def test_no_tracked_file_is_larger_than_a_mebibyte() -> None:
    assert [path.name for path in tracked_files() if path.stat().st_size > MEBIBYTE] == []


def test_the_checks_of_a_change_are_those_of_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert script.read_text().splitlines()[-1] == "exec make test"
    if sys.platform != "win32":
        assert script.stat().st_mode & 0o111


def test_every_decision_says_status_context_decision_consequences_and_what_was_considered() -> None:
    wanted = ["Status", "Context", "Decision", "Consequences", "Considered"]
    for record in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        assert re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE) == wanted, record.name


def path_with(folder: Path, **programs: str) -> dict[str, str]:
    """Make a search path on which the shell's own tools stand, and beside them only `programs`."""
    for tool in ("sh", "rm", "test", "echo"):
        folder.joinpath(tool).symlink_to(f"/bin/{tool}")
    for name, script in programs.items():
        folder.joinpath(name).write_text(f"#!/bin/sh\n{script}\n")
        folder.joinpath(name).chmod(0o755)
    return {"PATH": str(folder), "HOME": str(folder)}


def make_environment(tmp_path: Path, **programs: str) -> subprocess.CompletedProcess[str]:
    checkout, tools = tmp_path / "checkout", tmp_path / "tools"
    checkout.mkdir()
    tools.mkdir()
    checkout.joinpath("Makefile").write_text((ROOT / "Makefile").read_text())
    make = subprocess.run(["sh", "-c", "command -v make"], capture_output=True, text=True, check=True).stdout.strip()
    return subprocess.run(
        [make, ".venv/bin/python"],
        cwd=checkout,
        env=path_with(tools, **programs),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="make and sh")
def test_make_says_in_one_sentence_what_to_do_where_no_python_runs(tmp_path: Path) -> None:
    made = make_environment(tmp_path, python="exit 127", python3="exit 1")
    assert made.returncode
    sentence = made.stderr.splitlines()[0]
    assert sentence.startswith("Hinterland needs Python 3.12 or newer")
    assert sentence.endswith("run make again.")
    assert "Traceback" not in made.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="make and sh")
def test_make_passes_over_a_python_that_does_not_run(tmp_path: Path) -> None:
    works = f'exec "{sys.executable}" "$@"'
    made = make_environment(tmp_path, python="exit 127", **{"python3.13": "exit 127"}, python3=works)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "checkout" / ".venv" / "bin" / "python").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="make and sh")
def test_make_takes_the_python_that_uv_keeps_where_no_other_runs(tmp_path: Path) -> None:
    uv = f"""case "$1" in
    --version) echo uv ;;
    python) echo "{sys.executable}" ;;
    venv) for last; do :; done; exec "{sys.executable}" -m venv --without-pip "$last" ;;
    esac"""
    made = make_environment(tmp_path, uv=uv)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "checkout" / ".venv" / "bin" / "python").exists()
