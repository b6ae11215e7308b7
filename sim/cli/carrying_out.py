"""How a command carries out many worlds: with progress, and with what is to be said where somebody stops it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from sim.cli.run import _progress, terminable

if TYPE_CHECKING:
    from sim.experiments.progress import Progress
    from sim.results.run import Run


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
        with terminable(), _progress(quiet=quiet) as progress:
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
