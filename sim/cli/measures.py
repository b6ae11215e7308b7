"""`hinterland measures`: every headline number by its dotted name."""

import json as json_text
from dataclasses import asdict
from typing import Annotated

import typer

from sim.cli import options


def measures(
    text: Annotated[str, typer.Argument(help="Show only measures with this text in name, unit or meaning.")] = "",
    json: options.Json = False,
) -> None:
    """List every headline number with its unit and what it says."""
    from rich.table import Table

    from sim.basis.errors import HinterlandError
    from sim.cli.screen import answers
    from sim.measures.column_radiation import every_measure
    from sim.measures.giving_ranks import MEASURES as GIVING

    rows = [asdict(measure) for measure in (*every_measure(), *GIVING)]
    rows = [row for row in rows if text.lower() in " ".join(row.values()).lower()]
    if json:
        typer.echo(json_text.dumps(rows, indent=2, ensure_ascii=False))
        return
    if not rows:
        raise HinterlandError(f"No measure speaks of '{text}'. `hinterland measures` without a text lists all of them.")
    table = Table("measure", "unit", "what it says")
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row.values()))
    answers().print(table)
