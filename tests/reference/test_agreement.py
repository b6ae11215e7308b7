"""Two engines, one law: whatever can be observed of a world is the same, whichever engine lived through it."""

import copy
import pickle
from collections.abc import Callable

import numpy as np
import pytest

from sim.model.accounts import check_accounts
from sim.model.simulation import Simulation
from sim.reference.firm import Firm
from sim.reference.model import PlainModel
from sim.scenario.reading import vary
from tests.reference.engine_worlds import assert_same, burnt_in

YEARS = 10


@pytest.mark.parametrize("name", ["stylised", "delta", pytest.param("torus", marks=pytest.mark.slow)])
def test_both_engines_live_the_same_life(name: str) -> None:
    trunk, plain_trunk = burnt_in(name)
    assert_same(trunk, plain_trunk, "at the fork")
    fast, plain = trunk.fork(trunk.scenario), plain_trunk.fork(plain_trunk.settings)
    fast.check = True
    seen = dict.fromkeys(("born", "born foreign", "died", "moved", "expelled", "without status"), 0)
    for step in range(1, 4 * YEARS + 1):
        fast.step()
        plain.step()
        count_what_happens(plain, seen)
        if step == 1 or step % 10 == 0:
            assert_same(fast, plain, f"after {step} steps")
            check_accounts(plain.as_world())
    assert all(seen.values()), f"nothing to compare of some kind: {seen}"


def count_what_happens(plain: PlainModel, seen: dict[str, int]) -> None:
    seen["born"] += len(plain.flows.born)
    seen["born foreign"] += sum(plain.flows.born_foreign)
    seen["died"] += len(plain.flows.died)
    seen["moved"] += len(plain.flows.moves)
    seen["expelled"] += sum(zone.expelled for zone in plain.zones)
    seen["without status"] += sum(not zone.active for zone in plain.zones)


OTHER_RULES = {
    "prices.friction": 0.21,
    "prices.congestion": 0.31,
    "prices.zone_land": 2.1,
    "sales.repatriation": 0.31,
    "trade.distance_elasticity": 0.31,
    "trade.border": 0.21,
    "trade.gate": 0.11,
    "world_market.openness_effect": 0.79,
    "world_market.port_elasticity": 0.11,
    "wages.wage_speed": 0.61,
    "migration.mobility": 0.021,
    "migration.housing": 0.61,
    "chain.search_rate": 0.6,
    "chain.stickiness": 0.05,
    "chain.appeal_premium": 0.4,
    "chain.enclave": 0.9,
    "learning.meeting_rate": 0.9,
    "learning.gain": 0.26,
    "learning.teaching_rate": 2.2,
    "learning.shock": 0.061,
    "appeal.volatility": 0.13,
    "appeal.inheritance": 0.4,
    "policy.pilot_rate": 0.5,
    "policy.pushed": 0.9,
    "policy.experience_km": 200,
    "exit.exit_rate": 0.08,
    "exit.steepness": 3.0,
    "entry.newborn_sd": 0.31,
    "entry.fdi": 0.9,
    "entry.foreign_gap": 0.31,
    "entry.entry_elasticity": 6.0,
    "sites.near_km": 25.0,
    "sites.promotion": 6.0,
    "sites.gumbel_scale": 0.2,
    "relocation.moving_cost": 0.02,
    "relocation.border": 0.0,
    "evaluation.noise": 3.0,
    "evaluation.growth_share": 0.4,
    "evaluation.near_frontier": 0.8,
    "emissions.decline": 0.031,
}


@pytest.mark.parametrize("rule", OTHER_RULES)
def test_engines_with_one_rule_different_part(rule: str) -> None:
    trunk, _ = burnt_in("stylised")
    block, _, parameter = rule.partition(".")
    changed = trunk.fork(vary(trunk.scenario, {block: {parameter: OTHER_RULES[rule]}}))
    fast, plain = trunk.fork(trunk.scenario), PlainModel.from_world(changed)
    assert any(have_parted(fast, plain, steps) for steps in (1, 1, 2, 4, 4))


def have_parted(fast: Simulation, plain: PlainModel, steps: int) -> bool:
    for _ in range(steps):
        fast.step()
        plain.step()
    try:
        assert_same(fast, plain, "some steps on")
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize("name", ["stylised", "delta"])
def test_objects_made_of_tables_go_on_as_the_models_own_would(name: str) -> None:
    trunk, own = burnt_in(name)
    made, own = PlainModel.from_world(trunk), own.fork(own.settings)
    fast = trunk.fork(trunk.scenario)
    assert_same(fast, made, "as made")
    for _ in range(8):
        for each in (made, own, fast):
            each.step()
    assert_same(fast, made, "two years on")
    assert_same(fast, own, "two years on")


def test_both_engines_send_a_zone_to_the_frontier_as_often() -> None:
    trunk, plain_trunk = burnt_in("stylised")
    visiting = vary(trunk.scenario, {"frontier_visits": {"center": 4.0, "old": 0.0, "late": 2.0}})
    fast, plain, as_was = trunk.fork(visiting), plain_trunk.fork(visiting), trunk.fork(trunk.scenario)
    for _ in range(8):
        for each in (fast, plain, as_was):
            each.step()
    assert_same(fast, plain, "two years on")
    assert (fast.world.firms.productivity != as_was.world.firms.productivity).any()


def test_in_both_engines_as_many_newborns_are_foreign() -> None:
    trunk, plain_trunk = burnt_in("stylised")
    more = vary(trunk.scenario, {"foreign_births": 1.5})
    fast, plain, as_was = trunk.fork(more), plain_trunk.fork(more), trunk.fork(trunk.scenario)
    for _ in range(8):
        for each in (fast, plain, as_was):
            each.step()
    assert_same(fast, plain, "two years on")
    assert fast.world.firms.foreign.sum() > as_was.world.firms.foreign.sum()


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_goes_on_as_the_original_bit_for_bit(copied: Callable[[PlainModel], PlainModel]) -> None:
    _, trunk = burnt_in("stylised")
    one, other = trunk.fork(trunk.settings), copied(trunk)
    for _ in range(4):
        one.step()
        other.step()
    for name in ("identity", "productivity", "appeal", "price", "revenue", "delivery"):
        assert [getattr(firm, name) for firm in one.firms] == [getattr(firm, name) for firm in other.firms], name
    assert other.gap_at_fork == trunk.gap_at_fork
    assert trunk.clock.step == 0


def test_the_plain_model_is_an_ordinary_mesa_model() -> None:
    _, trunk = burnt_in("stylised")
    model = trunk.fork(trunk.settings)
    firms = model.agents_by_type[Firm]
    before = {firm.unique_id for firm in firms}
    steps = model.steps
    model.step()
    assert model.steps == steps + 1
    assert len(model.agents) == len(firms) + len(model.regions) + len(model.zones)
    assert firms.agg("productivity", max) <= model.frontier
    by_region = firms.groupby(lambda firm: firm.site.region.name).count()
    assert sum(by_region.values()) == len(firms)
    born = [firm for firm in firms if firm.unique_id not in before]
    assert len(born) == len(model.flows.born)
    assert all(firm.newborn and firm.birth_step == 0 for firm in born)
    assert not np.isnan(firms.get("price")).any()
