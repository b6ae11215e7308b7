"""Laws of twins: equal worlds are equal bit for bit, a small cause has a small effect."""

from pathlib import Path

import numpy as np
import pytest

from sim.economy import chain, learning
from sim.experiments.twins import run_twins
from sim.kernels.lanes import BLOCK, LANES
from sim.model.replicate import run_replicate
from sim.model.simulation import Simulation
from sim.scenario.arms import arms, shares_burn_in
from sim.scenario.reading import read_scenario, vary
from tests.model.law_worlds import (
    add_a_firm,
    assert_same_world,
    at_fork,
    by_identity,
    fork,
    kill,
    live,
    real_gdp_by_ring,
    stem,
)

PLACEBO = {
    "openness": {"zones": 0.2, "regions": 0.2},
    "benchmark": {"zones": "domestic", "regions": "domestic"},
    "coordination": {"all": 0.4, "zones": {"center": 0.4}},
}
PLACEBO_BEFORE = (
    "before.openness.zones=0.2",
    "trade.gate=0",
    "chain.enclave=0",
    "chain.stranger_encounter=1",
    "learning.stranger_encounter=1",
    "relocation.border=0",
    "prices.zone_land=1",
    "policy.zone_maturity=0.3",
    "policy.pilot_rate=0",
    "sites.promotion=0",
)
"""A zone that is nothing: as open as its region, no gate, no land, no promotion, and rules that stay its region's."""

LARGE = ("start.firms=21000", "start.burn_in_years=2")
"""A table whose rows fill several blocks of every lane."""


def test_the_same_scenario_twice_is_the_same_world_bit_for_bit() -> None:
    simulation = Simulation.found(read_scenario("tiny"))
    simulation.burn_in()
    assert_same_world(live(simulation, 2).world, live(at_fork("tiny"), 2).world)


@pytest.mark.parametrize("threads", [2, 3])
def test_threads_change_nothing(threads: int) -> None:
    one, other = stem("tiny"), stem("tiny", threads=threads)
    assert other.team.threads == threads
    assert_same_world(one.world, other.world)
    assert_same_world(live(fork(one), 2).world, live(fork(other), 2).world)


def test_threads_share_the_rows_of_a_table_that_is_large_enough() -> None:
    assert stem("tiny", threads=2).world.firms.rows >= 2 * 256
    assert stem("tiny", threads=3).world.firms.rows >= 3 * 256


@pytest.mark.parametrize("threads", [2, 3])
def test_threads_change_nothing_where_every_lane_has_several_blocks(threads: int) -> None:
    one, other = (fork(stem("baseline", *LARGE, threads=n)) for n in (1, threads))
    assert one.world.firms.rows > 2 * LANES * BLOCK
    assert_same_world(one.world, other.world)
    for _ in range(4):
        one.step()
        other.step()
        flows = one.world.flows
        assert min(len(flows.died), len(flows.born), len(flows.moved_to)) > 50
        assert_same_world(one.world, other.world)


def parquet_bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


WAYS: dict[str, dict[str, int]] = {
    "plain": {"replicates": 2, "workers": 1},
    "workers": {"replicates": 2, "workers": 2},
    "threads": {"replicates": 1, "workers": 1, "threads": 2},
}
"""One and the same experiment, carried out in three ways; the last with fewer replicates too."""


def test_workers_threads_and_the_number_of_replicates_change_no_byte_of_a_world(tmp_path: Path) -> None:
    scenario = read_scenario("tiny", ["years=1", "start.burn_in_years=2"])
    runs = {name: run_twins(scenario, out=tmp_path / name, **how) for name, how in WAYS.items()}
    for way, run in runs.items():
        for replicate in range(WAYS[way]["replicates"]):
            for arm in ("base", "no_zones"):
                plain = parquet_bytes(runs["plain"].world(arm, replicate).folder)
                assert len(plain) >= 7
                assert plain == parquet_bytes(run.world(arm, replicate).folder), (way, replicate, arm)
    one, other = (parquet_bytes(runs["plain"].world("base", replicate).folder) for replicate in (0, 1))
    assert one["regions.parquet"] != other["regions.parquet"]


