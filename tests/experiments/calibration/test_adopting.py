"""Laws of adopting: values go into the scenario file, and nothing else in it changes."""

from pathlib import Path

import pytest

from sim.basis.errors import ScenarioError
from sim.experiments.calibration.adopting import MARK, adopt, with_values
from sim.scenario.reading import read_scenario, read_text

BASELINE = Path(__file__).parents[3] / "scenarios" / "baseline.yaml"

VALUES = {
    "prices.zone_land": 3.25,
    "sites.promotion": 2.5,
    "sites.promotion_km": 42.0,
    "learning.meeting_rate": 0.61,
    "learning.gain": 0.2,
    "before.coordination": 0.31,
}


def test_every_other_line_stays_as_it_stands() -> None:
    # As the scenario stood before anything was adopted: without the block that ends it.
    before, _, _ = BASELINE.read_text(encoding="utf-8").partition(f"\n{MARK}")
    after = with_values(before, VALUES)
    kept = [line for line in before.splitlines() if line.split(":")[0].strip() not in {"zone_land", "promotion"}]
    kept.remove("  coordination: 0.4")
    old, new = ([line for line in lines if line.strip()] for lines in (kept, after.splitlines()))
    assert [line for line in new if line in set(old)] == old
    assert len(new) == len(old) + len(VALUES) + len((MARK, "learning:"))
    assert "  zone_land: 3.25" in after
    assert "# ready land on its lots over that of the same lots without the zone" in after


def test_the_scenario_then_says_what_was_written() -> None:
    after = read_text(with_values(BASELINE.read_text(encoding="utf-8"), VALUES), name="after")
    assert after.prices.zone_land == 3.25
    assert after.sites.promotion == 2.5
    assert after.sites.promotion_km == 42.0
    assert after.learning.meeting_rate == 0.61
    assert after.learning.gain == 0.2
    assert after.before.coordination == 0.31


def test_adopting_twice_leaves_one_block_and_adopting_the_same_changes_nothing() -> None:
    once = with_values(BASELINE.read_text(encoding="utf-8"), VALUES)
    twice = with_values(once, {**VALUES, "learning.gain": 0.3})
    assert with_values(once, VALUES) == once
    assert twice.count(MARK) == 1
    assert twice.count("gain:") == 1
    assert read_text(twice, name="twice").learning.gain == 0.3


def test_a_file_is_written_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "mine.yaml").write_text("extends: tiny\n", encoding="utf-8")
    path = adopt("mine", {"chain.search_km": 31.5, "sites.near_sites": 7})
    assert path == Path("scenarios") / "mine.yaml"
    assert read_scenario("mine").chain.search_km == 31.5
    assert read_scenario("mine").sites.near_sites == 7


@pytest.mark.parametrize("text", ["learning: {gain: 0.2}\n", "extends: tiny\nlearning: {absorption: 2}\n"])
def test_what_stands_in_braces_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(ScenarioError, match=r"learning\.gain.*in braces"):
        with_values(text, {"learning.gain": 0.3})


def test_a_file_that_would_say_something_else_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").mkdir()
    mine = tmp_path / "scenarios" / "mine.yaml"
    mine.write_text("extends: tiny\n", encoding="utf-8")
    with pytest.raises(ScenarioError):
        adopt("mine", {"chain.search_km": -1.0})
    assert mine.read_text(encoding="utf-8") == "extends: tiny\n"
