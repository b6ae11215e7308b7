"""The answers of a run on the screen."""

import math

import pandas as pd
from rich.markup import escape
from rich.table import Table

from sim.cli.answers_dimensions import print_dimensions, print_evaluation
from sim.cli.numbers import growth, percent, plain, span, with_interval
from sim.cli.screen import answers
from sim.cli.summary import Contrast, Summary
from sim.measures.intervals import Number
from sim.measures.radiation import Curve
from sim.results.run import Run

HEADLINES = {
    "radiation.ratio": ("radiation ratio: growth outside for each unit inside", ""),
    "radiation.sign_change_km": ("the effect changes its sign at", "km"),
    "radiation.half_distance_km": ("the effect has halved at", "km"),
    "radiation.sign_change_order": ("the effect changes its sign at order", ""),
    "radiation.half_distance_order": ("the effect has halved at order", ""),
    "radiation.total": ("growth radiated, all that is outside", "growth"),
    "inside.gdp": ("growth inside the treated zones", "growth"),
}
"""Headline numbers below the curve, in words; host effects follow."""

BY = {"distance": "distance", "travel": "travel over the grid", "contiguity": "contiguity"}
"""Head of the column of rings by what they are laid by."""

SHARES = {
    "gdp_share": "GDP",
    "trade_share": "trade",
    "foreign_share": "foreign firms",
    "foreign_births_share": "newborn foreign firms",
    "firms_share": "firms",
}

MOST_IDENTITY_ERROR = 1e-9

VERDICTS = {
    "inside": "[green]near[/green]",
    "below": "[yellow]far: below[/yellow]",
    "above": "[yellow]far: above[/yellow]",
}


def print_answers(run: Run, summary: Summary) -> None:
    """Print the answers of a run."""
    done = len(run.replicates)
    replicates = "1 replicate, so without intervals" if done == 1 else f"{done} replicates"
    answers().print(f"\n[bold]{escape(run.title)}[/bold]  ({replicates})")
    print_calibration(summary)
    print_facts(summary)
    print_shares(summary)
    for contrast in summary.contrasts:
        print_contrast(contrast)
        print_dimensions(contrast)
    if summary.zones_by_score is not None:
        print_evaluation(summary.zones_by_score)
    _print_identities(summary.identity_error)


def _print_identities(error: float) -> None:
    if math.isfinite(error):
        holds = "hold" if error < MOST_IDENTITY_ERROR else "[bold red]do not hold[/bold red]"
        answers().print(
            f"\nThe accounting identities {holds}: largest relative error {error:.1e}, any step, any world."
        )


def print_contrast(contrast: Contrast) -> None:
    """Print the radiation curve of the last year, and the numbers that sum it up."""
    print_curve(contrast.curve, contrast.counterfactual, "real GDP")
    _print_numbers(contrast)
    print_dose(contrast.dose, contrast.counterfactual, "real GDP")


def print_curve(curve: Curve, counterfactual: str, what: str) -> None:
    """Print a radiation curve of the last year, a row for each ring."""
    told = curve.table()
    rows = told[told["step"] == told["step"].max()].to_dict("records")
    table = _table(
        f"Effect on {what} outside the zones, against {counterfactual}, after {rows[0]['year']} years",
        (BY[curve.laying.kind],),
        ("on average", "effect", "95 % interval", "95 % band of all rings"),
    )
    for row in rows:
        empty = not math.isfinite(row["effect"])
        effect = "nothing is outside here" if empty else growth(row["effect"])
        ends = span(row["low"], row["high"]), span(row["band_low"], row["band_high"])
        mean = row[f"mean_{curve.unit}"]
        reached = "no way there" if math.isinf(mean) else plain(mean, "km" if curve.unit == "km" else "")
        table.add_row(str(row["ring"]), reached, effect, *ends)
    _print(table)
    if not curve.treated:
        answers().print("  No zone differs between the two worlds, so distances are from every active zone.")


