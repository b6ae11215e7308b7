"""What holds for every test of a command: a wide screen."""

from collections.abc import Iterator

import pytest

from sim.cli import screen


@pytest.fixture(autouse=True)
def wide_screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no table be wrapped, whatever width those who run tests side by side have set."""
    monkeypatch.setenv("COLUMNS", "200")
    screen._console.cache_clear()
    yield
    screen._console.cache_clear()
