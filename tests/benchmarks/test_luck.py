"""Laws of shared luck: the ratio is that of variances, whatever the effect."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.luck import report, variance_ratios

REPLICATES = 400


def levels(shared: float, own: float, effect: float) -> pd.DataFrame:
    """Worlds whose luck is part shared and part their own."""
    draw = np.random.default_rng(7)
    common = shared * draw.normal(size=REPLICATES)
    rows = []
    for arm, shift in (("base", effect), ("no_zones", 0.0)):
        values = 5.0 + shift + common + own * draw.normal(size=REPLICATES)
        worlds = {"replicate": range(REPLICATES), "arm": arm, "ring": "0-60km", "log_real_gdp": values}
        rows.append(pd.DataFrame(worlds))
    return pd.concat(rows)


@pytest.mark.parametrize(("shared", "own"), [(0.0, 0.1), (0.2, 0.1), (0.3, 0.05)])
def test_the_ratio_is_one_without_shared_luck_and_grows_with_it(shared: float, own: float) -> None:
    found = variance_ratios(levels(shared, own, 0.03)).iloc[0]
    assert found["variance_ratio"] == pytest.approx((shared**2 + own**2) / own**2, rel=0.2)
    assert found["low"] < (shared**2 + own**2) / own**2 < found["high"]


def test_an_effect_moves_no_spread() -> None:
    small, large = (variance_ratios(levels(0.2, 0.1, effect)).iloc[0] for effect in (0.0, 2.0))
    assert large["effect"] - small["effect"] == pytest.approx(2.0)
    assert large["variance_ratio"] == pytest.approx(small["variance_ratio"])


def test_every_ring_has_a_line() -> None:
    assert report(variance_ratios(levels(0.2, 0.1, 0.0))).count("0-60km") == 1
