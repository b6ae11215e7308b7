"""Laws of the first firms: who stands where, by a plain rule, one firm after another; and a block changes nothing."""

import numpy as np
import pytest

from sim.basis.luck import Luck
from sim.economy import start
from sim.model.founding import found_world, map_of
from sim.scenario.levels import policy_path
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario
from sim.world.geography import Geography
from sim.world.world import World
from tests.model.law_worlds import SHORT_CHINA

WORLDS = {"tiny": (), "yangtze_delta": SHORT_CHINA}


def founded(name: str) -> tuple[Scenario, Luck, World, np.ndarray]:
    """Found a world; give the zones that are active in it too."""
    scenario = read_scenario(name, WORLDS[name])
    luck = Luck(scenario.seed, 0)
    geography = map_of(scenario, luck)
    levels = policy_path(scenario, geography).before
    world = found_world(scenario=scenario, geography=geography, levels=levels, luck=luck)
    return scenario, luck, world, levels.zone_active


def plain_site(
    *, geography: Geography, group: tuple[int, int], draws: np.ndarray, active: np.ndarray, counts: np.ndarray,
    parameters: start.StartParameters,
) -> int:  # fmt: skip
    """Give the site of one first firm: the rule as it reads, with a loop over all lots."""
    region, industry = group
    cell_draw, chance, on_lot, which = draws
    zones = np.flatnonzero(active & (geography.zone_host == region))
    elsewhere = 1.0
    for zone in zones.tolist():
        fit = np.where(geography.zone_leading[zone], parameters.leading_fit, 1.0)
        mean_fit = (counts[region] * fit).sum() / counts[region].sum()
        elsewhere *= 1.0 - min(parameters.zone_share * fit[industry] / mean_fit, 1.0)
    if on_lot < 1.0 - elsewhere:
        lots = np.flatnonzero(np.isin(geography.lot_zone, zones))
        land = geography.lot_share[lots] * geography.cell_area[geography.lot_cell[lots]]
        leading = geography.zone_leading[geography.lot_zone[lots], industry]
        weight = np.cumsum(np.where(leading, parameters.leading_fit, 1.0) * land)
        return geography.cells + int(lots[np.count_nonzero(which > weight / weight[-1])])
    cells = np.flatnonzero(geography.cell_region == region)
    activity = np.cumsum(geography.cell_activity[cells])
    cell = int(cells[np.searchsorted(activity / activity[-1], cell_draw)])
    for lot in np.flatnonzero(geography.lot_cell == cell):
        if chance < geography.lot_share[lot]:
            return geography.cells + int(lot)
        chance -= geography.lot_share[lot]
    return cell


@pytest.mark.parametrize("name", WORLDS)
def test_every_first_firm_stands_where_its_own_luck_puts_it(name: str) -> None:
    scenario, luck, world, active = founded(name)
    firms, geography = world.firms, world.geography
    region = world.site_region[firms.site]
    purposes = (start.CELL, start.CHOSE_LOT, start.ON_LOT, start.WHICH_LOT)
    draws = np.stack([luck.uniforms(purpose, 0, firms.identity) for purpose in purposes], axis=1)
    some = np.concatenate([np.arange(0, firms.rows, 7), np.flatnonzero(geography.site_zone[firms.site] >= 0)])
    targets = start.value_added_targets(geography=geography, industries=world.industries)
    counts, _ = start.firm_counts(targets=targets, rest_of_country=geography.rest_of_country, parameters=scenario.start)
    for i in some.tolist():
        where = int(region[i]), int(firms.industry[i])
        assert firms.site[i] == plain_site(
            geography=geography, group=where, draws=draws[i], active=active, counts=counts, parameters=scenario.start
        )


@pytest.mark.parametrize("name", WORLDS)
def test_first_firms_are_as_many_as_counted_and_lie_in_memory_by_cell_and_industry(name: str) -> None:
    scenario, _, world, _ = founded(name)
    firms, geography = world.firms, world.geography
    targets = start.value_added_targets(geography=geography, industries=world.industries)
    counts, _ = start.firm_counts(targets=targets, rest_of_country=geography.rest_of_country, parameters=scenario.start)
    group = world.site_region[firms.site] * counts.shape[1] + firms.industry
    assert np.bincount(group, minlength=counts.size).tolist() == counts.ravel().tolist()
    assert len(np.unique(firms.identity)) == firms.rows
    bucket = geography.site_cell[firms.site] * counts.shape[1] + firms.industry
    assert (np.diff(bucket) >= 0).all()


@pytest.mark.parametrize("name", WORLDS)
def test_each_region_s_and_industry_s_first_revenue_is_that_of_its_value_added(name: str) -> None:
    scenario, _, world, _ = founded(name)
    firms, shares = world.firms, world.shares
    targets = start.value_added_targets(geography=world.geography, industries=world.industries)
    added = firms.revenue * (1.0 - (1.0 - shares.labour[firms.industry]) / scenario.prices.markup)
    found = np.zeros_like(targets)
    np.add.at(found, (world.site_region[firms.site], firms.industry), added)
    np.testing.assert_allclose(found, targets, rtol=1e-12)


def test_the_length_of_a_block_changes_no_first_firm(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, whole, _ = founded("tiny")
    monkeypatch.setattr("sim.basis.blocks.BLOCK", 97)
    _, _, parts, _ = founded("tiny")
    for column in ("identity", "productivity", "appeal", "revenue", "site"):
        assert (getattr(whole.firms, column) == getattr(parts.firms, column)).all(), column
