"""How a command tells what came of it: as JSON, as the folder alone, or in words."""

import json as json_text
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from sim.results.run import Run


def tell(
    folder: Path, *, as_json: Callable[[], str], in_words: Callable[[], None], quiet: bool, json: bool
) -> None:
    """Tell what came of a command as its options want it, all of it before the process ends.

    Args:
        folder: Where the results are.
        as_json: Gives the answers as one JSON document.
        in_words: Prints the answers.
        quiet: Whether only the folder is wanted.
        json: Whether the document is wanted; it wins over `quiet`.
    """
    if json:
        typer.echo(as_json())
    elif quiet:
        typer.echo(folder.as_posix())
    else:
        in_words()
    sys.stdout.flush()


def document_of(run: "Run", **found: Any) -> str:
    """Give what was found of a run as one JSON document, which begins with what the run is."""
    about = {"scenario": run.name, "folder": run.folder.as_posix(), "replicates": list(run.replicates)}
    return document(about | found)


def document(told: Mapping[str, Any]) -> str:
    """Write a JSON document; a number that is missing must be null by then."""
    return json_text.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)
