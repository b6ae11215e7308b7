"""Start-up: how long `hinterland --help` takes, and compiling everything for the first time."""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.targets import Target
from benchmarks.watching import Cost, environment, watched

MOST_HELP_SECONDS = 0.5
MOST_COMPILING_SECONDS = 25.0
TIMES = 5


@dataclass(frozen=True)
class StartUp:
    """Seconds until something happens."""

    help_seconds: float
    """Quickest of several `hinterland --help`."""
    compiling: Cost | None
    """`hinterland warm` into an empty cache; none where it was not measured."""

    def targets(self) -> list[Target]:
        """Hold the times against their targets."""
        found = [Target("hinterland --help, quickest of 5", "s", self.help_seconds, MOST_HELP_SECONDS)]
        if self.compiling:
            found.append(Target("first compilation", "s", self.compiling.seconds, MOST_COMPILING_SECONDS))
        return found


def start_up(*, compiling: bool = True) -> StartUp:
    """Measure both; the second takes half a minute."""
    return StartUp(
        help_seconds=min(_said(watched([*hinterland(), "--help"], memory=False)).seconds for _ in range(TIMES)),
        compiling=first_compilation() if compiling else None,
    )


def first_compilation(folder: str | None = None) -> Cost:
    """Compile everything into an empty cache.

    Args:
        folder: An empty folder that keeps the cache; by default one that is gone afterwards.
    """
    if folder is not None:
        return _said(watched([*hinterland(), "warm"], env=environment(NUMBA_CACHE_DIR=folder)))
    with tempfile.TemporaryDirectory(prefix="hinterland-kernels-") as passing:
        return first_compilation(passing)


def hinterland() -> list[str]:
    """Give the command of the environment that runs this."""
    beside = Path(sys.executable).with_name("hinterland")
    found = shutil.which(str(beside))
    return [found] if found else [sys.executable, "-m", "sim"]


def _said(cost: Cost) -> Cost:
    if cost.code:
        raise RuntimeError(f"`hinterland` ended with code {cost.code}:\n{cost.output}")
    return cost
