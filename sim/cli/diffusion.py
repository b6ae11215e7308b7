"""`hinterland diffusion`: how rules spread, who copied from whom, and what a central push does to it."""

import json as json_text
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.run import Language

if TYPE_CHECKING:
    from sim.measures.diffusion import Diffusion
    from sim.results.run import Run


def diffusion(
    scenario: Annotated[str, typer.Argument(help="Name or path of a scenario; `hinterland scenario list` lists them.")],
    replicates: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Replicates of three worlds; by default the scenario's.")
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
    """Follow rules from place to place: as it is, without any central push, and with all of it, under the same luck."""
    from sim.cli.carrying_out import carried_out
    from sim.experiments.twins import run_twins
    from sim.measures.diffusion import ARMS
    from sim.measures.diffusion import diffusion as follow
    from sim.scenario.reading import read_scenario

    given = {"replicates": replicates, "years": years, "seed": seed}
    words = [f"{key}={value}" for key, value in given.items() if value is not None]
    arms = f"counterfactual=[{', '.join(ARMS[1:])}]"
    resolved = read_scenario(scenario, [*(overrides or []), *words, arms])
    finished = carried_out(
        lambda progress: run_twins(resolved, workers=workers, threads=threads, out=out, progress=progress),
        replicates=resolved.replicates, quiet=quiet or json,
    )  # fmt: skip
    found = follow(finished)
    _write_tables(found, finished.folder / "tables")
    if not no_figures:
        from sim.figures.portfolio import draw_diffusion_of

        draw_diffusion_of(finished, found, finished.folder / "figures", lang.value)
    if json:
        typer.echo(as_json(finished, found))
    elif quiet:
        typer.echo(finished.folder.as_posix())
    else:
        _print(finished, found)
    sys.stdout.flush()


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

    document = {
        "scenario": run.name,
        "folder": run.folder.as_posix(),
        "replicates": list(run.replicates),
        "hazards": rows_of(found.hazards),
        "domains": rows_of(found.domains),
    }
    return json_text.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def _print(run: "Run", found: "Diffusion") -> None:
    from rich.markup import escape
    from rich.table import Table

    from sim.cli.numbers import percent, plain, with_interval
    from sim.cli.screen import answers
    from sim.measures.diffusion import ARMS, HAZARDS

    told = found.domains.set_index(["arm", "domain"])
    table = Table(
        title=escape(f"{run.title}: regions that adopted rules, and when"), title_justify="left", title_style="bold"
    )
    table.add_column("domain")
    for arm in ARMS:
        table.add_column(f"{arm}\nshare\nfirst / half / last, years", justify="right")
    for domain in found.domains["domain"].unique():
        cells = []
        for arm in ARMS:
            row = told.loc[(arm, domain)]
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