def print_dose(found: pd.DataFrame, counterfactual: str, what: str) -> None:
    """Print the effect of the last year by dose of zone, a row for each group of cells."""
    rows = found[found["step"] == found["step"].max()].to_dict("records")
    table = _table(
        f"The same by dose: effect on {what} by treated zone area around, against {counterfactual}",
        ("fifth of the outside economy",),
        ("dose on average", "effect", "95 % interval", "95 % band of all fifths"),
    )
    for row in rows:
        ends = span(row["low"], row["high"]), span(row["band_low"], row["band_high"])
        place = {1: "least zone around", len(rows): "most zone around"}.get(row["group"], str(row["group"]))
        effect = growth(row["effect"]) if math.isfinite(row["effect"]) else "nothing is outside here"
        table.add_row(place, plain(row["mean_dose_km2"], "km2"), effect, *ends)
    _print(table)


def _print_numbers(contrast: Contrast) -> None:
    grid = Table.grid(padding=(0, 2))
    for name, (words, unit) in HEADLINES.items():
        if name not in contrast.numbers:
            continue  # a radius in the unit that these rings do not have
        grid.add_row(f"  {words}", _in_unit(contrast.numbers[name], unit))
    for name, number in contrast.numbers.items():
        if name.startswith("host.gdp.") and math.isfinite(number.value):
            years = name.removeprefix("host.gdp.").removesuffix("y")
            grid.add_row(f"  growth of host regions after {years} years", _in_unit(number, "growth"))
    answers().print(grid)


def _in_unit(number: Number, unit: str) -> str:
    if unit != "growth":
        return with_interval(number, unit)
    ends = "" if math.isnan(number.low) else f"  ({span(number.low, number.high)})"
    return growth(number.value) + ends


def print_shares(summary: Summary) -> None:
    """Print what the zones hold of the map in the last recorded year."""
    numbers = ("share", "95 % interval", "over GDP share")
    table = _table("What the zones hold of the map, last year", ("of its",), numbers)
    now = summary.shares_now
    for measure, name in SHARES.items():
        quotient = now.get(measure.replace("_share", "_quotient"))
        found = now[measure]
        ends = "" if math.isnan(found.low) else f"{percent(found.low, digits=1)} to {percent(found.high, digits=1)}"
        table.add_row(name, percent(found.value, digits=1), ends, plain(quotient.value) if quotient else "")
    _print(table)


def print_facts(summary: Summary) -> None:
    """Print the facts that one world can show: what is known, what was found, and whether the two are near."""
    numbers = ("known", "band", "found")
    table = _table("Known facts and what was found, last year", ("fact",), numbers, ("so it is", "remark"))
    shown = summary.facts[summary.facts["verdict"].isin(list(VERDICTS))]
    for row in shown.to_dict("records"):
        band = f"{plain(row['low'])} to {plain(row['high'])}"
        words = escape(f"{row['fact']}, {row['unit']}"), row["value"], band, plain(row["found"])
        table.add_row(*words, VERDICTS[row["verdict"]], escape(row["remark"]))
    _print(table)
    far, left = int((shown["verdict"] != "inside").sum()), len(summary.facts) - len(shown)
    answers().print(f"  {len(shown) - far} near, {far} far; {left} more need other worlds or maps: tables/facts.csv")


def print_calibration(summary: Summary) -> None:
    """Print how near the fork is to the data, one row a quantity."""
    table = _table("The start against the data", ("quantity",), ("largest deviation",), ("where",), ("data", "start"))
    for row in summary.calibration.worst.to_dict("records"):
        deviation = percent(row["deviation"], digits=3, sign=True)
        table.add_row(str(row["quantity"]), deviation, str(row["name"]), plain(row["target"]), plain(row["found"]))
    _print(table)
    largest = summary.calibration.largest_deviation
    near = "within 1 %" if largest <= 0.01 else "[bold red]more than 1 % off[/bold red]"
    answers().print(f"  Largest of all: {percent(largest, digits=3)}, {near}. Every region: tables/calibration.csv")


def _table(title: str, *heads: tuple[str, ...]) -> Table:
    """Make a table whose columns are, in turn, words and numbers."""
    table = Table(title=escape(title), title_justify="left", title_style="bold")
    for number, group in enumerate(heads):
        for head in group:
            table.add_column(head, justify="right" if number % 2 else "left")
    return table


def _print(table: Table) -> None:
    answers().print()
    answers().print(table)
