"""The story of `hinterland report`: the model itself is run, and its report is written, found and refused."""

import re
from pathlib import Path

import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.results.run import open_results
from tests.report.reading import read_page

SMALL = ("tiny", "--replicates", "1", "--years", "2", "--workers", "1", "--set", "start.burn_in_years=2")


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_a_run_is_reported_on_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ending("run", *SMALL, "--no-figures", "--quiet") == ExitCode.DONE
    capsys.readouterr()
    assert ending("report", "tiny") == ExitCode.DONE
    printed = " ".join(capsys.readouterr().out.split())
    run = open_results("results")
    path = run.folder / "report.en.html"
    assert f"Report: {path.as_posix()}" in printed
    page = read_page(path.read_text(encoding="utf-8"))
    assert page.text.count("with one replicate there is no interval") == 1
    assert "After 2 years, real GDP outside the zones differs by" in printed
    for key in {row["key"] for row in run.manifest["worlds"]}:
        assert key in page.text

    assert ending("report", run.folder.name, "--lang", "zh", "--out", "sent/report.html", "--quiet") == ExitCode.DONE
    assert capsys.readouterr().out.strip() == "sent/report.html"
    text = Path("sent/report.html").read_text(encoding="utf-8")
    assert re.search(r"2 年后，开发区以外的实际 GDP 与对照世界“无开发区”相差", read_page(text).text)
    assert str(tmp_path) not in text

    assert ending("report", "tiny", "--results", "nowhere") == ExitCode.USER
    assert "There is no folder nowhere" in " ".join(capsys.readouterr().err.split())
    assert ending("report", "tinny") == ExitCode.USER
    assert "has no run 'tinny'" in " ".join(capsys.readouterr().err.split())
