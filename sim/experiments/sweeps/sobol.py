"""The Sobol sequence: points that fill a space evenly, however many of them one takes; the first stay the first.

    x[n] = xor of direction[b] over the bits b that are set in the Gray code of n

Source: Sobol (1967); direction numbers of Joe & Kuo (2008), SIAM Journal on Scientific Computing 30(5), the first 21
dimensions of `new-joe-kuo-6`.
"""

import numpy as np

from sim.basis.arrays import Floats

BITS = 32

# Primitive polynomial over GF(2), highest term first, and the initial direction numbers.
_DIRECTIONS = (
    (1, (1,)),
    (3, (1,)),
    (7, (1, 3)),
    (11, (1, 3, 1)),
    (13, (1, 1, 1)),
    (19, (1, 1, 3, 3)),
    (25, (1, 3, 5, 13)),
    (37, (1, 1, 5, 5, 17)),
    (41, (1, 1, 5, 5, 5)),
    (47, (1, 1, 7, 11, 19)),
    (55, (1, 1, 5, 1, 1)),
    (59, (1, 1, 1, 3, 11)),
    (61, (1, 3, 5, 5, 31)),
    (67, (1, 3, 3, 9, 7, 49)),
    (91, (1, 1, 1, 15, 21, 21)),
    (97, (1, 3, 1, 13, 27, 49)),
    (103, (1, 1, 1, 15, 7, 5)),
    (109, (1, 3, 1, 15, 13, 25)),
    (115, (1, 1, 5, 5, 19, 61)),
    (131, (1, 3, 7, 11, 23, 15, 103)),
    (137, (1, 3, 7, 13, 13, 15, 69)),
)

MOST_DIMENSIONS = len(_DIRECTIONS)


def sobol(points: int, shifts: np.ndarray) -> Floats:
    """Give the first points of the sequence, shifted digit by digit.

    Args:
        points: How many, N.
        shifts: (D,) 32-bit whole numbers by which each dimension is shifted (xor); zeros for the plain sequence.

    Returns:
        (N, D) numbers in (0, 1): each is the middle of its cell of width 2^-32.
    """
    numbers = np.arange(points, dtype=np.uint64)
    gray = numbers ^ (numbers >> np.uint64(1))
    found = np.empty((points, len(shifts)))
    for dimension, shift in enumerate(shifts):
        digits = np.zeros(points, dtype=np.uint64)
        for bit, direction in enumerate(_directions(dimension)):
            digits ^= ((gray >> np.uint64(bit)) & np.uint64(1)) * np.uint64(direction)
        found[:, dimension] = (digits ^ np.uint64(shift)).astype(np.float64)
    return (found + 0.5) / 2.0**BITS


def _directions(dimension: int) -> list[int]:
    """Give the direction of each bit of the index, as fractions of 2^32."""
    polynomial, initial = _DIRECTIONS[dimension]
    if dimension == 0:
        return [1 << (BITS - 1 - bit) for bit in range(BITS)]
    degree = polynomial.bit_length() - 1
    terms = list(initial)
    for bit in range(degree, BITS):
        term = terms[bit - degree] ^ (terms[bit - degree] << degree)
        for power in range(1, degree):
            if polynomial >> (degree - power) & 1:
                term ^= terms[bit - power] << power
        terms.append(term)
    return [term << (BITS - 1 - bit) for bit, term in enumerate(terms)]
