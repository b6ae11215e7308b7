"""Live through the two by two and write its page.

    python -m benchmarks.two_by_two [--replicates 8] [--workers 2] [--set KEY=VALUE] [--print | --page]

Writes `docs/two_by_two/` and the tables of `docs/two_by_two.md`. `--print` writes the tables on the screen instead;
`--page` makes the page anew from the numbers that are kept, without living through anything.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from benchmarks.carrying_out import tables_of
from benchmarks.pages import DOCS, fill
from benchmarks.two_by_two.design import tasks
from benchmarks.two_by_two.drawing import draw_two_by_two
from benchmarks.two_by_two.tables import Found, found_in, parts
from benchmarks.two_by_two.worlds import live_through
from sim.figures.portfolio import save
from sim.figures.style import drawing_in
from sim.results.keys import code_hash

PAGE = DOCS / "two_by_two.md"
FOLDER = DOCS / "two_by_two"


def main(arguments: Sequence[str] | None = None) -> None:
    """Live through what is asked for, or read what is kept, and write the page."""
    asked = _parser().parse_args(arguments)
    if asked.page:
        write_page(found_in(pd.read_csv(FOLDER / "numbers.csv.xz")))
        return
    todo = tasks(asked.scenario, asked.set, replicates=asked.replicates)
    numbers = pd.concat(tables_of(live_through, todo, workers=asked.workers), ignore_index=True)
    if asked.print:
        print_tables(found_in(numbers))
        return
    keep(numbers, FOLDER)
    (FOLDER / "made_by.txt").write_text(f"{_made_by(asked)}\n", encoding="utf-8")
    write_page(found_in(pd.read_csv(FOLDER / "numbers.csv.xz")))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.two_by_two", description=__doc__)
    parser.add_argument("--scenario", default="baseline", help="a stylised scenario with one zone")
    parser.add_argument("--replicates", type=int, default=8, help="replicates")
    parser.add_argument("--workers", type=int, default=2, help="processes side by side")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="set a parameter")
    parser.add_argument("--print", action="store_true", help="print the tables and write nothing")
    parser.add_argument("--page", action="store_true", help="make the page from the numbers that are kept")
    return parser


def _made_by(asked: argparse.Namespace) -> str:
    sets = "".join(f" --set {each}" for each in asked.set)
    command = f"python -m benchmarks.two_by_two --scenario {asked.scenario} --replicates {asked.replicates}{sets}"
    return f"`{command}`, model code {code_hash()[:10]}"


def keep(numbers: pd.DataFrame, folder: Path) -> None:
    """Keep what was left of every world, from which the page can be made again."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers.to_csv(folder / "numbers.csv.xz", index=False, lineterminator="\n", float_format="%.7g")


def write_page(found: Found, page: Path = PAGE, folder: Path = FOLDER) -> None:
    """Write tables, figure and the effects behind them."""
    with drawing_in("en"):
        save(draw_two_by_two(found), folder, "two_by_two")
    found.contrasts.to_csv(folder / "contrasts.csv", index=False, lineterminator="\n", float_format="%.5g")
    made_by = (folder / "made_by.txt").read_text(encoding="utf-8").strip()
    how = f"{found.replicates} replicates, {found.years[-1]} years after the policy date. Made by {made_by}."
    fill(page, {"how": how, **parts(found)})


def print_tables(found: Found) -> None:
    """Print every table of the page."""
    for name, text in parts(found).items():
        print(f"## {name}\n\n{text}\n")


if __name__ == "__main__":
    main()
