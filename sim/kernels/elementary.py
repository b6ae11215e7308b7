"""exp, log and the normal quantile, in our own arithmetic: the same bits on every engine, and vectorised.

The functions are inlined into the loops that use them, so that a loop over firms becomes vector code.
Errors: `exponential` and `logarithm` within 4e-16 relative; `normal_quantile` within 1e-15 (Wichura's AS 241).
"""

import numpy as np

from sim.kernels.compiling import inlined, kernel, part

LOG2E = 1.4426950408889634
LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
SQRT2 = 1.4142135623730951
CENTRE = 0.425
FAR_TAIL = 5.0
MANTISSA = np.int64(0x000FFFFFFFFFFFFF)
ONE_BITS = np.int64(0x3FF0000000000000)


@inlined
def exponential(x: float) -> float:
    """Give e to the x, x cut to [-700, 700]."""
    x = min(max(x, -700.0), 700.0)
    n = np.floor(x * LOG2E + 0.5)
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    p = 1.0 / 6227020800.0
    p = p * r + 1.0 / 479001600.0
    p = p * r + 1.0 / 39916800.0
    p = p * r + 1.0 / 3628800.0
    p = p * r + 1.0 / 362880.0
    p = p * r + 1.0 / 40320.0
    p = p * r + 1.0 / 5040.0
    p = p * r + 1.0 / 720.0
    p = p * r + 1.0 / 120.0
    p = p * r + 1.0 / 24.0
    p = p * r + 1.0 / 6.0
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    return p * np.int64((np.int64(n) + 1023) << 52).view(np.float64)


@inlined
def logarithm(x: float) -> float:
    """Give the natural logarithm of a normal number above zero."""
    bits = np.float64(x).view(np.int64)
    exponent = np.float64((bits >> 52) - 1023)
    m = np.int64((bits & MANTISSA) | ONE_BITS).view(np.float64)
    high = m > SQRT2
    m = m * 0.5 if high else m
    exponent = exponent + 1.0 if high else exponent
    s = (m - 1.0) / (m + 1.0)
    q = s * s
    p = 1.0 / 23.0
    p = p * q + 1.0 / 21.0
    p = p * q + 1.0 / 19.0
    p = p * q + 1.0 / 17.0
    p = p * q + 1.0 / 15.0
    p = p * q + 1.0 / 13.0
    p = p * q + 1.0 / 11.0
    p = p * q + 1.0 / 9.0
    p = p * q + 1.0 / 7.0
    p = p * q + 0.2
    p = p * q + 1.0 / 3.0
    return exponent * LN2_HIGH + (2.0 * s + (2.0 * s * q * p + exponent * LN2_LOW))


@inlined
def _central_quantile(q: float) -> float:
    """Give the normal quantile at 0.5 + q, |q| at most 0.425."""
    r = 0.180625 - q * q
    top = 2509.0809287301226727
    top = top * r + 33430.575583588128105
    top = top * r + 67265.770927008700853
    top = top * r + 45921.953931549871457
    top = top * r + 13731.693765509461125
    top = top * r + 1971.5909503065514427
    top = top * r + 133.14166789178437745
    top = top * r + 3.387132872796366608
    low = 5226.495278852545925
    low = low * r + 28729.085735721942674
    low = low * r + 39307.89580009271061
    low = low * r + 21213.794301586595867
    low = low * r + 5394.1960214247511077
    low = low * r + 687.1870074920579083
    low = low * r + 42.313330701600911252
    low = low * r + 1.0
    return q * top / low


@inlined
def _tail_distance(u: float) -> float:
    """Give how far out in a tail u is: the root of -ln of its chance."""
    return np.sqrt(-logarithm(min(u, 1.0 - u)))


@inlined
def _near_tail(r: float) -> float:
    """Give the size of the normal quantile at a tail distance of at most 5."""
    r = r - 1.6
    top = 7.7454501427834140764e-4
    top = top * r + 0.0227238449892691845833
    top = top * r + 0.24178072517745061177
    top = top * r + 1.27045825245236838258
    top = top * r + 3.64784832476320460504
    top = top * r + 5.7694972214606914055
    top = top * r + 4.6303378461565452959
    top = top * r + 1.42343711074968357734
    low = 1.05075007164441684324e-9
    low = low * r + 5.475938084995344946e-4
    low = low * r + 0.0151986665636164571966
    low = low * r + 0.14810397642748007459
    low = low * r + 0.68976733498510000455
    low = low * r + 1.6763848301838038494
    low = low * r + 2.05319162663775882187
    low = low * r + 1.0
    return top / low


@inlined
def _far_tail(r: float) -> float:
    """Give the size of the normal quantile at a tail distance beyond 5."""
    r = r - 5.0
    top = 2.01033439929228813265e-7
    top = top * r + 2.71155556874348757815e-5
    top = top * r + 0.0012426609473880784386
    top = top * r + 0.026532189526576123093
    top = top * r + 0.29656057182850489123
    top = top * r + 1.7848265399172913358
    top = top * r + 5.4637849111641143699
    top = top * r + 6.6579046435011037772
    low = 2.04426310338993978564e-15
    low = low * r + 1.4215117583164458887e-7
    low = low * r + 1.8463183175100546818e-5
    low = low * r + 7.868691311456132591e-4
    low = low * r + 0.0148753612908506148525
    low = low * r + 0.13692988092273580531
    low = low * r + 0.59983220655588793769
    low = low * r + 1.0
    return top / low


@inlined
def normal_quantile(u: float) -> float:
    """Give the standard normal quantile of u in (0, 1)."""
    q = u - 0.5
    if abs(q) <= CENTRE:
        return _central_quantile(q)
    r = _tail_distance(u)
    z = _near_tail(r) if r <= FAR_TAIL else _far_tail(r)
    return -z if q < 0.0 else z


@part
def turn_into_normals(u, tail, size):
    """Turn the first numbers in (0, 1) of an array into their standard normal quantiles.

    The centre is worked out for all, then the tails for those that lie there, so that both become vector code.

    Args:
        u: (n,) numbers, overwritten.
        tail: (3, n) scratch.
        size: How many.
    """
    listed = 0
    for t in range(size):
        tail[0, listed] = t
        tail[1, listed] = u[t]
        listed += 1 if abs(u[t] - 0.5) > CENTRE else 0
    for t in range(size):
        u[t] = _central_quantile(u[t] - 0.5)
    for n in range(listed):
        tail[2, n] = _tail_distance(tail[1, n])
    for n in range(listed):
        side = -1.0 if tail[1, n] < 0.5 else 1.0
        tail[1, n] = side * _near_tail(tail[2, n])
    for n in range(listed):
        z = tail[1, n]
        if tail[2, n] > FAR_TAIL:
            z = _far_tail(tail[2, n]) if z > 0.0 else -_far_tail(tail[2, n])
        u[np.int64(tail[0, n])] = z


def exponentials(x: np.ndarray) -> np.ndarray:
    """Give e to the power of each number of an array of any shape."""
    return _exponentials(np.ascontiguousarray(x, dtype=np.float64).ravel()).reshape(np.shape(x))


def logarithms(x: np.ndarray) -> np.ndarray:
    """Give the natural logarithm of each number above zero of an array of any shape."""
    return _logarithms(np.ascontiguousarray(x, dtype=np.float64).ravel()).reshape(np.shape(x))


@kernel
def _exponentials(x):
    out = np.empty(x.size)
    for i in range(x.size):
        out[i] = exponential(x[i])
    return out


@kernel
def _logarithms(x):
    out = np.empty(x.size)
    for i in range(x.size):
        out[i] = logarithm(x[i])
    return out
