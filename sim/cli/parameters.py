"""`hinterland parameters`: the register of every value a scenario may set."""

import json as json_text
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options

if TYPE_CHECKING:
    from sim.basis.parameters import ParameterRecord


def parameters(
    text: Annotated[
        str, typer.Argument(help="Show only parameters with this text in name, unit, meaning or source.")
    ] = "",
    json: options.Json = False,
) -> None:
    """List every parameter with unit, bounds, default, meaning and source."""
    from sim.basis.errors import HinterlandError
    from sim.scenario.registering import register_of_parameters

    records = [record for record in register_of_parameters() if _speaks_of(record, text)]
    if json:
        typer.echo(json_text.dumps([_plain(record) for record in records], indent=2, ensure_ascii=False, default=str))
        return
    if not records:
        raise HinterlandError(
            f"No parameter speaks of '{text}'. `hinterland parameters` without a text lists all of them."
        )
    _print(records)


def _speaks_of(record: "ParameterRecord", text: str) -> bool:
    words = f"{record.name} {record.unit} {record.meaning} {record.source}".lower()
    return all(part in words for part in text.lower().split())


def _print(records: "list[ParameterRecord]") -> None:
    from rich.table import Table

    from sim.cli.screen import answers
    from sim.documentation.registered import bounds_in_words, default_in_words

    table = Table("parameter", "default", "unit", "bounds", "meaning", "source", title_justify="left")
    table.columns[0].no_wrap = True
    for record in records:
        row = (
            record.name, default_in_words(record), record.unit, bounds_in_words(record), record.meaning, record.source,
        )  # fmt: skip
        table.add_row(*(str(cell).replace("[", "\\[") for cell in row))
    answers().print(table)
    answers().print(f"{len(records)} parameters. Set one with --set name=value, or in a scenario file.", markup=False)


def _plain(record: "ParameterRecord") -> dict[str, Any]:
    from pydantic_core import PydanticUndefined, to_jsonable_python

    row = asdict(record)
    row["required"] = record.default is PydanticUndefined
    row["default"] = None if row["required"] else to_jsonable_python(record.default, fallback=str)
    return row
