"""Laws of what foreign customers teach: an effect that is there is found in full, and none where there is none."""

import numpy as np
import pandas as pd
import pytest

from sim.basis.luck import Luck, Purpose
from sim.measures.facts.cases import Case, NotMeasurableError
from sim.measures.facts.foreign import (
    ARM,
    customers_of,
    doubled_arm,
    effect_on_change,
    effect_on_suppliers,
    has_foreign_births,
    presence_downstream,
)
from sim.scenario.reading import read_scenario
from sim.world.industries import read_industries
from tests.synthetic import Memory

MADE = Purpose("a made-up census of foreign firms is not the same twice")
REGIONS, INDUSTRIES, EACH = 30, 12, 40
FIRMS = REGIONS * INDUSTRIES * EACH
SCENARIO = read_scenario("baseline")
EFFECT = 0.9
"""Log points for a customer base that is all foreign."""


def uniform(which: int) -> np.ndarray:
    return Luck(7, which).uniforms(MADE, 0, np.arange(FIRMS, dtype=np.uint64))


def census(step: int, share: float, effect: float = EFFECT) -> pd.DataFrame:
    """Make up firms, some of them foreign, that buy from all suppliers of their region alike, however large they are.

    So suppliers know what the share of foreign firms in the number of their customers teaches; what is measured is the
    share in revenue, which a few giants make up.
    """
    place = np.arange(FIRMS)
    region, industry = place // (INDUSTRIES * EACH), place // EACH % INDUSTRIES
    revenue = (uniform(1) + 1e-4) ** -0.8 * np.exp(0.5 * step / 20 * (uniform(10 + step) - 0.5))
    # Ownership changes by luck from year to year, and is the more often foreign the higher the share.
    foreign = np.where(uniform(2) < 0.7, uniform(3), uniform(30 + step)) < share
    number = np.bincount(region * INDUSTRIES + industry, foreign).reshape(REGIONS, INDUSTRIES) / EACH
    table = read_industries(SCENARIO.start.industries)
    taught = presence_downstream(number, customers_of(table.domestic, table.output))[region, industry]
    return pd.DataFrame(
        {
            "step": step, "identity": place.astype(np.uint64), "region": region, "industry": industry,
            "foreign": foreign, "weight": 1.0, "revenue": revenue, "productivity": uniform(4) + effect * taught,
        }
    )  # fmt: skip


def case(effect: float = EFFECT, more: float = 0.16) -> Case:
    """Give two worlds, in the other of which foreign firms come to be more common."""
    shares = {"base": (0.08, 0.08, 0.08), ARM: (0.08, 0.5 * (0.08 + more), more)}
    worlds = {
        arm: Memory({"census": pd.concat([census(20 * n, share, effect) for n, share in enumerate(each)])})
        for arm, each in shares.items()
    }
    return Case(worlds, SCENARIO)


def test_a_known_effect_comes_back_where_presence_rises_for_all() -> None:
    assert effect_on_suppliers(case()) == pytest.approx(0.1 * EFFECT, rel=0.1)
    assert effect_on_suppliers(case(2.0 * EFFECT)) == pytest.approx(2.0 * effect_on_suppliers(case()))
    assert effect_on_suppliers(case(0.0)) == pytest.approx(0.0, abs=1e-12)


def test_a_regression_on_what_giants_do_finds_little_of_an_effect_that_most_suppliers_feel() -> None:
    found = effect_on_change(case())
    assert abs(found) < 0.5 * effect_on_suppliers(case())


def test_firms_that_are_foreign_in_either_world_or_moved_do_not_count() -> None:
    as_was = case()
    base, other = (as_was.worlds[arm].table("census").copy() for arm in ("base", ARM))
    foreign_now = other["foreign"].to_numpy() | base["foreign"].to_numpy()
    other.loc[foreign_now, "productivity"] += 50.0
    found = effect_on_suppliers(Case({"base": Memory({"census": base}), ARM: Memory({"census": other})}, SCENARIO))
    assert found == pytest.approx(effect_on_suppliers(as_was))
    moved = as_was.worlds[ARM].table("census").copy()
    chosen = moved["identity"].to_numpy() % 2 == 0
    moved.loc[chosen, "region"] = (moved.loc[chosen, "region"] + 1) % REGIONS
    moved.loc[chosen, "productivity"] += 50.0
    found = effect_on_suppliers(Case({"base": Memory({"census": base}), ARM: Memory({"census": moved})}, SCENARIO))
    assert abs(found) < 1.0


def test_nothing_is_measured_where_presence_does_not_rise_or_nobody_was_recorded() -> None:
    with pytest.raises(NotMeasurableError, match="hardly rises"):
        effect_on_suppliers(case(more=0.08))
    at_fork = {arm: Memory({"census": census(0, 0.1)}) for arm in ("base", ARM)}
    with pytest.raises(NotMeasurableError, match="no firms were recorded"):
        effect_on_suppliers(Case(at_fork, SCENARIO))
    assert has_foreign_births(SCENARIO) == ""
    assert "no newborn is foreign" in has_foreign_births(read_scenario("baseline", ["entry.fdi=0"]))
    assert "no newborn is foreign" in has_foreign_births(read_scenario("baseline", ["foreign_births=0"]))


def test_births_are_doubled_from_what_the_scenario_has_and_at_most_tenfold() -> None:
    assert doubled_arm(read_scenario("baseline", ["foreign_births=1.5"]))[ARM] == {ARM: {"foreign_births": 3.0}}
    assert doubled_arm(read_scenario("baseline", ["foreign_births=8"]))[ARM] == {ARM: {"foreign_births": 10.0}}
