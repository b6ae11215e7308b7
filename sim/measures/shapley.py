"""Shapley values: how a total is shared out among causes that work together, and how much any two add to each other.

    value[i] = sum over sets S without i of |S|! (n - |S| - 1)! / n! * (v(S + i) - v(S))
    interaction[i, j] = sum over sets S without i and j of
        |S|! (n - |S| - 2)! / (n - 1)! * (v(S + i + j) - v(S + i) - v(S + j) + v(S))

Sets are numbered by their members: cause i is in set number m where bit i of m is 1.

Source: Shapley (1953), Contributions to the Theory of Games II; Grabisch & Roubens (1999), Int. J. Game Theory 28(4).
"""

from itertools import combinations
from math import factorial

import numpy as np

from sim.basis.arrays import Floats


def shapley_values(outcomes: Floats) -> Floats:
    """Give (n, ...) what each cause contributes; with the outcome of no cause they add up to that of all.

    Args:
        outcomes: (2 ** n, ...) outcome of each set of causes, in the order of their numbers.
    """
    causes = _causes(outcomes)
    shares = np.zeros((causes, *outcomes.shape[1:]))
    for cause in range(causes):
        for members in range(len(outcomes)):
            if not members >> cause & 1:
                size = members.bit_count()
                weight = factorial(size) * factorial(causes - size - 1) / factorial(causes)
                shares[cause] += weight * (outcomes[members | 1 << cause] - outcomes[members])
    return shares


def interactions(outcomes: Floats) -> dict[tuple[int, int], Floats]:
    """Give what each two causes add to each other, (...): above zero they work through one another, below they compete.

    Args:
        outcomes: As for `shapley_values`.
    """
    causes = _causes(outcomes)
    found = {}
    for one, two in combinations(range(causes), 2):
        a, b = 1 << one, 1 << two
        total = np.zeros(outcomes.shape[1:])
        for members in range(len(outcomes)):
            if not members & (a | b):
                size = members.bit_count()
                weight = factorial(size) * factorial(causes - size - 2) / factorial(causes - 1)
                both = outcomes[members | a | b] - outcomes[members | a] - outcomes[members | b] + outcomes[members]
                total += weight * both
        found[one, two] = total
    return found


def _causes(outcomes: Floats) -> int:
    causes = len(outcomes).bit_length() - 1
    if len(outcomes) != 1 << causes:
        raise ValueError(f"{len(outcomes)} outcomes are not one for each set of some causes")
    return causes
