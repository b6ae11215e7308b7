"""Progress: what somebody who waits for an experiment may hear."""

from dataclasses import dataclass
from typing import Protocol

from sim.experiments.noticeboard import Notice


@dataclass(frozen=True)
class Plan:
    """What an experiment is about to do."""

    worlds: int
    """Worlds that were asked for."""
    found: int
    """Worlds of these that the store holds already."""
    arms: int
    to_run: tuple[int, ...]
    """Replicates that lack at least one world."""
    workers: int


class Progress(Protocol):
    """Who hears how an experiment fares."""

    def planned(self, plan: Plan) -> None:
        """Hear what is about to be done."""

    def compiling(self, sentence: str) -> None:
        """Hear that kernels are compiled first."""

    def advanced(self, replicate: int, notice: Notice) -> None:
        """Hear where a replicate is."""

    def finished(self, replicate: int) -> None:
        """Hear that all worlds of a replicate are stored."""

    def lost(self, replicate: int) -> None:
        """Hear that a worker died and its replicate starts again."""


class Silence(Progress):
    """Hears everything and says nothing."""

    def planned(self, plan: Plan) -> None:
        """Say nothing."""

    def compiling(self, sentence: str) -> None:
        """Say nothing."""

    def advanced(self, replicate: int, notice: Notice) -> None:
        """Say nothing."""

    def finished(self, replicate: int) -> None:
        """Say nothing."""

    def lost(self, replicate: int) -> None:
        """Say nothing."""
