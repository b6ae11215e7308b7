"""The story of `hinterland radiation` and of `--rings`: what is printed, what is left, what is not run again."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.results.run import open_results

SMALL = ("tiny", "--replicates", "2", "--years", "1", "--workers", "1", "--set", "start.burn_in_years=2")
QUICK = ("--set", "start.firms=300", "--set", "start.rest_firms=100")


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_any_column_by_any_rings_from_worlds_that_are_run_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ending("radiation", *SMALL, *QUICK, "--of", "firms", "--quiet") == ExitCode.DONE
    first = open_results(capsys.readouterr().out.strip())
    for name in ("radiation", "dose", "sums"):
        assert len(pd.read_csv(first.folder / "tables" / f"{name}_no_zones.firms.csv"))
    for name in ("radiation_curve", "heat_map", "dose_curve"):
        for kind in ("png", "svg", "csv"):
            assert (first.folder / "figures" / f"{name}.no_zones.firms.{kind}").is_file()

    assert ending("radiation", *SMALL, *QUICK, "--rings", "contiguity", "--no-figures") == ExitCode.DONE
    told = capsys.readouterr()
    assert "4 of 4 worlds found in the store" in told.err
    for words in ("contiguity", "order-1", "The same by dose", "radiation.gdp.half_distance", "most zone around"):
        assert words in told.out

    assert ending("run", *SMALL, *QUICK, "--rings", "travel", "--json", "--no-figures") == ExitCode.DONE
    headlines = json.loads(capsys.readouterr().out)["counterfactuals"]["no_zones"]["headlines"]
    assert "radiation.gdp.travel-0-30km" in headlines
    assert "radiation.gdp.0-30km" not in headlines

    folder = first.folder.as_posix()
    assert ending("compare", folder, folder, "--rings", "contiguity", "--json") == ExitCode.DONE
    compared = json.loads(capsys.readouterr().out)
    assert "radiation.gdp.order-0" in compared["numbers"]
    (curves,) = Path("results/comparison").glob("*/tables/curve_differences.csv")
    assert "mean_order" in pd.read_csv(curves).columns


def test_another_kind_of_rings_on_the_command_line_drops_the_edges_and_the_water_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.cli.rings_option import RingsBy, read_with_rings

    monkeypatch.chdir(tmp_path)
    words = ["rings_by={kind: travel, edges: [0, 50], water: 3}"]
    assert read_with_rings("tiny", words, RingsBy.TRAVEL).rings_by.edges == (0.0, 50.0)
    other = read_with_rings("tiny", words, RingsBy.CONTIGUITY).rings_by
    assert (other.kind, other.edges, other.water) == ("contiguity", (), None)


def test_a_column_that_is_not_there_is_refused_before_anything_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("radiation", "tiny", "--of", "happiness") == ExitCode.USER
    assert "no column 'happiness'" in " ".join(capsys.readouterr().err.split())
