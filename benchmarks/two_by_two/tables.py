"""Tables of the page: what the zone does in each cell, what openness and coordination change, and through what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from benchmarks.pages import points, table
from benchmarks.two_by_two.design import COORDINATION, OPENNESS
from benchmarks.two_by_two.effects import CELL, contrasts, over_replicates, twin_effects
from benchmarks.two_by_two.worlds import HOST, OUTSIDE, ZONE

AFTER = (5, 10, 20, 25)

OUTCOMES = {
    "real_gdp": "real GDP",
    "value_added": "value added",
    "workers": "labour",
    "firms": "firms",
    "productivity": "mean productivity of firms",
    "log_price": "price index",
    "input_price": "delivered price of inputs",
    "delivery_cost": "cost of delivery of inputs",
    "orders_received": "orders received",
    "orders_from_zone": "orders received from the zone",
    "orders_to_zone": "orders placed with the zone",
    "log_real_wage": "real wage",
    "maturity": "maturity of rules (share)",
    "exports": "exports",
    "foreign_firms": "foreign firms",
}
"""Columns in the words of the page."""


@dataclass(frozen=True)
class Found:
    """Effects over replicates."""

    numbers: pd.DataFrame
    cells: pd.DataFrame
    """Mean and interval of the twin difference of each cell, year, group and column."""
    contrasts: pd.DataFrame
    """The same of differences of twin differences."""
    rings: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Recorded years of the effects, the fork left out."""
        return tuple(int(year) for year in sorted(self.numbers["year"].unique()) if year > 0)

    @property
    def frictions(self) -> tuple[float, ...]:
        """Frictions, the scenario's own first."""
        return tuple(self.numbers["friction"].drop_duplicates())

    @property
    def replicates(self) -> int:
        """Replicates behind every mean."""
        return int(self.numbers["replicate"].nunique())


def found_in(numbers: pd.DataFrame) -> Found:
    """Work all effects out of what was kept of the worlds."""
    effects = twin_effects(numbers)
    groups = list(numbers["group"].drop_duplicates())
    return Found(
        numbers=numbers,
        cells=over_replicates(effects, CELL),
        contrasts=over_replicates(contrasts(effects), ("friction", "contrast", "year", "group", "column")),
        rings=tuple(group for group in groups if group not in {ZONE, HOST, OUTSIDE}),
    )


def parts(found: Found) -> Mapping[str, str]:
    """Give every table of the page by the name of its place there."""
    near = found.rings[0]
    return {
        "twins": _by_friction(found, lambda friction: twins(found, friction)),
        "contrasts": _by_friction(found, lambda friction: by_ring(found, friction)),
        "near ring": _by_friction(found, lambda friction: by_outcome(found, friction, near)),
        "near ring over time": _by_friction(found, lambda friction: near_over_time(found, friction)),
        "host over time": _by_friction(found, lambda friction: over_time(found, friction, HOST)),
        "outside over time": _by_friction(found, lambda friction: over_time(found, friction, OUTSIDE)),
        "zone": _by_friction(found, lambda friction: by_outcome(found, friction, ZONE)),
        "far ring": _by_friction(found, lambda friction: by_outcome(found, friction, found.rings[-1])),
    }


def _by_friction(found: Found, lay: Callable[[float], str]) -> str:
    return "\n\n".join(f"**{friction_name(each)}**\n\n{lay(each)}" for each in found.frictions)


def friction_name(friction: float) -> str:
    """Name a friction in words."""
    return f"With friction {friction:g}" if friction > 0.0 else "Without friction: rules change nothing"


def twins(found: Found, friction: float) -> str:
    """Lay out what the zone does to real GDP in each cell: a row for each group."""
    rows = []
    for group in (*found.rings, OUTSIDE, HOST, ZONE):
        chosen = _only(found.cells, friction=friction, year=found.years[-1], group=group, column="real_gdp")
        told = {cell_name(o, c): told_of(_only(chosen, openness=o, coordination=c)) for o, c in cells()}
        rows.append({"real GDP": group} | told)
    return table(pd.DataFrame(rows), ("real GDP",))


def by_ring(found: Found, friction: float) -> str:
    """Lay out differences of twin differences of real GDP: a row for each group."""
    names = list(found.contrasts["contrast"].drop_duplicates())
    rows = []
    for group in (*found.rings, OUTSIDE, HOST):
        chosen = _only(found.contrasts, friction=friction, year=found.years[-1], group=group, column="real_gdp")
        rows.append({"real GDP": group} | {name: told_of(_only(chosen, contrast=name)) for name in names})
    return table(pd.DataFrame(rows), ("real GDP",))


def by_outcome(found: Found, friction: float, group: str) -> str:
    """Lay out every outcome of a group: twin differences of the cells, then what coordination changes."""
    rows = []
    for column, words in OUTCOMES.items():
        chosen = {"friction": friction, "year": found.years[-1], "group": group, "column": column}
        cell, change = _only(found.cells, **chosen), _only(found.contrasts, **chosen)
        told = {cell_name(o, c): told_of(_only(cell, openness=o, coordination=c)) for o, c in cells()}
        name = f"coordination, at openness {OPENNESS[-1]:g}"
        rows.append({group: words} | told | {name: told_of(_only(change, contrast=name))})
    return table(pd.DataFrame(rows), (group,))


def near_over_time(found: Found, friction: float) -> str:
    """Lay out labour and firms of the nearest ring after some years: drawn in first and given back later, or not."""
    return "\n\n".join(over_time(found, friction, found.rings[0], name) for name in ("workers", "firms"))


def over_time(found: Found, friction: float, group: str, column: str = "real_gdp") -> str:
    """Lay out the twin difference of a column of a group after some years: a row for each cell."""
    rows = []
    for o, c in cells():
        chosen = _only(found.cells, friction=friction, group=group, column=column, openness=o, coordination=c)
        after = [year for year in AFTER if year in found.years] or list(found.years)
        told = {f"after {year} years": told_of(_only(chosen, year=year)) for year in after}
        rows.append({f"{OUTCOMES[column]}, {group}": cell_name(o, c)} | told)
    return table(pd.DataFrame(rows), (f"{OUTCOMES[column]}, {group}",))


def cells() -> list[tuple[float, float]]:
    """List the cells of the design: openness, coordination."""
    return [(o, c) for o in OPENNESS for c in COORDINATION]


def cell_name(openness: float, coordination: float) -> str:
    """Name a cell of the design."""
    return f"open {openness:g}, coord. {coordination:g}"


def told_of(rows: pd.DataFrame) -> str:
    """Write an effect with its interval, in bold where the interval is clear of zero."""
    if rows.empty:
        return "–"
    row = rows.iloc[0]
    text = points(row["effect"], row["low"], row["high"])
    return f"**{text}**" if row["low"] > 0.0 or row["high"] < 0.0 else text


def _only(frame: pd.DataFrame, **wanted: object) -> pd.DataFrame:
    for name, value in wanted.items():
        frame = frame[frame[name] == value]
    return frame