def test_forks_of_one_burn_in_begin_alike_and_leave_it_alone() -> None:
    trunk = stem("tiny")
    untouched = fork(trunk)
    twins = [fork(trunk), fork(trunk, withheld="all")]
    for twin in twins:
        assert_same_world(twin.world, trunk.world)
        assert twin.clock == trunk.clock
        live(twin, 1)
    assert_same_world(untouched.world, trunk.world)
    assert (twins[0].world.books.value_added != twins[1].world.books.value_added).any()


def test_a_fork_goes_the_way_that_its_own_burn_in_would_have_gone() -> None:
    other = vary(stem("tiny").scenario, {"openness": 0.9, "withheld": "none"})
    alone = Simulation.found(other)
    alone.burn_in()
    assert_same_world(live(alone, 1).world, live(stem("tiny").fork(other), 1).world)


def test_a_counterfactual_that_reaches_into_before_has_a_burn_in_of_its_own() -> None:
    earlier = {"earlier": {"before": {"coordination": 0.9}}}
    scenario = vary(read_scenario("tiny", ["years=1"]), {"counterfactual": ["no_zones", earlier]})
    found = arms(scenario)
    assert shares_burn_in(found["base"], found["no_zones"])
    assert not shares_burn_in(found["base"], found["earlier"])
    heard: list[str] = []
    records = dict(
        run_replicate(found, replicate=0, progress=lambda stage, _done, _total: heard.append(stage))
    )
    burn_ins = {stage for stage in heard if stage.startswith("burn-in")}
    assert burn_ins == {"burn-in of base", "burn-in of earlier"}
    starts = {
        arm: record.panels["cells"].query("step == 0")["value_added"].to_numpy() for arm, record in records.items()
    }
    np.testing.assert_array_equal(starts["base"], starts["no_zones"])
    assert (starts["base"] != starts["earlier"]).any()
    np.testing.assert_array_equal(*(records[arm].panels["places"]["gdp_target"] for arm in ("base", "earlier")))


def test_a_placebo_zone_changes_nothing_bit_for_bit() -> None:
    zone, none = (at_fork("tiny", *PLACEBO_BEFORE, **PLACEBO, withheld=withheld) for withheld in ("none", "all"))
    for _ in range(12):
        zone.step()
        none.step()
    assert zone.world.places.active.all()
    assert not none.world.places.active.any()
    assert (zone.world.firms.site[zone.world.firms.alive] >= zone.world.geography.cells).any()
    assert_same_world(zone.world, none.world)


@pytest.mark.parametrize(
    ("difference", "before"),
    [
        ({"openness": {"zones": 0.9}}, None),
        ({}, "trade.gate=0.1"),
        ({}, "prices.zone_land=3"),
        ({}, "sites.promotion=50"),
        ({}, "policy.zone_maturity=0.9"),
    ],
    ids=["openness", "gate", "land", "promotion", "maturity"],
)
def test_each_thing_that_makes_a_zone_makes_a_difference(difference: dict, before: str | None) -> None:
    settings = [each for each in PLACEBO_BEFORE if before is None or each.split("=")[0] != before.split("=")[0]]
    trunk = at_fork("tiny", *settings, *([before] if before else []), **(PLACEBO | difference))
    zone, none = live(fork(trunk), 5), live(fork(trunk, withheld="all"), 5)
    assert (zone.world.books.value_added != none.world.books.value_added).any()


def killed_effects(trunk: Simulation, rows: list[int], years: int) -> np.ndarray:
    """Give the effect of each death on log real GDP in every ring, (deaths, rings)."""
    whole = np.log(real_gdp_by_ring(live(fork(trunk, withheld="all"), years)))
    effects = []
    for row in rows:
        twin = fork(trunk, withheld="all")
        kill(twin, row)
        effects.append(np.log(real_gdp_by_ring(live(twin, years))) - whole)
    return np.array(effects)


def rms(effects: np.ndarray) -> np.ndarray:
    return np.sqrt((effects**2).mean(axis=0))


def some_rows(trunk: Simulation, number: int) -> list[int]:
    alive = np.flatnonzero(trunk.world.firms.alive)
    return alive[np.random.default_rng(1).permutation(len(alive))[:number]].tolist()


