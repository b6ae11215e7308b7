"""`hinterland diffusion`: how rules spread, who copied from whom, and what a central push does to it."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sim.cli import options

if TYPE_CHECKING:
    from sim.measures.diffusion import Diffusion
    from sim.results.run import Run


def diffusion(
    scenario: options.ScenarioName,
    replicates: Annotated[
        int | None, options.replicates_of("Replicates of three worlds; by default the scenario's.")
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
    """Follow rules from place to place: as it is, without any central push, and with all of it, under the same luck."""
    from sim.cli.carrying_out import twins_carried_out
    from sim.cli.telling import tell
    from sim.measures.diffusion import ARMS
    from sim.measures.diffusion import diffusion as follow
    from sim.scenario.reading import read_scenario

    words = options.said(overrides, replicates=replicates, years=years, seed=seed)
    arms = f"counterfactual=[{', '.join(ARMS[1:])}]"
    resolved = read_scenario(scenario, [*words, arms])
    finished = twins_carried_out(resolved, workers=workers, threads=threads, out=out, quiet=quiet or json)
    found = follow(finished)
    _write_tables(found, finished.folder / "tables")
    if not no_figures:
        from sim.figures.portfolio import draw_diffusion_of

        draw_diffusion_of(finished, found, finished.folder / "figures", lang.value)
    tell(
        finished.folder, as_json=lambda: as_json(finished, found), in_words=lambda: _print(finished, found),
        quiet=quiet, json=json,
    )  # fmt: skip


def _write_tables(found: "Diffusion", folder: Path) -> None:
    tables = {
        "diffusion_hazards": found.hazards,
        "diffusion_domains": found.domains,
        "diffusion_curves": found.curves,
        "copying_tree": found.trees,
    }
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")


def as_json(run: "Run", found: "Diffusion") -> str:
    """Give hazards and domains as JSON; what is missing is null."""
    from sim.cli.answers_json import rows_of
    from sim.cli.telling import document_of

    return document_of(run, hazards=rows_of(found.hazards), domains=rows_of(found.domains))


def _print(run: "Run", found: "Diffusion") -> None:
    from rich.markup import escape
    from rich.table import Table

    from sim.cli.numbers import percent, plain, with_interval
    from sim.cli.screen import answers
    from sim.measures.diffusion import ARMS, HAZARDS

    told = {(row["arm"], row["domain"]): row for row in found.domains.to_dict("records")}
    table = Table(
        title=escape(f"{run.title}: regions that adopted rules, and when"), title_justify="left", title_style="bold"
    )
    table.add_column("domain")
    for arm in ARMS:
        table.add_column(f"{arm}\nshare\nfirst / half / last, years", justify="right")
    for domain in found.domains["domain"].unique():
        cells = []
        for arm in ARMS:
            row = told[arm, domain]
            low, high = float(row["low"]), float(row["high"])
            ends = "" if math.isnan(low) else f" ({percent(low, digits=0)} to {percent(high, digits=0)})"
            when = " / ".join(plain(float(row[name])) for name in ("first_years", "half_years", "last_years"))
            cells.append(f"{percent(float(row['adopted_share']), digits=0)}{ends}\n{when}")
        table.add_row(str(domain), *cells)
    answers().print()
    answers().print(table)
    for arm in ARMS:
        answers().print(f"  {HAZARDS[arm]}: {with_interval(found.hazard(arm), '1/year')}", markup=False)
    answers().print(f"\nResults: {run.folder.as_posix()}", markup=False, soft_wrap=True)
