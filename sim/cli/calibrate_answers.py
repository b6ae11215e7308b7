"""What `hinterland calibrate` leaves and prints."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.cli.screen import remark

if TYPE_CHECKING:
    from sim.measures.calibrating.outcome import Outcome
    from sim.measures.calibrating.simulating import FactSimulator

PAGE = "calibration.md"
TOLD_EVERY = 8
"""Trials after which the search says how it fares."""


class LiveCalibration:
    """Says on standard error which stage a calibration is at."""

    def begun(self, stage: str, points: int) -> None:
        """Say that a stage begins."""
        if points:
            remark(f"{stage[0].upper()}{stage[1:]}: {points} {'point' if points == 1 else 'points'}.")

    def searched(self, done: int, trials: int, least: float) -> None:
        """Say how the search fares."""
        if done % TOLD_EVERY == 0 or done >= trials:
            remark(f"{min(done, trials)} of {trials} trials; least distance {least:.3g}.")


def write_results(
    found: "Outcome", folder: Path, simulator: "FactSimulator", lang: Literal["en", "zh"], *, figures: bool
) -> None:
    """Write tables, figures and the manifest of a calibration."""
    from sim.figures.portfolio import draw_calibration
    from sim.measures.calibrating.recording import record_of
    from sim.results.keys import program_parts
    from sim.results.manifests import write_json

    (folder / "tables").mkdir(parents=True, exist_ok=True)
    tables = found.tables()
    for name, table in tables.items():
        table.to_csv(folder / "tables" / f"{name}.csv", index=False, lineterminator="\n", float_format="%.10g")
    if figures:
        draw_calibration(found.request.name, tables, found.request.budget, folder / "figures", lang)
    told = {"kind": "calibration", "name": found.request.name, "status": "finished", **program_parts()}
    record = record_of(found, says(simulator))
    write_json(folder / "manifest.json", {**told, "asked": sorted(simulator.asked), "record": record})


def says(simulator: "FactSimulator") -> dict[str, str]:
    """Give what each fact says, with its unit."""
    return {fact.id: f"{fact.fact} ({fact.unit})" for fact in simulator.facts}


def adopt_results(scenario: str, found: "Outcome", simulator: "FactSimulator", folder: Path) -> list[Path]:
    """Write the values into the scenario file, their record beside it, and the page with its figures."""
    from sim.experiments.calibration.adopting import adopt
    from sim.experiments.calibration.record import record_path, records_in, write_record
    from sim.figures.portfolio import draw_calibration
    from sim.measures.calibrating.page import page
    from sim.measures.calibrating.recording import record_of, values_of
    from sim.results.manifests import replace_text

    record = record_of(found, says(simulator))
    path = adopt(scenario, values_of(record))
    kept = record_path(scenario)
    assert kept is not None
    write_record(kept, record)
    docs = path.parent.parent / "docs"
    (docs / "figures").mkdir(parents=True, exist_ok=True)
    draw_calibration(found.request.name, found.tables(), found.request.budget, folder / "adopted")
    figures = [docs / "figures" / f"calibration.{found.request.name}.{name}.png" for name in ("profiles", "facts")]
    for figure in figures:
        shutil.copyfile(folder / "adopted" / f"{figure.stem.rpartition('.')[2]}.png", figure)
    replace_text(docs / PAGE, page(records_in(path.parent)))
    return [path, kept, docs / PAGE, *figures]


def as_json(found: "Outcome", folder: Path) -> dict[str, Any]:
    """Give what was found as plain values; missing numbers are null."""
    from sim.cli.answers_json import rows_of

    return {
        "scenario": found.request.name,
        "folder": folder.as_posix(),
        "distance_before": found.distance_before,
        "distance_after": found.distance_after,
        "parameters": rows_of(found.parameters),
        "facts": rows_of(found.facts),
    }


def print_answers(found: "Outcome", folder: Path) -> None:
    """Print the parameters with a word on each, and the facts before and after."""
    from sim.cli.numbers import plain
    from sim.cli.screen import answers

    console = answers()
    console.print()
    console.print(_parameters(found))
    console.print(_facts(found))
    console.print(
        f"  Distance from the facts: {plain(found.distance_before)} before, {plain(found.distance_after)} after.\n"
        "  --adopt writes the values into the scenario."
    )
    console.print(f"\nResults: {folder.as_posix()}", markup=False, soft_wrap=True)


def _parameters(found: "Outcome") -> Any:
    from rich.table import Table

    from sim.cli.numbers import plain

    table = Table(title=f"{found.request.name}: free parameters", title_justify="left", title_style="bold")
    for name in ("parameter", "before", "best", "median", "95 % interval", "may be", "the facts say"):
        table.add_column(name, justify="left" if name in {"parameter", "the facts say"} else "right")
    for row in found.parameters.to_dict("records"):
        spans = (f"{plain(row[low])} to {plain(row[high])}" for low, high in (("low", "high"), ("lowest", "highest")))
        numbers = (plain(float(row[name])) for name in ("before", "best", "median"))
        word = f"{row['verdict']}; {row['remark']}" if row["remark"] else str(row["verdict"])
        table.add_row(str(row["parameter"]), *numbers, *spans, word)
    return table


def _facts(found: "Outcome") -> Any:
    from rich.table import Table

    from sim.cli.numbers import plain

    table = Table(title="Facts used", title_justify="left", title_style="bold")
    for name in ("fact", "band", "weight", "before", "after", "after, 95 % interval", "verdict"):
        table.add_column(name, justify="left" if name in {"fact", "verdict"} else "right")
    for row in found.facts.to_dict("records"):
        band = f"{plain(row['low'])} to {plain(row['high'])}"
        interval = f"{plain(row['after_low'])} to {plain(row['after_high'])}"
        numbers = (plain(float(row[name])) for name in ("weight", "before", "after"))
        table.add_row(str(row["fact"]), band, *numbers, interval, str(row["after_verdict"]))
    return table
