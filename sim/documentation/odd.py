"""The ODD+D page: passages written by hand, with the tables that the code gives of itself set in at markers."""

import re
from importlib.resources import files

from sim.documentation.tables import GENERATED

MARKER = re.compile(r"^<!-- table: (?P<name>[a-z ]+) -->$", re.MULTILINE)
NOTE = (
    "<!-- Written by `hinterland odd --out docs/odd.md`: tables from the code, passages from sim/documentation/odd.md. "
    "Do not edit this page. -->"
)


def passages() -> str:
    """Give the passages written by hand, with their markers."""
    return (files("sim.documentation") / "odd.md").read_text(encoding="utf-8")


def odd_page() -> str:
    """Write the complete page."""
    return f"{NOTE}\n\n{MARKER.sub(lambda found: GENERATED[found['name']](), passages())}"
