"""Laws of the figures of sweeps and comparisons: both languages, no glyph missing, the same bytes every time."""

import re
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import QuadMesh
from matplotlib.text import Text

from sim.experiments.sweeps.reading import read_sweep_text
from sim.figures.comparison import draw_comparison
from sim.figures.comparison_maps import draw_comparison_maps
from sim.figures.labels import Language
from sim.figures.phase_diagram import draw_phase_diagram, factor_name
from sim.figures.portfolio import draw_compared, draw_sweep, is_phase_diagram
from sim.figures.style import drawing_in
from sim.measures.compare import Compared, compare
from sim.measures.comparing_maps import on_one_map
from sim.measures.phase import phase_of
from sim.measures.remembering import Remembered
from sim.measures.sweeping import sweep
from sim.results.swept import Swept
from tests.made_up import simulate, sweep_text

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("figures")


@pytest.fixture(scope="module")
def swept(out: Path) -> Swept:
    text = sweep_text(replicates=3, openness=(0.2, 0.5, 0.8), coordination=(0.1, 0.5, 0.9))
    return sweep(read_sweep_text(text, name="made_up"), out=out, workers=1, simulate=simulate)


@pytest.fixture(scope="module")
def compared(swept: Swept, out: Path) -> Compared:
    del swept
    return compare("made_up:0", "made_up:8", out=out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_written_as_png_svg_and_csv_without_a_warning(
    swept: Swept, compared: Compared, tmp_path: Path, language: Language
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        written = [*draw_sweep(swept, tmp_path, language), *draw_compared(compared.comparison, tmp_path, language)]
    names = ("phase_diagram.no_zones", "comparison", "comparison_maps")
    assert {path.name for path in written} == {f"{name}.{kind}" for name in names for kind in ("png", "svg", "csv")}
    assert all(len(pd.read_csv(path)) for path in written if path.suffix == ".csv")


def test_equal_numbers_give_equal_bytes(swept: Swept, tmp_path: Path) -> None:
    one, other = (draw_sweep(swept, tmp_path / name) for name in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_the_numbers_of_the_diagram_hold_points_contour_and_what_coordination_is_worth(
    swept: Swept, tmp_path: Path
) -> None:
    (numbers,) = (path for path in draw_sweep(swept, tmp_path) if path.suffix == ".csv")
    table = pd.read_csv(numbers)
    assert table["part"].value_counts().to_dict() == {
        "point": 9,
        "zero contour": 3,
        "rise of radiation.gdp.0-30km": 3,
        "rise of radiation.total": 3,
    }
    contour = table[table["part"] == "zero contour"]
    # The made-up effect is zero at a coordination of 0.4.
    assert contour["coordination"].to_numpy() == pytest.approx([0.4, 0.4, 0.4], abs=0.01)


def test_a_chinese_diagram_has_no_english_words(swept: Swept, compared: Compared) -> None:
    samples = pd.read_csv(swept.folder / "tables" / "samples.csv")
    with drawing_in("zh"):
        drawings = [
            draw_phase_diagram(
                phase_of(samples, ("openness", "coordination")), name="x", counterfactual="no_zones", years=2,
                language="zh",
            ),
            draw_comparison(compared.comparison, language="zh"),
            draw_comparison_maps(compared.comparison, language="zh"),
        ]  # fmt: skip
    for drawing in drawings:
        assert drawing is not None
        texts = [artist.get_text() for artist in drawing.figure.findobj(Text) if artist.get_visible()]
        words = {word for text in texts for word in re.findall(r"[A-Za-z]{2,}", text)}
        assert words <= {"GDP", "Hinterland", "made", "up"}


def test_both_panels_of_curves_have_the_same_axes(compared: Compared) -> None:
    with drawing_in("en"):
        curves, differences = draw_comparison(compared.comparison).figure.axes
    assert curves.get_ylim() == differences.get_ylim()
    assert curves.get_xlim() == differences.get_xlim()


def test_maps_have_one_scale_of_colours_and_differences_are_of_what_is_shown(swept: Swept, out: Path) -> None:
    del swept
    found = compare("made_up:0", "made_up:4", "made_up:8", out=out).comparison
    with drawing_in("en"):
        drawing = draw_comparison_maps(found)
    assert drawing is not None
    meshes = [mesh for axes in drawing.figure.axes for mesh in axes.collections if isinstance(mesh, QuadMesh)]
    coloured = [mesh for mesh in meshes if mesh.get_cmap().name == "siphon_radiation"]
    assert len({mesh.get_clim() for mesh in coloured}) == 1
    by_run = {str(run): table.set_index("cell") for run, table in drawing.numbers.groupby("run")}
    first, last = by_run["made_up:0"], by_run["made_up:8"]
    np.testing.assert_array_equal(last["difference"], last["around"] - first["around"])
    assert first["difference"].isna().all()
    # Three runs, and two differences below them; an open zone that is coordinated radiates most where it stands.
    assert len({axes.get_position().bounds for axes in drawing.figure.axes}) >= 5
    assert last.loc[last["difference"].idxmax(), "x_km"] == pytest.approx(0.0, abs=100.0)
    assert (last["difference"].dropna() > 0.0).mean() > 0.5


def test_runs_on_another_map_are_left_out_and_where_there_is_no_other_there_are_no_maps(
    swept: Swept, out: Path
) -> None:
    del swept
    found = compare("made_up:0", "made_up:4", "made_up:8", out=out).comparison
    for number, part in enumerate(found.parts[1:], 1):
        base = part.answers.pairs[0].base
        assert isinstance(base, Remembered)
        grid = base.table("grid")
        base.read["grid",] = grid.assign(x_km=grid["x_km"] + 1.0)
        assert len(on_one_map(found)) == (2 if number == 1 else 0)
    with drawing_in("en"):
        assert draw_comparison_maps(found) is None


def test_a_factor_without_a_name_of_its_own_goes_by_its_key() -> None:
    assert factor_name("openness", "zh") == "开放度"
    assert factor_name("prices.friction", "en") == "prices.friction"


def test_only_a_whole_grid_of_two_numbers_is_a_phase_diagram(swept: Swept, out: Path, tmp_path: Path) -> None:
    assert is_phase_diagram(swept)
    one = sweep_text(replicates=3, coordination=(0.9,))
    line = sweep(read_sweep_text(one, name="line"), out=out, workers=1, simulate=simulate)
    assert not is_phase_diagram(line)
    assert draw_sweep(line, tmp_path) == []
