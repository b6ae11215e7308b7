"""`hinterland coherence`: of what firms decide in both worlds, what differs by mechanism and what by luck?"""

import math
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import options
from sim.cli.rings_option import RingsOption, read_with_rings
from sim.cli.twin_choice import arm_of, file_name

if TYPE_CHECKING:
    from sim.measures.coherence import Coherence
    from sim.measures.intervals import Number
    from sim.results.run import Run


def coherence(
    scenario: options.ScenarioName,
    against: options.Against = None,
    year: Annotated[
        list[int] | None,
        typer.Option(help="Year to compare; may be repeated. By default the first, every fifth and the last."),
    ] = None,
    replicates: Annotated[int | None, options.replicates_of("Twin experiments; by default the scenario's.")] = None,
    years: options.Years = None,
    seed: options.Seed = None,
    overrides: options.Overrides = None,
    rings: RingsOption = None,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Compare every decision of two worlds: how many have identical draws, and how many of those come out otherwise."""
    from sim.cli.carrying_out import twins_carried_out
    from sim.cli.telling import tell
    from sim.measures.coherence import coherence as compare
    from sim.measures.coherence import decision_years
    from sim.measures.headline import answers

    words = options.said(overrides, replicates=replicates, years=years, seed=seed)
    asked = read_with_rings(scenario, words, rings)
    wanted = list(_checked(year, asked.years) if year else decision_years(asked.years))
    resolved = read_with_rings(scenario, [*words, f"decision_years={wanted}"], rings)
    finished = twins_carried_out(resolved, workers=workers, threads=threads, out=out, quiet=quiet or json)
    arm = arm_of(finished, against)
    twins = answers(finished, arm)
    found = compare(twins.pairs, twins.rings)
    table = finished.folder / "tables" / f"coherence_{file_name(arm)}.csv"
    found.table().to_csv(table, index=False, lineterminator="\n")
    if not no_figures:
        from sim.figures.portfolio import draw_coherence_of

        draw_coherence_of(finished, arm, found, finished.folder / "figures", lang.value)
    tell(
        finished.folder, as_json=lambda: as_json(finished, arm, found), in_words=lambda: _print(finished, arm, found),
        quiet=quiet, json=json,
    )  # fmt: skip


def _checked(asked: list[int], last: int) -> list[int]:
    from sim.basis.errors import HinterlandError

    wrong = [year for year in asked if not 1 <= year <= last]
    if wrong:
        listed = ", ".join(str(year) for year in wrong)
        raise HinterlandError(f"--year {listed}: only years 1 to {last} after the policy date are lived through.")
    return sorted(set(asked))


def as_json(run: "Run", arm: str, found: "Coherence") -> str:
    """Give what was found as JSON; missing ends of intervals are null."""
    from sim.cli.answers_json import rows_of
    from sim.cli.telling import document_of

    return document_of(run, counterfactual=arm, coherence=rows_of(found.table()))


def _print(run: "Run", arm: str, found: "Coherence") -> None:
    from rich.markup import escape
    from rich.table import Table

    from sim.cli.numbers import percent
    from sim.cli.screen import answers

    year = max(found.years)
    table = Table(
        title=escape(f"{run.title}: decisions with identical draws, and of these those that differ, against {arm}, "
                     f"in the last step of year {year}"),
        title_justify="left", title_style="bold",
    )  # fmt: skip
    table.add_column("process")
    for place in found.places:
        table.add_column(place, justify="right")
    for process in found.processes:
        sides = (found.identical, found.different)
        cells = [[percent(side(year, process, place).value) for side in sides] for place in found.places]
        table.add_row(process, *("\n".join(cell) for cell in cells))
    answers().print()
    answers().print(table)
    same, other = found.identical(year), found.different(year)
    answers().print(
        f"  {_with_ends(same)} of all decisions have identical draws; {_with_ends(other)} of these come out otherwise.",
        markup=False,
    )
    answers().print(f"\nResults: {run.folder.as_posix()}", markup=False, soft_wrap=True)


def _with_ends(number: "Number") -> str:
    from sim.cli.numbers import percent

    if math.isnan(number.low):
        return percent(number.value)
    return f"{percent(number.value)} ({percent(number.low)} to {percent(number.high)})"
