"""How a command carries out many worlds: with progress, and with what is to be said where somebody stops it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sim.experiments.progress import Progress
    from sim.results.run import Run
    from sim.scenario.schema import Scenario


def twins_carried_out(scenario: "Scenario", *, workers: int | None, threads: int, out: Path, quiet: bool) -> "Run":
    """Carry out a scenario with its counterfactuals, as the shared options say."""
    from sim.experiments.twins import run_twins

    return carried_out(
        lambda progress: run_twins(scenario, workers=workers, threads=threads, out=out, progress=progress),
        replicates=scenario.replicates, quiet=quiet,
    )  # fmt: skip


def carried_out(work: "Callable[[Progress | None], Run]", *, replicates: int, quiet: bool) -> "Run":
    """Carry out an experiment; leave with what was finished where it is interrupted.

    Args:
        work: Carries it out, telling the progress it is given.
        replicates: How many replicates are asked for.
        quiet: Whether nothing is said of progress.
    """
    from sim.cli.exits import ExitCode
    from sim.cli.screen import complain
    from sim.experiments.twins import RunInterrupted

    try:
        with terminable(), progress_unless(quiet=quiet) as progress:
            return work(progress)
    except RunInterrupted as interruption:
        done = len(interruption.run.replicates)
        if not interruption.run.manifest["worlds"]:
            complain("Interrupted before any world was finished.")
            raise typer.Exit(ExitCode.NOTHING_FINISHED) from interruption
        complain(
            f"Interrupted with {done} of {replicates} replicates finished; every finished world is kept. "
            "The same command goes on where this one stopped."
        )
        raise typer.Exit(ExitCode.INTERRUPTED) from interruption


@contextmanager
def progress_unless(*, quiet: bool) -> "Iterator[Progress | None]":
    """Show how replicates fare while the block runs, unless nothing is to be said."""
    from sim.cli.live import live_progress

    with nullcontext() if quiet else live_progress() as progress:
        yield progress


@contextmanager
def terminable() -> Iterator[None]:
    """Let a request to terminate, as a queue of a cluster sends it, end the run as Ctrl-C does."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
