"""Laws of what a notebook shows: a table, a picture with words for it, and where the thing is stored."""

import re
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

import sim
from sim.basis.doors import Door, Shown
from sim.basis.errors import ResultsError
from sim.experiments.sweeps.reading import read_sweep_text
from sim.measures.compare import Compared, compare
from sim.measures.headline import headline
from sim.measures.single_twin import run_of_twin
from sim.measures.sweeping import sweep
from sim.measures.tables import column
from sim.results.panel_columns import COLUMNS
from sim.results.run import Run, open_results
from sim.results.swept import Swept
from tests.made_up import simulate, sweep_text


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shown")


@pytest.fixture(scope="module")
def swept(out: Path) -> Swept:
    text = sweep_text(replicates=3, openness=(0.2, 0.5, 0.8), coordination=(0.1, 0.5, 0.9))
    return sweep(read_sweep_text(text, name="made_up"), out=out, workers=1, simulate=simulate)


@pytest.fixture(scope="module")
def run(out: Path) -> Run:
    scenario = sim.read_scenario("tiny", ["years=2"])
    return sim.run_twins(scenario, out=out, workers=1, simulate=simulate)


@pytest.fixture(scope="module")
def compared(swept: Swept, out: Path) -> Compared:
    del swept
    return compare("made_up:0", "made_up:8", out=out)


@pytest.fixture(autouse=True)
def nothing_stays_open() -> object:
    yield
    plt.close("all")


def pages(run: Run, swept: Swept, compared: Compared) -> dict[str, Shown]:
    scenario = sim.read_scenario("tiny")
    return {"scenario": scenario, "run": run, "twin": run.twins("no_zones")[0], "sweep": swept, "compared": compared,
            "comparison": compared.comparison}  # fmt: skip


