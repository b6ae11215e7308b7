"""Every mistake in a sweep file is answered by its place, what was found, what was expected, and what is near."""

from pathlib import Path

import pytest

from sim.basis.errors import ScenarioError
from sim.experiments.sweeps.reading import known_sweeps, read_sweep, read_sweep_text
from sim.experiments.sweeps.sweep import in_words
from sim.results.swept import nested

GRID = "base: tiny\nfactors: {openness: [0.2, 0.9], coordination: {from: 0.1, to: 0.9, steps: 3}}\n"

MISTAKES = {
    "no base": ("factors: {openness: [0.2, 0.9]}", ["`base` must name a scenario"]),
    "an unknown base": (GRID.replace("tiny", "tinny"), ["sweep:1", "`base`", "no scenario `tinny`", "`tiny`"]),
    "an unknown key": (GRID + "replicate: 3", ["sweep:3", "`replicate` is not a key of a sweep", "`replicates`"]),
    "no factors": ("base: tiny", ["`factors` must name at least one"]),
    "an unknown factor": ("base: tiny\nfactors: {opennes: [0.2, 0.9]}", ["sweep:2", "`opennes`", "`openness`"]),
    "a value out of range": (
        "base: tiny\nfactors: {openness: [0.2, 1.9]}",
        ["sweep:2", "`factors.openness`", "1.9", "from 0 to 1"],
    ),
    "an end out of range": (
        "base: tiny\ndesign: sobol\npoints: 4\nfactors:\n  trade.gate: {from: 0, to: 12}",
        ["sweep:5", "`factors.trade.gate`", "12", "from 0 to 2 [log points]"],
    ),
    "a value twice": ("base: tiny\nfactors: {openness: [0.2, 0.2]}", ["lists 0.2 twice"]),
    "one value": ("base: tiny\nfactors: {openness: 0.2}", ["`factors.openness` is 0.2", "list of values", "{from:"]),
    "a range without steps": ("base: tiny\nfactors: {openness: {from: 0, to: 1}}", ["a grid needs a whole number"]),
    "a range with steps elsewhere": (
        "base: tiny\ndesign: sobol\npoints: 3\nfactors: {openness: {from: 0, to: 1, steps: 3}}",
        ["`factors.openness.steps` says nothing in the design sobol"],
    ),
    "a range upside down": (
        "base: tiny\nfactors: {openness: {from: 1, to: 0, steps: 3}}",
        ["goes from 1 to 0", "`to` must lie above `from`"],
    ),
    "a range of words": ("base: tiny\nfactors: {openness: {from: a, to: b, steps: 3}}", ["numbers `from` and `to`"]),
    "an unknown key of a range": (
        "base: tiny\nfactors: {openness: {from: 0, too: 1, steps: 3}}",
        ["`factors.openness.too` is not a key of a range", "`to`"],
    ),
    "an unknown scale": (
        "base: tiny\nfactors: {openness: {from: 0, to: 1, steps: 3, scale: loq}}",
        ["`factors.openness.scale` is 'loq'", "one of linear, log"],
    ),
    "the log of zero": (
        "base: tiny\nfactors: {openness: {from: 0, to: 1, steps: 3, scale: log}}",
        ["starts at 0", "numbers above 0"],
    ),
    "an unknown design": (GRID + "design: gird", ["`design` is 'gird'", "one of grid, latin_hypercube", "`grid`"]),
    "a hypercube without points": (GRID.replace(", steps: 3", "") + "design: latin_hypercube", ["`points` is empty"]),
    "listed values where a range is needed": (
        "base: tiny\ndesign: sobol\npoints: 4\nfactors: {openness: [0.2, 0.5, 0.9]}",
        ["`factors.openness` needs a range for the design sobol"],
    ),
    "points of a grid": (GRID + "points: 4", ["`points` says nothing in a grid"]),
    "a list without points": ("base: tiny\ndesign: list", ["`points` must list at least one point"]),
    "a list with factors": (GRID + "design: list\npoints: [{openness: 0.2}]", ["`factors` says nothing in a list"]),
    "a point that is no mapping": ("base: tiny\ndesign: list\npoints: [0.2]", ["`points[0]` is 0.2", "a mapping"]),
    "a point twice": (
        "base: tiny\ndesign: list\npoints: [{openness: 0.2}, {openness: 0.2}]",
        ["`points[1]` is the same as an earlier point"],
    ),
    "a wrong point": (
        "base: tiny\ndesign: list\npoints:\n  - {openness: 0.2}\n  - {openess: 0.9}",
        ["sweep:5", "point 1 (openess 0.9)", "`openness`"],
    ),
    "luck that varies": ("base: tiny\nfactors: {seed: [1, 2]}", ["`seed` cannot vary", "share their luck"]),
    "replicates that vary": ("base: tiny\nfactors: {replicates: [1, 2]}", ["`replicates` cannot vary"]),
    "a wrong setting": (GRID + "set: {years: 0}", ["sweep:3", "`set`", "`years` is 0"]),
    "settings that are none": (GRID + "set: 3", ["`set` is 3", "a mapping"]),
    "twins at the wrong place": (GRID + "set: {counterfactual: g0}", ["`set.counterfactual`", "write `twins`"]),
    "wrong twins": (GRID + "twins: no_zone", ["`twins`", "'no_zone' is no counterfactual", "`no_zones`"]),
    "wrong replicates": (GRID + "replicates: many", ["`replicates`", "'many'", "whole number"]),
    "no YAML": ("base: [", ["not YAML"]),
    "a title that is none": (GRID + "title: [a]", ["`title` is ['a']", "a text"]),
    "too many factors": (
        "base: tiny\ndesign: sobol\npoints: 2\nfactors: {"
        + ", ".join(f"f{number}: [0, 1]" for number in range(22))
        + "}",
        ["`factors` are 22", "at most 21"],
    ),
}


