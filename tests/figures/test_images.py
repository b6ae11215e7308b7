"""Images of every figure, in English and Chinese, against those that somebody has looked at.

`pytest tests/figures/test_images.py --mpl-generate-path tests/figures/baseline` draws them anew; look at them then.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.text import Text

from sim.figures import style
from sim.figures.labels import Language
from sim.figures.style import DIVERGING, ONE_COLUMN, RADIATES, SIPHONS, SMALL, TWO_COLUMNS, drawing_in, side
from tests.figures.gallery import GALLERY, Material

LANGUAGES: tuple[Language, ...] = ("en", "zh")
PRINTED_CM = {ONE_COLUMN: 8.5, TWO_COLUMNS: 17.0}
TOLERANCE = 2.0
"""Root mean square difference of the pixels' values (0-255) up to which two images count as the same."""


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return Material(tmp_path_factory.mktemp("gallery"))


@cache
def drawn(material: Material, name: str, language: Language) -> Figure:
    """Draw a figure, once, that is also saved in its language, whoever saves it."""
    with drawing_in(language):
        figure = GALLERY[name](material, language).figure
    save = figure.savefig

    def in_language(*places: object, **how: object) -> None:
        with drawing_in(language):
            save(*places, **how)  # type: ignore[arg-type]

    figure.savefig = in_language  # type: ignore[method-assign]
    return figure


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(GALLERY))
@pytest.mark.mpl_image_compare(tolerance=TOLERANCE, savefig_kwargs={"dpi": 50}, deterministic=True, style="default")
def test_it_looks_as_it_did(material: Material, name: str, language: Language) -> Figure:
    return drawn(material, name, language)


def test_every_file_of_figures_has_its_image() -> None:
    sources = {path.stem: path.read_text(encoding="utf-8") for path in Path(style.__file__).parent.glob("*.py")}
    figures = {name for name, text in sources.items() if re.search(r"^def draw_\w+\([^)]*\) -> Drawing", text, re.M)}
    assert len(figures) > 20
    assert sorted(figures - {name.partition(".")[0] for name in GALLERY}) == []
    kept = {path.name for path in (Path(__file__).parent / "baseline").glob("*.png")}
    wanted = {f"test_it_looks_as_it_did_{name}-{language}.png" for name in GALLERY for language in LANGUAGES}
    assert {name.replace(".", "_") for name in kept} == {name.replace(".", "_") for name in wanted}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(GALLERY))
def test_it_can_be_read_in_its_column_and_says_of_what_it_is(
    material: Material, name: str, language: Language
) -> None:
    figure = drawn(material, name, language)
    width = float(figure.get_size_inches()[0])
    assert width in PRINTED_CM
    texts = [each for each in figure.findobj(Text) if each.get_visible() and each.get_text().strip()]
    shrunk = PRINTED_CM[width] / 2.54 / width
    assert min(float(each.get_fontsize()) for each in texts) * shrunk >= 6.0
    said = "".join(each.get_text() for each in figure.texts).replace("\n", "" if language == "zh" else " ")
    assert re.search("synthetic|made_up", said), "no scenario"
    assert re.search(r"replicates?\b" if language == "en" else "次重复", said, re.IGNORECASE), "no replicates"


@pytest.mark.parametrize("name", list(GALLERY))
def test_what_has_two_signs_has_the_two_colours(material: Material, name: str) -> None:
    figure = drawn(material, name, "en")
    coloured = [
        each
        for axes in figure.axes
        for each in (*axes.collections, *axes.images)
        if isinstance(each, QuadMesh | AxesImage) and 0.0 > (each.get_clim()[0] or 0.0) == -(each.get_clim()[1] or 0.0)
    ]
    assert {each.get_cmap().name for each in coloured} <= {DIVERGING.name}
    if name in {"heat_map", "twin_map", "phase_diagram", "comparison_maps", "giving_matrix"}:
        assert coloured


def test_radiation_and_siphoning_are_told_apart_and_stand_at_either_side() -> None:
    assert DIVERGING(0.75) == pytest.approx(to_rgba(RADIATES), abs=0.01)
    assert DIVERGING(0.25) == pytest.approx(to_rgba(SIPHONS), abs=0.01)
    assert (side(0.1), side(-0.1)) == (RADIATES, SIPHONS)
    assert SMALL * 8.5 / 2.54 / ONE_COLUMN >= 6.0
