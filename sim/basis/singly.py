"""Luck and arithmetic one number at a time, for an engine that loops in Python.

The numbers are those that kernels draw in bulk, bit for bit: a draw is a function of its purpose, its step and who
draws, whichever engine asks.
"""

from struct import Struct

from sim.basis.luck import Luck, Purpose
from sim.kernels import singly

exp = singly.exp
"""e to the power of a number, cut to [-700, 700]."""

log = singly.log
"""Natural logarithm of a number above zero."""

ALL_BITS = (1 << 64) - 1
WORD = 2.0**-32

_SINGLE = Struct("f")


class Draws:
    """What is drawn for a purpose in a step."""

    __slots__ = ("key",)

    def __init__(self, luck: Luck, purpose: Purpose, step: int) -> None:
        """Name the draws.

        Args:
            luck: Luck of the replicate.
            purpose: What the draws are for.
            step: Step in which they are drawn; negative in the burn-in.
        """
        self.key = int(luck.key(purpose, step))

    def words(self, who: int, other: int = 0) -> tuple[int, int, int, int]:
        """Draw four whole numbers of 32 bits.

        Args:
            who: 64-bit identity, or any number that names who draws.
            other: Names the other of a pair, or which of several draws it is.
        """
        return singly.four_words(self.key, who, other)

    def fractions(self, who: int, other: int = 0) -> tuple[float, float, float, float]:
        """Draw four numbers in (0, 1) at a resolution of 2^-32; as `words`."""
        a, b, c, d = singly.four_words(self.key, who, other)
        return (a + 0.5) * WORD, (b + 0.5) * WORD, (c + 0.5) * WORD, (d + 0.5) * WORD

    def uniform(self, who: int, other: int = 0) -> float:
        """Draw one number in (0, 1) at a resolution of 2^-52."""
        return singly.one_uniform(self.key, who, other)

    def two_uniforms(self, who: int, other: int = 0) -> tuple[float, float]:
        """Draw two numbers in (0, 1); the first is that of `uniform`."""
        return singly.two_uniforms(self.key, who, other)

    def normal(self, who: int, other: int = 0) -> float:
        """Draw one standard normal."""
        return singly.two_normals(self.key, who, other)[0]

    def two_normals(self, who: int, other: int = 0) -> tuple[float, float]:
        """Draw two standard normals; the first is that of `normal`."""
        return singly.two_normals(self.key, who, other)


def identity(step: int, parent: int, number: int) -> int:
    """Name a firm by step, identity of its parent and number of the birth: 64 bits, never reused."""
    return singly.identity(step, parent, number)


def rounded_to_single(x: float) -> float:
    """Round to the nearest number of single precision, as a column of them stores it."""
    return _SINGLE.unpack(_SINGLE.pack(x))[0]
