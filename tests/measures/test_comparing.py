"""Laws of comparisons: what shares its luck is paired, what does not is said so, and what is missing is run once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import HinterlandError, ResultsError
from sim.experiments.sweeps.reading import read_sweep_text
from sim.experiments.twins import run_twins
from sim.measures.bands import simultaneous_interval
from sim.measures.compare import Compared, compare
from sim.measures.compare_until import compare_until
from sim.measures.headline import headline
from sim.measures.intervals import mean_interval
from sim.measures.precision import half_width_of_differences
from sim.measures.sweeping import sweep
from sim.results.catalogue import list_runs
from sim.results.swept import Swept
from sim.scenario.reading import vary
from sim.scenario.schema import Scenario
from tests.made_up import Record, simulate, sweep_text

NAME = "radiation.gdp.0-30km"


def scenario(openness: float = 0.8, coordination: float = 0.9, **more: Any) -> Scenario:
    base = read_sweep_text(sweep_text(replicates=5)).base
    name = f"open {openness:g} coordinated {coordination:g}"
    return vary(base, {"name": name, "openness": openness, "coordination": coordination, **more})


def compared(*named: Any, out: Path, **how: Any) -> Compared:
    return compare(*named, out=out, workers=1, **({"simulate": simulate} | how))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("comparison")


@pytest.fixture(scope="module")
def found(out: Path) -> Compared:
    return compared(scenario(), scenario(coordination=0.5), out=out)


def of(found: Compared, run: str, name: str) -> pd.Series:
    table = found.comparison.headlines
    return table[(table["run"] == run) & (table["name"] == name)].iloc[0]


def test_each_run_has_the_numbers_that_it_has_by_itself(found: Compared) -> None:
    for part in found.comparison.parts:
        alone = headline(part.run, "no_zones").set_index("name")
        for name in (NAME, "radiation.ratio", "zones.gdp_share"):
            row = of(found, part.name, name)
            np.testing.assert_array_equal(
                row[["value", "low", "high"]].astype(float), alone.loc[name, ["value", "low", "high"]].astype(float)
            )


def test_a_difference_of_means_has_the_interval_of_paired_differences(found: Compared) -> None:
    first, other = found.comparison.parts
    samples = other.curve.samples[:, -1, 0] - first.curve.samples[:, -1, 0]
    expected = mean_interval(samples)
    row = of(found, other.name, NAME)
    assert row["difference"] == pytest.approx(float(expected.value))
    assert row["difference_low"] == pytest.approx(float(expected.low))
    assert row["difference_high"] == pytest.approx(float(expected.high))
    curve = found.comparison.curve_differences
    together = simultaneous_interval(other.curve.samples[:, -1] - first.curve.samples[:, -1])
    known = np.isfinite(together.value)
    # Drawn at half the error, the band is narrower than Bonferroni's bound at that error.
    bonferroni = mean_interval(
        other.curve.samples[:, -1, known] - first.curve.samples[:, -1, known], comparisons=2 * int(known.sum())
    )
    np.testing.assert_array_equal(curve[["band_low", "band_high"]], np.stack([together.low, together.high], axis=1))
    assert (curve["band_high"][known] < bonferroni.high).all()
    assert curve["difference"][0] == pytest.approx(float(expected.value))
    assert curve["band_low"][0] < expected.low
    assert curve["paired"].all()


def test_the_first_has_no_difference_and_ratios_have_one_too(found: Compared) -> None:
    first, other = (part.name for part in found.comparison.parts)
    assert np.isnan(of(found, first, NAME)["difference"])
    row = of(found, other, "radiation.ratio")
    assert row["difference_low"] < row["difference"] < row["difference_high"] < 0.0
    assert found.comparison.warnings == ()


def test_runs_without_common_luck_are_warned_of_and_have_wider_intervals(found: Compared, out: Path) -> None:
    strangers = compared(scenario(), scenario(coordination=0.5, seed=2, name="stranger"), out=out)
    assert strangers.comparison.paired == (True, False)
    assert "do not share their luck" in strangers.comparison.warnings[0]
    row, paired = of(strangers, "stranger", NAME), of(found, found.comparison.parts[1].name, NAME)
    assert row["difference_high"] - row["difference_low"] > paired["difference_high"] - paired["difference_low"]


def test_scenarios_that_are_named_share_what_is_the_same_and_are_run_once(out: Path, tmp_path: Path) -> None:
    begun: list[str] = []

    def note(arms: Mapping[str, Scenario], **how: Any) -> Iterator[tuple[str, Record]]:
        begun.extend(arms)
        yield from simulate(arms, **how)

    compared(scenario(openness=0.8), scenario(openness=0.5), out=tmp_path, simulate=note)
    # Two bases and one twin without zones, of five replicates.
    assert len(begun) == 15
    compared(scenario(openness=0.8), scenario(openness=0.5), out=tmp_path, simulate=note)
    assert len(begun) == 15
    assert {entry.kind for entry in list_runs(tmp_path)} == {"run", "comparison"}
    del out


def test_scenarios_are_replicated_until_their_difference_is_narrow_and_only_that_comparison_is_left(
    tmp_path: Path,
) -> None:
    looks: list[tuple[int, float]] = []
    found = compare_until(
        scenario(), scenario(coordination=0.1), of=NAME, wanted=0.016, most=40, out=tmp_path, workers=1,
        heard=lambda found, _: looks.append((found.replicates, found.half_width)), simulate=simulate,
    )  # fmt: skip
    assert len(looks) > 1
    assert [width <= 0.016 for _, width in looks] == [False] * (len(looks) - 1) + [True]
    assert {len(part.replicates) for part in found.comparison.parts} == {looks[-1][0]}
    kinds = [entry.kind for entry in list_runs(tmp_path)]
    assert (kinds.count("run"), kinds.count("comparison")) == (2, 1)


def test_differences_are_as_precise_as_the_widest_of_them(out: Path) -> None:
    several = compared(scenario(), scenario(coordination=0.5), scenario(coordination=0.1), out=out, replicates=2)
    own = [of(several, part.name, NAME) for part in several.comparison.parts[1:]]
    widths = [row["difference_high"] - row["difference_low"] for row in own]
    assert half_width_of_differences(several.comparison, NAME) == pytest.approx(max(widths) / 2.0)
    assert widths[0] != pytest.approx(widths[1])


def test_what_is_finished_cannot_be_replicated_until_a_difference_is_known(tmp_path: Path) -> None:
    run = run_twins(scenario(), replicates=2, out=tmp_path, workers=1, simulate=simulate)
    with pytest.raises(HinterlandError, match=r"has the replicates that it has\. Name the scenario"):
        compare_until(scenario(coordination=0.5), run, of=NAME, wanted=1.0, most=9, out=tmp_path)


def test_a_number_that_no_run_has_is_answered_before_more_is_run(tmp_path: Path) -> None:
    both = scenario(), scenario(coordination=0.5)
    with pytest.raises(HinterlandError, match=r"`radiation.gdp.0-30` is no headline number.*`radiation.gdp.0-30km`"):
        compare_until(
            *both, of="radiation.gdp.0-30", wanted=1.0, most=9, out=tmp_path, workers=1, simulate=simulate
        )  # fmt: skip


@pytest.fixture(scope="module")
def swept(out: Path) -> Swept:
    return sweep(read_sweep_text(sweep_text(replicates=3), name="made_up"), out=out, workers=1, simulate=simulate)


def test_runs_hashes_and_points_of_sweeps_are_found_by_what_people_call_them(swept: Swept, out: Path) -> None:
    run = run_twins(scenario(name="alone"), replicates=3, out=out, workers=1, simulate=simulate)
    ways = [
        (run.folder, run.folder.name),
        ("alone", "made_up:5"),
        ("made_up:openness=0.2,coordination=0.1", f"{swept.folder}:5"),
    ]
    for first, other in ways:
        found = compared(first, other, out=out)
        assert len(found.comparison.parts) == 2
        assert not [each for each in found.comparison.warnings if "versions" in each]
    assert [part.name for part in compared(*ways[2], out=out).comparison.parts] == ["made_up:0", "made_up:5"]


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (("nothing", "made_up:0"), "'nothing' is neither a scenario, nor"),
        (("made_up:0", "made_up:openness=0.2"), "3 points of made_up have openness=0.2"),
        (("made_up:0", "made_up:99"), "has no point 99"),
        (("made_up:0",), "at least two runs"),
    ],
)
def test_what_cannot_be_compared_says_why(swept: Swept, out: Path, named: tuple[str, ...], words: str) -> None:
    del swept
    with pytest.raises(HinterlandError, match=words):
        compared(*named, out=out)


def test_other_years_rings_twins_and_pasts_are_warned_of(out: Path) -> None:
    other = scenario(name="other", years=1, rings=[0, 40], counterfactual=["g0"], before={"openness": {"zones": 0.1}})
    told = " ".join(compared(scenario(), other, out=out).comparison.warnings)
    for words in ("different twins: g0 and no_zones", "after 1 and 2 years", "different rings", "different pasts"):
        assert words in told


def test_the_counterfactual_can_be_chosen_and_must_be_there(out: Path) -> None:
    both = {"counterfactual": ["no_zones", "g0"]}
    found = compared(scenario(**both, name="a"), scenario(0.5, **both, name="b"), out=out, against="g0")
    assert {part.counterfactual for part in found.comparison.parts} == {"g0"}
    with pytest.raises(ResultsError, match="was not held against 'g0', but no_zones"):
        compared(scenario(), scenario(0.5), out=out, against="g0")


def test_the_same_comparison_has_the_same_folder_and_the_same_bytes(found: Compared, out: Path) -> None:
    before = {path.name: path.read_bytes() for path in (found.folder / "tables").iterdir()}
    again = compared(scenario(), scenario(coordination=0.5), out=out)
    assert again.folder == found.folder
    assert {path.name: path.read_bytes() for path in (again.folder / "tables").iterdir()} == before
    assert set(before) == {"headlines.csv", "curves.csv", "curve_differences.csv"}
