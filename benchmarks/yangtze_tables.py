"""Tables of the Yangtze page: the start against the data, facts, shares, radiation."""

import pandas as pd

from benchmarks.pages import points, table
from sim.measures.calibration import calibration
from sim.measures.facts.readings import hold_against_facts
from sim.measures.headline import answers, headline_of
from sim.measures.shares import mean_zone_shares
from sim.results.run import BASE, Run

SECTORS = ("primary_share", "secondary_share", "tertiary_share")

SHARES = {
    "gdp_share": "GDP",
    "trade_share": "exports and imports",
    "foreign_share": "foreign firms",
    "foreign_births_share": "newborn foreign firms",
    "firms_share": "firms",
    "trade_quotient": "trade over GDP, location quotient",
    "foreign_births_quotient": "newborn foreign firms over GDP, location quotient",
}

VERDICTS = {"inside": "near", "below": "**far: below**", "above": "**far: above**"}

LAID_OUT = (
    "radiation.total",
    "radiation.ratio",
    "radiation.half_distance_km",
    "radiation.sign_change_km",
    "inside.gdp",
    "host.gdp.5y",
    "host.gdp.10y",
    "host.gdp.20y",
    "host.gdp.25y",
)
"""Headline numbers below the curve."""


def start_table(run: Run) -> str:
    """Set every region's data beside the fork of the first replicate."""
    world = run.worlds(BASE)[0]
    found = calibration(world).table
    wide = found.pivot(index="region", columns="quantity", values=["target", "found", "deviation"])
    places = world.table("places")
    named = places[places["kind"] == "region"].set_index("place")
    rows = [_region_row(number, named, wide.loc[number]) for number in wide.index]
    return table(pd.DataFrame(rows), ("region",))


def _region_row(number: int, named: pd.DataFrame, told: pd.Series) -> dict[str, str]:
    worst = told["deviation"].abs().max()
    return {
        "region": " ".join(dict.fromkeys((str(named["name"][number]), str(named["name_zh"][number])))),
        "GDP, data": f"{told['target', 'gdp']:,.0f}",
        "start": f"{told['found', 'gdp']:,.0f}",
        "sectors, data (%)": _sectors(told["target"]),
        "sectors, start (%)": _sectors(told["found"]),
        "people, data": f"{told['target', 'population']:,.1f}",
        "people, start": f"{told['found', 'population']:,.1f}",
        "largest deviation": f"{100.0 * worst:.3f} %",
    }


def _sectors(told: pd.Series) -> str:
    return " / ".join(f"{100.0 * told[name]:.2f}" for name in SECTORS)


def deviations_table(run: Run) -> str:
    """Give the largest deviation of each quantity over regions and replicates, and the largest of all."""
    tables = [calibration(world).table.assign(replicate=k) for k, world in enumerate(run.worlds(BASE))]
    both = pd.concat(tables, ignore_index=True)
    both = both.assign(size=both["deviation"].abs()).sort_values("size", ascending=False, kind="stable")
    worst = both.drop_duplicates("quantity").sort_values("quantity")
    rows = [
        {
            "quantity": row.quantity.replace("_", " "),
            "largest deviation": f"{100.0 * row.deviation:+.3f} %",
            "where": f"{row.name_}, replicate {row.replicate}",
            "data": f"{row.target:,.4g}",
            "start": f"{row.found:,.4g}",
        }
        for row in worst.rename(columns={"name": "name_"}).itertuples()
    ]
    largest = float(both["size"].iloc[0])
    verdict = "within 1 %" if largest <= 0.01 else "**more than 1 % off**"
    text = table(pd.DataFrame(rows), ("quantity", "where"))
    return f"{text}\n\nLargest of all, over every region and replicate: {100.0 * largest:.3f} %, {verdict}."


def facts_table(run: Run) -> str:
    """Set every fact that the run can be judged by beside what was found, near or far."""
    facts = hold_against_facts(run.worlds(BASE))
    judged = facts[facts["verdict"].isin(list(VERDICTS))]
    rows = [
        {
            "fact": f"{row.id}: {row.fact}",
            "unit": row.unit,
            "known": row.value,
            "band": f"{row.low:.3g} to {row.high:.3g}",
            "found": _with_ends(row.found, row.found_low, row.found_high),
            "": VERDICTS[row.verdict],
            "remark": row.remark,
        }
        for row in judged.itertuples()
    ]
    near = int((judged["verdict"] == "inside").sum())
    others = ", ".join(facts.loc[~facts["verdict"].isin(list(VERDICTS)), "id"])
    told = table(pd.DataFrame(rows), ("fact", "unit", "", "remark"))
    return f"{told}\n\n{near} near, {len(judged) - near} far. Not judged by one run of this map: {others}."


def shares_table(run: Run) -> str:
    """Give the zones' shares of the map and their location quotients, at the start and at the end."""
    shares = mean_zone_shares(run.worlds(BASE))
    years = sorted(shares["year"].unique())
    rows = []
    for name, words in SHARES.items():
        of = shares[shares["measure"] == name].set_index("year")
        told = {f"year {year}": _share(name, of.loc[year]) for year in (years[0], years[-1])}
        rows.append({"zones' share of the map's": words} | told)
    return table(pd.DataFrame(rows), ("zones' share of the map's",))


def _share(name: str, told: pd.Series) -> str:
    scale, unit = (1.0, "") if name.endswith("quotient") else (100.0, " %")
    low, high = scale * told["low"], scale * told["high"]
    return _with_ends(scale * told["value"], low, high) + unit


def contrasts_table(run: Run) -> str:
    """Give the radiation curve of the last year and the headline numbers, for each counterfactual."""
    return "\n\n".join(_contrast(run, arm) for arm in run.counterfactuals)


def _contrast(run: Run, arm: str) -> str:
    found = answers(run, arm)
    curve = found.curve.table()
    last = curve[curve["year"] == curve["year"].max()]
    rings = [
        {
            "distance": row.ring,
            "on average (km)": f"{row.mean_km:.3g}",
            "effect × 100": points(row.effect),
            "95 % interval": points_between(row.low, row.high),
            "95 % band of all rings": points_between(row.band_low, row.band_high),
        }
        for row in last.itertuples()
    ]
    numbers = headline_of(found).set_index("name").reindex(LAID_OUT).dropna(how="all")
    headlines = [
        {
            "number": name,
            "value": "–" if pd.isna(row["value"]) else _with_ends(row["value"], row["low"], row["high"]),
            "unit": row["unit"],
            "meaning": row["meaning"] + (f" ({row['remark']})" if row["remark"] else ""),
        }
        for name, row in numbers.iterrows()
    ]
    head = f"**Against `{arm}`**, log points of real GDP outside the zones"
    curve_text, headline_text = (
        table(pd.DataFrame(rings), ("distance",)),
        table(pd.DataFrame(headlines), ("number", "unit", "meaning")),
    )
    return f"{head}\n\n{curve_text}\n\n{headline_text}"


def points_between(low: float, high: float) -> str:
    """Write the ends of an interval in signed hundredths."""
    return "–" if pd.isna(low) else f"{points(low)} to {points(high)}"


def _with_ends(value: float, low: float, high: float) -> str:
    return f"{value:.3g}" if pd.isna(low) else f"{value:.3g} ({low:.3g} to {high:.3g})"
