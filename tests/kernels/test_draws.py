"""Laws of draws: Philox as its authors publish it, uniforms inside (0, 1), identities never alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.basis.luck import Luck, Purpose
from sim.kernels.draws import fraction, identities, word_fraction, words

ONES = 0xFFFFFFFF_FFFFFFFF
CHANCE = Purpose("a test")

# Known answers of Random123 (kat_vectors, philox4x32-10): counter, key, four words.
KNOWN = [
    ((0, 0), 0, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES, ONES), ONES, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x85A308D3_243F6A88, 0x03707344_13198A2E),
        0x299F31D0_A4093822,
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_philox_gives_the_known_answers_of_its_authors(
    counter: tuple[int, int], key: int, answer: tuple[int, ...]
) -> None:
    who, other = (np.uint64(half) for half in counter)
    assert tuple(words(np.uint64(key), np.array([who]), other)[0].tolist()) == answer


@pytest.mark.parametrize("word", [0, 1, 0x7FFFFFFF, 0xFFFFFFFF])
def test_every_word_stands_for_a_number_inside_zero_and_one(word: int) -> None:
    assert 0.0 < float(word_fraction(np.uint32(word))) < 1.0
    for low in (0, 0xFFFFFFFF):
        assert 0.0 < float(fraction(np.uint32(word), np.uint32(low))) < 1.0


def test_more_words_stand_for_larger_numbers() -> None:
    highs = np.array([0, 1, 2, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF], np.uint32)
    values = [float(fraction(high, np.uint32(0))) for high in highs]
    assert values == sorted(set(values))
    assert values[0] < 2.0**-50
    assert values[-1] > 1.0 - 2.0**-30


def test_uniforms_fill_their_interval_evenly() -> None:
    u = Luck(1, 0).uniforms(CHANCE, 0, np.arange(100_000, dtype=np.uint64))
    counts = np.histogram(u, bins=100, range=(0.0, 1.0))[0]
    # Chi-square with 99 degrees of freedom: 99.99 % lie below 160.
    assert ((counts - 1000.0) ** 2 / 1000.0).sum() < 160.0
    assert abs(np.corrcoef(u[:-1], u[1:])[0, 1]) < 0.015


def test_a_draw_does_not_know_who_else_draws() -> None:
    luck, who = Luck(3, 2), np.arange(1000, dtype=np.uint64) ** 3
    together = luck.uniforms(CHANCE, 7, who)
    np.testing.assert_array_equal(together[::-7], luck.uniforms(CHANCE, 7, who[::-7]))
    np.testing.assert_array_equal(together[[5]], luck.uniforms(CHANCE, 7, who[[5]]))


def test_seed_replicate_purpose_step_and_alternative_each_make_other_luck() -> None:
    who = np.arange(100, dtype=np.uint64)
    draws = [
        Luck(1, 0).uniforms(CHANCE, 0, who),
        Luck(2, 0).uniforms(CHANCE, 0, who),
        Luck(1, 1).uniforms(CHANCE, 0, who),
        Luck(1, 0).uniforms(Purpose("another test"), 0, who),
        Luck(1, 0).uniforms(CHANCE, 1, who),
        Luck(1, 0).uniforms(CHANCE, -1, who),
        Luck(1, 0).uniforms(CHANCE, 0, who, other=1),
        Luck(1, 0).uniforms(CHANCE, 0, who, alternative=1),
    ]
    assert len(np.unique(np.concatenate(draws))) == len(draws) * len(who)


def test_normals_have_mean_zero_and_spread_one() -> None:
    z = Luck(1, 0).normals(CHANCE, 0, np.arange(100_000, dtype=np.uint64))
    assert abs(z.mean()) < 4.0 / np.sqrt(len(z))
    assert abs(z.var() - 1.0) < 4.0 * np.sqrt(2.0 / len(z))


def test_identities_of_many_births_are_never_alike() -> None:
    parents = np.arange(200, dtype=np.uint64)
    named = [
        identities(np.int64(step), np.repeat(parents, 20), np.tile(np.arange(20, dtype=np.uint64), 200))
        for step in (0, 1, (1 << 20) - 4, (1 << 20) + 100)
    ]
    assert len(np.unique(np.concatenate(named))) == 4 * 200 * 20


@given(st.integers(0, 2**63 - 1), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_an_identity_depends_on_step_parent_and_number_and_on_nothing_else(step: int, parent: int, number: int) -> None:
    def name(s: int, p: int, n: int) -> int:
        return int(identities(np.int64(s), np.array([p], np.uint64), np.array([n], np.uint64))[0])

    assert name(step, parent, number) == name(step, parent, number)
    others = {name(step ^ 1, parent, number), name(step, parent ^ 1, number), name(step, parent, number ^ 1)}
    assert name(step, parent, number) not in others
