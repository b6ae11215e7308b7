"""Laws of the input-output table."""

import numpy as np
import pytest

from sim.world.industries import read_industries

GROUPINGS = ("twelve", "six", "three")


@pytest.mark.parametrize(("grouping", "count"), [("twelve", 12), ("six", 6), ("three", 3)])
def test_groupings_hold_every_sector_once(grouping, count):
    industries = read_industries(grouping)
    assert len(industries) == len(industries.names) == count
    sectors = [sector for group in industries.sectors for sector in group]
    assert sorted(sectors) == sorted(read_industries("twelve").names)


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_cost_shares_leave_value_added_in_every_industry_at_the_default_markup(grouping):
    industries = read_industries(grouping)
    assert (1 - 1.10 * (industries.domestic.sum(axis=0) + industries.imports) > 0).all()


@pytest.mark.parametrize("grouping", ["six", "three"])
def test_putting_industries_together_keeps_every_flow(grouping):
    fine, coarse = read_industries("twelve"), read_industries(grouping)
    member = np.array([[sector in group for sector in fine.names] for group in coarse.sectors], dtype=float)
    np.testing.assert_allclose(coarse.domestic * coarse.output, member @ (fine.domestic * fine.output) @ member.T)
    for share in ("imports", "export_share", "value_added", "emission_intensity"):
        found, flow = getattr(coarse, share) * coarse.output, member @ (getattr(fine, share) * fine.output)
        np.testing.assert_allclose(found, flow)
    assert coarse.final_use.sum() == pytest.approx(fine.final_use.sum())
    np.testing.assert_allclose(coarse.group_shares, fine.group_shares)


def test_deliveries_add_up_to_output_but_for_stocks():
    industries = read_industries("twelve")
    deliveries = industries.domestic @ industries.output + industries.final_use
    deliveries += industries.export_share * industries.output
    np.testing.assert_allclose(deliveries / industries.output, 1, atol=0.04)
    assert deliveries.sum() == pytest.approx(industries.output.sum(), rel=0.01)


def test_value_added_is_that_of_the_nation():
    industries = read_industries("twelve")
    assert (industries.value_added * industries.output).sum() == pytest.approx(1_016_400, rel=1e-3)


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_a_sector_is_found_in_the_industry_that_holds_it(grouping):
    industries = read_industries(grouping)
    found = industries.holding("vehicles")
    assert found is not None
    assert "vehicles" in industries.sectors[found]
    assert industries.holding("no such thing") is None


def test_carbon_of_the_nation_is_about_ten_billion_tonnes():
    industries = read_industries("twelve")
    # 1e8 CNY times kg per CNY is 1e8 kg.
    assert (industries.emission_intensity * industries.output).sum() * 1e8 / 1e12 == pytest.approx(9.9, rel=0.05)
