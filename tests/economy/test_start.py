"""Laws of the start: cost shares from the table, firms in proportion to value added."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.economy.chain import typical_firms
from sim.economy.start import StartParameters, cost_shares, firm_counts
from sim.world.industries import read_industries
from tests.model.law_worlds import SHORT_CHINA, stem

GROUPINGS = ("twelve", "six", "three")


@pytest.mark.parametrize("grouping", GROUPINGS)
@pytest.mark.parametrize("markup", [1.01, 1.1, 1.3])
def test_costs_add_up_and_value_added_is_the_data_s(grouping: str, markup: float) -> None:
    industries = read_industries(grouping)
    shares = cost_shares(industries=industries, markup=markup, coverage=0.97)
    np.testing.assert_allclose(shares.inputs.sum(axis=0) + shares.imports + shares.labour, 1.0, rtol=1e-14)
    assert (shares.labour > 0.0).all() or markup > 1.1
    bought = (shares.inputs.sum(axis=0) + shares.imports) / markup
    np.testing.assert_allclose(1.0 - bought, industries.value_added, rtol=1e-12)


@pytest.mark.parametrize("coverage", [0.5, 0.9, 0.97, 1.0])
def test_slots_cover_the_stated_spending_by_the_dearest_inputs_and_are_rescaled(coverage: float) -> None:
    industries = read_industries("twelve")
    shares = cost_shares(industries=industries, markup=1.1, coverage=coverage)
    for s in range(12):
        own = shares.slot_industry[s][shares.slot_industry[s] >= 0]
        spending = industries.domestic[:, s]
        covered = spending[own].sum() / spending.sum()
        assert covered >= coverage - 1e-12
        assert len(own) == 1 or spending[own[:-1]].sum() / spending.sum() < coverage
        assert (np.diff(spending[own]) <= 0.0).all()
        assert shares.slot_share[s].sum() == pytest.approx(1.1 * spending.sum(), rel=1e-12)


@given(st.integers(0, 1000), st.integers(500, 5000))
def test_firms_are_counted_by_value_added_and_every_region_has_some_of_all(seed: int, firms: int) -> None:
    targets = np.random.default_rng(seed).lognormal(sigma=1.0, size=(6, 12))
    counts, weight = firm_counts(
        targets=targets, rest_of_country=5, parameters=StartParameters(firms=firms, rest_firms=400)
    )
    assert (counts >= 2).all()
    wanted = firms * targets[:5] / targets[:5].sum()
    assert (np.abs(counts[:5] - wanted)[wanted >= 2] <= 0.5).all()
    assert weight[0] == 1.0
    assert weight[5] == pytest.approx((targets[5].sum() / 400) / (targets[:5].sum() / firms))


def test_an_agent_of_the_rest_of_the_country_stands_for_more_real_firms() -> None:
    world = stem("yangtze_delta", *SHORT_CHINA).world
    rest = world.geography.rest_of_country
    assert world.region_weight[rest] > 10.0
    assert (np.delete(world.region_weight, rest) == 1.0).all()


def test_a_typical_cell_has_the_mean_of_those_that_have_any() -> None:
    assert typical_firms(np.array([[1, 4], [3, 0], [0, 5]])).tolist() == [2.0, 4.5]
    assert typical_firms(np.zeros((3, 1), np.int64)).tolist() == [1.0]
