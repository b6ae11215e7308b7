"""Laws of the decomposition of productivity growth: it adds up, and each part is what it says."""

import numpy as np
import pytest

from sim.measures.facts.decomposition import decompose, growth_of, net_entry_share
from tests.measures.facts.worlds import every_arm


def test_by_hand_each_part_is_what_it_says() -> None:
    # Stayers 0 and 1 with equal weights; 2 leaves with a quarter of the weight, 3 enters with half of it.
    found = decompose(
        first=np.array([1.0, 3.0, 0.0]), first_weight=np.array([1.5, 1.5, 1.0]), stays=np.array([True, True, False]),
        second=np.array([2.0, 4.0, 5.0]), second_weight=np.array([1.0, 1.0, 2.0]), stayed=np.array([True, True, False]),
    )  # fmt: skip
    assert found.within == pytest.approx(1.0)
    assert found.between == pytest.approx(0.0)
    assert found.entry == pytest.approx(0.5 * (5.0 - 3.0))
    assert found.exit == pytest.approx(0.25 * (2.0 - 0.0))
    assert found.total == pytest.approx(4.0 - 1.5)


def test_weight_that_moves_to_the_better_counts_between() -> None:
    everybody = np.ones(2, bool)
    found = decompose(
        first=np.array([1.0, 3.0]), first_weight=np.array([1.0, 1.0]), stays=everybody,
        second=np.array([1.0, 3.0]), second_weight=np.array([1.0, 3.0]), stayed=everybody,
    )  # fmt: skip
    assert (found.within, found.entry, found.exit) == (0.0, 0.0, 0.0)
    assert found.between == pytest.approx(found.total) == pytest.approx(0.5)


def test_the_parts_add_up_exactly_in_a_real_world() -> None:
    found = growth_of(every_arm().base.table("census"))
    assert found.within + found.between + found.entry + found.exit == pytest.approx(found.total, abs=1e-12)
    assert net_entry_share(every_arm()) == pytest.approx((found.entry + found.exit) / found.total)
    assert found.exit > 0.0
