"""`hinterland validate`: every known fact beside what the simulation says of it, near or far."""

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli import options

if TYPE_CHECKING:
    import pandas as pd

    from sim.results.run import Run


def validate(
    scenario: options.ScenarioName,
    facts: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of facts of your own; by default those that ship.")
    ] = None,
    replicates: Annotated[int | None, options.replicates_of("Replicates; by default the scenario's.")] = None,
    years: options.Years = None,
    seed: options.Seed = None,
    overrides: options.Overrides = None,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Measure every fact in the simulation, with the counterfactual worlds it needs: near, far, or not measurable."""
    from sim.cli.carrying_out import twins_carried_out
    from sim.cli.telling import tell
    from sim.measures.facts.measuring import Measured, readings, worlds_wanted
    from sim.measures.facts.register import MEASUREMENTS, dotted_names
    from sim.measures.facts.table import read_facts_file
    from sim.measures.facts.validating import validation
    from sim.scenario.calibrated import calibrated_on
    from sim.scenario.reading import read_scenario

    words = options.said(overrides, replicates=replicates, years=years, seed=seed)
    resolved = read_scenario(scenario, words)
    asked = read_facts_file(facts, MEASUREMENTS, dotted_names(resolved))
    wanted = worlds_wanted(resolved, asked)
    finished = twins_carried_out(wanted, workers=workers, threads=threads, out=out, quiet=quiet or json)
    found = readings(finished, resolved, asked)
    table = validation(Measured(finished, found), asked, calibrated=calibrated_on(scenario))
    for name, frame in {"validation": table, "validation_replicates": found}.items():
        frame.to_csv(finished.folder / "tables" / f"{name}.csv", index=False, lineterminator="\n")
    if not no_figures:
        from sim.figures.portfolio import draw_validation_of

        draw_validation_of(finished, table, finished.folder / "figures", lang.value)
    tell(
        finished.folder, as_json=lambda: as_json(finished, table), in_words=lambda: _print(finished, table),
        quiet=quiet, json=json,
    )  # fmt: skip


def as_json(run: "Run", table: "pd.DataFrame") -> str:
    """Give verdicts and facts as JSON; what is missing is null."""
    from sim.cli.answers_json import rows_of
    from sim.cli.telling import document_of
    from sim.measures.facts.validating import counts

    return document_of(run, verdicts=counts(table), facts=rows_of(table))


def _print(run: "Run", table: "pd.DataFrame") -> None:
    from sim.cli.screen import answers
    from sim.measures.facts.validating import counts

    answers().print()
    for used, title in ((True, "facts used in calibration"), (False, "facts not used in calibration")):
        part = table[table["used_in_calibration"] == used]
        if len(part):
            answers().print(_listed(part, f"{run.title}: {title}"))
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts(table).items())
    answers().print(f"  {told}. Near: the mean over replicates lies in the band.", markup=False)
    answers().print(f"\nResults: {run.folder.as_posix()}", markup=False, soft_wrap=True)


def _listed(part: "pd.DataFrame", title: str) -> object:
    from rich.markup import escape
    from rich.table import Table

    from sim.cli.numbers import plain
    from sim.measures.facts.validating import NEAR

    table = Table(title=escape(title), title_justify="left", title_style="bold")
    for name in ("fact", "what", "simulated", "band", "verdict", "remark"):
        table.add_column(name, justify="right" if name in ("simulated", "band") else "left")
    for row in part.to_dict("records"):
        ends = "" if isnan(row["found_low"]) else f"\n({plain(row['found_low'])} to {plain(row['found_high'])})"
        style = "bold" if row["verdict"] == NEAR else ""
        table.add_row(
            row["id"], escape(f"{row['fact']} [{row['unit']}]"), plain(row["found"]) + ends,
            band(row["low"], row["high"]), f"[{style}]{row['verdict']}[/]" if style else row["verdict"],
            escape(remark(row)),
        )  # fmt: skip
    return table


def band(low: float, high: float) -> str:
    """Write a band: `0.1 to 0.3`, `at least 4`, `at most 1`."""
    from sim.cli.numbers import ABSENT, plain

    if isnan(low):
        return ABSENT if isnan(high) else f"at most {plain(high)}"
    return f"at least {plain(low)}" if isnan(high) else f"{plain(low)} to {plain(high)}"


def remark(row: dict[Any, Any]) -> str:
    """Say why a fact is not measurable or missed, how it was measured, and what stands beside it."""
    from sim.cli.numbers import plain
    from sim.measures.facts.validating import NOT_MEASURABLE

    beside = f"{row['beside_name']}: {plain(row['beside'])}" if row["beside_name"] else ""
    how = "" if row["verdict"] == NOT_MEASURABLE else row["remark"]
    return "; ".join(each for each in (row["why"], how, beside) if each)
