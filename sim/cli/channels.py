"""`hinterland channels`: which part of what zones radiate runs through which channel."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from sim.cli import options
from sim.cli.rings_option import RingsOption, read_with_rings

if TYPE_CHECKING:
    from sim.measures.channels import ChannelEffects
    from sim.results.run import Run
    from sim.scenario.schema import Scenario


def channels(
    scenario: options.ScenarioName,
    against: options.Against = None,
    of: options.Column = "gdp",
    replicates: Annotated[
        int | None, options.replicates_of("Replicates of 32 worlds each; by default the scenario's.")
    ] = None,
    years: options.Years = None,
    seed: options.Seed = None,
    overrides: options.Overrides = None,
    rings: RingsOption = None,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    check: options.Check = False,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Take the radiation of zones apart by channel: 32 worlds a replicate, Shapley values, interactions."""
    from sim.cli.telling import tell
    from sim.measures.channels import channels as take_apart
    from sim.measures.channels import check_column

    check_column(of)
    words = options.said(overrides, replicates=replicates, years=years, seed=seed)
    resolved = read_with_rings(scenario, words, rings)
    how = {"workers": workers, "threads": threads, "out": out, "check": check}
    finished = _carry_out(resolved, against, how, quiet=quiet or json)
    found = take_apart(finished, of)
    _write_tables(found, finished.folder / "tables")
    if not no_figures:
        _draw(finished, found, lang)
    tell(
        finished.folder, as_json=lambda: as_json(finished, found), in_words=lambda: _print(finished, found),
        quiet=quiet, json=json,
    )  # fmt: skip


def _carry_out(scenario: "Scenario", against: str | None, how: dict[str, Any], *, quiet: bool) -> "Run":
    from sim.cli.carrying_out import carried_out
    from sim.experiments.channels import run_channels

    return carried_out(
        lambda progress: run_channels(scenario, against=against, progress=progress, **how),
        replicates=scenario.replicates, quiet=quiet,
    )  # fmt: skip


def _write_tables(found: "ChannelEffects", folder: Path) -> None:
    tables = {
        "channels": found.table(),
        "channel_interactions": found.interaction_table(),
        "channel_sets": found.outcome_table(),
    }
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def _draw(finished: "Run", found: "ChannelEffects", lang: options.Language) -> None:
    from sim.figures.portfolio import draw_channels_of

    draw_channels_of(finished, found, finished.folder / "figures", lang.value)


def as_json(run: "Run", found: "ChannelEffects") -> str:
    """Give what was found in the last year as JSON; missing ends of intervals are null."""
    from sim.cli.answers_json import rows_of
    from sim.cli.telling import document_of

    parts, pairs = found.table(), found.interaction_table()
    return document_of(
        run,
        counterfactual=run.manifest["channels_of"],
        column=found.column,
        parts=rows_of(parts[parts["step"] == parts["step"].max()]),
        interactions=rows_of(pairs[pairs["step"] == pairs["step"].max()]),
        largest_remainder=found.largest_remainder,
    )


def _print(run: "Run", found: "ChannelEffects") -> None:
    from rich.markup import escape
    from rich.table import Table

    from sim.cli.numbers import ends, points
    from sim.cli.screen import answers
    from sim.measures.channels import PARTS, WHOLE

    year = int(found.years["year"].iloc[-1])
    table = Table(
        title=escape(f"{run.title}: {found.column} outside zones by channel, against "
                     f"{run.manifest['channels_of']}, after {year} years, log points x 100"),
        title_justify="left", title_style="bold",
    )  # fmt: skip
    table.add_column("distance")
    for part in (*PARTS, WHOLE):
        table.add_column(part, justify="right")
    parts = {part: found.part(part) for part in (*PARTS, WHOLE)}
    for ring, name in enumerate(found.rings):
        cells = [
            f"{points(float(each.value[-1, ring]))}\n{ends(float(each.low[-1, ring]), float(each.high[-1, ring]))}"
            for each in parts.values()
        ]
        table.add_row(name, *cells)
    answers().print()
    answers().print(table)
    _print_interactions(found)
    answers().print(f"  The parts add up to the total within {found.largest_remainder:.0e} log points.")
    answers().print(f"\nResults: {run.folder.as_posix()}", markup=False, soft_wrap=True)


def _print_interactions(found: "ChannelEffects") -> None:
    from sim.cli.numbers import ends, points
    from sim.cli.screen import answers
    from sim.measures.channels import ALL_OUTSIDE

    table = found.interaction_table()
    last = table[(table["step"] == table["step"].max()) & (table["ring"] == ALL_OUTSIDE)]
    answers().print("  What two channels add to each other in all that is outside:")
    for row in last.to_dict("records"):
        span = ends(row["low"], row["high"])
        answers().print(f"    {row['one']} and {row['other']}: {points(row['effect'])}  ({span})")
