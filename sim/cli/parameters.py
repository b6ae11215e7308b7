"""`hinterland parameters`: the register of every value a scenario may set."""

import json as json_text
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from sim.basis.parameters import ParameterRecord


def parameters(
    text: Annotated[
        str, typer.Argument(help="Show only parameters with this text in name, unit, meaning or source.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print JSON, for a script.")] = False,
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

    table = Table("parameter", "default", "unit", "bounds", "meaning", "source", title_justify="left")
    table.columns[0].no_wrap = True
    for record in records:
        row = (record.name, _default(record.default), record.unit, bounds(record), record.meaning, record.source)
        table.add_row(*(str(cell).replace("[", "\\[") for cell in row))
    answers().print(table)
    answers().print(f"{len(records)} parameters. Set one with --set name=value, or in a scenario file.", markup=False)


def bounds(record: "ParameterRecord") -> str:
    """Write bounds as an interval: a square bracket includes its bound, a round one does not."""
    if record.lower is None and record.upper is None:
        return ""
    left = "(" if record.lower is None or record.lower_open else "["
    right = ")" if record.upper is None or record.upper_open else "]"
    lower = "-inf" if record.lower is None else f"{record.lower:g}"
    upper = "inf" if record.upper is None else f"{record.upper:g}"
    return f"{left}{lower}, {upper}{right}"


def _default(value: Any) -> str:
    from pydantic_core import PydanticUndefined

    if value is PydanticUndefined:
        return "must be set"
    if value is None:
        return "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(record: "ParameterRecord") -> dict[str, Any]:
    from pydantic_core import PydanticUndefined, to_jsonable_python

    row = asdict(record)
    row["required"] = record.default is PydanticUndefined
    row["default"] = None if row["required"] else to_jsonable_python(record.default, fallback=str)
    return row
