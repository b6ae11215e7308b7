"""Laws of the distance, in closed form."""

import numpy as np
import pytest

from sim.experiments.calibration.distance import BEND, LOST, deviations, distances, losses

BANDS = np.array([(10.0, 2.0, 1.0), (-1.0, 0.5, 3.0)])


def test_the_middle_of_every_band_is_no_distance_and_an_edge_is_one_half_width() -> None:
    assert distances(np.array([10.0, -1.0]), BANDS) == 0.0
    assert deviations(np.array([12.0, -1.5]), BANDS) == pytest.approx([1.0, -1.0])


def test_near_the_middle_it_is_the_square_and_far_out_it_is_straight() -> None:
    assert losses(np.array(0.01)) == pytest.approx(1e-4, rel=1e-4)
    assert losses(np.array(200.0)) - losses(np.array(199.0)) == pytest.approx(2.0 * BEND, rel=1e-3)


def test_weights_and_facts_add_up_and_both_sides_are_alike() -> None:
    one, other = distances(np.array([[13.0, -1.0], [10.0, -0.2]]), BANDS)
    assert distances(np.array([13.0, -0.2]), BANDS) == pytest.approx(one + other)
    assert distances(np.array([7.0, -1.8]), BANDS) == pytest.approx(one + other)
    assert other == pytest.approx(3.0 * losses(np.array(1.6)))


def test_a_missing_value_counts_as_far_out_whatever_the_rest() -> None:
    assert distances(np.array([np.nan, -1.0]), BANDS) == pytest.approx(losses(np.array(LOST)))
