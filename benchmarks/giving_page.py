"""The page of who radiates to whom, from a finished run of `hinterland giving yangtze_delta`.

    hinterland giving yangtze_delta
    python -m benchmarks.giving_page results/yangtze_delta/<run>

Writes `docs/giving.md` and its two figures in `docs/figures/`.
"""

import argparse
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from benchmarks.giving_words import reading
from benchmarks.pages import DOCS, fill, points, table
from sim.figures.portfolio import draw_giving_of
from sim.measures.giving import giving
from sim.measures.giving_ranks import Ranking
from sim.results.run import Run, open_results

PAGE = DOCS / "giving.md"
FIGURES = DOCS / "figures"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page of a run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.giving_page", description=__doc__)
    parser.add_argument("run", type=Path, help="folder that `hinterland giving yangtze_delta` printed")
    write_page(open_results(parser.parse_args(arguments).run))


def write_page(run: Run, *, page: Path = PAGE, figures: Path = FIGURES) -> None:
    """Write tables, words and figures of a run."""
    found = Ranking(giving(run))
    figures.mkdir(parents=True, exist_ok=True)
    for path in draw_giving_of(run, found, run.folder / "figures"):
        shutil.copyfile(path, figures / f"{run.name}.{path.name}")
    beside = figures.relative_to(page.parent).as_posix()
    pictures = {
        "matrix": f"![Who radiates to whom, {run.name}]({beside}/{run.name}.giving_matrix.png)",
        "figure": f"![What zones give and what they have, {run.name}]({beside}/{run.name}.giving_ranking.png)",
    }
    fill(page, {**parts(run, found), **pictures})


def parts(run: Run, found: Ranking) -> Mapping[str, str]:
    """Give every text by the name of its place on the page."""
    return {"how": how(run, found), "reading": reading(found), "ranking": ranking_table(found)}


def how(run: Run, found: Ranking) -> str:
    """Say what run the page is of."""
    count = len(found.found.zones)
    zones = "1 zone" if count == 1 else f"{count} zones"
    old = "closed at the policy date" if run.manifest["old_zones"] == "closed" else "never there"
    return (
        f"`hinterland giving {run.name}`: {zones} left out one by one, {len(run.replicates)} "
        f"replicates, {found.found.year} years. Zones older than the policy date are {old} where they are left out. "
        f"Run `{run.folder.name}`, model code {run.manifest['code'][:10]}."
    )


def ranking_table(found: Ranking) -> str:
    """Lay every zone out by what it gives; bold is clear of zero."""
    rows = [
        {
            "": str(row["rank"]),
            "zone": row["zone"],
            "host": row["host"],
            "gives": amount(row["gives"], row["gives_low"], row["gives_high"]),
            "has": f"{row['has']:,.0f}",
            "rank by having": str(row["rank_by_having"]),
            "gives / has": plain(row["ratio"]),
            "host effect × 100": points(row["host_effect"], row["host_effect_low"], row["host_effect_high"]),
            "indirect share": plain(row["indirect_share"]),
        }
        for row in found.table().to_dict("records")
    ]
    return table(pd.DataFrame(rows), left=("zone", "host"))


def plain(value: float) -> str:
    """Write a share or a ratio, or a dash where there is none."""
    return "–" if pd.isna(value) else f"{value:.2f}".replace("-", "−")


def amount(value: float, low: float, high: float) -> str:
    """Write an amount with its sign and interval; bold where clear of zero."""
    text = f"{value:+,.0f}" + ("" if pd.isna(low) else f" ({low:+,.0f} to {high:+,.0f})")
    text = text.replace("-", "−")
    return f"**{text}**" if low > 0.0 or high < 0.0 else text


if __name__ == "__main__":
    main()
