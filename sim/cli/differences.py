"""How twins differ, in words, and warnings about twins that do not mean what one might think."""

from sim.scenario.arms import arms, shares_burn_in
from sim.scenario.differing import differences
from sim.scenario.schema import Scenario

MOST_NAMED = 6


def in_words(base: Scenario, twin: Scenario) -> str:
    """Say in one line how a twin differs from the base."""
    found = differences(base, twin)
    if not found:
        return "NO DIFFERENCE: every effect will be exactly zero"
    more = f"; and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    past = "" if shares_burn_in(base, twin) else "; has a burn-in of its own"
    return "; ".join(found[:MOST_NAMED]) + more + past


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
