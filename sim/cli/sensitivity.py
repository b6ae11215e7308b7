"""`hinterland sensitivity`: what a headline number hangs on, and how much of it is luck."""

import json as json_text
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options

if TYPE_CHECKING:
    from sim.experiments.sweeps.planning import Orders
    from sim.measures.sensitivity.study import Plan, Study


def sensitivity(
    scenario: options.ScenarioName,
    of: Annotated[
        list[str] | None, typer.Option("--of", metavar="NAME", help="Headline number (`hinterland measures`); repeat.")
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", metavar="KEY[=LOW..HIGH]", help="Vary this parameter; may be repeated."),
    ] = None,
    parameters: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Vary what this YAML file lists: `parameters: {KEY: [LOW, HIGH]}`."),
    ] = None,
    around: Annotated[
        float, typer.Option(min=0.01, max=1.0, help="Without a range of its own: this share of the value, both ways.")
    ] = 0.5,
    declared: Annotated[
        bool, typer.Option("--declared", help="Range without one of its own: all that the declared bounds allow.")
    ] = False,
    trajectories: Annotated[
        int, typer.Option(min=0, max=10_000, help="Walks of the Morris screening; 0 leaves it out.")
    ] = 8,
    samples: Annotated[
        int, typer.Option(min=0, max=1_000_000, help="Samples of Sobol' indices; 0 leaves them out.")
    ] = 64,
    keep: Annotated[int, typer.Option(min=1, help="Most parameters that the screening lets on to Sobol' indices.")] = 6,
    replicates: Annotated[
        int | None, options.replicates_of("Replicates of each point, at least 2; by default the scenario's.")
    ] = None,
    against: options.Against = None,
    overrides: options.Overrides = None,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    cluster: options.Cluster = None,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    check: options.Check = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what varies, how many worlds, how long, how much disk.")
    ] = False,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Move parameters one at a time, screen them (Morris), and split the variance (Sobol', luck apart)."""
    from sim.experiments.sensitivity.ranges import Asked
    from sim.measures.sensitivity.salib import salib

    if trajectories or samples:
        salib("analyze.sobol")  # what is missing is said before hours are spent
    asked = Asked(tuple(parameter or ()), parameters, None if declared else around)
    numbers = tuple(dict.fromkeys(of or ("radiation.total",)))
    design = {"walks": trajectories, "samples": samples, "keep": keep}
    plan = _plan(scenario, overrides or [], asked, numbers, against=against, replicates=replicates, design=design)
    if not quiet or dry_run:
        _foretell(plan, out, workers=workers, threads=threads, json=json, dry_run=dry_run, pace=cluster is None)
    if dry_run:
        return
    how = {"workers": workers, "threads": threads, "check": check, "out": out, "cluster": cluster}
    study = _carry_out(plan, how, quiet=quiet)
    if not no_figures:
        from sim.figures.portfolio import draw_study

        draw_study(study, lang.value)
    _answer(study, quiet=quiet, json=json)


def _plan(
    scenario: str, overrides: list[str], asked: Any, numbers: tuple[str, ...], *, against: str | None,
    replicates: int | None, design: dict[str, int],
) -> "Plan":  # fmt: skip
    from sim.experiments.sensitivity.ranges import read_ranges
    from sim.experiments.sensitivity.stages import base_of
    from sim.measures.sensitivity.study import Plan
    from sim.measures.sensitivity.values import check_names
    from sim.scenario.reading import read_scenario

    resolved = read_scenario(scenario, overrides)
    check_names(numbers, resolved)
    base = base_of(resolved, against=against, replicates=replicates)
    plan = Plan(base, numbers, read_ranges(base, asked), **design)
    plan.last_stage(plan.stand_ins())
    return plan


def _foretell(
    plan: "Plan", out: Path, *, workers: int | None, threads: int, json: bool, dry_run: bool, pace: bool
) -> None:
    """Say what varies and how far, how many worlds there are at most, how long they take here and how much disk."""
    from sim.cli.screen import answers, remarks
    from sim.cli.sensitivity_answers import plan_in_words
    from sim.experiments.sweeps.planning import orders_of
    from sim.experiments.twins import default_workers

    stages = [*plan.first_stages(), plan.last_stage(plan.stand_ins())]
    requests = [request for stage in stages if stage for request in stage.sweep.requests(out)]
    orders = orders_of(requests)
    lacking = len(orders.lacking)
    workers = workers or default_workers(lacking, threads)
    told: dict[str, Any] = {
        "numbers": list(plan.names),
        "parameters": {factor.key: [*factor.at(_ends())] for factor in plan.factors},
        "points": {stage.sweep.design: len(stage.sweep.points) for stage in stages if stage},
        "replicates": plan.base.replicates,
        "worlds_at_most": orders.distinct,
        "worlds_to_run": lacking,
        "burn_ins_to_run": orders.burn_ins,
        "workers": workers,
    }
    if lacking and pace:
        told |= _pace(orders, workers=workers, threads=threads)
    if json and dry_run:
        typer.echo(json_text.dumps(told, indent=2))
        return
    console = remarks() if json or not sys.stdout.isatty() else answers()
    for line in plan_in_words(plan, told):
        console.print(line, markup=False, soft_wrap=True)


def _pace(orders: "Orders", *, workers: int, threads: int) -> dict[str, float]:
    """Tell from a short trial how long the worlds that lack will take, and how much disk."""
    from sim.experiments.sweeps.estimating import estimate

    found = estimate(orders.lacking[0].scenario, orders, workers=workers, threads=threads)
    return {"seconds": round(found.seconds, 1), "megabytes": round(found.size / 1e6, 1)}


def _ends() -> Any:
    import numpy as np

    return np.array([0.0, 1.0])


def _carry_out(plan: "Plan", how: dict[str, Any], *, quiet: bool) -> "Study":
    from sim.cli.carrying_out import terminable
    from sim.cli.exits import ExitCode
    from sim.cli.live_sweep import live_sweep
    from sim.cli.screen import complain
    from sim.measures.sensitivity.study import carry_out_study
    from sim.measures.sweeping import SweepInterrupted

    try:
        with terminable(), nullcontext() if quiet else live_sweep() as progress:
            return carry_out_study(plan, progress=progress, **how)
    except SweepInterrupted as interruption:
        done = interruption.swept.manifest["finished"]
        complain(f"Interrupted with {done} worlds of this stage finished. The same command goes on where it stopped.")
        ending = ExitCode.INTERRUPTED if done else ExitCode.NOTHING_FINISHED
        raise typer.Exit(ending) from interruption


def _answer(study: "Study", *, quiet: bool, json: bool) -> None:
    from sim.cli.sensitivity_answers import print_study, study_as_json

    if json:
        typer.echo(study_as_json(study))
    elif quiet:
        for found in study.found.values():
            typer.echo(found.swept.folder.as_posix())
    else:
        print_study(study)
    sys.stdout.flush()
