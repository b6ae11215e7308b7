"""Laws of progress in a notebook: it moves on, floods nothing, and leaves one sentence without times."""

from pathlib import Path
from typing import Any

import pytest

import sim
from sim.experiments import in_a_notebook as here
from sim.experiments.noticeboard import Notice
from sim.experiments.progress import Silence
from sim.experiments.sweeps.reading import read_sweep_text
from sim.experiments.sweeps.telling import Quiet
from sim.measures.sweeping import sweep
from tests.made_up import simulate, sweep_text


class Shell:
    kernel = object()


class Screen:
    """What a kernel has shown, page by page, in one place."""

    def __init__(self) -> None:
        self.pages: list[dict[str, str]] = []
        self.places = 0

    def display(self, page: dict[str, str], **how: Any) -> "Screen":
        assert how == {"raw": True, "display_id": True}
        self.places += 1
        self.pages.append(page)
        return self

    def update(self, page: dict[str, str], **how: Any) -> None:
        assert how == {"raw": True}
        self.pages.append(page)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Let the program take this for a notebook."""
    ipython = pytest.importorskip("IPython")
    found = Screen()
    monkeypatch.setattr(ipython, "get_ipython", Shell)
    monkeypatch.setattr("IPython.display.display", found.display)
    monkeypatch.setattr(here, "SECONDS_BETWEEN", 0.0)
    return found


def test_outside_a_notebook_nobody_hears_anything() -> None:
    assert not here.in_a_notebook()
    assert type(here.progress_here()) is Silence
    assert type(here.sweep_progress_here()) is Quiet


def test_a_run_moves_one_bar_and_leaves_one_sentence(screen: Screen, tmp_path: Path) -> None:
    scenario = sim.read_scenario("tiny", ["years=2"])
    sim.run_twins(scenario, out=tmp_path, workers=1, simulate=simulate)
    assert screen.places == 1
    assert any("<progress" in page["text/html"] for page in screen.pages)
    assert screen.pages[-1]["text/plain"] == "2 replicates of 2 worlds run."
    assert "<progress" not in screen.pages[-1]["text/html"]
    sim.run_twins(scenario, out=tmp_path, workers=1, simulate=simulate)
    assert screen.pages[-1]["text/plain"] == "4 worlds, all of them found in the store."


def test_a_sweep_and_a_comparison_tell_too(screen: Screen, tmp_path: Path) -> None:
    asked = read_sweep_text(sweep_text(replicates=1), name="made_up")
    sweep(asked, out=tmp_path, workers=1, simulate=simulate)
    assert screen.pages[-1]["text/plain"] == "9 worlds run, 6 points measured."
    sim.compare(sim.read_scenario("tiny", ["years=2"]), sim.read_scenario("tiny", ["years=2", "openness=0.9"]),
                out=tmp_path, workers=1, simulate=simulate)  # fmt: skip
    assert screen.pages[-1]["text/plain"].endswith("worlds run.")


def test_a_bar_never_goes_back_while_a_replicate_goes_on(screen: Screen) -> None:
    from sim.experiments.progress import Plan

    told = here.NotebookProgress()
    told.planned(Plan(worlds=2, found=0, arms=2, to_run=(0,), workers=1))
    for stage in ("burn-in of base", "base", "no_zones"):
        for done in (1, 5, 10):
            told.advanced(0, Notice(stage, done, 10))
    shares = [float(page["text/html"].split("value='")[1].split("'")[0]) for page in screen.pages]
    assert shares == sorted(shares)
    assert shares[-1] < 1.0


def test_it_is_not_renewed_more_often_than_a_notebook_can_take(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(here, "SECONDS_BETWEEN", 3600.0)
    bar = here.Bar()
    for number in range(1000):
        bar.show("going on", number / 1000.0)
    bar.show("over.", 1.0, last=True)
    assert [page["text/plain"] for page in screen.pages] == ["going on", "over."]
