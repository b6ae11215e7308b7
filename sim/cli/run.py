"""`hinterland run`: a scenario against its counterfactuals, and what came of it."""

import math
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sim.cli import options
from sim.cli.rings_option import RingsOption, read_with_rings

if TYPE_CHECKING:
    from sim.cli.precise import Wanted
    from sim.results.run import Run
    from sim.scenario.schema import Scenario


class Engine(StrEnum):
    """What lives through the worlds."""

    NUMBA = "numba"
    PLAIN = "plain"


def run(
    scenario: options.ScenarioName,
    replicates: Annotated[
        int | None, options.replicates_of("Twin experiments to run; by default the scenario's.")
    ] = None,
    years: options.Years = None,
    seed: options.Seed = None,
    overrides: options.Overrides = None,
    until_half_width: Annotated[
        float | None,
        typer.Option("--until-halfwidth", metavar="X", help="Replicate until the interval of --of is within X of it."),
    ] = None,
    of: options.PreciseOf = None,
    most: options.Most = options.MOST,
    rings: RingsOption = None,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    engine: Annotated[
        Engine, typer.Option(help="`numba`, or `plain`: an object a firm, slow and easy to read, the same numbers.")
    ] = Engine.NUMBA,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    check: options.Check = False,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Run a scenario and its counterfactuals under the same luck, and print how far its zones radiate."""
    from sim.cli.differences import warn_of_twins
    from sim.cli.precise import wanted_precision

    words = options.said(overrides, replicates=replicates, years=years, seed=seed)
    resolved = read_with_rings(scenario, words, rings)
    if lang is not options.Language.EN and not no_figures:
        _refuse_without_font(lang)
    warn_of_twins(resolved, quiet=quiet)
    wanted = wanted_precision(until_half_width, of, most, replicates)
    finished = _carry_out(
        resolved, wanted, workers=workers, threads=threads, out=out, check=check, engine=engine, quiet=quiet or json
    )
    _answer(finished, lang=lang.value, check=check, figures=not no_figures, quiet=quiet, json=json)


def _carry_out(
    scenario: "Scenario",
    wanted: "Wanted | None",
    *,
    workers: int | None,
    threads: int,
    out: Path,
    check: bool,
    engine: Engine,
    quiet: bool,
) -> "Run":
    from sim.cli.carrying_out import progress_unless, terminable
    from sim.cli.exits import ExitCode
    from sim.cli.precise import run_as_wanted
    from sim.cli.screen import complain
    from sim.experiments.twins import RunInterrupted, run_twins

    try:
        with terminable(), progress_unless(quiet=quiet) as progress:
            how = {
                "workers": workers, "threads": threads, "out": out, "check": check, "progress": progress,
                "engine": engine.value,
            }  # fmt: skip
            return run_twins(scenario, **how) if wanted is None else run_as_wanted(scenario, wanted, how)
    except RunInterrupted as interruption:
        done, asked = len(interruption.run.replicates), scenario.replicates
        if not done:
            complain("Interrupted before any replicate was finished.")
            raise typer.Exit(ExitCode.NOTHING_FINISHED) from interruption
        complain(
            f"Interrupted with {done} of {asked} replicates finished; they can be read in "
            f"{interruption.run.folder.as_posix()}. The same command goes on where this one stopped."
        )
        raise typer.Exit(ExitCode.INTERRUPTED) from interruption


def _answer(finished: "Run", *, lang: Literal["en", "zh"], check: bool, figures: bool, quiet: bool, json: bool) -> None:
    from sim.cli.answers import print_answers
    from sim.cli.answers_json import as_json
    from sim.cli.screen import remark
    from sim.cli.summary import summarise
    from sim.cli.telling import tell

    summary = summarise(finished)
    if check and math.isnan(summary.identity_error):
        remark("Some worlds were found in the store and were run without --check; another --out checks them all.")
    summary.write_tables(finished.folder / "tables")
    drawn = _draw(finished, lang) if figures else ()

    def in_words() -> None:
        print_answers(finished, summary)
        _say_where(finished, drawn)

    tell(finished.folder, as_json=lambda: as_json(finished, summary), in_words=in_words, quiet=quiet, json=json)


def _draw(finished: "Run", lang: Literal["en", "zh"]) -> tuple[Path, ...]:
    from sim.figures.portfolio import draw_all

    return tuple(draw_all(finished, finished.folder / "figures", lang))


def _refuse_without_font(lang: options.Language) -> None:
    """Miss a font before the run, not after it."""
    from sim.figures.style import drawing_in

    with drawing_in(lang.value):
        pass


def _say_where(finished: "Run", drawn: tuple[Path, ...]) -> None:
    from sim.cli.screen import answers

    folder = finished.folder.as_posix()
    answers().print(f"\nResults: {folder}", markup=False, soft_wrap=True)
    answers().print(f"  tables   {folder}/tables/", markup=False, soft_wrap=True)
    if drawn:
        answers().print(f"  figures  {folder}/figures/", markup=False, soft_wrap=True)
