"""The generated tables of the ODD page, each from the declarations that the model itself runs on."""

from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from typing import Any

from sim.basis.parameters import ParameterRecord
from sim.documentation.declared import Field, fields_of, purposes
from sim.documentation.registered import bounds_in_words, default_in_words
from sim.measures.headline import list_measures
from sim.model.schedule import SCHEDULE
from sim.results.panel_columns import COLUMNS, PANELS
from sim.scenario.registering import register_of_parameters
from sim.world.facts import read_table
from sim.world.firms import Firms
from sim.world.geography import Geography
from sim.world.levels import Levels
from sim.world.world import Regions, WorldMarket, Zones


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write a table in Markdown; bars within cells are kept from ending them."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _state(fields: Iterable[Field]) -> str:
    rows = [(f"`{field.name}`", f"`{field.kind}`", field.meaning) for field in fields]
    return table(("variable", "kind", "meaning, unit, shape"), rows)


def _fixed(prefix: str) -> str:
    return _state(field for field in fields_of(Geography) if field.name.startswith(prefix))


def firms() -> str:
    """Give the state of a firm."""
    return _state(fields_of(Firms))


def regions() -> str:
    """Give what is fixed of a region, then its state."""
    return f"{_fixed('region_')}\n\n{_state(fields_of(Regions))}"


def zones() -> str:
    """Give what is fixed of a zone and its lots, then its state."""
    return f"{_fixed('zone_')}\n\n{_fixed('lot_')}\n\n{_state(fields_of(Zones))}"


def cells() -> str:
    """Give what is fixed of a cell."""
    return _fixed("cell_")


def world_market() -> str:
    """Give the state of the world market."""
    return _state(fields_of(WorldMarket))


def policy_levels() -> str:
    """Give what policy sets."""
    return _state(fields_of(Levels))


def schedule() -> str:
    """Give the processes of a step in order."""
    rows = [(place, f"`{process.name}`", process.what) for place, process in enumerate(SCHEDULE, start=1)]
    return table(("", "process", "what it does"), rows)


def luck() -> str:
    """Give what luck is drawn for."""
    return table(("process", "drawn for"), [(f"`{process}`", sentence) for process, sentence in purposes()])


def facts() -> str:
    """Give the known facts against which runs are judged."""
    heads = ("id", "theme", "fact", "value", "low", "high", "unit", "source")
    return table(heads, ([row[head] for head in heads] for row in read_table("facts.csv")))


def measures() -> str:
    """Give the headline numbers."""
    rows = [(f"`{measure.name}`", measure.unit, measure.meaning) for measure in list_measures()]
    return table(("measure", "unit", "what it says"), rows)


def observations() -> str:
    """Give what a world leaves: its tables, then their columns."""
    panels = [(f"`{panel.name}`", panel.meaning, ", ".join(panel.columns)) for panel in PANELS.values()]
    columns = [(f"`{column.name}`", column.unit, column.meaning) for column in COLUMNS.values()]
    return f"{table(('table', 'a row is', 'columns'), panels)}\n\n{table(('column', 'unit', 'meaning'), columns)}"


def data_files() -> str:
    """Give the fact tables with their sources, as the page beside them has them."""
    lines = (files("sim") / "data" / "README.md").read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("| file |"))
    rows = lines[start:]
    end = next((place for place, line in enumerate(rows) if not line.startswith("|")), len(rows))
    return "\n".join(rows[:end])


def parameters() -> str:
    """Give the register of parameters, block by block."""
    blocks: dict[str, list[ParameterRecord]] = {}
    for record in register_of_parameters():
        block, dot, _ = record.name.partition(".")
        blocks.setdefault(block if dot else "the root of the file", []).append(record)
    return "\n\n".join(f"**{block}**\n\n{_register(records)}" for block, records in blocks.items())


def _register(records: Iterable[ParameterRecord]) -> str:
    rows = [
        (f"`{each.name}`", default_in_words(each), each.unit, bounds_in_words(each), each.meaning, each.source)
        for each in records
    ]
    return table(("parameter", "default", "unit", "bounds", "meaning", "source"), rows)


GENERATED: dict[str, Callable[[], str]] = {
    "firms": firms,
    "regions": regions,
    "zones": zones,
    "cells": cells,
    "world market": world_market,
    "policy levels": policy_levels,
    "schedule": schedule,
    "luck": luck,
    "facts": facts,
    "measures": measures,
    "observations": observations,
    "data files": data_files,
    "parameters": parameters,
}
"""Tables by the name that a marker calls them by."""
