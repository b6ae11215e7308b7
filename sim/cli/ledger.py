"""`hinterland ledger`: what zones gain, is it created or drawn from elsewhere?"""

import json as json_text
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.rings_option import RingsOption, read_with_rings
from sim.cli.run import Language
from sim.cli.twin_choice import arm_of, file_name

if TYPE_CHECKING:
    from sim.measures.ledger import Ledger
    from sim.results.run import Run


def ledger(
    scenario: Annotated[str, typer.Argument(help="Name or path of a scenario; `hinterland scenario list` lists them.")],
    against: Annotated[
        str | None, typer.Option(metavar="ARM", help="Counterfactual; by default the scenario's first.")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Year after the policy date; by default the last recorded.")] = None,
    replicates: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Twin experiments; by default the scenario's.")
    ] = None,
    years: Annotated[int | None, typer.Option(help="Recorded years; by default the scenario's.")] = None,
    seed: Annotated[int | None, typer.Option(help="Root of all luck; by default the scenario's.")] = None,
    overrides: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a parameter (`hinterland parameters`); may be repeated."),
    ] = None,
    rings: RingsOption = None,
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
    """Follow firms from one twin to the other: what the zones gain is created, drawn from a ring, or from abroad."""
    from sim.cli.carrying_out import carried_out
    from sim.experiments.twins import run_twins
    from sim.measures.headline import answers
    from sim.measures.ledger import ledger as draw_up

    given = {"replicates": replicates, "years": years, "seed": seed}
    words = [f"{key}={value}" for key, value in given.items() if value is not None]
    asked = read_with_rings(scenario, [*(overrides or []), *words], rings)
    wanted = asked.years if year is None else year
    resolved = read_with_rings(scenario, [*(overrides or []), *words, f"census_years=[{wanted}]"], rings)
    finished = carried_out(
        lambda progress: run_twins(resolved, workers=workers, threads=threads, out=out, progress=progress),
        replicates=resolved.replicates, quiet=quiet or json,
    )  # fmt: skip
    arm = arm_of(finished, against)
    twins = answers(finished, arm)
    found = draw_up(twins.pairs, twins.rings, wanted)
    found.table().to_csv(finished.folder / "tables" / f"ledger_{file_name(arm)}.csv", index=False, lineterminator="\n")
    if not no_figures:
        from sim.figures.portfolio import draw_ledger_of

        draw_ledger_of(finished, arm, found, finished.folder / "figures", lang.value)
    _tell(finished, arm, found, quiet=quiet, json=json)
    sys.stdout.flush()


def _tell(run: "Run", arm: str, found: "Ledger", *, quiet: bool, json: bool) -> None:
    from sim.cli.answers_json import rows_of

    if json:
        document = {
            "scenario": run.name,
            "folder": run.folder.as_posix(),
            "replicates": list(run.replicates),
            "counterfactual": arm,
            "ledger": rows_of(found.table()),
            "largest_remainder": found.largest_remainder,
        }
        typer.echo(json_text.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    elif quiet:
        typer.echo(run.folder.as_posix())
    else:
        _print(run, arm, found)


def _print(run: "Run", arm: str, found: "Ledger") -> None:
    from rich.markup import escape
    from rich.table import Table

    from sim.cli.numbers import plain
    from sim.cli.screen import answers
    from sim.measures.ledger import QUANTITIES

    table = Table(
        title=escape(f"{run.title}: what the zones gain, against {arm}, in year {found.year}"),
        title_justify="left", title_style="bold",
    )  # fmt: skip
    table.add_column("where it comes from")
    told = found.table().set_index(["quantity", "entry"])
    for quantity in QUANTITIES:
        table.add_column(f"{quantity}\n{told.loc[quantity]['unit'].iloc[0]}", justify="right")
    for entry in told.loc[QUANTITIES[0]].index:
        cells = []
        for quantity in QUANTITIES:
            net, low, high = (float(told.loc[(quantity, entry), name]) for name in ("net", "low", "high"))  # type: ignore[arg-type]
            cells.append(f"{plain(net)}" + ("" if math.isnan(low) else f"  ({plain(low)} to {plain(high)})"))
        table.add_row(str(entry), *cells)
    answers().print()
    answers().print(table)
    answers().print(f"  The entries add up to the total within {found.largest_remainder:.0e} of what is counted.")
    answers().print(f"\nResults: {run.folder.as_posix()}", markup=False, soft_wrap=True)
