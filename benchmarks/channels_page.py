"""The page of channels, from finished runs of `hinterland channels`, by custom of `baseline` and of `yangtze_delta`.

    hinterland channels baseline --replicates 8
    hinterland channels yangtze_delta
    python -m benchmarks.channels_page results/baseline/<run> results/yangtze_delta/<run>

Writes each scenario's part of `docs/channels.md` and its figure in `docs/figures/`; other parts stay as they are.
"""

import argparse
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from benchmarks.channel_words import NAMES, reading
from benchmarks.pages import DOCS, fill, points, table
from sim.figures.portfolio import draw_channels_of
from sim.measures.channels import ALL_OUTSIDE, PARTS, WHOLE, ChannelEffects, channels
from sim.results.run import Run, open_results

PAGE = DOCS / "channels.md"
FIGURES = DOCS / "figures"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the parts of some runs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.channels_page", description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="folders that `hinterland channels` printed")
    for folder in parser.parse_args(arguments).runs:
        write_page(open_results(folder))


def write_page(run: Run, *, page: Path = PAGE, figures: Path = FIGURES) -> None:
    """Write one run's part of the page, and its figure."""
    found = channels(run)
    for path in draw_channels_of(run, found, run.folder / "figures"):
        figures.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, figures / f"{run.name}.{path.name}")
    beside = figures.relative_to(page.parent).as_posix()
    fill(page, {run.name: part(run, found, f"{beside}/{run.name}")})


def part(run: Run, found: ChannelEffects, figures: str) -> str:
    """Give everything that the page says of a run."""
    against = run.manifest["channels_of"]
    tables = [f"{name}\n\n{text}" for name, text in parts(found).items()]
    pictures = [
        f"![Which part of what the zones radiate runs through which channel, {run.name}]({figures}.channels.png)",
        f"![What channels add to each other, {run.name}]({figures}.channel_interactions.png)",
    ]
    return "\n\n".join([how(run, against), *pictures, reading(found), *tables])


def how(run: Run, against: str) -> str:
    """Say what run it is of."""
    return (
        f"`hinterland channels {run.name}`: {len(run.replicates)} replicates of 32 worlds, {run.scenario['years']} "
        f"years, against `{against}`. Run `{run.folder.name}`, model code {run.manifest['code'][:10]}."
    )


def parts(found: ChannelEffects) -> Mapping[str, str]:
    """Give the tables of the last year by what stands above them."""
    return {
        "Parts by distance; **bold** is clear of zero:": parts_table(found),
        "What two channels add to each other in all that is outside:": pairs_table(found),
    }


def parts_table(found: ChannelEffects) -> str:
    """Lay parts and whole out, a row for each of them and a column for each ring."""
    rows = []
    for name in (*PARTS, WHOLE):
        each = found.part(name)
        cells = [
            _number(*(float(side[-1, ring]) for side in (each.value, each.low, each.high)))
            for ring in range(len(found.rings))
        ]
        rings = ["all outside" if ring == ALL_OUTSIDE else ring for ring in found.rings]
        rows.append({"part": NAMES.get(name, "the whole"), **dict(zip(rings, cells, strict=True))})
    return table(pd.DataFrame(rows), left=("part",))


def pairs_table(found: ChannelEffects) -> str:
    """Lay the interactions out, a row for each pair."""
    all_ = found.interaction_table()
    last = all_[(all_["step"] == all_["step"].max()) & (all_["ring"] == ALL_OUTSIDE)]
    rows = [
        {
            "one": NAMES[row["one"]],
            "other": NAMES[row["other"]],
            "together": _number(row["effect"], row["low"], row["high"]),
        }
        for row in last.to_dict("records")
    ]
    return table(pd.DataFrame(rows), left=("one", "other"))


def _number(value: float, low: float, high: float) -> str:
    """Write a number with its interval, bold where it is clear of zero."""
    text = points(value, low, high)
    return f"**{text}**" if low > 0.0 or high < 0.0 else text


if __name__ == "__main__":
    main()
