"""Laws of sliders: they say what the sweep's tables say, at once, and read no file when they are moved."""

import re
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from sim.basis.errors import ResultsError
from sim.experiments.sweeps.reading import read_sweep_text
from sim.figures.labels import Language
from sim.measures.sweeping import sweep
from sim.notebook.sliders import Sliders, _whisker
from sim.results.swept import Swept
from tests.made_up import simulate, sweep_text

LIMIT = 0.2
"""Seconds in which a move is answered."""

OPENED: list[str] = []
LISTENING = [False]


def listen(event: str, arguments: tuple[object, ...]) -> None:
    if LISTENING[0] and event == "open":
        OPENED.append(str(arguments[0]))


sys.addaudithook(listen)


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Swept:
    text = sweep_text(replicates=3, openness=(0.2, 0.5, 0.8), coordination=(0.1, 0.5, 0.9))
    out = tmp_path_factory.mktemp("slid")
    return sweep(read_sweep_text(text, name="made_up"), out=out, workers=1, simulate=simulate)


@pytest.fixture(scope="module")
def sliders(swept: Swept) -> Sliders:
    return swept.sliders()


def test_a_point_says_what_the_tables_of_the_sweep_say(swept: Swept, sliders: Sliders) -> None:
    table = swept.frame("headlines").set_index(["point", "name"])
    for point in swept.points:
        found = sliders.at(**point.settings)
        for name in ("radiation.total", "inside.gdp"):
            row = table.loc[(point.number, name)]
            assert (found[name].value, found[name].low, found[name].high) == pytest.approx(
                (row["value"], row["low"], row["high"])
            )


def test_coordination_turns_the_bars_of_the_made_up_worlds_from_red_to_blue(sliders: Sliders) -> None:
    from sim.figures.style import BLUE, VERMILLION

    low, high = (sliders.page(openness=0.8, coordination=level) for level in (0.1, 0.9))
    assert f"fill='{VERMILLION}' fill-opacity='0.8'" in low
    assert f"fill='{BLUE}' fill-opacity='0.8'" not in low
    assert f"fill='{BLUE}' fill-opacity='0.8'" in high
    assert f"fill='{VERMILLION}' fill-opacity='0.8'" not in high


def test_what_lies_between_is_answered_by_the_nearest_and_what_is_not_varied_is_refused(sliders: Sliders) -> None:
    assert sliders.nearest(openness=0.78, coordination=0.45) == sliders.nearest(openness=0.8, coordination=0.5)
    with pytest.raises(ResultsError, match="does not vary open, but openness, coordination"):
        sliders.at(open=0.8)


def test_a_move_reads_no_file_and_is_answered_in_a_fifth_of_a_second(swept: Swept) -> None:
    pytest.importorskip("ipywidgets")
    box = swept.sliders().widget()
    across, upwards, shown = box.children
    pages, seconds = set(), []
    OPENED.clear()
    LISTENING[0] = True
    try:
        for value in (0.2, 0.5, 0.8):
            for other in (0.1, 0.5, 0.9):
                began = time.perf_counter()
                across.value, upwards.value = value, other
                seconds.append(time.perf_counter() - began)
                pages.add(shown.value)
    finally:
        LISTENING[0] = False
    assert OPENED == []
    assert len(pages) == 9
    # Two sliders may have moved at once; a busy machine may stop one of the nine.
    assert np.median(seconds) < LIMIT


def test_the_ears_of_the_law_above_hear_a_file_that_is_opened(swept: Swept) -> None:
    OPENED.clear()
    LISTENING[0] = True
    try:
        swept.frame("samples")
    finally:
        LISTENING[0] = False
    assert any(name.endswith("samples.csv") for name in OPENED)


def test_a_sweep_is_asked_only_for_what_it_was_held_against(swept: Swept) -> None:
    with pytest.raises(ResultsError, match="not held against 'g0'; it was held against: no_zones"):
        swept.sliders("g0")


@pytest.mark.parametrize(("language", "word"), [("en", "openness"), ("zh", "开放度")])
def test_the_page_speaks_either_language(swept: Swept, language: str, word: str) -> None:
    assert word in swept.sliders(language=language).page(openness=0.2, coordination=0.1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_names_of_both_factors_stand_within_the_plane(swept: Swept, language: Language) -> None:
    shown = swept.sliders(language=language)
    plane = shown.page(openness=0.2, coordination=0.1).split("<svg")[2]
    width = float(re.findall(r"width='(\d+)'", plane)[0])
    told = re.findall(r"<text x='([\d.]+)' [^>]*text-anchor='start'[^>]*>([^<]+)<", plane)
    assert [text[:2] for _, text in told] == ["→ ", "↑ "]
    assert all(float(x) + (11 if language == "zh" else 6.5) * len(text) <= width for x, text in told)


def test_an_interval_that_leaves_the_scale_ends_in_an_arrow() -> None:
    def arrows(low: float, high: float) -> int:
        return "".join(_whisker(10.0, 100.0, low, high)).count("<polyline")

    assert [arrows(-0.5, 0.9), arrows(-0.5, 1.5), arrows(-3.0, 1.5)] == [0, 1, 2]


def test_a_sweep_of_one_factor_has_one_slider_and_no_plane(tmp_path: Path) -> None:
    pytest.importorskip("ipywidgets")
    text = sweep_text(openness=(0.2, 0.8)).replace("  coordination: [0.1, 0.5, 0.9]\n", "")
    one = sweep(read_sweep_text(text, name="one"), out=tmp_path, workers=1, simulate=simulate).sliders()
    assert len(one.widget().children) == 2
    assert one.page(openness=0.2).count("<svg") == 1
