"""Laws of validation: one row a fact, a verdict or a reason, calibrated facts apart, one axis for all."""

import math
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import ScenarioError
from sim.measures.facts.measuring import Measured
from sim.measures.facts.register import MEASUREMENTS
from sim.measures.facts.validating import MISSED, counts, normalised, validation
from sim.scenario.calibrated import calibrated_on
from sim.scenario.shipping import list_shipped
from tests.measures.facts.worlds import fact, shipped


class Named:
    """A run of which only the name is asked."""

    name = "baseline"


def measured(*rows: tuple[str, int, float, str, float, float]) -> Measured:
    columns = ["id", "replicate", "value", "why", "beside", "clear"]
    return Measured(cast(Any, Named()), pd.DataFrame(rows, columns=columns))


NAN = math.nan


def test_each_fact_has_its_verdict_its_interval_or_its_reason(tmp_path: Path) -> None:
    missed = tmp_path / "missed.csv"
    missed.write_text("scenario,id,reason\nbaseline,C7,Firms stay.\nbaseline,C6,Never told.\ntiny,C12,Elsewhere.\n")
    found = measured(
        ("C6", 0, 0.15, "", 0.2, NAN), ("C6", 1, 0.25, "", 0.4, NAN),
        ("C7", 0, 0.1, "", NAN, NAN), ("C7", 1, 0.2, "", NAN, NAN),
        ("C12", 0, 50.0, "", NAN, NAN), ("C12", 1, 50.0, "", NAN, NAN),
        ("C8", 0, 0.6, "", NAN, NAN), ("C8", 1, NAN, "it did not grow", NAN, NAN),
        ("C10", 0, 0.5, "", NAN, -9.0), ("C10", 1, 0.4, "", NAN, 11.0),
        ("C1", 0, NAN, "no nation", NAN, NAN), ("C1", 1, NAN, "no nation", NAN, NAN),
        ("C3", 0, 0.6, "", NAN, NAN), ("C3", 1, 0.6, "", NAN, NAN),
    )  # fmt: skip
    facts = [fact(name) for name in ("C6", "C7", "C12", "C8", "C10", "C1", "C3")]
    table = validation(found, facts, calibrated={"C6"}, missed=missed).set_index("id")
    assert table["verdict"].tolist() == ["near", "far", "far", *["not measurable"] * 4]
    assert table["why"].tolist() == [
        *("", "Firms stay.", "", "it did not grow (in 1 of 2 replicates)"),
        *("over the replicates it is not clear that the total it is a share of differs from zero", "no nation"),
        "the fact states no band",
    ]
    assert table.loc["C6", ["found", "beside"]].tolist() == pytest.approx([0.2, 0.3])
    assert table.loc["C6", "found_low"] < 0.15
    assert table["used_in_calibration"].tolist() == [True, *[False] * 6]
    assert counts(table) == {"near": 1, "far": 2, "not measurable": 4}


def test_a_share_of_something_clear_of_zero_counts() -> None:
    clear = measured(("C10", 0, 0.5, "", NAN, 9.0), ("C10", 1, 0.4, "", NAN, 10.0), ("C10", 2, 0.5, "", NAN, 9.5))
    assert validation(clear, [fact("C10")])["verdict"].tolist() == ["near"]
    alone = measured(("C10", 0, 0.5, "", NAN, 9.0))
    assert validation(alone, [fact("C10")])["why"].iloc[0].startswith("one replicate cannot tell")


def test_bands_lie_from_zero_to_one_on_the_common_axis() -> None:
    found = measured(("C6", 0, 0.3, "", NAN, NAN), ("C7", 0, -0.1, "", NAN, NAN), ("C11", 0, 8.0, "", NAN, NAN))
    table = normalised(validation(found, [fact(name) for name in ("C6", "C7", "C11")]))
    np.testing.assert_allclose(table["position"], [1.0, 0.0, 1.0])


def test_reasons_are_of_shipped_scenarios_and_facts() -> None:
    table = pd.read_csv(MISSED, dtype=str, keep_default_na=False)
    assert list(table.columns) == ["scenario", "id", "reason"]
    assert set(table["scenario"]) <= {name for name, _, _ in list_shipped()}
    assert set(table["id"]) <= set(MEASUREMENTS)
    assert not table.duplicated(["scenario", "id"]).any()
    assert all(reason.endswith(".") for reason in table["reason"])
    assert {each.id for each in shipped()} == set(MEASUREMENTS)


def test_facts_of_a_calibration_are_those_of_its_record_and_of_what_the_scenario_extends(tmp_path: Path) -> None:
    (tmp_path / "calibration").mkdir()
    (tmp_path / "parent.yaml").write_text("title: Parent\n")
    (tmp_path / "child.yaml").write_text("extends: parent\n")
    record = tmp_path / "calibration" / "parent.record.yaml"
    assert calibrated_on(str(tmp_path / "child.yaml")) == frozenset()
    record.write_text("facts: [C6, C12]\n")
    (tmp_path / "calibration" / "child.record.yaml").write_text("facts:\n  - {id: C17, weight: 1}\n")
    assert calibrated_on(str(tmp_path / "child.yaml")) == {"C6", "C12", "C17"}
    assert calibrated_on(str(tmp_path / "parent.yaml")) == {"C6", "C12"}
    record.write_text("values: {}\n")
    with pytest.raises(ScenarioError, match="a list `facts` of the ids"):
        calibrated_on(str(tmp_path / "parent.yaml"))
