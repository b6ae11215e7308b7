"""What a fact is measured on: the worlds of one replicate by arm, and what they were made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sim.basis.errors import HinterlandError
from sim.measures.tables import Tables
from sim.scenario.arm_names import BASE
from sim.scenario.schema import Scenario

CENSUS_AFTER = (5, 10)
"""Years after the fork, at whose end every firm is recorded where a fact needs single firms."""

type ArmsWanted = Mapping[str, Any]
"""Counterfactual worlds by the name of their arm, each as `counterfactual` of a scenario takes it."""


class NotMeasurableError(HinterlandError):
    """A fact cannot be measured on these worlds; the message says why."""


class ArmPair(NamedTuple):
    """Two worlds of one replicate that share their luck."""

    base: Tables
    other: Tables


@dataclass(frozen=True)
class Case:
    """The worlds of one replicate."""

    worlds: Mapping[str, Tables]
    """By the name of the arm; `base` is the scenario itself."""
    scenario: Scenario
    """What the base was made from."""
    compared: tuple[str, ...] = ()
    """Counterfactuals that the scenario itself asks for, in order; headline numbers are against the first."""

    @property
    def base(self) -> Tables:
        """The world as the scenario has it."""
        return self.worlds[BASE]

    def twin(self, arm: str) -> ArmPair:
        """Give the base and a counterfactual."""
        return ArmPair(self.base, self.worlds[arm])


def no_arms(_scenario: Scenario) -> ArmsWanted:
    """Ask for no world beside the base."""
    return {}


def no_obstacle(_scenario: Scenario) -> str:
    """Find nothing in the way of measuring a fact."""
    return ""


@dataclass(frozen=True)
class Beside:
    """A second number that stands beside a fact's own: the study's way of measuring it, say."""

    name: str
    read: Callable[[Case], float]


@dataclass(frozen=True)
class Measurement:
    """How a fact is measured in the simulation."""

    read: Callable[[Case], float]
    """From the worlds of one replicate to one number; raises `NotMeasurableError` where they do not show it."""
    arms: Callable[[Scenario], ArmsWanted] = no_arms
    """Which counterfactual worlds it needs."""
    obstacle: Callable[[Scenario], str] = no_obstacle
    """Why a scenario cannot show the fact at all; empty where it can. Asked before any world is run."""
    census: bool = False
    """Whether it needs to know single firms."""
    remark: str = ""
    """In what the number differs from the study's, in a few words."""
    beside: Beside | None = None
    clear: Callable[[Case], float] | None = None
    """What must be clear of zero over replicates for the number to mean anything."""


def census_years(scenario: Scenario) -> tuple[int, ...]:
    """Give the years at whose end firms are recorded: the fork, then 5 and 10 years on; in a shorter run, its end."""
    return (0, *sorted({min(year, scenario.years) for year in CENSUS_AFTER}))
