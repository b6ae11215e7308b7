"""What a benchmark found: a table to read, figures and targets, and what must be said beside them."""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks import machine
from benchmarks.targets import Figure


@dataclass(frozen=True)
class Findings:
    """What was found."""

    lines: tuple[str, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = field(default=())
    """Sentences beside the figures: what was left out, and why."""

    def text(self) -> str:
        """Lay everything out as text."""
        parts = ["\n".join(self.lines), "\n".join(each.sentence() for each in self.figures), "\n".join(self.notes)]
        return "\n\n".join(part for part in parts if part)

    def as_json(self) -> str:
        """Write everything as JSON."""
        found = {"lines": self.lines, "figures": [each.plain() for each in self.figures], "notes": self.notes}
        return json.dumps(found | {"load": machine.load()}, indent=2)


def parser_of(name: str, what: str | None) -> argparse.ArgumentParser:
    """Make a parser of what every benchmark takes.

    Args:
        name: Name of the module, without that of the package.
        what: What `--help` says.
    """
    parser = argparse.ArgumentParser(
        prog=f"python -m benchmarks.{name}", description=what, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="small worlds and few rounds, to see that it works")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def tell(measure: Callable[[], Findings], *, as_json: bool) -> None:
    """Measure and print; say where the machine was not idle."""
    warning = machine.warn_if_busy()
    found = measure()
    print(found.as_json() if as_json else found.text())
    if warning and not as_json:
        print(f"\n{warning}")


def sizes(text: str) -> tuple[int, ...]:
    """Read numbers of firms such as 10000,1e6."""
    return tuple(int(float(each)) for each in text.split(","))


def whole(number: float) -> str:
    """Write a number of firms."""
    return f"{number:,.0f}"


def columns(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Lay rows out in columns: the first to the left, all others to the right."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return tuple(
        "  ".join(
            each.rjust(width) if k else each.ljust(width)
            for k, (each, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
