"""The story of `hinterland channels`, told with made-up worlds: what is printed, what is left, what is refused."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.experiments.compiling import KernelCache
from sim.model import replicate as real
from sim.results.run import open_results
from tests.report.reading import read_page
from tests.synthetic import Recipe, decaying, panels, plane_map

SHARE = {"chain": 0.4, "learning": 0.3, "policy": 0.2, "mobility": -0.1}
"""What each channel of the made-up world adds to what the market does, as a share of it."""


def made_up(arms: Mapping[str, Any], *, replicate: int, progress: Callable, **_: Any) -> Iterator[tuple[str, Any]]:
    for number, (arm, scenario) in enumerate(arms.items()):
        progress(f"recorded years of {arm}", number, len(arms))
        size = 1.0 + sum(share for channel, share in SHARE.items() if channel not in scenario.closed_channels)
        place = plane_map(rows=10, columns=10, at=((5, 5),))
        recipe = Recipe(place, years=5, profile=lambda km, times=size: times * decaying(km))
        kind = "base" if arm.split()[0] == "base" else "no_new_zones"
        yield arm, real.WorldRecord(panels(recipe, arm=kind, replicate=replicate), {})


@pytest.fixture(autouse=True)
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("sim.model.replicate")
    module.run_replicate = made_up  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sim.model.replicate", module)
    monkeypatch.setattr(KernelCache, "compiled", lambda *_: True)
    monkeypatch.chdir(tmp_path)


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_a_run_prints_the_parts_and_leaves_tables_and_a_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("channels", "tiny", "--workers", "1") == ExitCode.DONE
    printed = capsys.readouterr().out
    for word in ("market", *SHARE, "total", "0-30km", "add up to the total", "two channels add"):
        assert word in printed
    run = open_results("results")
    assert sorted(path.name for path in (run.folder / "figures").iterdir()) == [
        f"{name}.{kind}" for name in ("channel_interactions", "channels") for kind in ("csv", "png", "svg")
    ]  # fmt: skip
    table = pd.read_csv(run.folder / "tables" / "channels.csv")
    last = table[(table["year"] == 5) & (table["ring"] == "0-30km")].set_index("part")["effect"]
    for channel, share in SHARE.items():
        assert last[channel] == pytest.approx(share * last["market"], rel=0.02)
    sets = pd.read_csv(run.folder / "tables" / "channel_sets.csv", keep_default_na=False)
    assert sets["open"].nunique() == 16
    pairs = pd.read_csv(run.folder / "tables" / "channel_interactions.csv")
    assert set(zip(pairs["one"], pairs["other"], strict=True)) >= {("chain", "learning"), ("policy", "mobility")}
    assert len(set(zip(pairs["one"], pairs["other"], strict=True))) == 6


def test_json_says_the_same_and_another_column_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("channels", "tiny", "--workers", "1", "--json", "--no-figures", "--of", "workers") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["counterfactual"] == "no_zones"
    assert told["column"] == "workers"
    assert {row["part"] for row in told["parts"]} == {*SHARE, "market", "total"}
    assert len(told["interactions"]) == 6 * len({row["ring"] for row in told["parts"]})
    assert told["largest_remainder"] < 1e-12
    assert not list((open_results("results").folder / "figures").iterdir())


def test_a_figure_has_labels_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("channels", "tiny", "--workers", "1", "--lang", "zh", "--quiet") == ExitCode.DONE
    folder = Path(capsys.readouterr().out.strip())
    assert (folder / "figures" / "channels.png").stat().st_size > 20_000


def test_a_report_on_channels_is_about_the_one_counterfactual_and_shows_every_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ending("channels", "tiny", "--workers", "1", "--no-figures", "--quiet") == ExitCode.DONE
    assert ending("report", "tiny", "--out", "report.html", "--quiet") == ExitCode.DONE
    capsys.readouterr()
    text = read_page(Path("report.html").read_text(encoding="utf-8")).text
    assert "What runs through each channel" in text
    assert "hinterland channels tiny --against no_zones" in text
    assert "Against another twin world" not in text
    run = open_results("results")
    chain = pd.read_csv(run.folder / "tables" / "channels.csv").set_index(["year", "ring", "part"])["effect"]
    assert f"{100.0 * chain[5, 'all', 'chain']:+.2f}" in text


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--of", "gold"), "no column 'gold'"),
        (("--against", "g0"), "no counterfactual 'g0'"),
        (("--set", "closed_channels=[policy]"), "closes each of them in turn"),
    ],
)
def test_what_cannot_be_taken_apart_is_refused(
    words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending("channels", "tiny", *words) == ExitCode.USER
    assert hint in " ".join(capsys.readouterr().err.split())
