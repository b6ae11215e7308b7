"""Which counterfactual a command is about, and its name as part of a file's."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.results.run import Run


def arm_of(finished: "Run", against: str | None) -> str:
    """Give the counterfactual that is asked for, or the first there is."""
    from sim.basis.errors import ResultsError

    if against is not None and against not in finished.counterfactuals:
        known = ", ".join(finished.counterfactuals)
        raise ResultsError(f"{finished.name} has no counterfactual '{against}'; it has {known}. Set `counterfactual`.")
    return against or finished.counterfactuals[0]


def file_name(arm: str) -> str:
    """Give the name of a counterfactual as tables' file names have it: letters and digits, the rest underscores."""
    return "".join(letter if letter.isalnum() else "_" for letter in arm)
