"""The screen: answers go to standard output, everything else to standard error."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_WITHOUT_TERMINAL = 120


@cache
def _console(*, stderr: bool) -> "Console":
    from rich.console import Console

    # A file or a pipe has no width of its own, and 80 columns would cut tables that a reader could hold.
    console = Console(stderr=stderr, highlight=False)
    if not console.is_terminal and "COLUMNS" not in console._environ:
        console.width = WIDTH_WITHOUT_TERMINAL
    return console


def answers() -> "Console":
    """Give where answers are written: standard output."""
    return _console(stderr=False)


def remarks() -> "Console":
    """Give where progress, warnings and errors are written: standard error."""
    return _console(stderr=True)


def remark(text: str) -> None:
    """Say something beside the answer."""
    remarks().print(text, markup=False, soft_wrap=True)


def warn(text: str, title: str = "Note") -> None:
    """Say something loudly that the user should not overlook."""
    from rich.panel import Panel
    from rich.text import Text

    remarks().print(Panel(Text(text), title=title, border_style="yellow", title_align="left"))


def complain(text: str) -> None:
    """Say what went wrong, in red."""
    from rich.text import Text

    remarks().print(Text(text, style="red"), soft_wrap=True)
