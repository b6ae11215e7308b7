"""The options that several commands share, each said once; a command names them and says only what is its own.

The default stands in the command, as typer wants it: `workers: Workers = None`, `out: Out = RESULTS`.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


class Language(StrEnum):
    """Language of the labels of figures."""

    EN = "en"
    ZH = "zh"


RESULTS = Path("results")
"""Folder of all results where nobody names another."""

# What is asked.
ScenarioName = Annotated[
    str, typer.Argument(help="Name or path of a scenario; `hinterland scenario list` lists them.")
]
Against = Annotated[str | None, typer.Option(metavar="ARM", help="Counterfactual; by default the scenario's first.")]
Column = Annotated[
    str, typer.Option(metavar="COLUMN", help="What of the outside economy: gdp, firms, productivity, and others.")
]
Year = Annotated[int | None, typer.Option(help="Year after the policy date; by default the last recorded.")]
Years = Annotated[int | None, typer.Option(help="Recorded years; by default the scenario's.")]
Seed = Annotated[int | None, typer.Option(help="Root of all luck; by default the scenario's.")]
Overrides = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Set a parameter (`hinterland parameters`); may be repeated."),
]

# How precise it is to be; the half-width itself is of something else in each command.
PreciseOf = Annotated[
    str | None, typer.Option(metavar="NAME", help="Headline number whose interval counts (`hinterland measures`).")
]
Most = Annotated[
    int, typer.Option(min=2, max=10_000, help="Replicates that --until-halfwidth may run at most: its budget.")
]
MOST = 64

# How it is carried out.
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes side by side; by default one a core. They change no result.")
]
Threads = Annotated[int, typer.Option(min=1, help="Threads of each worker. They change no result.")]
Cluster = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Run on a Dask cluster: the address of its scheduler.")
]
Check = Annotated[bool, typer.Option("--check", help="Check the accounting identities in every step.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say how many worlds, how long, how much disk.")]

# What is told, and where.
Out = Annotated[Path, typer.Option(file_okay=False, help="Folder of all results.")]
Lang = Annotated[Language, typer.Option(help="Language of the labels of figures.")]
NoFigures = Annotated[bool, typer.Option("--no-figures", help="Draw no figures.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only where the results are.")]
AnswersAsJson = Annotated[bool, typer.Option("--json", help="Print the answers as JSON, for a script.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for a script.")]


def said(overrides: list[str] | None, **given: int | None) -> list[str]:
    """Give what the command line sets as KEY=VALUE; an option of its own comes last, so that it wins over `--set`."""
    return [*(overrides or []), *(f"{key}={value}" for key, value in given.items() if value is not None)]


def replicates_of(what: str) -> Any:
    """Give the option that says how many replicates there are: each command says what it makes of one.

    Args:
        what: Its help, such as `Twin experiments; by default the scenario's.`
    """
    return typer.Option(min=1, max=10_000, help=what)
