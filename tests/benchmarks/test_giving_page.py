"""Laws of the page of who radiates to whom: every zone has a row, and every sentence follows from what was measured."""

from pathlib import Path

import pytest

from benchmarks.giving_page import PAGE, parts, write_page
from benchmarks.giving_words import agreement_in_words, facts_in_words, givers_in_words, matrix_in_words
from sim.experiments.giving import giving_request, run_giving
from sim.measures.giving import giving_of
from sim.measures.giving_ranks import Ranking
from sim.results.run import Run
from sim.scenario.reading import read_text
from tests.made_up import simulate
from tests.measures.by_hand import world

BASE = world((10.0, 10.0, 20.0, 20.0), (5.0, 4.0))
WITHOUT_A = world((9.0, 10.0, 19.0, 20.0), (2.0, 4.5), active=(False, True))
WITHOUT_B = world((10.0, 11.0, 18.0, 20.0), (5.0, 1.0), active=(True, False))


def found(replicates: int = 2) -> Ranking:
    return Ranking(giving_of([BASE] * replicates, [[WITHOUT_A, WITHOUT_B]] * replicates, ["A", "B"]))


def test_givers_and_takers_are_named_where_they_are_clear() -> None:
    text = givers_in_words(found())
    assert "Of 2 zones, 1 give to other regions and 1 take from them" in text
    assert "Most is given by A (+1; rank 1 by what it has). Most is taken by B (−1; rank 2 by what it has)." in text
    alone = givers_in_words(found(replicates=1))
    assert "0 give" in alone
    assert "Most is" not in alone


def test_the_matrix_is_read_only_where_it_is_clear() -> None:
    assert "Of 2 pairs of a zone and a region that is not its host, 2 are clear" in matrix_in_words(found())
    assert "B to west (−4.88), A to east (+2.53)" in matrix_in_words(found())
    assert matrix_in_words(found(replicates=1)).endswith("at once.")


def test_ranks_of_two_zones_are_not_compared() -> None:
    assert "fewer than three zones" in agreement_in_words(found())


def test_facts_are_held_against_single_zones() -> None:
    text = facts_in_words(found())
    # Host effects are ln(25/21) = 0.17 and ln(44/39) = 0.12; indirect shares are 0.11 and -0.25.
    assert "median 0.15 over 2 zones, of which 2 within, 0 below and 0 above" in text
    assert "median −0.07 over 2 zones, of which 0 within, 2 below and 0 above" in text
    assert "told only where the map's gain is clear of zero: no zone can be judged" in facts_in_words(found(1))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    # The made-up worlds have one zone, of this name.
    scenario = read_text("years: 2\nreplicates: 2\nzones: {zone 0: {at: [5, 5]}}\n", name="tiny")
    request = giving_request(scenario, out=tmp_path_factory.mktemp("results"))
    return run_giving(request, workers=1, simulate=simulate)


@pytest.mark.filterwarnings("error")
def test_the_page_is_filled_and_the_figures_lie_beside_it(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "giving.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    write_page(run, page=page, figures=tmp_path / "figures")
    text = page.read_text(encoding="utf-8")
    assert "Not made yet" not in text
    assert "1 zones left out" not in text
    for name in ("giving_matrix", "giving_ranking"):
        assert f"(figures/tiny.{name}.png)" in text
        assert (tmp_path / "figures" / f"tiny.{name}.svg").exists()


def test_every_zone_has_a_row(run: Run) -> None:
    table = parts(run, found())["ranking"].splitlines()
    assert len(table) == 2 + 2
    assert table[2].startswith("| 1 | A | west | **+1 (+1 to +1)** | 5 | 1 | 0.20 | +17.44")
