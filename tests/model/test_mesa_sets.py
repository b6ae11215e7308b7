"""Laws of the sets of agents: they answer as Mesa's own sets of the same views would."""

import copy
import time

import numpy as np
import pytest
from mesa.agent import AgentSet

from sim.economy import chain
from sim.model.firm import Firm
from sim.model.firm_set import FirmSet
from sim.model.mesa_errors import AgentError
from sim.model.places import Region, Zone
from sim.model.region_model import RegionModel
from tests.model.mesa_worlds import small_model, with_some_exits


@pytest.fixture(scope="module")
def model() -> RegionModel:
    """A model that no test of this file changes."""
    model = small_model()
    model.step()
    return model


@pytest.fixture
def own() -> RegionModel:
    """A model to change."""
    return small_model()


def of_mesa(firms: FirmSet) -> tuple[AgentSet, list[Firm]]:
    """Give Mesa's own set of the same views, and the views, which Mesa does not keep alive."""
    views = firms.to_list()
    return AgentSet(views, random=firms.model.random), views


def test_selecting_is_mesas(model: RegionModel) -> None:
    firms = model.firms
    mesas, _views = of_mesa(firms)

    def is_dear(firm: Firm) -> bool:
        return firm.price > 0.5

    for at_most in (float("inf"), 7, 0.25, 1.0, 0):
        assert firms.select(is_dear, at_most=at_most).to_list() == mesas.select(is_dear, at_most=at_most).to_list()
    assert firms.select(firms.get("price") > 0.5).to_list() == mesas.select(is_dear).to_list()
    assert len(firms.select(agent_type=Region)) == 0
    assert firms.select(agent_type=Firm).to_list() == firms.to_list()


def test_getting_grouping_and_aggregating_are_mesas(model: RegionModel) -> None:
    firms = model.firms
    mesas, _views = of_mesa(firms)
    assert firms.get("price").tolist() == mesas.get("price")
    assert firms.get(["industry", "price", "zone"]) == mesas.get(["industry", "price", "zone"])
    assert firms.get("mood", "default", 3) .tolist() == mesas.get("mood", "default", 3)
    assert firms.agg("price", [min, max]) == mesas.agg("price", [min, max])
    for by in ("industry", "region", "zone", "pos", "foreign", lambda firm: firm.price > 0.5):
        ours, theirs = firms.groupby(by), mesas.groupby(by)
        assert ours.count() == theirs.count()
        assert ours.agg("revenue", max) == theirs.agg("revenue", max)
        assert list(ours.groups) == list(theirs.groups)
        lists = firms.groupby(by, result_type="list")
        assert lists.groups == mesas.groupby(by, result_type="list").groups
        assert lists.agg("revenue", max) == theirs.agg("revenue", max)


def test_sorting_and_doing_are_mesas(model: RegionModel) -> None:
    firms = model.firms
    mesas, _views = of_mesa(firms)
    for key in ("price", "industry", "foreign", lambda firm: -firm.revenue):
        for ascending in (True, False):
            assert firms.sort(key, ascending=ascending).to_list() == mesas.sort(key, ascending=ascending).to_list()
    def times(firm: Firm, factor: float) -> float:
        return firm.price * factor

    assert firms.map(times, 2.0) == mesas.map(times, 2.0)
    seen: list[int] = []
    firms.do(lambda firm: seen.append(firm.row)).shuffle_do(lambda firm: seen.append(firm.row))
    assert seen[: len(firms)] == firms.rows.tolist()
    assert sorted(seen[len(firms) :]) == firms.rows.tolist()
    assert seen[len(firms) :] != firms.rows.tolist()


def test_a_set_keeps_the_order_it_was_given(model: RegionModel) -> None:
    by_price = model.firms.sort("price", ascending=True)
    assert (np.diff(by_price.get("price")) >= 0.0).all()
    assert (np.diff(by_price.select(by_price.get("revenue") > 0.0, at_most=50).get("price")) >= 0.0).all()
    assert copy.copy(by_price).to_list() == by_price.to_list()


def test_sets_combine_like_sets(model: RegionModel) -> None:
    firms = model.firms
    dear, small = firms.select(firms.get("price") > 0.5), firms.select(firms.get("revenue") < 1.0)
    prices, revenues = firms.get("price"), firms.get("revenue")
    for combined, mask in (
        (dear & small, (prices > 0.5) & (revenues < 1.0)),
        (dear | small, (prices > 0.5) | (revenues < 1.0)),
        (dear - small, (prices > 0.5) & ~(revenues < 1.0)),
        (dear ^ small, (prices > 0.5) ^ (revenues < 1.0)),
    ):
        assert sorted(combined.rows.tolist()) == firms.rows[mask].tolist()
    assert dear & small.to_list() == dear & small
    assert dear <= firms


