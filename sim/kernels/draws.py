"""Philox4x32-10: a draw is a function of a key (purpose, step) and a counter (who, the other).

Source: Salmon, Moraes, Dror & Shaw (2011), SC11; the known-answer vectors of its authors are in the tests.
"""

import numpy as np

from sim.kernels.compiling import inlined, kernel, part
from sim.kernels.elementary import normal_quantile

u32 = np.uint32
u64 = np.uint64
M0 = u64(0xD2511F53)
M1 = u64(0xCD9E8D57)
W0 = u32(0x9E3779B9)
W1 = u32(0xBB67AE85)
LOW = u64(0xFFFFFFFF)
SHIFT = u64(32)
ONE_BITS = u64(0x3FF0000000000000)
HALF_STEP = 1.0 - 2.0**-53
WORD = 2.0**-32


@inlined
def _round(a, b, c, d, low, high):
    x = u64(a) * M0
    y = u64(c) * M1
    return u32(u32(y >> SHIFT) ^ b ^ low), u32(y), u32(u32(x >> SHIFT) ^ d ^ high), u32(x)


@inlined
def philox(key, who, other):
    """Give four 32-bit words for a 64-bit key and two 64-bit counters."""
    low = u32(key & LOW)
    high = u32(key >> SHIFT)
    a, b, c, d = u32(who & LOW), u32(who >> SHIFT), u32(other & LOW), u32(other >> SHIFT)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    a, b, c, d = _round(a, b, c, d, low, high)
    low, high = u32(low + W0), u32(high + W1)
    return _round(a, b, c, d, low, high)


@part
def four_words(key, who, other):
    """Give the four words of `philox`, called rather than written in: for events, which are few."""
    return philox(key, who, other)


@inlined
def fraction(high, low):
    """Give the number in (0, 1) that two words stand for, at a resolution of 2^-52."""
    bits = (u64(high) << u64(20)) | (u64(low) >> u64(12)) | ONE_BITS
    return np.uint64(bits).view(np.float64) - HALF_STEP


@inlined
def word_fraction(word):
    """Give the number in (0, 1) that one word stands for, at a resolution of 2^-32."""
    return (np.float64(word) + 0.5) * WORD


@inlined
def uniform(key, who, other):
    """Draw one number in (0, 1)."""
    a, b, _, _ = philox(key, who, other)
    return fraction(a, b)


@part
def one_uniform(key, who, other):
    """Draw one number in (0, 1), called rather than written in: for events, which are few."""
    return uniform(key, who, other)


@kernel
def words(key, who: np.ndarray, other) -> np.ndarray:
    """Draw (n, 4) 32-bit words for each of `who`."""
    out = np.empty((who.size, 4), dtype=np.uint32)
    for i in range(who.size):
        out[i, 0], out[i, 1], out[i, 2], out[i, 3] = philox(key, who[i], other)
    return out


@kernel
def uniforms(key, who: np.ndarray, other) -> np.ndarray:
    """Draw one number in (0, 1) for each of `who`."""
    out = np.empty(who.size)
    for i in range(who.size):
        out[i] = uniform(key, who[i], other)
    return out


@kernel
def normal_quantiles(u: np.ndarray) -> np.ndarray:
    """Give the standard normal quantile of each number in (0, 1)."""
    out = np.empty(u.size)
    for i in range(u.size):
        out[i] = normal_quantile(u[i])
    return out


@part
def mixed(a, b, c):
    """Mix three 64-bit numbers into the 64-bit identity of a newborn."""
    x, y, z, _ = four_words(a ^ (u64(c) * u64(0x9E3779B97F4A7C15)), b, c)
    return (u64(x) << SHIFT) | u64(y ^ z)


@kernel
def identities(step, parent: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Name firms by (step, identity of the parent, number of the birth): (n,) 64-bit identities."""
    out = np.empty(parent.size, dtype=np.uint64)
    for i in range(parent.size):
        out[i] = mixed(u64(step), parent[i], u64(number[i]))
    return out
