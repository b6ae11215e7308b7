"""Laws of pages: a command writes between its markers and nowhere else."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.pages import DOCS, MissingMarkersError, fill, filled, markers, points, table

PAGES = ("two_by_two.md", "yangtze_start.md", "phase_diagram.md", "channels.md", "giving.md")


def page_of(*names: str) -> str:
    return "by hand\n" + "\nby hand\n".join("\n".join(markers(name)) for name in names) + "\nby hand\n"


def test_only_what_stands_between_the_markers_is_written() -> None:
    once = filled(page_of("one", "two"), "two", "a table")
    assert "a table" in once
    assert once.replace("\n\na table\n", "") == page_of("one", "two")


def test_writing_twice_is_writing_once() -> None:
    once = filled(page_of("one"), "one", "a table")
    assert filled(once, "one", "a table") == once
    assert "a table" not in filled(once, "one", "another one")


def test_a_page_without_the_place_is_refused_in_words(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing")
    with pytest.raises(MissingMarkersError, match="lacks the lines"):
        fill(page, {"one": "a table"})


def test_effects_are_hundredths_with_a_sign_and_missing_ones_a_dash() -> None:
    assert points(0.01234) == "+1.23"
    assert points(-0.01234, -0.02, 0.0) == "−1.23 (−2.00 to +0.00)"
    assert points(0.5, np.nan, np.nan) == "+50.00"
    assert points(np.nan) == "–"


def test_words_stand_left_and_numbers_right() -> None:
    text = table(pd.DataFrame({"place": ["here"], "value": ["1"]}), ("place",))
    assert text.splitlines() == ["| place | value |", "| :-- | --: |", "| here | 1 |"]


@pytest.mark.parametrize("name", PAGES)
def test_every_marker_of_a_page_is_closed(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    begun = [line[5:].split(":")[0] for line in text.splitlines() if line.endswith("not by hand -->")]
    assert begun
    for each in begun:
        assert filled(text, each, "anything")
