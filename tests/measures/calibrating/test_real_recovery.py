"""Parameter recovery with the model itself: the tiny world made by known parameters gives them back."""

from pathlib import Path

import numpy as np
import pytest

from sim.experiments.calibration.request import Budget, CalibrationRequest, Free, Wanted
from sim.measures.calibrating.calibrating import calibrate
from sim.measures.calibrating.simulating import FactSimulator, shipped_facts
from sim.scenario.reading import read_scenario

SMALL = ["years=3", "start.burn_in_years=2", "start.firms=900", "counterfactual=[]"]

FREE = (
    Free("prices.zone_land", 1.1, 9.0, "log", whole=False, reason="a test sets it", unit="ratio"),
    Free("exit.exit_rate", 0.02, 0.16, "log", whole=False, reason="a test sets it", unit="1/year"),
)
TRUTH = {"prices.zone_land": 3.0, "exit.exit_rate": 0.09}

FACTS = ("C1b", "C17")
HALF_WIDTHS = (0.03, 0.012)
"""Bands of the data that the truth makes: 3 points of a share, 1.2 of a hazard."""

OTHER_LUCK = 5000
"""Replicate whose world is the data; nothing else has its luck."""


def simulator(wanted: tuple[Wanted, ...], out: Path) -> FactSimulator:
    budget = Budget(replicates=1, trials=16, start=12, together=8, around=32, confirm=2)
    base = read_scenario("tiny", SMALL)
    request = CalibrationRequest("tiny", base, FREE, wanted, budget, {})
    return FactSimulator(request, shipped_facts(), out, workers=1)


@pytest.mark.slow
def test_the_tiny_world_gives_back_what_made_it(tmp_path: Path) -> None:
    asking = tuple(Wanted(fact, 0.0, 1.0) for fact in FACTS)
    (data,) = simulator(asking, tmp_path)([(TRUTH, (OTHER_LUCK,))])
    assert np.isfinite(data).all()
    wanted = tuple(
        Wanted(fact, float(value) - half, float(value) + half)
        for fact, value, half in zip(FACTS, data[0], HALF_WIDTHS, strict=True)
    )
    found_by = simulator(wanted, tmp_path)
    found = calibrate(found_by.request, tmp_path / "study", found_by)
    for row in found.parameters.to_dict("records"):
        assert row["low"] <= TRUTH[str(row["parameter"])] <= row["high"], row
    # In a world so small luck moves the zone's share by as much as its land does; the hazard is seen well.
    assert found.parameters["verdict"].iloc[1] == "pinned down"
    assert found.distance_after < min(1.0, found.distance_before)
    assert set(found.facts["after_verdict"]) == {"near"}