@pytest.mark.parametrize(("text", "words"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_answered_by_place_finding_and_remedy(text: str, words: list[str]) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_sweep_text(text)
    told = str(caught.value)
    assert all(word in told for word in words), told


def test_all_mistakes_are_told_at_once() -> None:
    text = "base: tinny\nfactor: 3\ndesign: gird\nfactors: {seed: [1], openness: 0.2}\n"
    with pytest.raises(ScenarioError) as caught:
        read_sweep_text(text)
    assert len(caught.value.problems) == 5


def test_a_grid_of_values_and_ranges_is_read() -> None:
    sweep = read_sweep_text(GRID + "title: Two by three\nreplicates: 5\ntwins: [no_zones, g0]\nset: {years: 2}\n")
    assert [tuple(point.values()) for point in sweep.points] == [
        (0.2, 0.1),
        (0.2, 0.5),
        (0.2, 0.9),
        (0.9, 0.1),
        (0.9, 0.5),
        (0.9, 0.9),
    ]
    assert (sweep.title, sweep.replicates, sweep.keys) == ("Two by three", 5, ("openness", "coordination"))
    assert [scenario.coordination for scenario in sweep.scenarios] == [0.1, 0.5, 0.9] * 2
    assert {scenario.years for scenario in sweep.scenarios} == {2}
    assert sweep.with_replicates(7).replicates == 7
    assert set(sweep.requests(Path("results"))[0].arms) == {"base", "no_zones", "g0"}


def test_a_listed_point_sets_what_it_says_and_leaves_the_rest() -> None:
    sweep = read_sweep_text("base: tiny\ndesign: list\npoints:\n  - {openness: 0.9}\n  - {prices.friction: 0}\n")
    assert sweep.scenarios[0].openness == 0.9
    assert sweep.scenarios[1].prices.friction == 0.0
    assert sweep.scenarios[1].openness == sweep.base.openness


def test_designs_that_fill_a_space_take_ranges_or_two_values() -> None:
    text = "base: tiny\ndesign: {}\npoints: 6\nfactors: {{openness: [0.1, 0.9], start.firms: {{from: 300, to: 900}}}}"
    for design in ("sobol", "latin_hypercube"):
        sweep = read_sweep_text(text.format(design))
        assert len(sweep.points) == 6
        assert all(0.1 <= point["openness"] <= 0.9 for point in sweep.points)
        assert {type(point["start.firms"]) for point in sweep.points} == {int}


def test_the_same_request_has_the_same_folder_and_another_has_another() -> None:
    one, again = read_sweep_text(GRID), read_sweep_text(GRID + "# a remark\n")
    assert one.folder(Path("r")) == again.folder(Path("r"))
    assert one.with_replicates(9).folder(Path("r")) != one.folder(Path("r"))


def test_shipped_sweeps_are_found_by_name_and_can_be_read() -> None:
    assert {"tiny_sweep", "phase_diagram"} <= set(known_sweeps())
    sweeps = {name: read_sweep(name) for name in known_sweeps()}
    diagram = sweeps["phase_diagram"]
    assert (len(diagram.points), diagram.replicates, diagram.base.name) == (81, 8, "baseline")
    with pytest.raises(ScenarioError, match=r"Did you mean `tiny_sweep`\?"):
        read_sweep("tinysweep")


def test_settings_are_told_and_nested_as_people_write_them() -> None:
    assert in_words({"openness": 0.30000000000000004, "benchmark": "RCEP"}) == "openness 0.3, benchmark RCEP"
    assert nested({"prices.friction": 0, "prices.zone_land": 2, "openness": 1}) == {
        "prices": {"friction": 0, "zone_land": 2},
        "openness": 1,
    }
