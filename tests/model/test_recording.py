"""Laws of the record: what a year's end counts, against plain loops; and it does not grow with firms."""

import tracemalloc
from functools import cache

import numpy as np
import pytest
from numba import njit

from sim.kernels.linking import COUNT, bin_edges
from sim.kernels.tallying import largest_revenues
from sim.kernels.terrain import CELL, DISTRICT, between
from sim.model.link_distances import LINK_EDGES, links_by_band, median_km
from sim.model.recording import Recorder
from sim.model.simulation import Simulation
from sim.model.year_end import YearEnd
from sim.model.yearbook import Yearbook
from sim.results.panel_columns import PANELS
from sim.scenario.reading import read_scenario
from sim.world.world import World
from tests.model.law_worlds import SHORT_CHINA, TORUS, at_fork, live

WORLDS = {"plane": ("tiny",), "torus": ("tiny", *TORUS), "globe": ("yangtze_delta", *SHORT_CHINA)}


@njit
def _distance(terrain, a, b):  # type: ignore[no-untyped-def]
    return between(terrain.position, terrain.within, terrain.plane, a, b)


@cache
def year_end(kind: str) -> YearEnd:
    name, *overrides = WORLDS[kind]
    simulation = live(at_fork(name, *overrides), 0.25)
    book = Yearbook.empty(simulation.world)
    book.add(simulation.world, simulation.scenario.emissions, years=0.0, steps_per_year=4)
    return YearEnd(simulation.world, book)


def plain_links(world: World) -> np.ndarray:
    """List live links of customers on the map: cells of the two, distance, order, regions of the two."""
    firms, shares, standing = world.firms, world.shares, world.places.rules.standing
    rows, slots = np.nonzero(firms.alive[:, None] & (firms.suppliers >= 0))
    seller = firms.suppliers[rows, slots]
    here, there = standing[firms.site[rows]], standing[firms.site[seller]]
    order = shares.slot_share[firms.industry[rows], slots] * firms.revenue[rows] / world.markup
    km = [_distance(world.terrain, a, b) for a, b in zip(here[:, CELL], there[:, CELL], strict=True)]
    on_map = world.geography.on_map()[here[:, CELL]]
    return np.stack([here[:, CELL], there[:, CELL], km, order, there[:, DISTRICT], here[:, DISTRICT], on_map], axis=1)


@pytest.mark.parametrize("kind", WORLDS)
def test_links_and_orders_are_counted_in_the_band_of_their_distance(kind: str) -> None:
    year = year_end(kind)
    here, there, km, order, _, _, on_map = plain_links(year.world).T
    band = np.maximum(np.searchsorted(LINK_EDGES, km, side="right") - 1, 1)
    band = np.where(here == there, 0, band)[on_map > 0]
    table = year.link_bands()
    assert table["links"].tolist() == np.bincount(band, minlength=len(LINK_EDGES) - 1).tolist()
    orders = np.bincount(band, weights=order[on_map > 0], minlength=len(LINK_EDGES) - 1)
    np.testing.assert_allclose(table["orders"], orders, rtol=1e-12)


@pytest.mark.parametrize("kind", WORLDS)
def test_orders_go_from_the_supplier_s_region_to_the_customer_s(kind: str) -> None:
    year = year_end(kind)
    _, _, _, order, origin, destination, _ = plain_links(year.world).T
    regions = year.geography.regions
    expected = np.bincount((origin * regions + destination).astype(int), weights=order, minlength=regions**2)
    np.testing.assert_allclose(year.orders()["orders"], expected, rtol=1e-12)


@pytest.mark.parametrize(("kind", "error"), [("plane", 1e-12), ("torus", 1e-12), ("globe", 0.004)])
def test_the_median_link_is_exact_on_equal_cells_and_within_the_width_of_a_bin_elsewhere(
    kind: str, error: float
) -> None:
    year = year_end(kind)
    _, _, km, _, _, _, on_map = plain_links(year.world).T
    found = median_km(year.links_apart, year.links_within[:, COUNT], year.world.distances.within)
    assert found == pytest.approx(np.median(km[on_map > 0]), rel=error)


def test_every_edge_of_a_band_is_an_edge_of_a_bin() -> None:
    edges = bin_edges()
    assert set(LINK_EDGES[1:-1]) <= set(edges.tolist())
    assert (np.diff(edges) / edges[:-1] < 0.004).all()
    assert edges[-1] > 20_040.0


