"""What `hinterland giving` leaves and says: tables, JSON, and the ranking on the screen."""

from pathlib import Path

from sim.cli.answers_json import rows_of
from sim.cli.numbers import ends, plain, points, with_interval
from sim.cli.screen import answers
from sim.cli.telling import document_of
from sim.measures.giving_ranks import Ranking
from sim.measures.intervals import Number
from sim.results.run import Run

MOST, LEAST = 12, 5
"""Zones of a long ranking that are printed, from above and from below."""


def write_tables(found: Ranking, folder: Path) -> None:
    """Write matrix, ranking, host effects and the numbers by name as CSV."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "giving_matrix": found.found.matrix_table(),
        "giving_ranking": found.table(),
        "giving_hosts": found.found.host_table(),
        "giving_numbers": found.numbers(),
    }
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def giving_as_json(run: Run, found: Ranking) -> str:
    """Give what was found as JSON; missing numbers are null."""
    return document_of(
        run,
        year=found.found.year,
        old_zones=run.manifest["old_zones"],
        ranking=rows_of(found.table()),
        matrix=rows_of(found.found.matrix_table()),
        numbers={row.pop("name"): row for row in rows_of(found.numbers())},
        largest_remainder=found.found.largest_remainder,
    )


def print_giving(run: Run, found: Ranking) -> None:
    """Print the zones by what they give."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(
        title=escape(f"{run.title}: what each zone gives to other regions, after {found.found.year} years"),
        title_justify="left",
        title_style="bold",
    )
    table.add_column("zone")
    for head in ("gives, 1e8 CNY", "95 % interval", "has, 1e8 CNY", "rank", "gives/has", "host x 100", "indirect"):
        table.add_column(head, justify="right")
    rows = found.table().to_dict("records")
    for place, row in enumerate(rows):
        if MOST <= place < len(rows) - LEAST and len(rows) > MOST + LEAST:
            continue
        span = f"{plain(row['gives_low'])} to {plain(row['gives_high'])}"
        host = f"{points(row['host_effect'])}\n{ends(row['host_effect_low'], row['host_effect_high'])}"
        table.add_row(
            f"{row['rank']} {escape(row['zone'])}", plain(row["gives"]), span, plain(row["has"]),
            str(row["rank_by_having"]), plain(row["ratio"]), host, plain(row["indirect_share"]),
        )  # fmt: skip
    answers().print()
    answers().print(table)
    _print_remarks(run, found, left_out=len(rows) - MOST - LEAST)


def _print_remarks(run: Run, found: Ranking, *, left_out: int) -> None:
    if left_out > 0:
        answers().print(f"  {left_out} zones between these are in tables/giving_ranking.csv.")
    agreement: Number = found.rank_correlation()
    answers().print(f"  Rank correlation of giving and having: {with_interval(agreement)}")
    old = "closed at the policy date" if run.manifest["old_zones"] == "closed" else "never there"
    answers().print(f"  Zones older than the policy date are {old} where they are left out.")
    answers().print(f"  Rows of the matrix add up to the map's totals within {found.found.largest_remainder:.0e}.")
    answers().print(f"\nResults: {run.folder.as_posix()}", markup=False, soft_wrap=True)
