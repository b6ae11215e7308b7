"""Draws and arithmetic for callers in plain Python: one number in, one number out, the same bits as in bulk.

Each has one stated signature, so that a plain integer of 64 bits is taken for what it is.
"""

from collections.abc import Callable
from typing import Any

from numba import njit

from sim.kernels.draws import fraction, mixed, philox, uniform
from sim.kernels.elementary import exponential, logarithm, normal_quantile


def _called_from_python(signature: str) -> Callable[[Callable[..., Any]], Any]:
    return njit(signature, cache=True, nogil=True, error_model="numpy")


@_called_from_python("UniTuple(uint32, 4)(uint64, uint64, uint64)")
def four_words(key, who, other):
    """Give four 32-bit words."""
    return philox(key, who, other)


@_called_from_python("float64(uint64, uint64, uint64)")
def one_uniform(key, who, other):
    """Draw one number in (0, 1), from the first two of the four words."""
    return uniform(key, who, other)


@_called_from_python("UniTuple(float64, 2)(uint64, uint64, uint64)")
def two_uniforms(key, who, other):
    """Draw two numbers in (0, 1), from the first and the last two of the four words."""
    a, b, c, d = philox(key, who, other)
    return fraction(a, b), fraction(c, d)


@_called_from_python("UniTuple(float64, 2)(uint64, uint64, uint64)")
def two_normals(key, who, other):
    """Draw two standard normals: the quantiles of `two_uniforms`."""
    a, b, c, d = philox(key, who, other)
    return normal_quantile(fraction(a, b)), normal_quantile(fraction(c, d))


@_called_from_python("uint64(uint64, uint64, uint64)")
def identity(step, parent, number):
    """Name a firm by (step, identity of the parent, number of the birth)."""
    return mixed(step, parent, number)


@_called_from_python("float64(float64)")
def exp(x):
    """Give e to the x, x cut to [-700, 700]."""
    return exponential(x)


@_called_from_python("float64(float64)")
def log(x):
    """Give the natural logarithm of a normal number above zero."""
    return logarithm(x)
