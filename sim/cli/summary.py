"""What a run answers: everything that is printed, and the same as tables."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from sim.measures.calibration import Calibration, calibration
from sim.measures.dimensions import FiveDimensions
from sim.measures.evaluation import is_evaluated, zones_by_score
from sim.measures.facts.readings import hold_against_facts
from sim.measures.headline import Answers, answers, headline_of
from sim.measures.intervals import Number
from sim.measures.links import link_distances
from sim.measures.radiation import Curve
from sim.measures.shares import mean_zone_shares
from sim.results.run import BASE, Run
from sim.results.store import World


@dataclass(frozen=True)
class Contrast:
    """A scenario held against one counterfactual."""

    counterfactual: str
    answers: Answers

    @property
    def curve(self) -> Curve:
        """Radiation curve of real GDP."""
        return self.answers.curve

    @cached_property
    def dose(self) -> pd.DataFrame:
        """Effect on real GDP by dose of zone, by year and group of cells."""
        return self.answers.dose_of("gdp")

    @cached_property
    def headlines(self) -> pd.DataFrame:
        """Every headline number: name, value, low, high, unit, meaning, remark."""
        return headline_of(self.answers)

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """Headline numbers by their dotted names."""
        rows = self.headlines.to_dict("records")
        return {row["name"]: Number(row["value"], row["low"], row["high"], row["remark"]) for row in rows}

    @property
    def dimensions(self) -> FiveDimensions:
        """The five dimensions in both worlds."""
        return self.answers.dimensions

    @cached_property
    def last_year(self) -> pd.DataFrame:
        """Rows of the radiation curve of the last recorded year."""
        table = self.curve.table()
        return table[table["step"] == table["step"].max()].reset_index(drop=True)


@dataclass(frozen=True)
class Summary:
    """The answers of a run."""

    contrasts: tuple[Contrast, ...]
    shares: pd.DataFrame
    """Zones' shares of the map by year and measure, with intervals."""
    calibration: Calibration
    facts: pd.DataFrame
    """What was found beside what is known."""
    links: pd.DataFrame
    zones_by_score: pd.DataFrame | None
    """Zones by their score, where they are evaluated."""
    identity_error: float
    """Largest relative error of the accounting identities in any world; missing where a world was not checked."""

    @cached_property
    def shares_now(self) -> Mapping[str, Number]:
        """Zones' shares and quotients of the last recorded year."""
        rows = self.shares[self.shares["year"] == self.shares["year"].max()]
        return {row["measure"]: Number(row["value"], row["low"], row["high"]) for row in rows.to_dict("records")}

    def write_tables(self, folder: Path) -> None:
        """Write every table as CSV."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in self.tables().items():
            table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Give every table by the name of its file."""
        found = {
            "zone_shares": self.shares,
            "calibration": self.calibration.table,
            "facts": self.facts,
            "link_distances": self.links,
        }
        for contrast in self.contrasts:
            name = file_name(contrast.counterfactual)
            found[f"radiation_{name}"] = contrast.curve.table()
            found[f"dose_{name}"] = contrast.dose
            found[f"headlines_{name}"] = contrast.headlines
            found[f"dimensions_{name}"] = contrast.dimensions.table()
        if self.zones_by_score is not None:
            found["evaluation"] = self.zones_by_score
        return found


def summarise(run: Run) -> Summary:
    """Measure everything that `hinterland run` prints, from the worlds of a run."""
    worlds = run.worlds(BASE)
    return Summary(
        contrasts=tuple(Contrast(name, answers(run, name)) for name in run.counterfactuals),
        shares=mean_zone_shares(worlds),
        calibration=calibration(worlds[0]),
        facts=hold_against_facts(worlds),
        links=link_distances(worlds),
        zones_by_score=zones_by_score(worlds) if is_evaluated(worlds[0]) else None,
        identity_error=float(np.max([_identity_error(world) for arm in run.arms for world in run.worlds(arm)])),
    )


def _identity_error(world: World) -> float:
    nation = world.table("nation")
    if "max_identity_error" not in nation:
        return math.nan
    # A missing error makes the largest of all missing: what was not checked is not said to hold.
    return float(nation.loc[nation["step"] > 0, "max_identity_error"].max(skipna=False))


def file_name(arm: str) -> str:
    """Turn the name of an arm into a part of a file name."""
    return "".join(letter if letter.isalnum() else "_" for letter in arm)
