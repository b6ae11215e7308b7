"""`hinterland giving`: who radiates to whom, one zone left out at a time."""

import json as json_text
import sys
from contextlib import nullcontext
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options

if TYPE_CHECKING:
    from sim.experiments.giving import GivingRequest
    from sim.measures.giving_ranks import Ranking
    from sim.results.run import Run


class OldZones(StrEnum):
    """What leaving out a zone older than the policy date means."""

    CLOSED = "closed"
    NEVER = "never"


def giving(
    scenario: options.ScenarioName,
    zones: Annotated[
        str | None, typer.Option(metavar="A,B", help="Zones to leave out; by default all that have their status.")
    ] = None,
    old_zones: Annotated[
        OldZones,
        typer.Option(help="A zone older than the policy date is closed then, or was never there (a burn-in each)."),
    ] = OldZones.CLOSED,
    year: options.Year = None,
    replicates: Annotated[
        int | None, options.replicates_of("Replicates, a world a zone each; by default the scenario's.")
    ] = None,
    years: options.Years = None,
    seed: options.Seed = None,
    overrides: options.Overrides = None,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    check: options.Check = False,
    dry_run: options.DryRun = False,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Leave out one zone at a time: what each gives, to which region; the same command goes on where it was stopped."""
    from sim.cli.giving_answers import giving_as_json, print_giving, write_tables
    from sim.cli.telling import tell
    from sim.experiments.giving import giving_request
    from sim.measures.giving import giving as measure
    from sim.measures.giving_ranks import Ranking
    from sim.scenario.reading import read_scenario

    words = options.said(overrides, replicates=replicates, years=years, seed=seed)
    resolved = read_scenario(scenario, words)
    _check_year(year, resolved.years)
    names = [name.strip() for name in zones.split(",") if name.strip()] if zones is not None else []
    request = giving_request(resolved, zones=names, old_zones=old_zones.value, out=out)
    if dry_run or not (quiet or json):
        _foretell(request, workers=workers, threads=threads, json=json)
    if dry_run:
        return
    how = {"workers": workers, "threads": threads, "check": check}
    finished = _carry_out(request, how, quiet=quiet or json)
    found = Ranking(measure(finished, year))
    write_tables(found, finished.folder / "tables")
    if not no_figures:
        _draw(finished, found, lang)
    tell(
        finished.folder, as_json=lambda: giving_as_json(finished, found),
        in_words=lambda: print_giving(finished, found), quiet=quiet, json=json,
    )  # fmt: skip


def _check_year(year: int | None, years: int) -> None:
    """Refuse a year before any world is made for it."""
    from sim.basis.errors import ResultsError

    if year is not None and not 0 <= year <= years:
        raise ResultsError(f"--year is {year}, but recorded are years 0 to {years} after the policy date: ask for one.")


def _foretell(request: "GivingRequest", *, workers: int | None, threads: int, json: bool) -> None:
    """Say how many worlds there are, which of them lack, how long they take here and how much disk."""
    from sim.cli.screen import answers, remarks
    from sim.experiments.sweeps.estimating import estimate
    from sim.experiments.sweeps.planning import orders_of
    from sim.experiments.twins import default_workers

    orders = orders_of([request])
    lacking = len(orders.lacking)
    workers = workers or default_workers(lacking, threads)
    told: dict[str, Any] = {
        "zones": len(request.arms) - 1,
        "replicates": len(request.replicates),
        "worlds": orders.distinct,
        "worlds_to_run": lacking,
        "burn_ins_to_run": orders.burn_ins,
        "workers": workers,
    }
    if lacking:
        found = estimate(orders.lacking[0].scenario, orders, workers=workers, threads=threads)
        told |= {"seconds": round(found.seconds, 1), "megabytes": round(found.size / 1e6, 1)}
    if json:
        typer.echo(json_text.dumps(told, indent=2))
        return
    console = answers() if sys.stdout.isatty() else remarks()
    for line in _plan_in_words(request.scenario.title or request.scenario.name, told):
        console.print(line, markup=False, soft_wrap=True)


def _plan_in_words(title: str, told: dict[str, Any]) -> list[str]:
    from sim.cli.numbers import duration

    zones = "1 zone is" if told["zones"] == 1 else f"{told['zones']} zones are"
    head = f"{title}: {zones} left out one by one, {told['replicates']} replicates, {told['worlds']} worlds."
    if not told["worlds_to_run"]:
        return [head, "All of them are in the store; nothing is run again."]
    there = told["worlds"] - told["worlds_to_run"]
    workers = "1 worker" if told["workers"] == 1 else f"{told['workers']} workers"
    burn_ins = "1 burn-in" if told["burn_ins_to_run"] == 1 else f"{told['burn_ins_to_run']} burn-ins"
    found = f"{there} are in the store; " if there else ""
    takes = f"about {duration(told['seconds'])} on {workers}, and {told['megabytes']:.0f} MB of disk"
    return [head, f"{found}{told['worlds_to_run']} to run, from {burn_ins}: {takes}."]


def _carry_out(request: "GivingRequest", how: dict[str, Any], *, quiet: bool) -> "Run":
    from sim.cli.carrying_out import terminable
    from sim.cli.exits import ExitCode
    from sim.cli.live_sweep import live_sweep
    from sim.cli.screen import complain
    from sim.experiments.giving import run_giving
    from sim.experiments.twins import RunInterrupted

    try:
        with terminable(), nullcontext() if quiet else live_sweep() as progress:
            return run_giving(request, progress=progress, **how)
    except RunInterrupted as interruption:
        done = len(interruption.run.manifest["worlds"])
        if not done:
            complain("Interrupted before any world was finished.")
            raise typer.Exit(ExitCode.NOTHING_FINISHED) from interruption
        complain(f"Interrupted with {done} worlds finished. The same command goes on where this one stopped.")
        raise typer.Exit(ExitCode.INTERRUPTED) from interruption


def _draw(finished: "Run", found: "Ranking", lang: options.Language) -> None:
    from sim.figures.portfolio import draw_giving_of

    draw_giving_of(finished, found, finished.folder / "figures", lang.value)
