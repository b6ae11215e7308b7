"""Laws of the page of a run: every region, every fact, every counterfactual, and figures beside it."""

from pathlib import Path

import pytest

from benchmarks.yangtze_page import PAGE, parts, write_page
from sim.experiments.twins import run_twins
from sim.results.run import Run
from sim.scenario.reading import read_scenario

SMALL = ("start.firms=400", "start.burn_in_years=2", "years=1", "counterfactual=[no_zones, uncoordinated]")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_twins(read_scenario("tiny", SMALL), replicates=2, workers=1, out=tmp_path_factory.mktemp("results"))


def test_every_region_has_a_row(finished: Run) -> None:
    regions = (finished.world("base", 0).table("places")["kind"] == "region").sum()
    assert len(parts(finished)["regions"].splitlines()) == 2 + regions


def test_the_largest_deviation_is_told_over_all_replicates(finished: Run) -> None:
    text = parts(finished)["largest deviations"]
    assert "Largest of all, over every region and replicate" in text
    assert ("within 1 %" in text) != ("more than 1 % off" in text)


def test_every_fact_is_judged_or_named_as_not(finished: Run) -> None:
    text = parts(finished)["facts"]
    assert "C17: exit hazard" in text
    assert "Not judged by one run of this map: " in text
    assert "C20" in text


def test_every_counterfactual_has_its_curve(finished: Run) -> None:
    text = parts(finished)["radiation"]
    assert all(f"**Against `{arm}`**" in text for arm in finished.counterfactuals)


def test_the_page_has_a_place_for_every_table_and_shows_its_figures(finished: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    write_page(finished, page, tmp_path / "figures")
    text = page.read_text(encoding="utf-8")
    assert all(part in text for part in parts(finished).values())
    copied = sorted((tmp_path / "figures").iterdir())
    assert copied
    assert all(f"figures/{path.name}" in text for path in copied)
