"""Closed forms: on a two-region world solved by hand each measure gives the hand's number."""

import math

import numpy as np
import pytest

from sim.measures.channels import PARTS, ChannelEffects, channel_effects, open_channels
from sim.measures.dose import radiation_by_dose
from sim.measures.facts.readings import share_of_host
from sim.measures.host import host_effect
from sim.measures.inside_outside import inside_outside
from sim.measures.intervals import t_quantile
from sim.measures.radiation import lay_twin_rings, radiation_curve, totals
from sim.measures.shares import zone_shares
from sim.measures.tables import Pairs
from tests.measures.by_hand import twin, world
from tests.synthetic import MemoryTwin

EDGES = (0.0, 50.0, 150.0, 250.0)
"""Each cell is a ring of its own, 0, 100, 200 and 300 km from the lot of A."""

BASE = world((20.0, 15.0, 10.0, 8.0), (5.0, 4.0))
OTHER = world((10.0, 10.0, 10.0, 10.0), (2.0, 4.0), active=(False, True))


def pairs(times: int = 2) -> list[MemoryTwin]:
    """Equal twins, so that every interval is a point and clear of zero wherever its mean is."""
    return [twin(BASE, OTHER)] * times


def test_rings_are_laid_around_the_zone_that_differs_and_no_other() -> None:
    rings = lay_twin_rings(pairs(1), EDGES)[0]
    assert rings.zones.tolist() == [0]
    assert rings.distance.tolist() == [0.0, 100.0, 200.0, 300.0]


def test_the_radiation_curve_is_the_log_of_the_ratio_ring_by_ring() -> None:
    curve = radiation_curve(pairs(), lay_twin_rings(pairs(), EDGES))
    np.testing.assert_allclose(curve.band.value[-1], np.log([2.0, 1.5, 1.0, 0.8]), rtol=1e-15, atol=0.0)
    np.testing.assert_array_equal(curve.band.value[0], 0.0)


def test_the_interval_of_a_ring_is_that_of_two_numbers() -> None:
    other = twin(world((10.0, 15.0, 10.0, 8.0), (5.0, 4.0)), OTHER)
    two = [twin(BASE, OTHER), other]
    table = radiation_curve(two, lay_twin_rings(two, EDGES)).table()
    first = table[table["year"] == 1].iloc[0]
    # The nearest ring gains ln 2 and nothing: mean and standard error are both half of ln 2.
    half = 0.5 * math.log(2.0)
    assert first["effect"] == pytest.approx(half)
    assert first["low"] == pytest.approx(half - t_quantile(0.975, 1) * half)


def test_the_radii_lie_where_straight_lines_between_rings_cross() -> None:
    curve = radiation_curve(pairs(), lay_twin_rings(pairs(), EDGES))
    # From ln 1.5 at 100 km to 0 at 200 km: half of ln 2 is reached at 200 - 100 * (ln 2 / 2) / ln 1.5.
    assert curve.half_distance().value == pytest.approx(200.0 - 50.0 * math.log(2.0) / math.log(1.5))
    # Nothing at 200 km, less than nothing beyond.
    assert curve.sign_change().value == pytest.approx(200.0)


def test_total_gain_and_ratio_are_sums_over_cells_and_lots() -> None:
    found = totals(pairs(), lay_twin_rings(pairs(), EDGES))
    # Outside 53 against 40; on the lot of A 5 against 2, and that of B does not count.
    assert found.total().value == pytest.approx(math.log(53.0 / 40.0))
    assert found.gain().value == 13.0
    assert found.inside_effect().value == pytest.approx(math.log(2.5))
    assert found.ratio().value == pytest.approx(13.0 / 3.0)
    both = inside_outside(found).query("year == 1").set_index("part")["effect"]
    assert both.to_dict() == pytest.approx({"inside": math.log(2.5), "outside": math.log(53.0 / 40.0)})


def test_dose_falls_with_distance_and_groups_hold_half_of_the_economy_each() -> None:
    table = radiation_by_dose(pairs(), lay_twin_rings(pairs(), EDGES), groups=2).query("year == 1")
    # Ten km2 of zone at 0, 100, 200 and 300 km, falling by e every 50 km; the far two cells are the lower group.
    near, far = 5.0 * (1.0 + math.exp(-2.0)), 5.0 * (math.exp(-4.0) + math.exp(-6.0))
    np.testing.assert_allclose(table["mean_dose_km2"], [far, near])
    np.testing.assert_allclose(table["effect"], np.log([18.0 / 20.0, 35.0 / 20.0]))


def test_the_host_effect_is_of_the_whole_host_and_of_no_other_region() -> None:
    table = host_effect(pairs(), lay_twin_rings(pairs(), EDGES))
    # West has 35 outside and 5 on the lot of A, against 20 and 2.
    assert table["effect"].tolist() == pytest.approx([0.0, math.log(40.0 / 22.0)])


def test_shares_and_quotients_are_what_they_say() -> None:
    last = zone_shares(BASE).iloc[-1]
    assert last["trade_quotient"] == pytest.approx(0.3 / 0.2)
    # One newborn foreign firm of five is on an active zone's lot.
    assert last["foreign_births_share"] == pytest.approx(1.0 / 5.0)
    assert last["foreign_births_quotient"] == pytest.approx(1.0)
    # A is 5 of 40 of its host, B 4 of 22.
    assert share_of_host(BASE) == pytest.approx((5.0 / 40.0 + 4.0 / 22.0) / 2.0)
    assert share_of_host(OTHER) == pytest.approx(4.0 / 24.0)


SHARES = {"market": math.log(1.1), "chain": math.log(2.0), "both": math.log(1.5)}


def gated(number: int) -> Pairs:
    """Make the twin of one set: the market lifts 1.1-fold, chain twofold, policy 1.5-fold where there is chain."""
    open_ = open_channels(number)
    lifts = [SHARES["market"], SHARES["chain"] * ("chain" in open_), SHARES["both"] * ({"chain", "policy"} <= {*open_})]
    lifted = 10.0 * math.exp(sum(lifts))
    return [twin(world((10.0, lifted, 10.0, 10.0), (5.0, 4.0)), OTHER)]


@pytest.fixture(scope="module")
def channels() -> ChannelEffects:
    return channel_effects([gated(number) for number in range(16)], lay_twin_rings(pairs(1), EDGES))


def test_shapley_values_share_what_two_channels_do_together_evenly(channels: ChannelEffects) -> None:
    second = dict(zip(PARTS, channels.parts[:, 0, -1, 1], strict=True))
    assert second == pytest.approx(
        {
            "market": SHARES["market"], "chain": SHARES["chain"] + 0.5 * SHARES["both"], "learning": 0.0,
            "policy": 0.5 * SHARES["both"], "mobility": 0.0,
        },
        abs=1e-15,
    )  # fmt: skip
    assert channels.whole[0, -1, 1] == pytest.approx(sum(SHARES.values()))
    assert channels.largest_remainder < 1e-15


def test_the_interaction_is_what_the_two_add_to_each_other(channels: ChannelEffects) -> None:
    table = channels.interaction_table().query("year == 1 and ring == '50-150km'").set_index(["one", "other"])["effect"]
    assert table.pop(("chain", "policy")) == pytest.approx(SHARES["both"])
    np.testing.assert_allclose(table, 0.0, atol=1e-15)
