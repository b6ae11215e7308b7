"""A contest: one call by a kernel and by C; the same results first, then times in turn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.floor.calls import Call
from benchmarks.floor.in_c import InC
from benchmarks.interleaving import Times, interleaved, ratio

CLOSE = 1e-12
"""Largest relative difference of numbers with which C still did the same."""


class AnotherResultError(AssertionError):
    """C and the kernel did not do the same."""


@dataclass(frozen=True)
class Contest:
    """Times of both sides."""

    ours: Times
    in_c: Times

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return ratio(self.ours, self.in_c)

    def __add__(self, other: "Contest") -> "Contest":
        return Contest(self.ours + other.ours, self.in_c + other.in_c)


def contest(in_c: InC, calls: Sequence[Call], *, rounds: int) -> Contest:
    """Check that both write the same in all calls of a kernel, and time them in turn from the same state.

    Raises:
        AnotherResultError: They did not write the same, or nothing at all.
    """
    found = [_one(in_c, call, rounds) for call in calls]
    if not any(written for written, _ in found):
        raise AnotherResultError(f"`{calls[0].name}` wrote nothing, so there is nothing to compare.")
    return sum((each for _, each in found[1:]), start=found[0][1])


def _one(in_c: InC, call: Call, rounds: int) -> tuple[list[str], Contest]:
    ours, theirs = call.copy(), call.copy()
    ours_run, theirs_run = ours.run, in_c.prepared(theirs)
    ours_run()
    theirs_run()
    check_same(ours, theirs)
    written = written_arrays(call, ours)
    first, sides = call.leaves(), (ours.leaves(), theirs.leaves())

    def restore() -> None:
        for side in sides:
            for name in written:
                side[name][...] = first[name]

    times = interleaved({"ours": ours_run, "c": theirs_run}, rounds=rounds, before=restore)
    return written, Contest(times["ours"], times["c"])


def written_arrays(before: Call, after: Call) -> list[str]:
    """Name the arrays that a call has changed."""
    first = before.leaves()
    return [
        name
        for name, array in after.leaves().items()
        if isinstance(array, np.ndarray) and not _equal(first[name], array)
    ]


def check_same(ours: Call, theirs: Call) -> None:
    """Refuse arrays that differ: whole numbers at all, others by more than a part in 1e12.

    Raises:
        AnotherResultError: Some do.
    """
    others = theirs.leaves()
    for name, array in ours.leaves().items():
        if isinstance(array, np.ndarray) and not _equal(array, others[name]) and not _close(array, others[name]):
            count = int((array != others[name]).sum())
            differ = f"{count} of {array.size} differ"
            raise AnotherResultError(f"C wrote another `{name}` than `{ours.name}` does: {differ}.")


def _equal(a: np.ndarray, b: np.ndarray) -> bool:
    return np.array_equal(a, b, equal_nan=a.dtype.kind == "f")


def _close(a: np.ndarray, b: np.ndarray) -> bool:
    return a.dtype == np.float64 and np.allclose(a, b, rtol=CLOSE, atol=0.0, equal_nan=True)
