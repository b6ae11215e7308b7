"""`hinterland sweep`: many scenarios with their twins, under the same luck."""

import json as json_text
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options

if TYPE_CHECKING:
    from sim.experiments.crew import Crew
    from sim.experiments.sweeps.planning import Orders
    from sim.experiments.sweeps.sweep import Sweep
    from sim.results.swept import Swept


def sweep(
    file: Annotated[str, typer.Argument(help="Name or path of a sweep, or the folder of one that was begun.")],
    replicates: Annotated[
        int | None, options.replicates_of("Replicates of each point; by default the sweep's.")
    ] = None,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    cluster: options.Cluster = None,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    check: options.Check = False,
    dry_run: options.DryRun = False,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Run every point of a sweep with its twins; the same command goes on where it was stopped."""
    asked = _read(file).with_replicates(replicates)
    orders = None if quiet and not dry_run else _orders(asked, out)
    hands = 0 if orders is None or cluster is not None or dry_run else len(orders.lacking)
    with _crew(hands, workers, threads) as crew:
        if orders is not None:
            told = {"json": json and dry_run, "known_pace": cluster is None}
            _foretell(asked, orders, workers=workers, threads=threads, crew=crew, **told)
        if dry_run:
            return
        finished = _carry_out(
            asked, workers=workers, threads=threads, check=check, out=out, cluster=cluster, quiet=quiet, crew=crew
        )
    if not no_figures:
        _draw(finished, lang)
    _answer(finished, quiet=quiet, json=json)


def _read(file: str) -> "Sweep":
    from sim.experiments.sweeps.again import sweep_of
    from sim.experiments.sweeps.reading import read_sweep
    from sim.results.swept import open_sweep

    folder = Path(file)
    return sweep_of(open_sweep(folder)) if (folder / "manifest.json").is_file() else read_sweep(file)


def _orders(asked: "Sweep", out: Path) -> "Orders":
    from sim.experiments.sweeps.planning import orders_of

    return orders_of(asked.requests(out))


@contextmanager
def _crew(lacking: int, workers: int | None, threads: int) -> "Iterator[Crew | None]":
    """Give workers for so many worlds, who load what they need while it is said what will be done."""
    from sim.cli.screen import remark
    from sim.experiments.crew import crew_of
    from sim.experiments.twins import default_workers
    from sim.experiments.warming import warm_before
    from sim.measures.sweeping import get_ready

    count = min(workers, lacking) if workers else default_workers(lacking, threads)
    if count > 1:
        # Before workers start, or each of them would compile.
        warm_before(threads, remark)
    with crew_of(count, threads, get_ready) as crew:
        yield crew


def _foretell(
    asked: "Sweep",
    orders: "Orders",
    *,
    workers: int | None,
    threads: int,
    crew: "Crew | None",
    json: bool,
    known_pace: bool,
) -> None:
    """Say how many worlds there are, which of them lack, how long they take here and how much disk."""
    from sim.cli.screen import answers, remarks
    from sim.experiments.sweeps.estimating import estimate
    from sim.experiments.twins import default_workers

    lacking = len(orders.lacking)
    workers = workers or default_workers(lacking, threads)
    told: dict[str, Any] = {
        "points": len(asked.points),
        "replicates": asked.replicates,
        "worlds_asked_for": orders.asked,
        "different_worlds": orders.distinct,
        "worlds_to_run": lacking,
        "burn_ins_to_run": orders.burn_ins,
        "workers": workers,
    }
    if lacking and known_pace:
        found = estimate(orders.lacking[0].scenario, orders, workers=workers, threads=threads, crew=crew)
        told |= {"seconds": round(found.seconds, 1), "megabytes": round(found.size / 1e6, 1)}
    if json:
        typer.echo(json_text.dumps(told, indent=2))
        return
    console = remarks() if not sys.stdout.isatty() and not json else answers()
    for line in _plan_in_words(asked, told):
        console.print(line, markup=False, soft_wrap=True)


def _plan_in_words(asked: "Sweep", told: dict[str, Any]) -> list[str]:
    from sim.cli.numbers import duration

    lines = [
        f"{asked.title or asked.name}: {told['points']} points, {told['replicates']} replicates each, "
        f"{told['worlds_asked_for']} worlds, {told['different_worlds']} of them different."
    ]
    if not told["worlds_to_run"]:
        return [*lines, "All of them are in the store; nothing is run again."]
    found = told["different_worlds"] - told["worlds_to_run"]
    there = f"{found} are in the store; " if found else ""
    takes = ""
    if "seconds" in told:
        workers = "1 worker" if told["workers"] == 1 else f"{told['workers']} workers"
        takes = f": about {duration(told['seconds'])} on {workers}, and {told['megabytes']:.0f} MB of disk"
    return [*lines, f"{there}{told['worlds_to_run']} to run, from {told['burn_ins_to_run']} burn-ins{takes}."]


def _carry_out(
    asked: "Sweep",
    *,
    workers: int | None,
    threads: int,
    check: bool,
    out: Path,
    cluster: str | None,
    quiet: bool,
    crew: "Crew | None",
) -> "Swept":
    from sim.cli.carrying_out import terminable
    from sim.cli.exits import ExitCode
    from sim.cli.live_sweep import live_sweep
    from sim.cli.screen import complain
    from sim.measures.sweeping import SweepInterrupted
    from sim.measures.sweeping import sweep as carry_out

    try:
        with terminable(), nullcontext() if quiet else live_sweep() as progress:
            return carry_out(
                asked, workers=workers, threads=threads, check=check, out=out, cluster=cluster, progress=progress,
                crew=crew,
            )  # fmt: skip
    except SweepInterrupted as interruption:
        done = interruption.swept.manifest["finished"]
        if not done:
            complain("Interrupted before any world was finished.")
            raise typer.Exit(ExitCode.NOTHING_FINISHED) from interruption
        complain(f"Interrupted with {done} worlds finished. The same command goes on where this one stopped.")
        raise typer.Exit(ExitCode.INTERRUPTED) from interruption


def _draw(finished: "Swept", lang: options.Language) -> None:
    from sim.figures.portfolio import draw_sweep

    draw_sweep(finished, finished.folder / "figures", lang.value)


def _answer(finished: "Swept", *, quiet: bool, json: bool) -> None:
    from sim.cli.sweep_answers import print_sweep, sweep_as_json
    from sim.cli.telling import tell

    tell(
        finished.folder, as_json=lambda: sweep_as_json(finished), in_words=lambda: print_sweep(finished),
        quiet=quiet, json=json,
    )  # fmt: skip
