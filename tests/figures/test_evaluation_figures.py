"""Laws of the figures of dimensions and of the evaluation: they hold the measured numbers, and are there when asked."""

import json
import re
import warnings
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.text import Text

from sim.figures.labels import Language
from sim.figures.portfolio import OF_EVALUATION, draw_all, drawings
from sim.figures.style import Drawing, drawing_in
from sim.measures.evaluation import HEADS, zones_by_score
from sim.measures.headline import answers
from sim.results import Run, Store
from sim.results.run import write_run
from tests.measures.test_evaluation import LEAVES, STAYS, evaluated

POINTS = {"opening": 30.0, "quality": 30.0, "science": 15.0, "green": 15.0, "coordination": 10.0}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("evaluated")
    store = Store(out / "store")
    scenario = {"name": "synthetic", "rings": [0, 40, 80], "policy_date": "2010-01", "seed": 11, "evaluation": POINTS}
    arms = {name: json.dumps(scenario | {"withheld": name}) for name in ("base", "not_evaluated")}
    keys = {}
    for replicate, warned in enumerate((STAYS, LEAVES)):
        for arm in arms:
            keys[arm, replicate] = f"{arm}-{replicate}"
            store.write(keys[arm, replicate], dict(evaluated(warned).panels), {"replicate": replicate})
    return write_run(out, arms=arms, replicates=range(2), worlds=keys)


def drawn(run: Run, language: Language) -> dict[str, Drawing]:
    with drawing_in(language):
        return dict(drawings(run, language))


def test_a_run_whose_zones_are_evaluated_has_the_figure_of_it(run: Run, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        names = {path.name for path in draw_all(run, tmp_path, "zh")}
    assert {f"{name}.{kind}" for name in OF_EVALUATION for kind in ("png", "svg", "csv")} <= names


def test_figures_hold_the_measured_numbers(run: Run) -> None:
    figures = drawn(run, "en")
    found = answers(run, "not_evaluated").dimensions.table()
    pd.testing.assert_frame_equal(figures["five_dimensions.not_evaluated"].numbers, found)
    table = zones_by_score(run.worlds("base"))
    numbers = figures["evaluation"].numbers
    pd.testing.assert_frame_equal(numbers[table.columns], table)
    for head in HEADS:
        assert numbers[f"points_{head}"].tolist() == pytest.approx((POINTS[head] * table[f"head_{head}"]).tolist())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_leaves_its_figure_and_each_speaks_one_language(run: Run, language: Language) -> None:
    with drawing_in(language):
        for name in ("evaluation", "five_dimensions.not_evaluated"):
            figure = drawn(run, language)[name].figure
            figure.canvas.draw()
            for artist in figure.findobj(Text):
                if artist.get_visible() and artist.get_text():
                    box = artist.get_window_extent()
                    assert box.x0 >= -1, artist.get_text()
                    assert box.x1 <= figure.bbox.x1 + 1, artist.get_text()
                    if language == "zh":
                        assert set(re.findall(r"[A-Za-z]{2,}", artist.get_text())) <= {"GDP", "Hinterland", "synthetic"}


def test_who_left_is_told_in_the_figure(run: Run) -> None:
    texts = [artist.get_text() for artist in drawn(run, "en")["evaluation"].figure.findobj(Text)]
    assert "left in 50 %, year 2" in texts
    assert "years warned: 1" in texts
    assert any(text.startswith("gone 0.5") for text in texts)
