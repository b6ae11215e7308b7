"""One world: a scenario lived through once, in memory."""

from typing import TYPE_CHECKING

from sim.experiments.compiling import settle_cache
from sim.experiments.engines import DEFAULT_ENGINE, check_engine, engine_named, founded_by
from sim.experiments.in_a_notebook import Bar, in_a_notebook
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.model.replicate import WorldRecord
    from sim.model.schedule import Schedule


def run(
    scenario: Scenario,
    *,
    replicate: int = 0,
    years: int | None = None,
    threads: int = 1,
    check: bool = False,
    engine: str = DEFAULT_ENGINE,
    schedule: "Schedule | None" = None,
) -> "WorldRecord":
    """Live through a scenario once, without a twin, and give its tables.

    Args:
        scenario: What to live through.
        replicate: Which luck; replicate k is the same however many are run.
        years: Recorded years; by default the scenario's.
        threads: Threads to use; they change no result.
        check: Whether the accounting identities are checked in every step.
        engine: `numba`, or `plain` for the slow engine that is easy to read.
        schedule: The order of a step, burn-in included; by default the model's (`sim.SCHEDULE`).
    """
    settle_cache()
    check_engine(engine, schedule)
    live = engine_named(engine)
    bar = Bar() if in_a_notebook() else None
    records = live(
        {"base": scenario}, replicate=replicate, years=years, threads=threads, check=check,
        progress=bar and (lambda stage, done, total: bar.show(stage, done / max(total, 1))), **founded_by(schedule),
    )  # fmt: skip
    record = next(record for _, record in records)
    if bar:
        bar.show("1 world run, in memory.", 1.0, last=True)
    return record
