"""The answers of a sensitivity study: tables on the screen, or JSON."""

from typing import Any

import pandas as pd
from rich.markup import escape
from rich.table import Table

from sim.cli.answers_json import rows_of
from sim.cli.numbers import ABSENT, duration
from sim.cli.screen import answers
from sim.cli.telling import document
from sim.experiments.sensitivity.stages import INDICES, SCREENING, TORNADO
from sim.measures.sensitivity.study import Plan, Study


def plan_in_words(plan: Plan, told: dict[str, Any]) -> list[str]:
    """Say what a study will do."""
    ranges = "; ".join(f"{key} {low:g} to {high:g}" for key, (low, high) in told["parameters"].items())
    points = ", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in told["points"].items())
    most = " at most" if plan.walks and plan.samples else ""
    lines = [
        f"{plan.base.title or plan.base.name}: what {', '.join(plan.names)} hangs on.",
        f"{len(plan.factors)} parameters: {ranges}.",
        f"Points: {points}; {plan.base.replicates} replicates each; {told['worlds_at_most']} different worlds{most}.",
    ]
    if not told["worlds_to_run"]:
        return [*lines, "All of them are in the store; nothing is run again."]
    takes = ""
    if "seconds" in told:
        workers = "1 worker" if told["workers"] == 1 else f"{told['workers']} workers"
        takes = f": about {duration(told['seconds'])} on {workers}, and {told['megabytes']:.0f} MB of disk"
    return [
        *lines,
        f"{told['worlds_to_run']} to run{most}, from {told['burn_ins_to_run']} burn-ins{takes}.",
        *_of_burn_ins(plan, told["burn_ins_to_run"]),
    ]


def _of_burn_ins(plan: Plan, burn_ins: int) -> list[str]:
    """Say whether points part before the policy date; replicates have burn-ins of their own in any case."""
    if burn_ins <= plan.base.replicates:
        return []
    return [
        "Some of these parameters reach into the burn-in: points that differ in them start from economies of their own "
        "and share only their luck, so an index tells what a parameter does to the past as well as to the present."
    ]


def print_study(study: Study) -> None:
    """Print what each number hangs on, and where the rest is."""
    for measure in study.plan.names:
        answers().print(f"\n[bold]{escape(measure)}[/bold]")
        for stage, name, heads, title in _SHOWN:
            table = study.table(stage, name, measure)
            if table is not None:
                _print(table, heads, f"{title} ({escape(str(table['unit'].iloc[0]))})")
    if study.plan.samples and INDICES not in study.found:
        answers().print("\nNo parameter is clear of luck, so there are no indices: ask for more --replicates.")
    answers().print("\nResults:")
    for stage, found in study.found.items():
        answers().print(f"  {stage:<15} {found.swept.folder.as_posix()}", markup=False, soft_wrap=True)


_SHOWN = (
    (TORNADO, "tornado", ("parameter", "end", "setting", "value", "change", "change_low", "change_high"),
     "One at a time: change against the scenario"),
    (SCREENING, "screening",
     ("parameter", "mu", "mu_star", "mu_star_low", "mu_star_high", "strength", "luck_alone", "verdict"),
     "Morris screening: effect of the whole range"),
    (INDICES, "indices", ("parameter", "first", "first_low", "first_high", "total", "total_low", "total_high"),
     "Sobol' indices: shares of the variance that the kept parameters make; number"),
    (INDICES, "variance", ("part", "variance", "share", "share_low", "share_high"), "Luck and parameters; number"),
)  # fmt: skip


def _print(table: pd.DataFrame, heads: tuple[str, ...], title: str) -> None:
    shown = Table(title=title, title_justify="left", title_style="bold")
    for head in heads:
        words = head in {"parameter", "part", "end", "verdict"}
        shown.add_column(head.replace("_", " "), justify="left" if words else "right", no_wrap=words)
    for row in table[list(heads)].itertuples(index=False):
        shown.add_row(*(_cell(value) for value in row))
    answers().print(shown)


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return escape(value)
    return ABSENT if pd.isna(value) else f"{value:.3g}"


def study_as_json(study: Study) -> str:
    """Give everything that was found as JSON; what is missing is null."""
    plan = study.plan
    told = {
        "scenario": plan.base.name,
        "numbers": list(plan.names),
        "replicates": plan.base.replicates,
        "stages": {
            stage: {
                "folder": found.swept.folder.as_posix(),
                "parameters": [factor.key for factor in found.stage.factors],
                **{name: rows_of(table) for name, table in found.tables.items()},
            }
            for stage, found in study.found.items()
        },
    }
    return document(told)
