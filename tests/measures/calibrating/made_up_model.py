"""A made-up model with known parameters: quick, smooth, noisy, its facts known in closed form."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.basis.arrays import Floats
from sim.experiments.calibration.request import Budget, CalibrationRequest, Free, Wanted
from sim.scenario.reading import read_text

FREE = (
    Free("learning.meeting_rate", 0.1, 1.6, "log", whole=False, reason="made up for a test", unit="1/year"),
    Free("learning.gain", 0.05, 0.65, "linear", whole=False, reason="made up for a test", unit="share"),
    Free("exit.steepness", 0.0, 6.0, "linear", whole=False, reason="made up for a test", unit="exponent"),
)
HALF_WIDTHS = np.array([0.3, 0.25, 0.4, 0.35])
NOISE = np.array([0.08, 0.05, 0.10, 0.07])
"""Standard deviation of each fact over replicates."""


def shown(shares: Floats) -> Floats:
    """Give what a point shows without luck: smooth, bent, every parameter in more than one fact."""
    a, b, c = shares
    return np.array([
        1.6 * a + 0.5 * b + 0.3 * a * a,
        1.4 * b - 0.4 * c + 0.2 * a * b,
        1.8 * c + 0.3 * a,
        0.8 * a - 0.9 * b + 0.5 * c * c,
    ])  # fmt: skip


def luck(replicate: int, seed: int) -> Floats:
    text = hashlib.sha256(f"{seed}|{replicate}".encode()).digest()
    return np.random.default_rng(int.from_bytes(text[:8], "little")).normal(size=4) * NOISE


def request(wanted: Sequence[float], **budget: int) -> CalibrationRequest:
    """Give a request whose facts lie at the given middles."""
    facts = tuple(
        Wanted(f"F{number}", middle - half, middle + half)
        for number, (middle, half) in enumerate(zip(wanted, HALF_WIDTHS, strict=True))
    )
    asked = {"replicates": 2, "trials": 48, "start": 24, "together": 8, "around": 128, "confirm": 4, **budget}
    return CalibrationRequest("made_up", read_text("years: 1\n", name="made_up"), FREE, facts, Budget(**asked), {})


class Simulated:
    """Simulates points of the made-up model, and counts them."""

    def __init__(self, asked: CalibrationRequest, seed: int = 1, *, blind: Mapping[int, float] | None = None) -> None:
        self.asked, self.seed, self.blind = asked, seed, blind or {}
        self.count = 0

    def __call__(self, tried: Sequence[tuple[Mapping[str, Any], tuple[int, ...]]]) -> list[Floats]:
        self.count += len(tried)
        found = []
        for point, replicates in tried:
            values = np.stack([shown(self.asked.shares(point)) + luck(each, self.seed) for each in replicates])
            for fact, value in self.blind.items():
                values[:, fact] = value
            found.append(values)
        return found
