"""`hinterland validate`: every known fact beside what the simulation says of it, near or far."""

import json as json_text
import sys
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.run import Language

if TYPE_CHECKING:
    import pandas as pd

    from sim.results.run import Run


def validate(
    scenario: Annotated[str, typer.Argument(help="Name or path of a scenario; `hinterland scenario list` lists them.")],
    facts: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of facts of your own; by default those that ship.")
    ] = None,
    replicates: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Replicates; by default the scenario's.")
    ] = None,
    years: Annotated[int | None, typer.Option(help="Recorded years; by default the scenario's.")] = None,
    seed: Annotated[int | None, typer.Option(help="Root of all luck; by default the scenario's.")] = None,
    overrides: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Set a parameter (`hinterland parameters`); may be repeated."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes side by side; by default one a core. They change no result.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Threads of each worker. They change no result.")] = 1,
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder of all results.")] = Path("results"),
    lang: Annotated[Language, typer.Option(help="Language of the labels of figures.")] = Language.EN,
    no_figures: Annotated[bool, typer.Option("--no-figures", help="Draw no figures.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only where the results are.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the answers as JSON, for a script.")] = False,
) -> None:
    """Measure every fact in the simulation, with the counterfactual worlds it needs: near, far, or not measurable."""
    from sim.cli.carrying_out import carried_out
    from sim.experiments.twins import run_twins
    from sim.measures.facts.measuring import Measured, readings, worlds_wanted
    from sim.measures.facts.register import MEASUREMENTS, dotted_names
    from sim.measures.facts.table import read_facts_file
    from sim.measures.facts.validating import validation
    from sim.scenario.calibrated import calibrated_on
    from sim.scenario.reading import read_scenario

    given = {"replicates": replicates, "years": years, "seed": seed}
    words = [f"{key}={value}" for key, value in given.items() if value is not None]
    resolved = read_scenario(scenario, [*(overrides or []), *words])
    asked = read_facts_file(facts, MEASUREMENTS, dotted_names(resolved))
    wanted = worlds_wanted(resolved, asked)
    finished = carried_out(
        lambda progress: run_twins(wanted, workers=workers, threads=threads, out=out, progress=progress),
        replicates=resolved.replicates, quiet=quiet or json,
    )  # fmt: skip
    found = readings(finished, resolved, asked)
    table = validation(Measured(finished, found), asked, calibrated=calibrated_on(scenario))
    for name, frame in {"validation": table, "validation_replicates": found}.items():
        frame.to_csv(finished.folder / "tables" / f"{name}.csv", index=False, lineterminator="\n")
    if not no_figures:
        from sim.figures.portfolio import draw_validation_of

        draw_validation_of(finished, table, finished.folder / "figures", lang.value)
    _tell(finished, table, quiet=quiet, json=json)
    sys.stdout.flush()


def _tell(run: "Run", table: "pd.DataFrame", *, quiet: bool, json: bool) -> None:
    from sim.cli.answers_json import rows_of
    from sim.measures.facts.validating import counts

    if json:
        document = {
            "scenario": run.name,
            "folder": run.folder.as_posix(),
            "replicates": list(run.replicates),
            "verdicts": counts(table),
            "facts": rows_of(table),
        }
        typer.echo(json_text.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    elif quiet:
        typer.echo(run.folder.as_posix())
    else:
        _print(run, table)


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