def test_writing_a_column_reaches_the_economy(own: RegionModel) -> None:
    twin = copy.deepcopy(own)
    chosen = own.firms.select(own.firms.get("industry") == "electronics")
    before = chosen.get("productivity")
    chosen.set("productivity", before + 0.5)
    np.testing.assert_array_equal(chosen.get("productivity"), before + 0.5)
    assert (own.firms - chosen).get("productivity").tolist() == (twin.firms - twin.firms.select(
        twin.firms.get("industry") == "electronics"
    )).get("productivity").tolist()
    own.step()
    twin.step()
    rows = chosen.rows
    assert (own.simulation.world.firms.price[rows] < twin.simulation.world.firms.price[rows]).all()


def test_appeal_that_is_written_is_what_customers_meet(own: RegionModel) -> None:
    favoured = np.arange(len(own.firms)) % 2 == 0
    half = own.firms.rows[favoured]
    shares = []
    for favour in (favoured, ~favoured):
        each = copy.deepcopy(own)
        each.firms.set("appeal", np.where(favour, 4.0, 0.0))
        simulation = each.simulation
        chain.search(
            world=simulation.world, parameters=simulation.scenario.chain, clock=simulation.clock, luck=simulation.luck,
            team=simulation.team, first=True,
        )  # fmt: skip
        found = simulation.world.firms.suppliers[each.firms.rows]
        shares.append(np.isin(found[found >= 0], half).mean())
    # In many a cell there is one firm to meet, favoured or not.
    assert shares[0] > 0.6
    assert shares[1] < 0.4


def test_a_live_set_follows_the_economy_and_a_chosen_one_loses_who_exits(own: RegionModel) -> None:
    live, chosen = own.firms, own.firms.select()
    first = set(chosen.get("identity").tolist())
    with_some_exits(own)
    now = set(live.get("identity").tolist())
    assert now == set(own.simulation.world.firms.identity[own.simulation.world.firms.alive].tolist())
    assert set(chosen.get("identity").tolist()) == first & now
    assert first - now
    assert now - first


def test_nobody_is_added_or_taken_out_by_hand(own: RegionModel) -> None:
    firm = next(iter(own.firms))
    for call in (own.firms.add, own.firms.discard, own.firms.remove, own.agents.discard):
        with pytest.raises(AgentError, match="born, move and exit"):
            call(firm)
    with pytest.raises(AgentError, match="in place"):
        own.firms.select(at_most=3, inplace=True)
    chosen = own.firms.select()
    assert chosen.select(at_most=3, inplace=True) is chosen
    assert len(chosen) == 3
    assert len(chosen.sort("price", inplace=True)) == 3


def test_wrong_requests_say_what_would_be_right(own: RegionModel) -> None:
    firms = own.firms
    with pytest.raises(AttributeError, match="Did you mean `productivity`"):
        firms.get("productivty")
    with pytest.raises(AttributeError, match="Did you mean `productivity`"):
        firms.set("productivty", 1.0)
    with pytest.raises(AgentError, match="follows from the model"):
        firms.set("region", 1)
    with pytest.raises(AgentError, match="one for each of"):
        firms.set("price", np.zeros(3))
    with pytest.raises(AgentError, match="a mask"):
        firms.select(np.zeros(3, np.bool_))
    with pytest.raises(AgentError, match="handle_missing"):
        firms.get("price", handle_missing="never")  # pyright: ignore[reportArgumentType]


def test_all_agents_answer_together(model: RegionModel) -> None:
    everyone = model.agents
    assert everyone.get("unique_id") == [agent.unique_id for agent in everyone]
    assert everyone.select(agent_type=Zone).to_list() == list(model.zones)
    assert everyone.select(agent_type=Firm).firms.rows.tolist() == model.firms.rows.tolist()
    assert everyone.groupby(type).count() == {Region: len(model.regions), Zone: 1, Firm: len(model.firms)}
    openness = everyone.get("openness", "default", None)
    assert [value is None for value in openness] == [isinstance(agent, Firm) for agent in everyone]
    with pytest.raises(AttributeError):
        everyone.get("openness")
    first = everyone.sort("unique_id", ascending=True)
    assert first.to_list()[: len(model.ordinary_agents)] == list(model.ordinary_agents)
    assert sorted(everyone.shuffle().get("unique_id")) == first.get("unique_id")
    assert (everyone & model.zones).to_list() == list(model.zones)
    assert len(everyone - model.firms) == len(model.ordinary_agents)


def test_a_table_of_firms_is_one_row_a_firm(model: RegionModel) -> None:
    table = model.firms.table("industry", "price")
    assert table.shape == (len(model.firms), 2)
    assert table["price"].tolist() == model.firms.get("price").tolist()


def test_a_set_of_no_firms_is_a_set(model: RegionModel) -> None:
    none = model.firms.select(at_most=0)
    assert none.to_list() == []
    assert none.get("industry").tolist() == []
    assert none.groupby("industry").count() == {}
    assert none.get(["price", "zone"]) == []


def test_columns_are_much_quicker_than_views(model: RegionModel) -> None:
    def seconds(work: object) -> float:
        start = time.perf_counter()
        for _ in range(5):
            work()  # type: ignore[operator]
        return time.perf_counter() - start

    firms = model.firms
    one_by_one = seconds(lambda: [firm.productivity for firm in firms])
    assert seconds(lambda: firms.get("productivity")) < one_by_one / 5.0