def test_one_firm_killed_at_the_fork_moves_no_ring_far() -> None:
    trunk = stem("baseline", "start.firms=6000", "start.burn_in_years=2")
    revenue = trunk.world.firms.revenue
    small = [row for row in some_rows(trunk, 60) if revenue[row] < revenue.mean()][:6]
    found = rms(killed_effects(trunk, small, 3))
    # A firm of 6,000 weighs more than one of 20,000, and so may its death.
    assert (found > 0.0).all()
    assert (found < 0.01).all(), found


@pytest.mark.slow
@pytest.mark.xfail(
    strict=True,
    reason="missed since sizes of firms have the tail of fact C14 (docs/limits.md): 0.006 near, 0.001 to 0.002 beyond",
)
def test_one_firm_killed_at_the_fork_moves_no_ring_by_a_thousandth_five_years_on() -> None:
    trunk = stem("baseline")
    found = rms(killed_effects(trunk, some_rows(trunk, 72), 5))
    assert (found < 0.001).all(), found


def island_of(simulation: Simulation) -> tuple[int, int]:
    """Empty a cell of firms and give it, with the row of a firm to take after."""
    world = simulation.world
    stand = np.bincount(world.geography.site_cell[world.firms.site], weights=world.firms.alive)
    cell = int(np.argmin(np.where(world.geography.on_map(), stand, 10**9)))
    here = np.flatnonzero(world.firms.alive & (world.geography.site_cell[world.firms.site] == cell))
    for row in here:
        kill(simulation, int(row))
    return cell, int(np.flatnonzero(world.firms.alive)[0])


def test_one_more_firm_leaves_every_other_firms_draws_alone() -> None:
    one = at_fork("tiny", withheld="all")
    cell, like = island_of(one)
    one.step()
    more = fork(one)
    row = add_a_firm(more, like=like, site=cell)
    name = more.world.firms.identity[row]
    for each in (one, more):
        chain.search(
            world=each.world, parameters=each.scenario.chain, clock=each.clock, luck=each.luck, team=each.team
        )
    ours, theirs = by_identity(one.world), by_identity(more.world)
    others = theirs["identity"] != name
    changed = ours["suppliers"] != theirs["suppliers"][others]
    assert (theirs["suppliers"][others][changed] == name).all()
    before = one.world.firms.productivity.copy(), more.world.firms.productivity.copy()
    for each, known in zip((one, more), before, strict=True):
        each.world.firms.productivity = known.copy()
        learning.meet(
            world=each.world, parameters=each.scenario.learning, clock=each.clock, luck=each.luck, team=each.team
        )
        learning.drift_and_shock(
            world=each.world, parameters=each.scenario.learning, appeal=each.scenario.appeal, clock=each.clock,
            luck=each.luck, team=each.team,
        )  # fmt: skip
    ours, theirs = by_identity(one.world), by_identity(more.world)
    np.testing.assert_array_equal(ours["appeal"], theirs["appeal"][others])
    # Only who meets the newcomer may learn another lesson.
    assert (ours["productivity"] != theirs["productivity"][others]).sum() <= 3


def test_one_more_firm_changes_few_lives_in_a_year() -> None:
    one = at_fork("tiny", withheld="all")
    more = fork(one)
    add_a_firm(more, like=5, site=int(one.world.firms.site[5]))
    ours, theirs = (set(by_identity(live(each, 1).world)["identity"]) for each in (one, more))
    assert 1 <= len(ours ^ theirs) <= 8


def test_who_waits_hears_of_founding_burn_in_settling_and_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.model.simulation.ROUNDS_BETWEEN", 2)
    monkeypatch.setattr("sim.model.simulation.MOST_SEARCHES", 3)
    scenario = read_scenario("tiny", ["years=1", "start.firms=300", "start.burn_in_years=2"])
    heard: list[tuple[str, int, int]] = []
    for _ in run_replicate({"base": scenario}, replicate=0, progress=lambda *notice: heard.append(notice)):
        pass
    assert list(dict.fromkeys(stage for stage, _, _ in heard)) == [
        "founding of base",
        "burn-in of base",
        "settling of base",
        "base",
    ]
    assert [notice[1:] for notice in heard if notice[0] == "settling of base"] == [(1, 3), (2, 3), (3, 3)]
