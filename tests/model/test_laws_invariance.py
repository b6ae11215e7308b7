"""Laws of invariance: order of rows and length of a step change no economy."""

import numpy as np
import pytest

from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario
from tests.model.law_worlds import at_fork, by_identity, live, permute_rows, real_gdp_by_ring

STEPS = (1, 2, 4, 12)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_no_economy(seed: int) -> None:
    one, other = at_fork("tiny"), at_fork("tiny")
    permute_rows(other, seed)
    assert (one.world.firms.identity != other.world.firms.identity).any()
    for _ in range(8):
        one.step()
        other.step()
    ours, theirs = by_identity(one.world), by_identity(other.world)
    for name in ("identity", "industry", "site", "foreign", "birth_step", "suppliers"):
        np.testing.assert_array_equal(ours[name], theirs[name], err_msg=name)
    for name in ("productivity", "appeal", "price", "revenue"):
        np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-9, atol=1e-11, err_msg=name)
    for name in ("labour", "wage", "price_index", "income"):
        ours_by_region, theirs_by_region = getattr(one.world.regions, name), getattr(other.world.regions, name)
        np.testing.assert_allclose(ours_by_region, theirs_by_region, rtol=1e-9, atol=1e-11, err_msg=name)


def test_dead_rows_say_nothing() -> None:
    one, other = at_fork("tiny"), at_fork("tiny")
    other.world.firms.grow(other.world.firms.rows + 500)
    for each in (one, other):
        live(each, 1)
    for name, column in by_identity(one.world).items():
        np.testing.assert_array_equal(column, by_identity(other.world)[name], err_msg=name)


def outcome(steps: int, replicate: int, *, withheld: str) -> np.ndarray:
    """Give levels three years on: log real GDP of the rings, of the nation, trade, firms, mean productivity."""
    overrides = [f"steps_per_year={steps}", "start.firms=5000", "start.burn_in_years=10", f"withheld={withheld}"]
    simulation = Simulation.found(read_scenario("baseline", overrides), replicate=replicate)
    simulation.burn_in()
    live(simulation, 5)
    world = simulation.world
    rings, alive = real_gdp_by_ring(simulation), world.firms.alive
    gap = world.market.frontier - world.firms.productivity[alive].mean()
    trade = np.log(world.books.exports.sum() / world.books.value_added.sum())
    return np.array([*np.log(rings), np.log(rings.sum()), trade, np.log(alive.sum()), gap])


@pytest.mark.slow
def test_levels_and_effects_agree_across_lengths_of_a_step() -> None:
    replicates = 5
    levels = {}
    for steps in STEPS:
        arms = [[outcome(steps, k, withheld=withheld) for withheld in ("none", "all")] for k in range(replicates)]
        levels[steps] = np.array(arms)
    for steps in STEPS[:-1]:
        # A price follows those of the step before, so that of a longer step lags by more of what prices fall in a year.
        lag = 0.1 * (1.0 / steps - 1.0 / 12.0)
        arms = levels[steps], levels[12]
        for name, allowed, (one, other) in (
            ("levels", lag, [arm[:, 1] for arm in arms]),
            ("effects", 0.0, [arm[:, 0] - arm[:, 1] for arm in arms]),
        ):
            differences = one - other
            apart, error = np.abs(differences.mean(axis=0)), differences.std(axis=0, ddof=1) / np.sqrt(replicates)
            # Student's t with 4 degrees of freedom: 99.9 % lie within 8.6.
            assert (apart < allowed + np.maximum(8.6 * error, 0.01)).all(), (steps, name, apart, error)
            assert np.median(apart) < 0.1, (steps, name, apart)
