"""`hinterland calibrate`: move parameters, within bounds that have a reason, until chosen facts come out."""

import json as json_text
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options

if TYPE_CHECKING:
    from sim.experiments.calibration.request import CalibrationRequest
    from sim.measures.calibrating.outcome import Outcome
    from sim.measures.calibrating.simulating import FactSimulator


def calibrate(
    scenario: options.ScenarioName,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What is free; by default scenarios/calibration/SCENARIO.yaml.")
    ] = None,
    trials: Annotated[int | None, typer.Option(min=2, help="Trials of the search; by default the file's.")] = None,
    around: Annotated[
        int | None, typer.Option(min=0, help="Points around the best, for the posterior; by default the file's.")
    ] = None,
    replicates: Annotated[
        int | None, typer.Option(min=1, max=999, help="Replicates of each trial; by default the file's.")
    ] = None,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Write the result into the scenario file, with its record and its page.")
    ] = False,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    check: options.Check = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many worlds, and how long.")] = False,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Calibrate a scenario to facts: search, posterior, profiles; the same command goes on where it was stopped."""
    from sim.cli.calibrate_answers import as_json, print_answers, write_results
    from sim.cli.telling import document, tell
    from sim.experiments.calibration.adopting import file_to_adopt
    from sim.experiments.calibration.reading import read_calibration
    from sim.experiments.calibration.study import quiet_optuna
    from sim.measures.calibrating.simulating import FactSimulator, bands_of, shipped_facts

    if adopt:
        file_to_adopt(scenario)
    known = shipped_facts()
    request = read_calibration(scenario, bands_of(known), file)
    request = request.with_budget(trials=trials, around=around, replicates=replicates)
    simulator = FactSimulator(request, known, out, workers=workers, threads=threads, check=check)
    simulator.refuse_obstacles()
    with quiet_optuna():
        pass
    if dry_run or not (quiet or json):
        _foretell(request, simulator, as_json_text=json)
    if dry_run:
        return
    folder = request.folder(out)
    found = _carry_out(request, simulator, folder, quiet=quiet or json)
    write_results(found, folder, simulator, lang.value, figures=not no_figures)
    if adopt:
        _adopt(scenario, found, simulator, folder, quiet=quiet or json)
    tell(
        folder, as_json=lambda: document(as_json(found, folder)), in_words=lambda: print_answers(found, folder),
        quiet=quiet, json=json,
    )  # fmt: skip


def worlds_of(request: "CalibrationRequest", simulator: "FactSimulator") -> dict[str, int]:
    """Count what a calibration simulates at most: points, replicates of points, worlds."""
    from sim.measures.calibrating.calibrating import MOST_CANDIDATES

    budget = request.budget
    (one,) = simulator.requests([(request.as_it_stands, (0,))])
    bundles = budget.trials * budget.replicates + budget.around + MOST_CANDIDATES * budget.confirm
    points = budget.trials + budget.around + MOST_CANDIDATES
    return {"points": points, "burn_ins": bundles, "worlds": bundles * len(one.arms)}


def _foretell(request: "CalibrationRequest", simulator: "FactSimulator", *, as_json_text: bool) -> None:
    """Say how much is simulated and how long it takes here, from a short trial of one world."""
    from dataclasses import replace

    from sim.cli.numbers import duration
    from sim.cli.screen import answers, remarks
    from sim.experiments.sweeps.estimating import estimate
    from sim.experiments.sweeps.planning import orders_of
    from sim.experiments.twins import default_workers

    counted = worlds_of(request, simulator)
    orders = orders_of(simulator.requests([(request.as_it_stands, (0,))]))
    told: dict[str, Any] = {"parameters": len(request.free), "facts": len(request.facts), **counted}
    if orders.lacking:
        # As many bundles of worlds as there will be, each with a burn-in of its own.
        bundles = range(counted["burn_ins"])
        lacking = tuple(
            replace(each, burn_in=f"{each.burn_in} {number}") for number in bundles for each in orders.lacking
        )
        workers = simulator.workers or default_workers(len(lacking), simulator.threads)
        foreseen = replace(orders, lacking=lacking)
        found = estimate(lacking[0].scenario, foreseen, workers=workers, threads=simulator.threads)
        told |= {"workers": workers, "seconds": round(found.seconds, 1), "megabytes": round(found.size / 1e6)}
    if as_json_text:
        typer.echo(json_text.dumps(told, indent=2))
        return
    takes = ""
    if "seconds" in told:
        duration_told = f"{duration(told['seconds'])} on {told['workers']} workers"
        takes = f": at most about {duration_told}, {told['megabytes']} MB of disk"
    console = answers() if sys.stdout.isatty() else remarks()
    console.print(
        f"{request.name}: {told['parameters']} parameters, {told['facts']} facts, {told['points']} points, "
        f"{told['worlds']} worlds{takes}. What an earlier attempt finished is not run again.",
        markup=False, soft_wrap=True,
    )  # fmt: skip


def _carry_out(
    request: "CalibrationRequest", simulator: "FactSimulator", folder: Path, *, quiet: bool
) -> "Outcome":
    from dataclasses import replace

    from sim.cli.calibrate_answers import LiveCalibration
    from sim.cli.carrying_out import terminable
    from sim.cli.exits import ExitCode
    from sim.cli.live_sweep import live_sweep
    from sim.cli.screen import complain
    from sim.measures.calibrating.calibrating import Still
    from sim.measures.calibrating.calibrating import calibrate as carry_out

    progress = Still() if quiet else LiveCalibration()
    try:
        with terminable(), nullcontext() if quiet else live_sweep() as live:
            watched = replace(simulator, progress=live) if live is not None else simulator
            return carry_out(request, folder, watched, progress)
    except KeyboardInterrupt as interruption:
        complain("Interrupted; every finished trial is kept. The same command goes on where this one stopped.")
        raise typer.Exit(ExitCode.INTERRUPTED) from interruption


def _adopt(scenario: str, found: "Outcome", simulator: "FactSimulator", folder: Path, *, quiet: bool) -> None:
    """Write values, record, figures and page; say what was written."""
    from sim.cli.calibrate_answers import adopt_results
    from sim.cli.screen import remark

    written = adopt_results(scenario, found, simulator, folder)
    if not quiet:
        for path in written:
            remark(f"Written: {path.as_posix()}")
