"""Reports that several files look at: a run, a comparison and a sweep of made-up worlds, in both languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sim.experiments.sweeps.reading import read_sweep_text
from sim.experiments.twins import run_twins
from sim.figures.labels import Language
from sim.measures.compare import compare
from sim.measures.sweeping import sweep
from sim.report.report import write_report
from sim.scenario.reading import read_scenario
from tests.made_up import simulate, sweep_text
from tests.report.reading import Seen, read_page

LANGUAGES: tuple[Language, ...] = ("en", "zh")
NASTY = "<script>alert('1')</script> & \"wide\""


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("report") / "results"


@pytest.fixture(scope="session")
def folders(out: Path) -> Mapping[str, Path]:
    """Make a run, a comparison and a sweep of made-up worlds."""
    some = ["replicates=2", "years=4", "name=wide", f"title={NASTY}"]
    wide = read_scenario("tiny", [*some, "openness=0.9", "coordination=0.9", "counterfactual=[no_zones, g0]"])
    narrow = read_scenario("tiny", ["replicates=2", "years=4", "coordination=0.5"])
    how: dict[str, Any] = {"out": out, "workers": 1, "simulate": simulate}
    run = run_twins(wide, **how)
    return {
        "run": run.folder,
        "comparison": compare(narrow, wide, **how).folder,
        "sweep": sweep(read_sweep_text(sweep_text()), **how).folder,
    }


@pytest.fixture(scope="session")
def pages(folders: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], str]:
    to = tmp_path_factory.mktemp("pages")
    return {
        (kind, language): write_report(
            folder, language=language, to=to / f"{kind}.{language}.html"
        ).path.read_text(encoding="utf-8")
        for kind, folder in folders.items()
        for language in LANGUAGES
    }  # fmt: skip


@pytest.fixture(scope="session")
def seen(pages: Mapping[tuple[str, str], str]) -> Mapping[tuple[str, str], Seen]:
    return {name: read_page(text) for name, text in pages.items()}
