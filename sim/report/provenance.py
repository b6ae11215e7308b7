"""Provenance: from which scenario, seed, program and worlds the numbers come, and how to repeat them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sim.figures.labels import Language
from sim.report.page import Code, Paragraph, Part, Section, Table
from sim.report.repeating import Recipe
from sim.report.texts import text
from sim.report.writing import quoted

type WorldRow = tuple[str, int, str]
"""Arm, replicate and key of a world."""

MOST_KEYS = 200
"""Worlds whose keys are listed one by one; of more than these, only the hash of all."""


def provenance(
    *,
    about: Sequence[tuple[str, str]],
    program: Mapping[str, Any],
    worlds: Sequence[WorldRow],
    recipe: Recipe | None,
    again: str,
    language: Language,
) -> Section:
    """Say where the numbers come from.

    Args:
        about: What the report is about, line by line: what, and which.
        program: Hashes of code and data, and versions, as manifests keep them.
        worlds: Every world that was read.
        recipe: How to repeat them, where that is known.
        again: Command that writes this report again.
        language: Language of the words.
    """
    keys = sorted({key for _, _, key in worlds})
    lines = [
        *about,
        (text("code", language), str(program.get("code") or text("unknown", language))),
        (text("data", language), str(program.get("data") or text("unknown", language))),
        (text("versions", language), _versions(program.get("versions"), language)),
        (text("worlds", language), text("worlds_hash", language, count=len(keys), digest=digest_of(keys))),
    ]
    parts: list[Part] = [Table(text("provenance_caption", language), ("", ""), tuple(lines), words=2, small=True)]
    parts += _repeating(recipe, again, language)
    if len(worlds) <= MOST_KEYS:
        heads = tuple(text(f"head_{each}", language) for each in ("arm", "replicate", "key_of_world"))
        rows = tuple((arm, str(replicate), key) for arm, replicate, key in worlds)
        parts.append(Table(text("world_keys", language), heads, rows, words=3, small=True))
    return Section(text("provenance", language), tuple(parts))


def _repeating(recipe: Recipe | None, again: str, language: Language) -> list[Part]:
    parts: list[Part] = []
    if recipe is None:
        parts.append(Paragraph(text("differs_unreadable", language)))
    else:
        parts += [Paragraph(text("repeat_files" if recipe.files else "repeat", language)), Code(recipe.command)]
    parts += [Paragraph(text("repeat_report", language)), Code(again)]
    for name, content in recipe.files.items() if recipe is not None else ():
        parts += [Paragraph(text("settings_of", language, name=quoted(name))), Code(content)]
    return parts


def digest_of(keys: Iterable[str]) -> str:
    """Give the sha256 over keys, one a line, in alphabetical order."""
    return hashlib.sha256("\n".join(sorted(set(keys))).encode()).hexdigest()


def _versions(told: Any, language: Language) -> str:
    if not told:
        return text("unknown", language)
    return ", ".join(f"{name} {number}" for name, number in sorted(told.items()))
