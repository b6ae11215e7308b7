"""`hinterland compare`: several runs, points of sweeps or scenarios beside each other."""

import math
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options
from sim.cli.rings_option import RingsOption

if TYPE_CHECKING:
    from sim.measures.compare import Compared
    from sim.measures.comparing import Comparison


def compare(
    named: Annotated[
        list[str],
        typer.Argument(help="Scenarios, folders or short hashes of runs, points of sweeps (SWEEP:NUMBER)."),
    ],
    against: Annotated[
        str | None, typer.Option(metavar="ARM", help="Counterfactual; by default the first that each has.")
    ] = None,
    rings: RingsOption = None,
    replicates: Annotated[int | None, options.replicates_of("Replicates of scenarios that are run.")] = None,
    until_half_width: Annotated[
        float | None,
        typer.Option(
            "--until-halfwidth",
            metavar="X",
            help="Replicate scenarios until the interval of each difference of --of is within X of it.",
        ),
    ] = None,
    of: options.PreciseOf = None,
    most: options.Most = options.MOST,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Make missing worlds on a Dask cluster.")
    ] = None,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Set runs beside each other by the same rings and numbers; the first is what the others are held against."""
    from sim.cli.carrying_out import terminable
    from sim.cli.live_sweep import live_sweep
    from sim.cli.precise import compare_as_wanted, wanted_precision
    from sim.cli.screen import warn
    from sim.cli.telling import tell
    from sim.figures.portfolio import draw_compared
    from sim.measures.compare import compare as set_beside

    wanted = wanted_precision(until_half_width, of, most, replicates)
    with terminable(), nullcontext() if quiet or json else live_sweep() as progress:
        how = {
            "against": against, "kind": rings and rings.value, "workers": workers, "threads": threads, "out": out,
            "cluster": cluster, "progress": progress,
        }  # fmt: skip
        if wanted is None:
            found = set_beside(*named, replicates=replicates, **how)
        else:
            found = compare_as_wanted(named, wanted, how)
    for warning in found.comparison.warnings:
        warn(warning, title="Before you believe a difference")
    if not no_figures:
        draw_compared(found.comparison, found.folder / "figures", lang.value)
    tell(found.folder, as_json=lambda: _as_json(found), in_words=lambda: _print(found), quiet=quiet, json=json)


SHOWN = (
    "radiation.gdp.",
    "radiation.total",
    "radiation.ratio",
    "radiation.half_distance_",
    "inside.gdp",
    "host.gdp.",
    "dimensions.",
)
"""Headline numbers that are shown on the screen, of dimensions the levels; the table has them all."""


def _print(found: "Compared") -> None:
    from rich.markup import escape
    from rich.table import Table

    from sim.cli.screen import answers

    comparison = found.comparison
    first, *others = (part.name for part in comparison.parts)
    table = Table(title=escape(comparison.name), title_justify="left", title_style="bold")
    table.add_column("number")
    table.add_column(escape(first), justify="right")
    for name in others:
        table.add_column(escape(name), justify="right")
        table.add_column("difference (95 % interval)", justify="right")
    for name, rows in _by_number(comparison).items():
        shown = name.startswith(SHOWN) and not name.endswith(".difference")
        if shown and any(math.isfinite(row["value"]) for row in rows.values()):
            table.add_row(name, *_cells(rows, first, others))
    answers().print()
    answers().print(table)
    answers().print("  Differences of growth are hundredths of log points, which add up; others are in their own unit.")
    folder = found.folder.as_posix()
    answers().print(f"\nResults: {folder}", markup=False, soft_wrap=True)
    answers().print(f"  tables   {folder}/tables/", markup=False, soft_wrap=True)
    if any((found.folder / "figures").iterdir()):
        answers().print(f"  figures  {folder}/figures/", markup=False, soft_wrap=True)


def _by_number(comparison: "Comparison") -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in comparison.headlines.to_dict("records"):
        found.setdefault(str(row["name"]), {})[str(row["run"])] = {str(key): value for key, value in row.items()}
    return found


def _cells(rows: dict[str, dict[str, Any]], first: str, others: list[str]) -> list[str]:
    from sim.cli.numbers import ABSENT, growth, plain, points

    # Levels of dimensions in log points are no growth.
    logs = rows[first]["unit"] == "log points" and not rows[first]["name"].startswith("dimensions.")
    cells = [growth(rows[first]["value"]) if logs else plain(rows[first]["value"])]
    for name in others:
        row = rows[name]
        write = points if logs else plain
        ends = [row["difference_low"], row["difference_high"]]
        span = f" ({write(ends[0])} to {write(ends[1])})" if all(map(math.isfinite, ends)) else ""
        told = f"{write(row['difference'])}{span}" if math.isfinite(row["difference"]) else ABSENT
        cells += [growth(row["value"]) if logs else plain(row["value"]), told]
    return cells


def _as_json(found: "Compared") -> str:
    from sim.cli.telling import document

    comparison = found.comparison
    told = {
        "comparison": comparison.name,
        "folder": found.folder.as_posix(),
        "runs": [
            {"name": part.name, "against": part.counterfactual, "replicates": list(part.replicates), "paired": paired}
            for part, paired in zip(comparison.parts, comparison.paired, strict=True)
        ],
        "warnings": list(comparison.warnings),
        "numbers": {
            name: {run: {key: _known(row[key]) for key in KEPT} for run, row in rows.items()}
            for name, rows in _by_number(comparison).items()
        },
    }
    return document(told)


KEPT = ("value", "low", "high", "difference", "difference_low", "difference_high")


def _known(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
