"""Luck: every draw is a pure function of (seed, replicate, purpose, step, who, alternative).

A draw is the quantile of one uniform; the uniform is a word of Philox4x32-10 whose key is made of seed, replicate,
purpose, step and alternative, and whose counter is made of who draws and, where a draw belongs to a pair, of the
other. Nothing advances a stream, so order, threads and workers cannot change a result.

A purpose is a sentence. Its number is a hash of the sentence, so adding a purpose moves no other draw.

Source: Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC11, for Philox.
"""

import hashlib
from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Identities
from sim.kernels import draws


@dataclass(frozen=True)
class Purpose:
    """What a draw is for, in a sentence."""

    sentence: str

    @property
    def number(self) -> int:
        """Give the 64-bit number of the sentence."""
        return int.from_bytes(hashlib.sha256(self.sentence.encode()).digest()[:8], "little")


@dataclass(frozen=True)
class Luck:
    """The luck of one replicate."""

    seed: int
    replicate: int

    def key(self, purpose: Purpose, step: int, alternative: int = 0) -> np.uint64:
        """Give the 64-bit Philox key of a purpose in a step; kernels make their own draws from it."""
        text = f"{self.seed}|{self.replicate}|{purpose.number}|{step}|{alternative}"
        return np.uint64(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little"))

    def uniforms(self, purpose: Purpose, step: int, who: Identities, other: int = 0, alternative: int = 0) -> Floats:
        """Draw one uniform in (0, 1) for each of `who`.

        Args:
            purpose: What the draw is for.
            step: Step in which it is drawn; negative in the burn-in.
            who: (n,) 64-bit identities, or any numbers that name who draws.
            other: Names the other of a pair, where the draw belongs to a pair.
            alternative: Which of several alternatives the draw is for.
        """
        return draws.uniforms(
            self.key(purpose, step, alternative), np.ascontiguousarray(who, dtype=np.uint64), np.uint64(other)
        )

    def normals(self, purpose: Purpose, step: int, who: Identities, other: int = 0, alternative: int = 0) -> Floats:
        """Draw one standard normal for each of `who`: the quantile of `uniforms`."""
        return draws.normal_quantiles(self.uniforms(purpose, step, who, other, alternative))
