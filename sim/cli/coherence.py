"""`hinterland coherence`: of what firms decide in both worlds, what differs by mechanism and what by luck?"""

import json as json_text
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.ledger import _arm, _file_name
from sim.cli.run import Language

if TYPE_CHECKING:
    from sim.measures.coherence import Coherence
    from sim.results.run import Run


def coherence(
    scenario: Annotated[str, typer.Argument(help="Name or path of a scenario; `hinterland scenario list` lists them.")],
    against: Annotated[
        str | None, typer.Option(metavar="ARM", help="Counterfactual; by default the scenario's first.")
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option(help="Year to compare; may be repeated. By default the first, every 5th, the last.")
    ] = None,
    replicates: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Twin experiments; by default the scenario's.")
    ] = None,
    years: Annotated[int | None, typer.Option(help="Recorded years; by default the scenario's.")] = None,
    seed: Annotated[int | None, typer.Option(help="Root of all luck; by default the scenario's.")] = None,
    overrides: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a parameter (`hinterland parameters`); may be repeated."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes side by side; by default one a core. They change no result.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Threads of each worker. They change no result.")] = 1,
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder of all results.")] = Path("results"),
    lang: Annotated[Language, typer.Option(help="Language of the labels of figures.")] = Language.EN,
    no_figures: Annotated[bool, typer.Option("--no-figures", help="Draw no figures.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only where the results are.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the answers as JSON, for a script.")] = False,
) -> None:
    """Compare every decision of two worlds: how many have identical draws, and how many of those come out otherwise."""
    from sim.cli.carrying_out import carried_out
    from sim.experiments.twins import run_twins
    from sim.measures.coherence import coherence as compare
    from sim.measures.coherence import decision_years
    from sim.measures.headline import answers
    from sim.scenario.reading import read_scenario

    given = {"replicates": replicates, "years": years, "seed": seed}
    words = [f"{key}={value}" for key, value in given.items() if value is not None]
    asked = read_scenario(scenario, [*(overrides or []), *words])
    wanted = list(_checked(year, asked.years) if year else decision_years(asked.years))
    resolved = read_scenario(scenario, [*(overrides or []), *words, f"decision_years={wanted}"])
    finished = carried_out(
        lambda progress: run_twins(resolved, workers=workers, threads=threads, out=out, progress=progress),
        replicates=resolved.replicates, quiet=quiet or json,
    )  # fmt: skip
    arm = _arm(finished, against)
    twins = answers(finished, arm)
    found = compare(twins.pairs, twins.rings)
    table = finished.folder / "tables" / f"coherence_{_file_name(arm)}.csv"
    found.table().to_csv(table, index=False, lineterminator="\n")
    if not no_figures:
        from sim.figures.portfolio import draw_coherence_of

        draw_coherence_of(finished, arm, found, finished.folder / "figures", lang.value)
    _tell(finished, arm, found, quiet=quiet, json=json)
    sys.stdout.flush()


def _checked(asked: list[int], last: int) -> list[int]:
    from sim.basis.errors import HinterlandError

    wrong = [year for year in asked if not 1 <= year <= last]
    if wrong:
        listed = ", ".join(str(year) for year in wrong)
        raise HinterlandError(f"--year {listed}: only years 1 to {last} after the policy date are lived through.")
    return sorted(set(asked))


def _tell(run: "Run", arm: str, found: "Coherence", *, quiet: bool, json: bool) -> None:
    from sim.cli.answers_json import rows_of

    if json:
        document = {
            "scenario": run.name,
            "folder": run.folder.as_posix(),
            "replicates": list(run.replicates),
            "counterfactual": arm,
            "coherence": rows_of(found.table()),
        }
        typer.echo(json_text.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    elif quiet:
        typer.echo(run.folder.as_posix())
    else:
        _print(run, arm, found)


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


def _with_ends(number) -> str:
    import math

    from sim.cli.numbers import percent

    if math.isnan(number.low):
        return percent(number.value)
    return f"{percent(number.value)} ({percent(number.low)} to {percent(number.high)})"
