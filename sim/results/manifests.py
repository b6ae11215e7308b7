"""Manifests: small JSON files, written whole, read with messages."""

import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.basis.errors import ResultsError
from sim.results.durable import settle

DRAFT = ".draft-"
"""How the name of a file begins while it is written."""


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a mapping as JSON, so that a reader finds the old file or the new one, never half of one."""
    text = json.dumps(content, indent=2, ensure_ascii=False, default=_plain) + "\n"
    replace_text(path, text)


def replace_text(path: Path, text: str) -> None:
    """Write a text file so that a reader finds the old one or the new one, never half of one."""
    # Not `tempfile`, whose files nobody else may read: a store may be shared.
    draft = path.with_name(f"{DRAFT}{uuid.uuid4().hex}")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        settle(draft)
        draft.replace(path)
        settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _plain(value: Any) -> Any:
    """Turn what NumPy counts in, and paths, into plain values."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{value!r} of type {type(value).__name__} cannot stand in a manifest")


def read_json(path: Path, *, what: str) -> dict[str, Any]:
    """Read a JSON mapping.

    Args:
        path: File to read.
        what: What the file is, for messages: `manifest of a world`.

    Raises:
        ResultsError: Where the file is missing, is no JSON or holds no mapping.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ResultsError(f"{path} is missing, the {what}. Run the scenario again to make it.") from error
    except (OSError, ValueError) as error:
        raise ResultsError(
            f"{path}, the {what}, cannot be read ({error}). Delete it and run the scenario again."
        ) from error
    if not isinstance(content, dict):
        raise ResultsError(f"{path}, the {what}, holds no mapping. Delete it and run the scenario again.")
    return content
