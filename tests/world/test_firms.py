"""Laws of the table of firms: rows for newborns, and sums over those who live."""

import numpy as np
import pytest

from sim.basis.team import Team
from sim.world.firms import Firms, sums_by_industry


def a_table(rows: int = 100) -> Firms:
    firms = Firms.empty(rows, 2)
    firms.alive[:] = np.arange(rows) % 5 > 0
    firms.identity[:] = np.arange(rows)
    firms.productivity[:] = np.arange(rows) / 7.0
    firms.industry[:] = np.arange(rows) % 3
    return firms


@pytest.mark.parametrize("wanted", [0, 1, 20])
def test_newborns_take_the_first_free_rows_in_ascending_order(wanted: int) -> None:
    firms = a_table()
    assert firms.free_rows(wanted).tolist() == list(range(0, 100, 5))[:wanted]
    assert firms.rows == 100


@pytest.mark.parametrize(("wanted", "grown"), [(21, 121), (30, 130), (200, 300)])
def test_a_full_table_grows_and_keeps_what_is_written(wanted: int, grown: int) -> None:
    firms, before = a_table(), a_table()
    rows = firms.free_rows(wanted)
    assert firms.rows == grown
    assert rows.tolist() == [*range(0, 100, 5), *range(100, grown)][:wanted]
    for name, column in vars(before).items():
        np.testing.assert_array_equal(getattr(firms, name)[:100], column, err_msg=name)
    assert not firms.alive[100:].any()


def test_a_table_that_runs_out_of_rows_grows_by_an_eighth() -> None:
    firms = a_table(1000)
    firms.free_rows(201)
    assert firms.rows == 1000 + max(1000 // 8, 201)
    firms = a_table(10_000)
    firms.alive[:] = True
    firms.free_rows(3)
    assert firms.rows == 10_000 + 10_000 // 8


def test_delivery_costs_are_kept_in_single_precision_and_everything_else_about_money_in_double() -> None:
    firms = a_table()
    assert firms.delivery.dtype == np.float32
    assert {firms.price.dtype, firms.revenue.dtype, firms.productivity.dtype, firms.appeal.dtype} == {np.dtype(float)}


def test_sums_by_industry_leave_out_the_dead() -> None:
    firms = a_table()
    found = sums_by_industry(firms=firms, column=firms.productivity, industries=3, team=Team(1))
    for s in range(3):
        living = firms.alive & (firms.industry == s)
        np.testing.assert_allclose(found[s], [firms.productivity[living].sum(), living.sum()], rtol=1e-13)
