"""Laws of the evaluation's table: who is warned, who left, and when."""

import numpy as np
import pandas as pd
import pytest

from sim.measures.evaluation import HEADS, evaluation_over_time, is_evaluated, zones_by_score
from tests.synthetic import Memory, Recipe, panels, plane_map

PLACE = plane_map(at=((3, 3), (10, 10), (15, 5)))


def evaluated(warnings: list[list[int]], *, offset: float = 0.0) -> Memory:
    """A world of three zones and the warnings of each of its years; two running cost the status.

    Args:
        warnings: By year, warnings of each zone.
        offset: What every score has in addition.
    """
    world = panels(Recipe(PLACE, years=len(warnings) - 1), arm="base")
    warned = np.array(warnings)
    expelled = np.maximum.accumulate(warned >= 2, axis=0)
    gone = np.vstack([np.zeros((1, 3), np.bool_), expelled[:-1]])
    score = np.where(gone, np.nan, np.array([10.0, -30.0, 20.0]) + offset)
    score[0] = np.nan
    heads = {f"head_{head}": (score / 100.0).ravel() for head in HEADS}
    zones = world["zones"].assign(
        score=score.ravel(), **heads, warnings=warned.ravel(), expelled=expelled.ravel(), active=(~gone).ravel()
    )
    return Memory(world | {"zones": zones})


STAYS = [[0, 0, 0], [0, 1, 0], [1, 0, 0], [0, 1, 0]]
LEAVES = [[0, 0, 0], [0, 1, 0], [0, 2, 0], [1, 0, 0]]


def test_zones_stand_by_score_with_warnings_and_exits_of_all_replicates() -> None:
    table = zones_by_score([evaluated(STAYS), evaluated(LEAVES, offset=2.0)])
    assert table["zone"].tolist() == [1, 0, 2]
    told = table.set_index("zone")
    # Three years of the first replicate at -30, two of the second at -28.
    assert told.loc[1, "score"] == pytest.approx((3 * -30.0 + 2 * -28.0) / 5)
    assert told.loc[0, "head_green"] == pytest.approx(0.11)
    assert told["years_warned"].to_dict() == {1: 2.0, 0: 1.0, 2: 0.0}
    assert told["left"].to_dict() == {1: 0.5, 0: 0.0, 2: 0.0}
    assert told.loc[1, "left_in"] == 2.0
    assert told["left_in"].isna().to_dict() == {1: False, 0: True, 2: True}
    assert told.loc[1, "name"] == PLACE.zone_names[1]


def test_counts_over_time_are_means_over_replicates() -> None:
    table = evaluation_over_time([evaluated(STAYS), evaluated(LEAVES)])
    assert table["warned"].tolist() == [0.0, 1.0, 1.0, 1.0]
    assert table["left"].tolist() == [0.0, 0.0, 0.5, 0.5]
    assert table["active"].tolist() == [3.0, 3.0, 3.0, 2.5]


def test_a_world_without_evaluation_says_so() -> None:
    assert is_evaluated(evaluated(STAYS))
    assert not is_evaluated(Memory(panels(Recipe(PLACE), arm="base")))


def test_a_zone_that_was_never_scored_is_left_out() -> None:
    world = evaluated(STAYS)
    zones = world.table("zones")
    never = Memory({**world.panels, "zones": zones.assign(score=zones["score"].where(zones["zone"] != 2))})
    assert isinstance(zones_by_score([never]), pd.DataFrame)
    assert zones_by_score([never])["zone"].tolist() == [1, 0]
