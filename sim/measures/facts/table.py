"""The table of facts: what each says, its band, its source; the shipped one or a researcher's own."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim.basis.errors import HinterlandError
from sim.measures.facts.readings import FACTS
from sim.world.nearest_name import did_you_mean

COLUMNS = ("id", "theme", "fact", "value", "low", "high", "unit", "population", "source", "how_to_measure")
NEEDED = ("id", "fact", "low", "high", "unit")
"""Columns without which a table of facts says nothing."""


class FactsError(HinterlandError):
    """A table of facts cannot be used; carries every problem found."""

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{where} cannot be used:\n" + "\n".join(f"  * {problem}" for problem in self.problems))


@dataclass(frozen=True)
class Fact:
    """One row of the table."""

    id: str
    theme: str
    fact: str
    value: str
    """As it stands in the table: mostly a number."""
    low: float
    """Lower end of the band; missing where there is none."""
    high: float
    unit: str
    population: str
    source: str
    how_to_measure: str
    measure: str
    """What measures it: the id of a shipped fact, or the dotted name of a headline number."""

    def verdict(self, found: float) -> str:
        """Say `near` where the number lies in the band, else `far`; `not measurable` without number or band."""
        if math.isnan(found) or (math.isnan(self.low) and math.isnan(self.high)):
            return "not measurable"
        return "far" if found < self.low or found > self.high else "near"


def read_facts_file(path: Path | None, known: Iterable[str], dotted: Iterable[str]) -> tuple[Fact, ...]:
    """Read the shipped table of facts, or a researcher's own with the same columns and, if needed, `measure`.

    Args:
        path: The file; by default the shipped one.
        known: Ids of facts that have a measurement.
        dotted: Names of headline numbers, by any of which `measure` may measure a fact.

    Raises:
        FactsError: With every mistake in the file.
    """
    where = path or FACTS
    if not where.is_file():
        raise FactsError(str(where), ["there is no such file; give a CSV file with columns " + ", ".join(NEEDED)])
    try:
        table = pd.read_csv(where, dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise FactsError(str(where), [f"it is no CSV file in UTF-8 with a header ({error})"]) from error
    lacking = [name for name in NEEDED if name not in table]
    if lacking:
        problems = [f"column `{name}` is missing; needed are {', '.join(NEEDED)}" for name in lacking]
        raise FactsError(str(where), problems)
    problems: list[str] = []
    facts = [
        _fact({str(name): str(value).strip() for name, value in row.items()}, line, set(known), set(dotted), problems)
        for line, row in enumerate(table.to_dict("records"), start=2)
    ]
    ids = [fact.id for fact in facts]
    problems += [f"id '{name}' stands on {ids.count(name)} lines; give each fact one" for name in _repeated(ids)]
    if not facts:
        problems.append("it has a header but no fact")
    if problems:
        raise FactsError(str(where), problems)
    return tuple(facts)


def _repeated(ids: Sequence[str]) -> list[str]:
    return sorted({name for name in ids if ids.count(name) > 1})


def _fact(row: Mapping[str, str], line: int, known: set[str], dotted: set[str], problems: list[str]) -> Fact:
    low, high = (_end(row, name, line, problems) for name in ("low", "high"))
    if low > high:
        problems.append(f"line {line}: `low` {row['low']} is above `high` {row['high']}; exchange them")
    texts = {name: row.get(name, "") for name in COLUMNS if name not in ("low", "high")}
    measure = row.get("measure", "") or row["id"]
    if not row["id"]:
        problems.append(f"line {line}: `id` is empty; name the fact")
    elif measure not in known | dotted:
        problems.append(_unknown(line, row["id"], measure, known | dotted))
    return Fact(**texts, low=low, high=high, measure=measure)


def _end(row: Mapping[str, str], name: str, line: int, problems: list[str]) -> float:
    text = row[name]
    if not text:
        return math.nan
    try:
        number = float(text)
    except ValueError:
        number = math.inf
    if not math.isfinite(number):
        unit = row["unit"] or "its unit"
        problems.append(f"line {line}: `{name}` is '{text}', but must be a number in {unit}, or empty for no bound")
        return math.nan
    return number


def _unknown(line: int, fact: str, measure: str, names: set[str]) -> str:
    told = did_you_mean(measure, sorted(names))
    if measure == fact:
        return (
            f"line {line}: '{fact}' is not the id of a fact with a measurement, so a column `measure` must name a "
            f"headline number (`hinterland measures` lists them).{told}"
        )
    return f"line {line}: `measure` is '{measure}', which is neither a headline number nor the id of a fact.{told}"
