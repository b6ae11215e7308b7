"""Laws of pages as a browser lays them out, at the width of a desk and of a phone; where there is a Chromium."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sim.figures.style import ONE_COLUMN, TWO_COLUMNS
from sim.report.html import LEAST_SCALE, html_of
from sim.report.page import Answer, Page, Section, Table
from sim.report.typeface import FAMILY

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
WIDTHS = {"desk": 1280, "phone": 390}
PAPER = 673
"""Width of A4 between its margins, in pixels."""
ALL = [(kind, language) for kind in ("run", "comparison", "sweep") for language in ("en", "zh")]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine")]

OVERLAPPING = """() => [...document.querySelectorAll('header, section, .answer, .notes')].flatMap(box => {
    const rows = [...box.children].map(each => each.getBoundingClientRect()).filter(each => each.height > 0);
    return rows.slice(1).filter((each, at) => each.top < rows[at].bottom - 1).map(each => each.top);
})"""
"""Where something begins above the end of what stands before it."""

MOVED = """() => [...document.querySelectorAll('.scroll')]
    .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.textContent.slice(0, 60))"""
"""Tables and figures that are moved sideways."""

WIDE_CAPTIONS = """() => [...document.querySelectorAll('caption')]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map(each => each.textContent)"""
"""Captions that are read only by moving their tables."""

CLIPPED = """() => [...document.querySelectorAll('header *, main *')]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(each => each.tagName + ' ' + each.textContent.slice(0, 60))"""
"""What reaches beyond the paper, where nothing can be moved."""

PALE_BADGES = """() => [...document.querySelectorAll('.badge')].map(each => getComputedStyle(each))
    .filter(each => each.backgroundColor !== 'rgba(0, 0, 0, 0)' || each.color !== 'rgb(34, 34, 34)').length"""
"""Badges that are not dark letters on bare paper."""

CUT = """() => [...document.querySelectorAll('h1, h2, p, li, caption')]
    .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0).map(each => each.textContent)"""
"""Texts that are wider than their place."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=list(WIDTHS))
@pytest.mark.parametrize("name", ALL, ids=["-".join(each) for each in ALL])
def test_nothing_overlaps_is_cut_or_fetched(
    name: tuple[str, str], width: int, browser: Any, pages: Mapping[tuple[str, str], str], tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(pages[name], encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.evaluate("() => document.fonts.ready.then(() => true)")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert page.evaluate("() => [...document.images].filter(each => !each.naturalWidth).length") == 0
    assert page.evaluate(OVERLAPPING) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(WIDE_CAPTIONS) == []
    assert width == WIDTHS["phone"] or page.evaluate(MOVED) == []
    if name[1] == "zh":
        assert page.evaluate(f"() => document.fonts.check('16px \"{FAMILY}\"', '辐射')")
    page.close()


@pytest.mark.parametrize("name", ALL, ids=["-".join(each) for each in ALL])
def test_paper_holds_all_of_a_page(
    name: tuple[str, str], browser: Any, pages: Mapping[tuple[str, str], str], tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(pages[name], encoding="utf-8")
    page = browser.new_page(viewport={"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    page.goto(path.as_uri())
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(PALE_BADGES) == 0
    page.close()


def test_a_figure_of_one_column_fits_on_a_phone_and_a_wider_one_keeps_its_letters(
    browser: Any, pages: Mapping[tuple[str, str], str], tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(pages["run", "en"], encoding="utf-8")
    page = browser.new_page(viewport={"width": WIDTHS["phone"], "height": 900})
    page.goto(path.as_uri())
    sizes = page.evaluate("() => [...document.images].map(each => [Number(each.getAttribute('width')), each.width])")
    assert {round(drawn) for drawn, _ in sizes} >= {round(96 * ONE_COLUMN), round(96 * TWO_COLUMNS)}
    for drawn, shown in sizes:
        assert shown >= LEAST_SCALE * drawn - 1
        assert shown <= WIDTHS["phone"] or drawn > 96 * ONE_COLUMN + 1
    page.close()


def test_a_table_of_six_intervals_fits_on_a_desk_and_on_paper(browser: Any, tmp_path: Path) -> None:
    table = Table("Wide", ("Distance", *("market",) * 6), (("30–60 km", *("−28.5 (−29.4 to +20.1)",) * 6),))
    made = Page("en", "run", "Wide", "?", Answer(()), (), (Section("Wide", (table,)),))
    path = tmp_path / "page.html"
    path.write_text(html_of(made), encoding="utf-8")
    for width, media in ((WIDTHS["desk"], "screen"), (PAPER, "print")):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.emulate_media(media=media)
        page.goto(path.as_uri())
        assert page.evaluate(MOVED) == []
        assert page.evaluate(CLIPPED) == []
        page.close()
