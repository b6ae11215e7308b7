"""Laws of the figures of calibrations: both languages, no glyph missing, the same bytes every time."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.figures.labels import Language
from sim.figures.portfolio import draw_calibration
from sim.measures.calibrating.calibrating import calibrate
from sim.measures.calibrating.outcome import Outcome
from tests.measures.calibrating.made_up_model import HALF_WIDTHS, Simulated, request, shown


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    # The last fact is out of reach, so that an arrow and a red number are drawn.
    middles = shown(np.array([0.6, 0.3, 0.7])) + np.array([0.0, 0.0, 0.0, 12.0]) * HALF_WIDTHS
    asked = request(middles, trials=24, start=16, around=64)
    return calibrate(asked, tmp_path_factory.mktemp("study"), Simulated(asked))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_they_are_written_as_png_svg_and_csv_without_a_warning(
    found: Outcome, tmp_path: Path, language: Language
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        written = draw_calibration("made_up", found.tables(), found.request.budget, tmp_path, language)
    kinds = ("png", "svg", "csv")
    assert {path.name for path in written} == {f"{name}.{kind}" for name in ("profiles", "facts") for kind in kinds}
    assert all(len(pd.read_csv(path)) for path in written if path.suffix == ".csv")
    again = draw_calibration("made_up", found.tables(), found.request.budget, tmp_path / "again", language)
    assert [path.read_bytes() for path in written] == [path.read_bytes() for path in again]


def test_a_calibration_without_a_posterior_is_drawn_too(tmp_path: Path) -> None:
    asked = request(shown(np.array([0.5, 0.5, 0.5])), trials=12, start=8, around=0)
    found = calibrate(asked, tmp_path / "study", Simulated(asked))
    assert found.posterior is None
    assert set(found.parameters["verdict"]) == {"not asked: `around` is too small"}
    assert len(draw_calibration("made_up", found.tables(), found.request.budget, tmp_path)) == 6
