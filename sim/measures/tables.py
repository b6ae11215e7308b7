"""What measures read: anything with tables, pairs of it, and panels as matrices of years and places."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.basis.arrays import Floats, Integers
from sim.basis.errors import ResultsError


class Tables(Protocol):
    """A world, in the store or in memory."""

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Give a table, or some of its columns."""
        ...


class Pair(Protocol):
    """Two worlds of one replicate that share their luck."""

    @property
    def base(self) -> Tables:
        """The world as the scenario has it."""
        ...

    @property
    def other(self) -> Tables:
        """The counterfactual world."""
        ...


type Pairs = Sequence[Pair]


def column(frame: pd.DataFrame, name: str) -> NDArray[Any]:
    """Give a column as an array, (rows,)."""
    return np.asarray(frame[name])


def numbers(frame: pd.DataFrame, name: str) -> Floats:
    """Give a column as floating point numbers, (rows,)."""
    return np.asarray(frame[name], dtype=np.float64)


def rows(frame: pd.DataFrame, chosen: NDArray[Any]) -> pd.DataFrame:
    """Keep the rows that are chosen, numbered anew."""
    return pd.DataFrame(frame[np.asarray(chosen, dtype=bool)]).reset_index(drop=True)


def each_year(years: pd.DataFrame, times: int) -> pd.DataFrame:
    """Repeat each year's row, numbered anew."""
    return years.loc[years.index.repeat(times)].reset_index(drop=True)


def matrix(frame: pd.DataFrame, key: str, name: str) -> Floats:
    """Lay a panel's column out by year and place.

    Args:
        frame: Rows in order of step, places in one order throughout.
        key: Column that names the place.
        name: Column to lay out.

    Returns:
        (Y, P) values.

    Raises:
        ResultsError: Where some year lacks a place.
    """
    years, places = distinct(frame, "step"), distinct(frame, key)
    of_row = column(frame, key)
    if len(frame) != years * places or (of_row.reshape(years, places) != of_row[:places]).any():
        raise ResultsError(
            f"A panel does not have every `{key}` in every year in one order ({len(frame)} rows for {years} years "
            f"of {places}). Delete the world and run the scenario again."
        )
    return numbers(frame, name).reshape(years, places)


def distinct(frame: pd.DataFrame, name: str) -> int:
    """Count the different values of a column."""
    return len(pd.unique(column(frame, name)))


def places_of(frame: pd.DataFrame, key: str) -> Integers:
    """Give the places of a panel in their order, (P,)."""
    return column(frame, key)[: distinct(frame, key)]


def calendar(frame: pd.DataFrame) -> pd.DataFrame:
    """Give step, date and year since the policy date of each recorded year, (Y,)."""
    years = frame.drop_duplicates("step", ignore_index=True)
    since = numbers(years, "year") if "year" in frame else np.arange(len(years))
    return pd.DataFrame({"step": years["step"], "date": years["date"], "year": since.astype(np.int64)})


def at_year(years: pd.DataFrame, year: int | None = None) -> int:
    """Give the row of a recorded year, by default the last.

    Raises:
        ResultsError: Where the year is not recorded.
    """
    if year is None:
        return len(years) - 1
    recorded = column(years, "year")
    found = np.flatnonzero(recorded == year)
    if not len(found):
        raise ResultsError(f"Year {year} is not recorded; recorded are {recorded.min()} to {recorded.max()}.")
    return int(found[0])


def log_ratio(base: Floats, other: Floats) -> Floats:
    """Give the log of base over other; missing where either is not positive, zero where both are equal."""
    known = (base > 0.0) & (other > 0.0)
    ratio = np.divide(base, other, out=np.ones_like(base, dtype=np.float64), where=known)
    return np.where(known, np.log(ratio), np.nan)
