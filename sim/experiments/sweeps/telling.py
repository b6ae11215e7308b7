"""Telling: what somebody who waits for a sweep or a comparison may hear."""

from dataclasses import dataclass
from typing import Protocol

from sim.experiments.noticeboard import Notice


@dataclass(frozen=True)
class SweepPlan:
    """What is about to be done."""

    points: int
    replicates: int
    asked: int
    """Worlds asked for, one counted as often as it is asked for."""
    distinct: int
    """Different worlds among these."""
    lacking: int
    """Worlds of these that the store does not hold."""
    burn_ins: int
    """Burn-ins that the lacking worlds have."""
    workers: int


class SweepProgress(Protocol):
    """Who hears how a sweep fares; tasks go by a label such as `replicate 3, point 12 no_zones`."""

    def planned(self, plan: SweepPlan) -> None:
        """Hear what is about to be done."""

    def compiling(self, sentence: str) -> None:
        """Hear that kernels are compiled first."""

    def advanced(self, label: str, notice: Notice) -> None:
        """Hear where a task is."""

    def finished(self, label: str, worlds: int) -> None:
        """Hear that a task is done, and how many worlds it has made."""

    def lost(self, label: str) -> None:
        """Hear that a worker died and its task starts again."""

    def failed(self, label: str, message: str) -> None:
        """Hear that a world cannot be made; the others go on."""

    def measuring(self, done: int, points: int) -> None:
        """Hear how many points are measured."""


class Quiet(SweepProgress):
    """Hears everything and says nothing."""

    def planned(self, plan: SweepPlan) -> None:
        """Say nothing."""

    def compiling(self, sentence: str) -> None:
        """Say nothing."""

    def advanced(self, label: str, notice: Notice) -> None:
        """Say nothing."""

    def finished(self, label: str, worlds: int) -> None:
        """Say nothing."""

    def lost(self, label: str) -> None:
        """Say nothing."""

    def failed(self, label: str, message: str) -> None:
        """Say nothing."""

    def measuring(self, done: int, points: int) -> None:
        """Say nothing."""
