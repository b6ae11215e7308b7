"""`hinterland radiation`: the radiation curve of any column, by distance, by dose, and over the years."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sim.cli import options
from sim.cli.rings_option import RingsOption, read_with_rings

if TYPE_CHECKING:
    import pandas as pd

    from sim.measures.headline import Answers
    from sim.results.run import Run


def radiation(
    scenario: options.ScenarioName,
    of: options.Column = "gdp",
    against: options.Against = None,
    rings: RingsOption = None,
    replicates: Annotated[
        int | None, options.replicates_of("Twin experiments to run; by default the scenario's.")
    ] = None,
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
    """Tell how far zones radiate in one column: by distance, travel or contiguity, by dose, and over the years."""
    from sim.cli.carrying_out import twins_carried_out
    from sim.cli.telling import tell
    from sim.cli.twin_choice import arm_of
    from sim.measures.channels import check_column
    from sim.measures.column_radiation import column_numbers
    from sim.measures.headline import answers

    check_column(of)
    words = options.said(overrides, replicates=replicates, years=years, seed=seed)
    resolved = read_with_rings(scenario, words, rings)
    finished = twins_carried_out(resolved, workers=workers, threads=threads, out=out, quiet=quiet or json)
    arm = arm_of(finished, against)
    found = answers(finished, arm)
    tables = {"radiation": found.curve_of(of).table(), "dose": found.dose_of(of), "sums": column_numbers(found, of)}
    _write_tables(tables, finished.folder / "tables", arm, of)
    if not no_figures:
        from sim.figures.portfolio import draw_radiation_of

        draw_radiation_of(finished, arm, found, finished.folder / "figures", column=of, language=lang.value)
    tell(
        finished.folder, as_json=lambda: _as_json(finished, arm, of, tables),
        in_words=lambda: _print(finished, arm, of, found, tables), quiet=quiet, json=json,
    )  # fmt: skip


def _write_tables(tables: "dict[str, pd.DataFrame]", folder: Path, arm: str, of: str) -> None:
    from sim.cli.summary import file_name

    after = "" if of == "gdp" else f".{of}"
    for name, table in tables.items():
        table.to_csv(folder / f"{name}_{file_name(arm)}{after}.csv", index=False, lineterminator="\n")


def _as_json(run: "Run", arm: str, of: str, tables: "dict[str, pd.DataFrame]") -> str:
    from sim.cli.answers_json import rows_of
    from sim.cli.telling import document_of

    told = {name: rows_of(table) for name, table in tables.items()}
    return document_of(run, counterfactual=arm, column=of, **told)


def _print(run: "Run", arm: str, of: str, found: "Answers", tables: "dict[str, pd.DataFrame]") -> None:
    from sim.cli.answers import print_curve, print_dose
    from sim.cli.numbers import growth, span, with_interval
    from sim.cli.screen import answers
    from sim.measures.intervals import Number

    what = "real GDP" if of == "gdp" else of.replace("_", " ")
    print_curve(found.curve_of(of), arm, what)
    print_dose(tables["dose"], arm, what)
    answers().print()
    for row in tables["sums"].to_dict("records"):
        number = Number(row["value"], row["low"], row["high"], row["remark"])
        if row["unit"] == "log points" and not row["remark"]:
            told = f"{growth(number.value)}  ({span(number.low, number.high)})"
        else:
            told = with_interval(number, row["unit"] if row["unit"] == "km" else "")
        answers().print(f"  {row['name']}  {told}", markup=False, soft_wrap=True)
    answers().print(f"\nResults: {run.folder.as_posix()}", markup=False, soft_wrap=True)
