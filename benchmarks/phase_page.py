"""The phase diagram on the front page and on its own, from a finished sweep.

    hinterland sweep phase_diagram
    python -m benchmarks.phase_page results/phase_diagram/<hash>

Writes the tables of `docs/phase_diagram.md`, the picture in the README, and `docs/figures/phase_diagram.*`.
"""

import argparse
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.pages import DOCS, ROOT, fill, points, table
from sim.figures.portfolio import draw_sweep
from sim.measures.intervals import Interval
from sim.measures.phase import TOTAL, Phase, phase_of
from sim.results.swept import Swept, open_sweep

README = ROOT / "README.md"
PAGE = DOCS / "phase_diagram.md"
FIGURES = DOCS / "figures"
NAME = "phase_diagram"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the pages of a sweep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phase_page", description=__doc__)
    parser.add_argument("sweep", type=Path, help="folder that `hinterland sweep phase_diagram` printed")
    write_pages(open_sweep(parser.parse_args(arguments).sweep))


def write_pages(swept: Swept, *, readme: Path = README, page: Path = PAGE, figures: Path = FIGURES) -> None:
    """Write the picture and the tables of a sweep over openness and coordination.

    Raises:
        ValueError: Where the sweep is no whole grid of two factors.
    """
    drawn = draw_sweep(swept, swept.folder / "figures")
    if not drawn:
        raise ValueError(f"{swept.folder} is no finished grid of two factors; run hinterland sweep {swept.name} again.")
    figures.mkdir(parents=True, exist_ok=True)
    for path in drawn:
        if f".{swept.arms[1]}." in path.name:
            shutil.copyfile(path, figures / f"{NAME}{path.suffix}")
    samples = pd.read_csv(swept.folder / "tables" / "samples.csv")
    found = phase_of(samples, (swept.keys[0], swept.keys[1]), swept.arms[1])
    fill(page, parts(swept, found))
    fill(readme, {"phase diagram": in_brief(swept, found)})


def parts(swept: Swept, found: Phase) -> Mapping[str, str]:
    """Give every table by the name of its place on the page."""
    years = swept.manifest["base"]["years"]
    how = (
        f"{len(swept.points)} points, {found.replicates} replicates, {years} years after the policy date. Made by "
        f"`hinterland sweep {swept.name}`, model code {swept.manifest['code'][:10]}."
    )
    return {
        "how": how,
        "near ring": surface(found, found.effect(found.near)),
        "zero contour": contour(found),
        "outside": surface(found, found.effect(TOTAL)),
        "ratio": surface(found, found.ratio(), scale=0.01),
        "worth": worth(found),
    }


def surface(found: Phase, effect: Interval, scale: float = 1.0) -> str:
    """Lay an effect out, coordination downwards from its highest, openness across; bold is clear of zero."""
    rows = []
    for place in range(len(found.upwards))[::-1]:
        row = {f"{found.keys[1]} / {found.keys[0]}": f"{found.upwards[place]:g}"}
        for column, value in enumerate(found.across):
            text = points(scale * float(effect.value[column, place]))
            row[f"{value:g}"] = f"**{text}**" if effect.clear_of_zero[column, place] else text
        rows.append(row)
    return table(pd.DataFrame(rows))


def contour(found: Phase) -> str:
    """Give, for each openness, the coordination at which the near ring's effect is zero."""
    rows = [
        {
            found.keys[0]: f"{row[found.keys[0]]:g}",
            f"effect is zero at a {found.keys[1]} of": _number(row[found.keys[1]]),
            "95 % interval": f"{_number(row['low'])} to {_number(row['high'])}",
            "so the zone": row["side"],
        }
        for row in found.boundary(found.near).to_dict("records")
    ]
    return table(pd.DataFrame(rows), left=("so the zone",))


def worth(found: Phase) -> str:
    """Give what coordination is worth at each openness."""
    near, total = (
        found.rise(name)[["value", "low", "high"]].to_numpy(dtype=np.float64).tolist() for name in (found.near, TOTAL)
    )
    rows = [
        {
            found.keys[0]: f"{value:g}",
            found.near.removeprefix("radiation.gdp."): points(*near[place]),
            "all outside": points(*total[place]),
        }
        for place, value in enumerate(found.across)
    ]
    return table(pd.DataFrame(rows))


def _number(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"


def in_brief(swept: Swept, found: Phase) -> str:
    """Give the picture and one sentence for the front page."""
    low, high = (f"{found.upwards[place]:g}" for place in (0, -1))
    rise = found.rise(found.near).iloc[-1]
    ring = found.near.removeprefix("radiation.gdp.").replace("km", " km")
    years = swept.manifest["base"]["years"]
    effect = found.effect(found.near)
    radiates, draws_in = (int(clear.sum()) or "none" for clear in (effect.low > 0.0, effect.high < 0.0))
    return (
        "![Where in the plane of openness and coordination a zone draws growth in, and where it radiates]"
        "(docs/figures/phase_diagram.png)\n\n"
        f"One zone in a made-up country, {len(swept.points)} pairs of {found.keys[0]} and {found.keys[1]}, "
        f"{found.replicates} replicates, {years} years. Within {ring}, and clear of zero, it radiates at {radiates} "
        f"of them and draws growth in at {draws_in}. At an {found.keys[0]} of {found.across[-1]:g}, raising "
        f"{found.keys[1]} from {low} to {high} adds {points(rise['value'], rise['low'], rise['high'])} log points "
        f"× 100 (about percent) to real GDP there. [docs/phase_diagram.md](docs/phase_diagram.md) has the numbers."
    )


if __name__ == "__main__":
    main()
