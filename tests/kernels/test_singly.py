"""Laws of draws one at a time: the bits are those that are drawn in bulk, for every 64-bit number."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from sim.basis.luck import Luck, Purpose
from sim.basis.singly import Draws, exp, identity, log, rounded_to_single
from sim.kernels import draws, elementary

WORDS = some.integers(0, 2**64 - 1)
WHAT_FOR = Purpose("a law of draws")


@given(WORDS, WORDS, some.integers(-(2**20), 2**20))
def test_a_draw_is_the_same_singly_and_in_bulk(who: int, other: int, step: int) -> None:
    luck = Luck(7, 1)
    key, names = luck.key(WHAT_FOR, step), np.array([who], np.uint64)
    singly = Draws(luck, WHAT_FOR, step)
    words = draws.words(key, names, np.uint64(other))[0].tolist()
    assert list(singly.words(who, other)) == words
    assert list(singly.fractions(who, other)) == [(word + 0.5) * 2.0**-32 for word in words]
    assert singly.uniform(who, other) == luck.uniforms(WHAT_FOR, step, names, other)[0]
    assert singly.two_uniforms(who, other)[0] == singly.uniform(who, other)
    assert singly.normal(who, other) == luck.normals(WHAT_FOR, step, names, other)[0]
    second = draws.normal_quantiles(np.array([singly.two_uniforms(who, other)[1]]))[0]
    assert singly.two_normals(who, other) == (singly.normal(who, other), second)


@given(some.integers(0, 2**30), WORDS, WORDS)
def test_a_firm_has_the_same_name_singly_and_in_bulk(step: int, parent: int, number: int) -> None:
    bulk = draws.identities(np.int64(step), np.array([parent], np.uint64), np.array([number], np.uint64))
    assert identity(step, parent, number) == int(bulk[0])


@given(some.floats(-800.0, 800.0))
def test_exp_and_log_are_the_same_singly_and_in_bulk(x: float) -> None:
    assert exp(x) == elementary.exponentials(np.array([x]))[0]
    assert log(exp(x)) == elementary.logarithms(np.array([exp(x)]))[0]


@given(some.floats(-1e30, 1e30))
def test_a_number_is_rounded_as_a_column_of_single_precision_stores_it(x: float) -> None:
    assert rounded_to_single(x) == float(np.float32(x))
