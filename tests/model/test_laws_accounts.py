"""Laws of conservation: money, people and firms, in every step of every shipped scenario."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.model.accounts import TOLERANCE, account_errors
from sim.model.replicate import run_replicate
from sim.model.simulation import Simulation
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from tests.model.law_worlds import SHORT_CHINA, at_fork, live, stem

SCENARIOS = sorted(path.stem for path in Path("scenarios").glob("*.yaml"))
CHINA = [name for name in SCENARIOS if name.startswith("yangtze")]
SHORT = ("start.firms=2500", "start.burn_in_years=2")
SHORT_NATION = ("geography.area=[chengyu16]", "geography.cell_degrees=0.4", *SHORT)
"""One cluster instead of the whole country."""


def shortened(name: str) -> tuple[str, ...]:
    if name in CHINA:
        return SHORT_CHINA
    return {"tiny": (), "china_million": SHORT_NATION}.get(name, SHORT)


@pytest.fixture(params=SCENARIOS)
def scenario_in_short(request: pytest.FixtureRequest) -> Simulation:
    """Every shipped scenario; those of a family have one burn-in."""
    name = request.param
    family = "yangtze_delta" if name in CHINA else name if name in {"tiny", "china_million"} else "baseline"
    return stem(family, *shortened(name)).fork(read_scenario(name, shortened(name)))


def test_all_shipped_scenarios_are_here() -> None:
    assert len(SCENARIOS) >= 12
    assert {"tiny", "baseline", "siphon", "yangtze_delta", "yangtze_siphon", "china_million"} <= set(SCENARIOS)


def test_every_identity_holds_in_every_step_of_every_shipped_scenario(scenario_in_short: Simulation) -> None:
    for _ in range(8):
        scenario_in_short.step()
        errors = account_errors(scenario_in_short.world)
        assert max(errors.values()) < TOLERANCE, errors


def test_every_identity_holds_in_every_step_of_the_burn_in() -> None:
    simulation = Simulation.found(read_scenario("tiny"))
    while simulation.settling:
        simulation.step()
        errors = account_errors(simulation.world)
        assert max(errors.values()) < TOLERANCE, errors


@pytest.mark.slow
@pytest.mark.parametrize("name", ["baseline", "yangtze_delta"])
def test_every_identity_holds_at_full_size_in_every_arm(name: str) -> None:
    scenario = read_scenario(name)
    for arm, record in run_replicate(arms(scenario), replicate=0, check=True):
        nation = record.panels["nation"]
        assert len(nation) == scenario.years + 1
        assert nation["max_identity_error"].max() < TOLERANCE, arm


def test_the_accounts_follow_from_the_table_of_firms() -> None:
    simulation = live(at_fork("tiny"), 1)
    firms, shares, markup = simulation.world.firms, simulation.world.shares, simulation.world.markup
    before = firms.revenue.copy(), firms.industry.copy(), firms.suppliers.copy(), firms.alive.copy()
    simulation.step()
    world, books = simulation.world, simulation.world.books
    revenue, industry, suppliers, alive = before
    slots = shares.slot_share[industry] * (suppliers >= 0) * alive[:, None]
    placed = (slots * revenue[:, None]).sum() / markup
    newborns = books.orders_placed - placed
    # What newborns order is the rest: they have no revenue of the step before.
    assert 0.0 <= newborns < 0.05 * placed
    gross = books.revenue.sum()
    assert books.value_added.sum() == pytest.approx(
        gross - books.orders_placed - books.imported_inputs.sum(), rel=1e-12
    )
    assert gross == pytest.approx(books.final_sales + books.exports.sum() + books.orders_received, rel=1e-12)
    wages = (books.revenue * shares.labour / world.markup).sum()
    assert books.wages == pytest.approx(wages, rel=1e-12)


def test_national_income_is_constant() -> None:
    simulation = at_fork("tiny")
    income = simulation.world.books.value_added.sum()
    for _ in range(20):
        simulation.step()
        assert simulation.world.books.value_added.sum() == pytest.approx(income, rel=1e-11)


def test_foreign_profit_leaves_once_and_in_the_next_step() -> None:
    simulation = live(at_fork("tiny", openness={"all": 0.9}), 2)
    assert simulation.world.firms.foreign.any()
    kept = simulation.world.books.repatriated.sum()
    income = simulation.world.books.value_added.sum()
    simulation.step()
    assert kept > 0.0
    assert simulation.world.books.repatriation == pytest.approx(kept, rel=1e-14)
    assert simulation.world.regions.income.sum() == pytest.approx(income - kept, rel=1e-12)


@pytest.mark.parametrize("name", ["tiny", "yangtze_delta"])
def test_nobody_is_lost_on_the_way(name: str) -> None:
    simulation = at_fork(name, *shortened(name))
    people = simulation.world.regions.labour.sum()
    before = simulation.world.regions.labour.copy()
    live(simulation, 3)
    assert simulation.world.regions.labour.sum() == pytest.approx(people, rel=1e-13)
    assert (simulation.world.regions.labour > 0.0).all()
    assert (simulation.world.regions.labour != before).any()
    assert simulation.world.activity.sum() == pytest.approx(people, rel=1e-12)


@pytest.mark.parametrize("name", ["tiny", "yangtze_delta"])
def test_firms_are_those_of_before_and_the_newborn_less_the_dead(name: str) -> None:
    simulation = at_fork(name, *shortened(name))
    sites = simulation.world.geography.sites
    for _ in range(12):
        world = simulation.world
        before = np.bincount(world.firms.site[world.firms.alive], minlength=sites)
        simulation.step()
        after = np.bincount(world.firms.site[world.firms.alive], minlength=sites)
        flows = world.flows
        change = np.bincount(flows.born, minlength=sites) - np.bincount(flows.died, minlength=sites)
        change += np.bincount(flows.moved_to, minlength=sites) - np.bincount(flows.moved_from, minlength=sites)
        np.testing.assert_array_equal(after - before, change)


def test_the_burn_in_keeps_every_region_and_industry_its_firms() -> None:
    simulation = Simulation.found(read_scenario("tiny"))

    def counts() -> np.ndarray:
        world = simulation.world
        group = world.site_region[world.firms.site] * 12 + world.firms.industry
        return np.bincount(group[world.firms.alive], minlength=9 * 12)

    before, people = counts(), simulation.world.regions.labour.copy()
    names = set(simulation.world.firms.identity)
    for _ in range(8):
        simulation.step()
    np.testing.assert_array_equal(counts(), before)
    np.testing.assert_array_equal(simulation.world.regions.labour, people)
    assert set(simulation.world.firms.identity) != names


@pytest.fixture(scope="module")
def panels() -> dict[str, pd.DataFrame]:
    _, record = next(run_replicate({"base": read_scenario("tiny", ["years=2"])}, replicate=0))
    return record.panels


def test_the_imports_of_regions_are_those_outside_and_those_of_zones(panels: dict[str, pd.DataFrame]) -> None:
    regions = panels["regions"].groupby(["part", "step"])["imports"].sum()
    zones = panels["zones"].groupby("step")["imports"].sum()
    np.testing.assert_allclose(regions["outside"] + zones, regions["all"], rtol=1e-12)


def test_the_record_of_a_year_adds_up(panels: dict[str, pd.DataFrame]) -> None:
    regions = panels["regions"].query("part == 'all'").groupby("step").sum(numeric_only=True)
    outside = panels["regions"].query("part == 'outside'").groupby("step").sum(numeric_only=True)
    zones = panels["zones"].groupby("step").sum(numeric_only=True)
    cells, nation = panels["cells"].groupby("step").sum(numeric_only=True), panels["nation"].set_index("step")
    bands, industries = (panels[name].groupby("step").sum(numeric_only=True) for name in ("bands", "industries"))
    for name, total in (("value_added", "gdp"), ("firms", "firms"), ("exports", "exports")):
        np.testing.assert_allclose(regions[name], nation[total], rtol=1e-12)
        np.testing.assert_allclose(cells[name] + zones[name], nation[total], rtol=1e-12)
        np.testing.assert_allclose(outside[name] + zones[name], regions[name], rtol=1e-12)
        np.testing.assert_allclose(industries[name], nation[total], rtol=1e-12)
    np.testing.assert_allclose(bands["value_added"], nation["gdp"], rtol=1e-12)
    np.testing.assert_allclose(regions["imports"], nation["imports"], rtol=1e-12)
    np.testing.assert_allclose(nation["exports"], nation["imports"] + nation["repatriation"], rtol=1e-9)
    grown = nation["firms"].diff().iloc[1:]
    np.testing.assert_allclose(grown, (nation["births"] - nation["deaths"]).iloc[1:])
