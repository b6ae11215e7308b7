"""Laws of pages as a browser lays them out, at the width of a desk and of a phone; where there is a Chromium."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sim.report.typeface import FAMILY

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
WIDTHS = {"desk": 1280, "phone": 390}
ALL = [(kind, language) for kind in ("run", "comparison", "sweep") for language in ("en", "zh")]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine")]

OVERLAPPING = """() => [...document.querySelectorAll('header, section, .answer, .notes')].flatMap(box => {
    const rows = [...box.children].map(each => each.getBoundingClientRect()).filter(each => each.height > 0);
    return rows.slice(1).filter((each, at) => each.top < rows[at].bottom - 1).map(each => each.top);
})"""
"""Where something begins above the end of what stands before it."""

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
    if name[1] == "zh":
        assert page.evaluate(f"() => document.fonts.check('16px \"{FAMILY}\"', '辐射')")
    page.close()
