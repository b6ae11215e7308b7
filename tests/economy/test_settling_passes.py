"""Laws of the passes over firms in which the economy settles: the same bits as whole columns give."""

import numpy as np
import pytest

from sim.basis.team import Team
from sim.economy import settling
from sim.economy.entry import chance_of_entering
from sim.economy.exit import hazards, ranks
from sim.kernels.draws import identities
from sim.kernels.settling import find_bars, sample_parents
from sim.world.world import World
from tests.model.law_worlds import SHORT_CHINA, at_fork, live

WORLDS = {"baseline": ("start.firms=3000", "start.burn_in_years=2"), "yangtze_delta": SHORT_CHINA}


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest) -> World:
    """A world in which firms have died and been born."""
    return live(at_fork(request.param, *WORLDS[request.param]), 0.5).world


def test_customers_of_a_bound_sector_are_those_with_a_supplier_in_it(world: World) -> None:
    luck = np.random.default_rng(1)
    world.regions.shifter = luck.choice([-3.0, 0.0, 1.0, 3.0], world.regions.shifter.shape, p=[0.02, 0.5, 0.46, 0.02])
    firms = world.firms
    bound = np.abs(world.regions.shifter) >= 2.97
    theirs = bound[world.site_region[firms.site], world.industries.group[firms.industry]]
    expected = (theirs[firms.suppliers] & (firms.suppliers >= 0)).any(axis=1) & firms.alive
    found = settling.bound_customers(world)
    assert 0 < found.sum() < firms.alive.sum()
    assert (found == expected).all()


def test_the_mean_firm_is_weighed_by_the_real_firms_it_stands_for_in_any_blocks(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    weight = world.site_weight[world.firms.site] * world.firms.alive
    expected = (weight * world.firms.productivity).sum() / weight.sum()
    assert settling.mean_productivity(world) == expected
    monkeypatch.setattr("sim.basis.blocks.BLOCK", 83)
    assert settling.mean_productivity(world) == expected


def test_expected_deaths_are_hazards_summed_by_region_and_industry(world: World) -> None:
    firms, parameters = world.firms, at_fork("tiny").scenario.exit
    rows = np.flatnonzero(firms.alive).astype(np.int32)
    hazard = hazards(rank=ranks(world=world, rows=rows, team=Team()), parameters=parameters)
    expected = np.zeros((world.geography.regions, len(world.final_shares)))
    where = world.site_region[firms.site[rows]], firms.industry[rows]
    np.add.at(expected, where, hazard * world.site_weight[firms.site[rows]])
    assert (settling._expected_deaths(world, parameters, Team()) == expected).all()


def test_hypothetical_parents_stand_at_even_steps_of_expected_births(world: World) -> None:
    firms, mass = world.firms, world.birth_mass
    whole = np.bincount(firms.industry, weights=firms.revenue, minlength=len(mass))
    cumulative = np.cumsum(mass[firms.industry] * firms.revenue / whole[firms.industry])
    points = (np.arange(500) + 0.5) / 500 * cumulative[-1]
    parent, births = sample_parents(firms.industry, firms.revenue, mass, 500)
    assert births == cumulative[-1]
    assert (parent == np.searchsorted(cumulative, points)).all()
    assert firms.alive[parent].all()
    assert len(np.unique(identities(np.int64(1), firms.identity[parent], np.arange(500, dtype=np.uint64)))) == 500


def test_at_the_bar_the_stated_share_of_each_industry_s_births_enters() -> None:
    luck = np.random.default_rng(3)
    worth, industry, mass = luck.normal(size=4000), luck.integers(0, 5, 4000).astype(np.int32), luck.random(4000)
    bars = find_bars(worth, industry, mass, 4.0, 0.3, worth.min() - 50.0, worth.max() + 50.0, 60, 6)
    enters = mass * chance_of_entering(worth=worth, bar=bars[industry], elasticity=4.0)
    share = np.bincount(industry, weights=enters) / np.bincount(industry, weights=mass)
    np.testing.assert_allclose(share, 0.3, rtol=1e-12)
    assert len(bars) == 6
