"""A real world, small, and its counterfactuals, for the tests of facts."""

from collections.abc import Sequence
from functools import cache

from sim.measures.facts.cases import Case
from sim.measures.facts.measuring import worlds_wanted
from sim.measures.facts.register import MEASUREMENTS, dotted_names
from sim.measures.facts.table import Fact, read_facts_file
from sim.model.replicate import run_replicate
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from tests.synthetic import Memory

SMALL = ("years=3", "start.burn_in_years=2", "start.firms=900")


def shipped() -> tuple[Fact, ...]:
    """Read the shipped facts."""
    return read_facts_file(None, MEASUREMENTS, dotted_names(read_scenario("tiny")))


def fact(name: str) -> Fact:
    """Give a shipped fact."""
    return next(each for each in shipped() if each.id == name)


@cache
def every_arm(name: str = "tiny", overrides: Sequence[str] = SMALL) -> Case:
    """Live through every world that the shipped facts need, one replicate."""
    scenario = read_scenario(name, list(overrides))
    wanted = worlds_wanted(scenario, shipped())
    worlds = {arm: Memory(record.panels) for arm, record in run_replicate(arms(wanted), replicate=0)}
    return Case(worlds, scenario)
