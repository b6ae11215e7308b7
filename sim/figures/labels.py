"""Every text of every figure, in English and Chinese; the texts stand in `sim.figures.texts`, by subject."""

from typing import Literal

from sim.figures.texts import (
    captions,
    channels,
    coherence,
    comparison,
    diffusion,
    dimensions,
    economy,
    evaluation,
    facts,
    giving,
    ledger,
    names,
    radiation,
    sensitivity,
    sweeps,
)

type Language = Literal["en", "zh"]

SUBJECTS = (
    captions,
    names,
    economy,
    radiation,
    dimensions,
    channels,
    giving,
    ledger,
    coherence,
    diffusion,
    evaluation,
    sweeps,
    comparison,
    sensitivity,
    facts,
)
"""Files of texts: what figures share first, then one for each subject."""

LABELS: dict[str, tuple[str, str]] = {key: text for each in SUBJECTS for key, text in each.LABELS.items()}
"""Texts by key, English first; braces are filled in by the figure."""

_COLUMN: dict[Language, int] = {"en": 0, "zh": 1}


def label(key: str, language: Language, **values: object) -> str:
    """Give a text in a language.

    Args:
        key: Key of the text.
        language: `en` or `zh`.
        values: What stands in the braces of the text.
    """
    return LABELS[key][_COLUMN[language]].format(**values)


def unit_name(unit: str, language: Language) -> str:
    """Give the name of a unit as figures write it; a rare one stays as it is."""
    return label(f"unit.{unit}", language) if f"unit.{unit}" in LABELS else unit


def counterfactual_name(arm: str, language: Language) -> str:
    """Give the name of a counterfactual as figures write it; a scenario's own name stays as it is."""
    if arm.startswith("without "):
        return label("without", language, zone=arm.removeprefix("without "))
    return label(arm, language) if arm in LABELS else arm
