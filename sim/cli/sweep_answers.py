"""The answers of a sweep: on the screen a row for each point, or all of them as JSON."""

import math
from typing import Any

import pandas as pd
from rich.markup import escape
from rich.table import Table

from sim.cli.numbers import growth, plain, span
from sim.cli.screen import answers
from sim.cli.telling import document
from sim.results.swept import Swept

MOST_ROWS = 30
"""Points that are shown on the screen; a table has them all."""


def print_sweep(swept: Swept) -> None:
    """Print what each point says, and where the rest is."""
    points, headlines = (pd.read_csv(swept.folder / "tables" / f"{name}.csv") for name in ("points", "headlines"))
    answers().print(f"\n[bold]{escape(swept.title)}[/bold]  ({len(points)} points, {swept.replicates} replicates)")
    for counterfactual in dict.fromkeys(headlines["counterfactual"]):
        _print_points(swept, headlines[headlines["counterfactual"] == counterfactual], str(counterfactual))
    failed = int(points["failed"].sum())
    if failed:
        answers().print(f"\n[bold red]{failed} worlds cannot be made[/bold red]; tables/failures.csv says why.")
    folder = swept.folder.as_posix()
    answers().print(f"\nResults: {folder}", markup=False, soft_wrap=True)
    answers().print(f"  tables   {folder}/tables/", markup=False, soft_wrap=True)
    if any((swept.folder / "figures").iterdir()):
        answers().print(f"  figures  {folder}/figures/", markup=False, soft_wrap=True)


def _print_points(swept: Swept, headlines: pd.DataFrame, counterfactual: str) -> None:
    near = next((name for name in headlines["name"] if name.startswith("radiation.gdp.")), "")
    table = Table(title=escape(f"Against {counterfactual}, last year"), title_justify="left", title_style="bold")
    table.add_column("point", justify="right")
    heads = (*swept.keys, near.removeprefix("radiation.gdp."), "95 % band", "all that is outside", "radiation ratio")
    for head in heads:
        table.add_column(escape(head), justify="right")
    numbers = list(dict.fromkeys(headlines["point"]))
    for number in numbers[:MOST_ROWS]:
        rows = {row["name"]: row for row in headlines[headlines["point"] == number].to_dict("records")}
        settings = [_short(swept.point(number).settings.get(key, "")) for key in swept.keys]
        ring, total, ratio = (rows[name] for name in (near, "radiation.total", "radiation.ratio"))
        told = growth(ring["value"]), span(ring["low"], ring["high"]), growth(total["value"]), plain(ratio["value"])
        table.add_row(str(number), *settings, *told)
    answers().print()
    answers().print(table)
    if len(numbers) > MOST_ROWS:
        answers().print(f"  and {len(numbers) - MOST_ROWS} more points: tables/headlines.csv")


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else escape(str(value))


def sweep_as_json(swept: Swept) -> str:
    """Give the answers of a sweep as JSON; headline numbers go by their dotted names."""
    tables = swept.folder / "tables"
    points = pd.read_csv(tables / "points.csv").to_dict("records")
    headlines = pd.read_csv(tables / "headlines.csv")
    for point in points:
        own = headlines[headlines["point"] == point["point"]]
        point["counterfactuals"] = {
            str(arm): {
                row["name"]: {key: _known(row[key]) for key in ("value", "low", "high")}
                for row in rows.to_dict("records")
            }
            for arm, rows in own.groupby("counterfactual", sort=False)
        }
    told = {
        "sweep": swept.name,
        "title": swept.title,
        "folder": swept.folder.as_posix(),
        "replicates": swept.replicates,
        "points": [{str(key): _known(value) for key, value in point.items()} for point in points],
    }
    return document(told)


def _known(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
