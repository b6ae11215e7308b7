"""Write what commands print, and what they draw, into the pages that show it.

    python -m benchmarks.readme_page          (about two minutes)

A page shows a part of what a command prints as a block of text under a line

    <!-- prints: hinterland run tiny | from: Effect on real GDP | to: growth of host regions -->

The commands of all pages run one after the other in one empty folder, in which the scenario of the README stands. A
test holds every block to its command.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "how-to-read.md")
SHOWN = re.compile(r"<!-- prints: (.*?) \| from: (.*?) \| to: (.*?) -->\n```text\n(.*?)^```", re.DOTALL | re.MULTILINE)
WIDTH = "100"
"""Columns of the screen that is printed to."""

DRAWN = {
    "tiny.radiation_curve": "tiny/*/figures/radiation_curve.no_zones",
    "my_opening.radiation_curve": "my_opening/*/figures/radiation_curve.no_zones",
    "my_opening.comparison": "comparison/*/figures/comparison",
}
"""Figures that pages show, in `docs/figures`, and where the commands leave them."""


@dataclass(frozen=True)
class Shown:
    """A part of what a command prints."""

    command: str
    first: str
    """Words in its first line."""
    last: str
    """Words in its last line."""
    text: str

    def cut(self, printed: str) -> str:
        """Cut the part out of what the command prints.

        Raises:
            ValueError: Where the command prints no such part.
        """
        lines = [line.rstrip() for line in printed.splitlines()]
        start = next((number for number, line in enumerate(lines) if self.first in line), None)
        if start is None:
            raise ValueError(f"`{self.command}` prints no line with '{self.first}'")
        end = next((number for number, line in enumerate(lines[start:], start) if self.last in line), None)
        if end is None:
            raise ValueError(f"`{self.command}` prints no line with '{self.last}' after '{self.first}'")
        return "\n".join(lines[start : end + 1]) + "\n"


def shown(page: Path) -> Iterator[Shown]:
    """Give every part that a page shows."""
    for found in SHOWN.finditer(page.read_text(encoding="utf-8")):
        yield Shown(*found.groups())


def scenario_of_the_readme(folder: Path) -> None:
    """Write the scenario that the README shows where commands find it."""
    (text,) = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.M)
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "scenarios" / "my_opening.yaml").write_text(text, encoding="utf-8")


def printed_in(folder: Path) -> Callable[[str], str]:
    """Give a function that runs a command in a folder, once, and gives what it prints."""
    known: dict[str, str] = {}

    def give(command: str) -> str:
        if command not in known:
            words = [sys.executable, "-m", "sim", *shlex.split(command)[1:]]
            told = os.environ | {"COLUMNS": WIDTH, "PYTHONPATH": str(ROOT)}
            done = subprocess.run(
                words, cwd=folder, env=told, capture_output=True, text=True, encoding="utf-8", check=True
            )
            known[command] = done.stdout
        return known[command]

    return give


def drawn_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give the name of each figure that pages show, and the path without its ending where it was drawn."""
    for name, pattern in DRAWN.items():
        (path,) = (folder / "results").glob(f"{pattern}.png")
        yield name, path.with_suffix("")


def rewritten(text: str, give: Callable[[str], str]) -> str:
    """Give the text of a page with every shown part as its command prints it."""

    def anew(found: re.Match[str]) -> str:
        part = Shown(*found.groups())
        return found.group().removesuffix(f"{part.text}```") + f"{part.cut(give(part.command))}```"

    return SHOWN.sub(anew, text)


def main() -> None:
    """Run every command and rewrite pages and figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scenario_of_the_readme(folder)
        give = printed_in(folder)
        for page in PAGES:
            page.write_text(rewritten(page.read_text(encoding="utf-8"), give), encoding="utf-8")
        for figure, path in drawn_in(folder):
            for ending in ("png", "csv"):
                shutil.copyfile(f"{path}.{ending}", ROOT / "docs" / "figures" / f"{figure}.{ending}")


if __name__ == "__main__":
    main()
