"""How twins differ, in words, and warnings about twins that do not mean what one might think."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.scenario.arms import arms, plain, shares_burn_in
from sim.scenario.schema import Scenario

SILENT = ("name", "title", "extends", "replicates", "counterfactual")
MOST_NAMED = 6


def differences(base: Scenario, twin: Scenario) -> dict[str, tuple[Any, Any]]:
    """List every key in which two arms differ, with both values; None where one of them has no such key."""
    left, right = plain(base), plain(twin)
    return {key: values for key, values in _compare(left, right, "") if key.partition(".")[0] not in SILENT}


def _compare(left: Any, right: Any, key: str) -> Iterator[tuple[str, tuple[Any, Any]]]:
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        for name in dict.fromkeys((*left, *right)):
            yield from _compare(left.get(name), right.get(name), f"{key}.{name}" if key else str(name))
    elif left != right:
        yield key, (left, right)


def in_words(base: Scenario, twin: Scenario) -> str:
    """Say in one line how a twin differs from the base."""
    found = differences(base, twin)
    if not found:
        return "NO DIFFERENCE: every effect will be exactly zero."
    named = [f"{key} {_value(there)} instead of {_value(here)}" for key, (here, there) in found.items()]
    more = f"; and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    past = "" if shares_burn_in(base, twin) else "; has a burn-in of its own"
    return "; ".join(named[:MOST_NAMED]) + more + past


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return "nothing" if value is None or value == {} else str(value)


def warn_of_twins(scenario: Scenario, *, quiet: bool) -> None:
    """Warn loudly of twins without a difference, and of twins that have a burn-in of their own.

    A twin without a difference is told even when all else is quiet: its numbers are all zero and mean nothing.
    """
    from sim.cli.screen import warn

    found = arms(scenario)
    base = found.pop("base")
    if not found:
        warn("This scenario has no counterfactual, so nothing is compared.", title="No counterfactual")
    for name, twin in found.items():
        if not differences(base, twin):
            warn(
                f"The counterfactual '{name}' does not differ from the scenario in anything, so every effect against "
                "it will be exactly zero. Name another one under `counterfactual`, or change what it should differ in.",
                title="A TWIN WITHOUT A DIFFERENCE",
            )
        elif not quiet and not shares_burn_in(base, twin):
            warn(
                f"The counterfactual '{name}' reaches into what holds before the policy date, so it has a burn-in of "
                "its own and shares only luck with the scenario: its differences contain a different past.",
                title="A burn-in of its own",
            )
