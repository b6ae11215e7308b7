"""`hinterland schedule`: the order of a step."""

import json as json_text

import typer

from sim.cli import options


def schedule(
    json: options.Json = False,
) -> None:
    """Print what happens in one step of the model, in order."""
    from rich.table import Table

    from sim.cli.screen import answers
    from sim.model.schedule import SCHEDULE

    if json:
        typer.echo(json_text.dumps([{"process": each.name, "meaning": each.what} for each in SCHEDULE], indent=2))
        return
    table = Table("", "process", "what it does", title="One step, in order", title_justify="left")
    for number, each in enumerate(SCHEDULE, start=1):
        table.add_row(str(number), each.name, each.what)
    answers().print(table)
