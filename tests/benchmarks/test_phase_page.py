"""Laws of the page of the phase diagram: every point, the contour, the picture and its sentence, from a sweep."""

from pathlib import Path

import pytest

from benchmarks.pages import markers
from benchmarks.phase_page import PAGE, README, in_brief, parts, write_pages
from sim.experiments.sweeps.reading import read_sweep_text
from sim.measures.sweeping import sweep
from sim.results.swept import Swept
from tests.made_up import simulate, sweep_text


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Swept:
    text = sweep_text(replicates=3, openness=(0.2, 0.5, 0.8), coordination=(0.1, 0.5, 0.9))
    out = tmp_path_factory.mktemp("results")
    return sweep(read_sweep_text(text, name="phase_diagram"), out=out, workers=1, simulate=simulate)


def test_page_and_front_page_are_filled_and_the_picture_lies_beside(swept: Swept, tmp_path: Path) -> None:
    page, readme = tmp_path / "page.md", tmp_path / "README.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    readme.write_text(README.read_text(encoding="utf-8"), encoding="utf-8")
    write_pages(swept, readme=readme, page=page, figures=tmp_path / "figures")
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {
        f"phase_diagram.{kind}" for kind in ("png", "svg", "csv")
    }
    text = page.read_text(encoding="utf-8")
    assert "9 points, 3 replicates, 2 years after the policy date" in text
    assert "Not made yet" not in text
    begin, end = markers("near ring")
    rows = text.partition(begin)[2].partition(end)[0].strip().splitlines()
    # The highest coordination stands on top; the made-up effect is 0.2 * openness * (coordination - 0.4).
    assert rows[0] == "| coordination / openness | 0.2 | 0.5 | 0.8 |"
    assert rows[2].startswith("| 0.9 | **+")
    assert rows[4].startswith("| 0.1 | **−")
    assert "(docs/figures/phase_diagram.png)" in readme.read_text(encoding="utf-8")
    assert "raising coordination from 0.1 to 0.9 adds +" in readme.read_text(encoding="utf-8")


def test_the_contour_has_a_row_for_each_openness(swept: Swept) -> None:
    import pandas as pd

    from sim.measures.phase import phase_of

    found = phase_of(pd.read_csv(swept.folder / "tables" / "samples.csv"), ("openness", "coordination"))
    table = parts(swept, found)["zero contour"].splitlines()
    assert len(table) == 2 + 3
    assert all("| turns |" in line and "| 0.40 |" in line for line in table[2:])
    assert "3 replicates" in in_brief(swept, found)


def test_a_sweep_that_is_no_grid_is_refused(swept: Swept, tmp_path: Path) -> None:
    one = sweep_text(replicates=2, coordination=(0.9,))
    line = sweep(read_sweep_text(one, name="line"), out=tmp_path, workers=1, simulate=simulate)
    with pytest.raises(ValueError, match="no finished grid of two factors"):
        write_pages(line, readme=tmp_path / "README.md", page=tmp_path / "page.md", figures=tmp_path)
    del swept


def test_the_front_page_counts_the_points_of_the_committed_table() -> None:
    import pandas as pd

    table = pd.read_csv(PAGE.parent / "figures" / "phase_diagram.csv")
    points = table[table["part"] == "point"]
    near = "radiation.gdp.0-60km"
    radiates, draws_in = int((points[f"{near}.low"] > 0.0).sum()), int((points[f"{near}.high"] < 0.0).sum())
    told = f"{len(points)} pairs of openness and coordination"
    counted = f"it radiates at {radiates} of them and draws growth in at {draws_in or 'none'}."
    assert all(words in README.read_text(encoding="utf-8") for words in (told, counted))


def test_points_that_draw_in_are_counted_as_such(swept: Swept) -> None:
    import pandas as pd

    from sim.measures.phase import phase_of

    found = phase_of(pd.read_csv(swept.folder / "tables" / "samples.csv"), ("openness", "coordination"))
    points = found.table()
    near = points[points["part"] == "point"] if "part" in points else points
    radiates, draws_in = (
        int(each.sum()) for each in (near[f"{found.near}.low"] > 0.0, near[f"{found.near}.high"] < 0.0)
    )
    assert draws_in > 0
    assert f"it radiates at {radiates or 'none'} of them and draws growth in at {draws_in}." in in_brief(swept, found)
