"""Laws of policy: pilots stop at the benchmark, experience carries as far as distance lets it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.economy.policy import most_seen, piloted, what_carries
from sim.economy.relocation import RelocationParameters, cost_of_moving
from tests.model.law_worlds import at_fork, live

MATURITY = st.lists(st.floats(0.0, 1.0), min_size=7, max_size=7)


@given(MATURITY, MATURITY, st.lists(st.booleans(), min_size=7, max_size=7), st.floats(0.0, 1.0))
def test_a_pilot_raises_by_a_notch_never_beyond_the_benchmark_and_never_down(
    maturity: list[float], benchmark: list[float], happens: list[bool], notch: float
) -> None:
    before, target, pilots = np.array([maturity]), np.array([benchmark]), np.array([happens])
    found = piloted(maturity=before, benchmark=target, happens=pilots, notch=notch)
    assert (found >= before).all()
    assert (found <= np.maximum(before, target)).all()
    assert (found <= before + notch).all()
    np.testing.assert_array_equal(found[~pilots], before[~pilots])
    np.testing.assert_allclose(found[pilots], np.maximum(np.minimum(before + notch, target), before)[pilots])


def test_pilots_reach_the_benchmark_and_stay() -> None:
    maturity, target = np.full((1, 7), 0.3), np.full((1, 7), 0.55)
    for _ in range(5):
        maturity = piloted(maturity=maturity, benchmark=target, happens=np.ones((1, 7), np.bool_), notch=0.1)
    np.testing.assert_array_equal(maturity, target)


def test_of_what_carries_most_is_seen_and_of_equals_a_zone() -> None:
    maturity = np.tile(np.array([0.2, 0.8, 0.8])[:, None], (1, 7))
    carries = np.array([[0.0, 0.5, 0.5], [0.5, 0.0, 0.9]])
    seen, source = most_seen(maturity=maturity, carries=carries)
    np.testing.assert_allclose(seen[:, 0], [0.4, 0.72])
    assert source[:, 0].tolist() == [2, 2]
    seen, source = most_seen(maturity=maturity, carries=np.array([[0.0, 0.6, 0.5], [0.5, 0.0, 0.1]]))
    np.testing.assert_allclose(seen[:, 0], [0.48, 0.1])
    assert source[:, 0].tolist() == [1, 0]


def test_experience_falls_off_with_distance_and_only_active_zones_show_any() -> None:
    zone, none = (live(at_fork("tiny", withheld=withheld), 0.25).world for withheld in ("none", "all"))
    regions = zone.geography.regions
    carries = what_carries(world=zone, experience_km=300.0)
    km = zone.distances.place_place[:regions]
    off = ~np.eye(regions, regions + 1, dtype=bool)
    np.testing.assert_allclose(carries[off], np.exp(-km / 300.0)[off], rtol=1e-13)
    assert (np.diag(carries) == 0.0).all()
    assert (what_carries(world=none, experience_km=300.0)[:, regions:] == 0.0).all()


@given(st.floats(0.0, 1.0))
def test_moving_to_a_coordinated_jurisdiction_costs_less(docking: float) -> None:
    parameters = RelocationParameters(moving_cost=0.1, border=0.2)
    pairs = np.array([[1.0, docking], [docking, 1.0]])
    found = cost_of_moving(here=np.array([0, 0]), there=np.array([0, 1]), docking=pairs, parameters=parameters)
    np.testing.assert_allclose(found, [0.1, 0.1 + 0.2 * (1.0 - docking)], rtol=1e-14)
