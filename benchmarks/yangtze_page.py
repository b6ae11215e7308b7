"""The page of the Yangtze start and of the facts, from a finished run.

    python -m benchmarks.yangtze_page results/yangtze_delta/<run>

Writes the tables of `docs/yangtze_start.md`, and copies the headline figures into `docs/figures/`.
"""

import argparse
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.pages import DOCS, fill
from benchmarks.yangtze_tables import contrasts_table, deviations_table, facts_table, shares_table, start_table
from sim.figures.portfolio import draw_all
from sim.results.run import BASE, Run, open_results

PAGE = DOCS / "yangtze_start.md"
FIGURES = DOCS / "figures"

CHOSEN = (
    "radiation_curve.no_new_zones",
    "radiation_curve.no_zones",
    "twin_map.no_new_zones",
    "inside_outside.no_new_zones",
    "maturity_map",
    "link_distances",
)
"""Figures that go with the page, those that the run has among them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page of a run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.yangtze_page", description=__doc__)
    parser.add_argument("run", type=Path, help="folder that `hinterland run yangtze_delta` printed")
    write_page(open_results(parser.parse_args(arguments).run))


def write_page(run: Run, page: Path = PAGE, figures: Path = FIGURES) -> None:
    """Write tables and figures of a run into a page and a folder."""
    copied = copy_figures(run, figures)
    fill(page, parts(run) | {"figures": _links(copied, page, figures)})


def parts(run: Run) -> Mapping[str, str]:
    """Give every table by the name of its place on the page."""
    return {
        "how": how(run),
        "largest deviations": deviations_table(run),
        "regions": start_table(run),
        "facts": facts_table(run),
        "shares": shares_table(run),
        "radiation": contrasts_table(run),
    }


def how(run: Run) -> str:
    """Say what run the page is of."""
    scenario = run.scenario
    world = run.worlds(BASE)[0]
    first = world.table("nation", ["year", "firms_map", "firms"]).iloc[0]
    on_map, everywhere = int(first["firms_map"]), int(first["firms"])
    return (
        f"`hinterland run {run.name}`: {len(run.replicates)} replicates, {scenario['years']} years from "
        f"{scenario['policy_date']}, {on_map:,} firm agents on the map at the start and {everywhere - on_map:,} in the "
        f"rest of the country. Run `{run.folder.name}`, whose first world is `{world.folder.name[:10]}`."
    )


def copy_figures(run: Run, folder: Path) -> list[Path]:
    """Copy the chosen figures; draw them first where the run has none."""
    own = run.folder / "figures"
    if not any((own / f"{name}.png").is_file() for name in CHOSEN):
        draw_all(run, own)
    folder.mkdir(parents=True, exist_ok=True)
    found = [own / f"{name}.png" for name in CHOSEN if (own / f"{name}.png").is_file()]
    return [Path(shutil.copyfile(path, folder / _file_name(run, path))) for path in found]


def _file_name(run: Run, path: Path) -> str:
    return f"{run.name}.{path.name}"


def _links(copied: Sequence[Path], page: Path, folder: Path) -> str:
    beside = folder.relative_to(page.parent).as_posix()
    return "\n\n".join(f"![{_caption(path)}]({beside}/{path.name})" for path in copied)


def _caption(path: Path) -> str:
    words = path.stem.split(".")[1:]
    return ", against ".join(word.replace("_", " ") for word in words)




if __name__ == "__main__":
    main()