def test_nobody_links_where_there_is_no_link() -> None:
    nobody = np.zeros((len(bin_edges()) - 1, 3))
    assert np.isnan(median_km(nobody, np.zeros(4), np.ones(4)))
    assert links_by_band(nobody).sum() == 0.0


@pytest.mark.parametrize("kind", WORLDS)
def test_firms_and_what_they_know_are_counted_by_site_and_industry(kind: str) -> None:
    year = year_end(kind)
    firms, living = year.world.firms, year.world.firms.alive
    site, industry, known = firms.site[living], firms.industry[living], firms.productivity[living]
    expected = np.zeros(year.firms_by_industry.shape)
    np.add.at(expected, (site, industry), 1)
    assert (year.firms_by_industry == expected).all()
    assert (year.foreign == np.bincount(site, weights=firms.foreign[living], minlength=len(year.foreign))).all()
    regions = year.region_part("all")
    of_region = year.world.site_region[site]
    for region in np.unique(of_region).tolist():
        mine = known[of_region == region]
        assert regions["productivity_mean"][region] == pytest.approx(mine.mean(), rel=1e-12)
        assert regions["productivity_sd"][region] == pytest.approx(mine.std(), rel=1e-9)


@pytest.mark.parametrize("firms", [0, 1, 2, 15, 1000])
def test_the_largest_firms_are_those_of_a_full_sort(firms: int) -> None:
    luck = np.random.default_rng(firms)
    revenue = luck.pareto(1.1, firms)
    revenue[luck.random(firms) < 0.3] = 0.0
    alive, site = luck.random(firms) < 0.9, luck.integers(0, 3, firms)
    counted = np.array([True, False, True])
    full = np.sort(revenue[alive & counted[site]])[::-1]
    found, wanted = largest_revenues(alive, site, revenue, counted, 10, 2)
    assert np.sort(found)[::-1][:wanted].tolist() == full[: max(len(full) // 10, 2)].tolist()


def test_the_size_exponent_of_exact_pareto_ranks_is_that_of_a_regression_on_them() -> None:
    year = year_end("plane")
    firms = year.world.firms
    size = np.sort(firms.revenue[firms.alive & year.on_map[firms.site]])[::-1]
    top = np.log(size[: len(size) // 10])
    slope = np.polyfit(top, np.log(np.arange(1, len(top) + 1) - 0.5), 1)[0]
    assert year.nation(0.0)["zipf_exponent"][0] == pytest.approx(-slope, rel=1e-10)


def few_and_many() -> tuple[Simulation, Simulation]:
    return tuple(Simulation.found(read_scenario("tiny", (f"start.firms={n}",))) for n in (1200, 24_000))  # type: ignore[return-value]


def test_neither_the_panel_nor_the_memory_of_a_year_s_end_grows_with_firms() -> None:
    kept, peak = [], []
    for simulation in few_and_many():
        book = Yearbook.empty(simulation.world)
        book.add(simulation.world, simulation.scenario.emissions, years=0.0, steps_per_year=4)
        tracemalloc.start()
        YearEnd(simulation.world, book).tables(np.zeros(simulation.world.geography.sites, np.int64), 0.0)
        peak.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        panels = Recorder(simulation).panels()
        kept.append(sum(table.memory_usage(deep=True).sum() for name, table in panels.items()))
    assert kept[0] == kept[1]
    assert peak[1] - peak[0] < 8 * (24_000 - 1200)


def test_the_panel_of_zones_holds_scores_where_zones_are_evaluated_and_only_there() -> None:
    more = {"score", "head_opening", "head_quality", "head_science", "head_green", "head_coordination", "warnings"}
    for on in (False, True):
        simulation = at_fork("tiny", "zones.north.at=[2, 2]", "start.burn_in_years=2", evaluation={"on": on})
        recorder = Recorder(simulation)
        for _ in range(8):
            simulation.step()
            recorder.observe()
        zones = recorder.panels()["zones"]
        assert (more | {"expelled"} <= set(zones.columns)) is on
        assert bool(more & set(zones.columns)) is on
        if on:
            # There is no change to score before the second evaluation.
            assert zones["score"].isna().tolist() == [True] * 4 + [False] * 2
            assert set(zones.columns) <= set(PANELS["zones"].columns)
