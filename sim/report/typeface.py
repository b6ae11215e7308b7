"""The Chinese typeface within a page: just the letters that the page has, so that no reader misses one."""

import importlib
import importlib.util
import logging
from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from sim.basis.errors import HinterlandError
from sim.figures.style import CHINESE_PACKAGE
from sim.report.tying import NO_BREAK

FAMILY = "Hinterland Sans SC"


def face_of(page: str) -> str:
    """Write the rule of style that carries the letters of a text.

    Raises:
        HinterlandError: Where the Chinese font is not installed.
    """
    letters = "".join(sorted({letter for letter in page if letter.isprintable() or letter == NO_BREAK}))
    content = b64encode(_subset(letters)).decode("ascii")
    source = f'url("data:font/woff;base64,{content}") format("woff")'
    return f'@font-face {{ font-family: "{FAMILY}"; src: {source}; font-weight: 400; }}\n'


@lru_cache(maxsize=2)
def _subset(letters: str) -> bytes:
    """Cut the font down to some letters; the same letters give the same bytes."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options(flavor="woff", desubroutinize=True, layout_features=[], notdef_outline=True, hinting=False)
    with TTFont(_path(), recalcTimestamp=False, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff"
        target = BytesIO()
        font.save(target, reorderTables=True)
    return target.getvalue()


def _path() -> Path:
    if importlib.util.find_spec(CHINESE_PACKAGE) is None:
        raise HinterlandError(
            "A report in Chinese carries the font package `pylopdf-fonts-zh-cn`, which is not installed. Install the "
            "extra `lab` (pip install 'hinterland[lab]') or the package itself, or write it with --lang en."
        )
    return Path(importlib.import_module(CHINESE_PACKAGE).sans_path())