@pytest.mark.parametrize("name", ["scenario", "run", "twin", "sweep", "compared", "comparison"])
def test_a_thing_shows_a_small_table_a_small_figure_and_where_it_is_stored(
    run: Run, swept: Swept, compared: Compared, name: str
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = pages(run, swept, compared)[name]._repr_html_()
    assert "<table>" in shown
    assert re.search(r"<img src='data:image/png;base64,[\w+/=]{1000,}' alt='\w[^']+'", shown)
    assert len(shown) < 200_000
    stored = {
        "scenario": "scenarios/tiny.yaml",
        "run": run.folder.as_posix(),
        "twin": run.store.root.as_posix(),
        "sweep": swept.folder.as_posix(),
        "compared": compared.folder.as_posix(),
        "comparison": "made_up:8 against made_up:0",
    }
    assert stored[name] in shown
    assert plt.get_fignums() == []


def test_the_numbers_that_a_run_shows_are_its_headline_numbers(run: Run) -> None:
    table = headline(run, "no_zones").set_index("name")
    for name in ("radiation.total", "inside.gdp"):
        assert f"{100.0 * table.loc[name, 'value']:+.2f}".replace("-", "−") in run._repr_html_()


def test_what_is_not_finished_says_so_and_shows_nothing_made_up(run: Run) -> None:
    unfinished = Run(run.folder, {**run.manifest, "worlds": []})
    shown = unfinished._repr_html_()
    assert "No replicate is finished" in shown
    assert "<img" not in shown


def test_what_somebody_wrote_is_text_and_no_markup() -> None:
    shown = sim.read_scenario("tiny", ["title=<script>alert(1)</script>"])._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_setting_of_the_command_line_is_shown_beside_the_scenario() -> None:
    shown = sim.read_scenario("tiny", ["trade.border=0.11"])._repr_html_()
    assert "set here: trade.border" in shown
    assert "0.11 [log points]" in shown


def figures(thing: object) -> list[str]:
    return [name for name in thing.names if name not in {"channels", "evaluation"}]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_plot_gives_axes_whose_figure_belongs_to_pyplot(
    run: Run, swept: Swept, compared: Compared, language: str
) -> None:
    for thing in (sim.read_scenario("tiny"), run, run.twins("no_zones")[0], swept, compared, compared.comparison):
        plots = thing.plot
        assert figures(plots)
        for name in figures(plots):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                found = getattr(plots, name)(language=language)
            panels = found if isinstance(found, tuple) else (found,)
            assert all(isinstance(axes, Axes) for axes in panels), name
            assert [plt.figure(number) for number in plt.get_fignums()] == [panels[0].figure], name
            plt.close("all")


def test_a_plot_against_what_was_not_run_is_answered_with_what_was(run: Run) -> None:
    with pytest.raises(ResultsError, match="not held against 'no_zone', but no_zones"):
        run.plot.radiation_curve("no_zone")


def test_a_sweep_that_is_no_grid_of_two_has_no_phase_diagram_and_shows_its_points(tmp_path: Path) -> None:
    text = sweep_text(openness=(0.2, 0.8)).replace("  coordination: [0.1, 0.5, 0.9]\n", "")
    one = sweep(read_sweep_text(text, name="one"), out=tmp_path, workers=1, simulate=simulate)
    with pytest.raises(ResultsError, match=r"`plot.points\(\)` draws any sweep"):
        one.plot.phase_diagram()
    assert "What the zones radiate in one" in one._repr_html_()


def test_a_twin_measures_as_the_run_that_it_is_of(run: Run) -> None:
    of_one = run_of_twin(run.twins("no_zones")[0])
    whole = Run(run.folder, {**run.manifest, "replicates": [0]})
    assert headline(of_one, "no_zones").equals(headline(whole, "no_zones"))


def test_a_frame_has_every_world_once_and_the_unit_of_every_column(run: Run) -> None:
    frame = run.frame("regions")
    assert list(frame.columns[:2]) == ["arm", "replicate"]
    assert set(zip(frame["arm"], frame["replicate"], strict=True)) == {(a, k) for a in run.arms for k in run.replicates}
    for (arm, replicate), part in frame.groupby(["arm", "replicate"]):
        table = run.world(arm, replicate).table("regions")
        assert part.drop(columns=["arm", "replicate"]).reset_index(drop=True).equals(table)
    assert set(frame.attrs["units"]) == set(frame.columns) == set(frame.attrs["meanings"])
    assert frame.attrs["units"]["real_gdp"] == COLUMNS["real_gdp"].unit
    some = run.frame("regions", arms=["base"], columns=["region", "labour"])
    assert list(some.columns) == ["arm", "replicate", "region", "labour"]
    assert set(some["arm"]) == {"base"}


def test_a_frame_that_is_not_there_is_answered_with_those_there_are(run: Run, swept: Swept) -> None:
    with pytest.raises(ResultsError, match="has no table `region`"):
        run.frame("region")
    with pytest.raises(ResultsError, match="has no table `headline`; it has failures, headlines, points, samples"):
        swept.frame("headline")
    assert np.all(np.unique(column(pd.DataFrame(swept.frame("headlines")), "point")) == np.arange(9))


def test_a_door_with_nobody_behind_it_says_so() -> None:
    class Room:
        window = Door("window", "A view.")

    assert isinstance(Room.window, Door)
    assert not hasattr(Room(), "window")
    with pytest.raises(AttributeError, match="nobody stands behind"):
        Room().window  # noqa: B018


def test_a_run_opened_again_shows_the_same(run: Run) -> None:
    assert open_results(run.folder)._repr_html_() == run._repr_html_()


def test_where_no_page_can_be_shown_one_line_says_what_it_is(
    run: Run, swept: Swept, compared: Compared, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretty = pytest.importorskip("IPython.lib.pretty").pretty
    told = [pretty(thing) for thing in pages(run, swept, compared).values()]
    assert told[1:3] == ["<Run tiny>", "<Twin of replicate 0>"]
    assert all("\n" not in each and len(each) < 80 for each in told)
    monkeypatch.chdir(run.folder.parent)
    assert f"Stored in {run.folder.name}," in run._repr_html_()
