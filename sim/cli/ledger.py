"""`hinterland ledger`: what zones gain, is it created or drawn from elsewhere?"""

import math
from typing import TYPE_CHECKING, Annotated

from sim.cli import options
from sim.cli.rings_option import RingsOption, read_with_rings
from sim.cli.twin_choice import arm_of, file_name

if TYPE_CHECKING:
    from sim.measures.ledger import Ledger
    from sim.results.run import Run


def ledger(
    scenario: options.ScenarioName,
    against: options.Against = None,
    year: options.Year = None,
    replicates: Annotated[int | None, options.replicates_of("Twin experiments; by default the scenario's.")] = None,
    years: options.Years = None,
    seed: options.Seed = None,
    overrides: options.Overrides = None,
    rings: RingsOption = None,
    workers: options.Workers = None,
    threads: options.Threads = 1,
    out: options.Out = options.RESULTS,
    lang: options.Lang = options.Language.EN,
    no_figures: options.NoFigures = False,
    quiet: options.Quiet = False,
    json: options.AnswersAsJson = False,
) -> None:
    """Follow firms from one twin to the other: what the zones gain is created, drawn from a ring, or from abroad."""
    from sim.cli.carrying_out import twins_carried_out
    from sim.cli.telling import tell
    from sim.measures.headline import answers
    from sim.measures.ledger import ledger as draw_up

    words = options.said(overrides, replicates=replicates, years=years, seed=seed)
    asked = read_with_rings(scenario, words, rings)
    wanted = asked.years if year is None else year
    resolved = read_with_rings(scenario, [*words, f"census_years=[{wanted}]"], rings)
    finished = twins_carried_out(resolved, workers=workers, threads=threads, out=out, quiet=quiet or json)
    arm = arm_of(finished, against)
    twins = answers(finished, arm)
    found = draw_up(twins.pairs, twins.rings, wanted)
    found.table().to_csv(finished.folder / "tables" / f"ledger_{file_name(arm)}.csv", index=False, lineterminator="\n")
    if not no_figures:
        from sim.figures.portfolio import draw_ledger_of

        draw_ledger_of(finished, arm, found, finished.folder / "figures", lang.value)
    tell(
        finished.folder, as_json=lambda: as_json(finished, arm, found), in_words=lambda: _print(finished, arm, found),
        quiet=quiet, json=json,
    )  # fmt: skip


def as_json(run: "Run", arm: str, found: "Ledger") -> str:
    """Give what was found as JSON; missing ends of intervals are null."""
    from sim.cli.answers_json import rows_of
    from sim.cli.telling import document_of

    return document_of(
        run, counterfactual=arm, ledger=rows_of(found.table()), largest_remainder=found.largest_remainder
    )


def _print(run: "Run", arm: str, found: "Ledger") -> None:
    from rich.markup import escape
    from rich.table import Table

    from sim.cli.numbers import plain
    from sim.cli.screen import answers
    from sim.measures.ledger import QUANTITIES

    table = Table(
        title=escape(f"{run.title}: what the zones gain, against {arm}, in year {found.year}"),
        title_justify="left", title_style="bold",
    )  # fmt: skip
    table.add_column("where it comes from")
    told = found.table().set_index(["quantity", "entry"])
    for quantity in QUANTITIES:
        table.add_column(f"{quantity}\n{told.loc[quantity]['unit'].iloc[0]}", justify="right")
    for entry in told.loc[QUANTITIES[0]].index:
        cells = []
        for quantity in QUANTITIES:
            net, low, high = (float(told.loc[(quantity, entry), name]) for name in ("net", "low", "high"))  # type: ignore[arg-type]
            cells.append(f"{plain(net)}" + ("" if math.isnan(low) else f"  ({plain(low)} to {plain(high)})"))
        table.add_row(str(entry), *cells)
    answers().print()
    answers().print(table)
    answers().print(f"  The entries add up to the total within {found.largest_remainder:.0e} of what is counted.")
    answers().print(f"\nResults: {run.folder.as_posix()}", markup=False, soft_wrap=True)
