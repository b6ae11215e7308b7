"""Laws of diffusion: the hand's curves, tree and hazard, and that a central push has the hazard it is given."""

import math

import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import ResultsError
from sim.measures.adopting import adopted_share, adoption_curves, hazard, hazard_in, solved_hazard
from sim.measures.copying import copying_tree
from sim.measures.diffusion import ARMS, HAZARDS, diffusion_of, years_to
from sim.measures.headline import list_measures
from sim.model.schedule import SCHEDULE
from sim.world.levels import DOMAINS
from tests.model.law_worlds import at_fork, live
from tests.synthetic import Memory

EVENTS = (
    # step, kind, place, domain, way, source kind, source
    (1, "zone", 0, "finance", "piloted", "zone", 0),
    (2, "region", 0, "finance", "adopted", "zone", 0),
    (2, "region", 1, "environment", "piloted", "region", 1),
    (3, "region", 0, "finance", "adopted", "zone", 0),  # once more: counts for the hazard, not for the curve
    (5, "region", 0, "environment", "adopted", "region", 1),  # from one that piloted: first hand
    (6, "region", 1, "finance", "adopted", "region", 0),  # from one that had adopted: second hand
    (7, "region", 2, "finance", "adopted", "region", 1),  # the rest of the country is not of the map
)


def world(*events: tuple[int, str, int, str, str, str, int], at_risk: float = 4.0, integration: float = 1.0) -> Memory:
    """Make a world of two regions, one zone and the rest of the country: two years of four steps, by hand."""
    names = ["step", "kind", "place", "domain", "way", "source_kind", "source"]
    adoptions = pd.DataFrame(events, columns=names)
    cells = [(year, region, domain) for year in (1, 2) for region in range(3) for domain in DOMAINS]
    exposure = pd.DataFrame(cells, columns=["year", "region", "domain"])
    places = pd.DataFrame({"kind": ["region", "region", "region", "zone"], "place": [0, 1, 2, 0]})
    return Memory(
        {
            "adoptions": adoptions.assign(date="2010-07", distance_km=50.0, gap=0.2, gained=0.05),
            "exposure": exposure.assign(
                step=4 * exposure["year"], steps_at_risk=at_risk, years_at_risk=at_risk / 4, integration=integration
            ),
            "places": places.assign(
                name=["east", "west", "rest", "park"], name_zh=["东", "西", "其余", "园区"],
                rest_of_country=[False, False, True, False],
            ),
            "zones": pd.DataFrame({"step": [0, 4, 8], "zone": 0, "active": True}),
        }
    )


def test_on_a_world_by_hand_the_curves_are_the_hands() -> None:
    table = adoption_curves([world(*EVENTS)]).set_index(["group", "domain", "step"])["value"].sort_index()
    assert table["regions", "finance"].tolist() == [0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1, 1]
    assert table["regions", "environment"].tolist() == [0, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5]
    assert table["regions", "procurement"].tolist() == [0] * 9
    assert table["zones", "finance"].tolist() == [0, *[1] * 8]
    assert table["regions", "all", 8] == pytest.approx(1.5 / 7)
    assert adopted_share(world(*EVENTS)) == pytest.approx(1.5 / 7)


def test_on_a_world_by_hand_the_tree_says_who_copied_from_whom_when_and_over_how_many_hands() -> None:
    tree = copying_tree(world(*EVENTS))
    told = tree[["domain", "rank", "step", "name", "source_name", "generation"]].to_numpy().tolist()
    assert told == [
        ["environment", 1, 5, "east", "west", 1],
        ["finance", 1, 2, "east", "park", 1],
        ["finance", 2, 6, "west", "east", 2],
    ]
    assert tree["name_zh"].tolist() == ["东", "东", "西"]
    assert tree["source_kind"].tolist() == ["region", "zone", "region"]


def test_who_adopts_in_one_step_shares_a_rank_and_has_not_seen_the_other_adopt() -> None:
    tied = copying_tree(world(
        (4, "region", 0, "finance", "adopted", "zone", 0), (4, "region", 1, "finance", "adopted", "region", 0)
    ))  # fmt: skip
    assert tied["rank"].tolist() == [1, 1]
    assert tied["generation"].tolist() == [1, 1]


def test_on_a_world_by_hand_the_hazard_is_the_hands() -> None:
    found = hazard([world(*EVENTS)])
    steps = 2 * 2 * 7 * 4
    assert found.value == pytest.approx(-math.log(1.0 - 4 / steps) * 4, rel=1e-12)
    of_finance = hazard([world(*EVENTS)], domain="finance")
    assert of_finance.value == pytest.approx(-math.log(1.0 - 3 / 16) * 4, rel=1e-12)
    two = hazard([world(*EVENTS), world(*EVENTS[:2])])
    assert two.value == pytest.approx(-math.log(1.0 - 5 / (2 * steps)) * 4, rel=1e-12)
    assert 0.0 <= two.low < two.value < two.high


def test_a_hazard_counts_only_those_at_risk_under_the_integration_asked_for() -> None:
    some = world(*EVENTS, integration=0.4)
    assert math.isnan(hazard_in(some, 1.0))
    assert "nobody" in hazard([some], integration=1.0).remark
    assert hazard_in(some, 0.4) == hazard_in(some)
    assert math.isnan(hazard_in(world(*EVENTS, at_risk=0.0)))


def test_without_any_event_nobody_has_adopted() -> None:
    still = world()
    assert adoption_curves([still])["value"].max() == 0.0
    assert len(copying_tree(still)) == 0
    assert hazard_in(still) == 0.0
    found = diffusion_of({arm: [still] for arm in ARMS}, [0])
    assert (found.domains["adopted_share"] == 0.0).all()
    assert found.domains["first_years"].isna().all()


def test_arms_are_set_side_by_side() -> None:
    worlds = {arm: [world(*EVENTS[:size])] for arm, size in zip(ARMS, (6, 2, 7), strict=True)}
    found = diffusion_of(worlds, [0])
    ends = found.domains.set_index(["arm", "domain"]).sort_index()
    of_base = {(row["arm"], row["domain"]): row for row in found.domains.to_dict("records")}["base", "finance"]
    when = [of_base[name] for name in ("adopted_share", "first_years", "half_years", "last_years")]
    assert when == [1.0, 0.5, 0.5, 1.5]
    assert [of_base[name] for name in ("from_zones", "mean_distance_km", "mean_generation")] == [0.5, 50.0, 1.5]
    assert ends.loc[("uncoordinated", "finance"), "adopted_share"] == 0.5
    assert found.hazard("base").value > found.hazard("uncoordinated").value > 0.0
    assert set(HAZARDS.values()) <= {measure.name for measure in list_measures()}
    curve = found.curves.query("arm == 'uncoordinated' and group == 'regions' and domain == 'all'")
    assert math.isnan(years_to(curve, 0.5))


@pytest.mark.parametrize(("coordination", "key"), [(1.0, "pushed"), (0.0, "voluntary")])
def test_the_hazard_found_with_a_push_and_without_is_the_one_it_is_given(coordination: float, key: str) -> None:
    simulation = at_fork("tiny", coordination=coordination)
    live(simulation, 0.25)
    world, policy = simulation.world, next(process for process in SCHEDULE if process.name == "policy")
    start, events, steps = world.maturity.copy(), 0, 0
    for _ in range(1500):
        world.maturity = start.copy()
        policy.run(simulation.moment())
        simulation.clock = type(simulation.clock)(simulation.clock.step + 1, 4)
        events += int((~world.adoptions.piloted).sum())
        steps += int(world.adoptions.at_risk.sum())
        assert (world.adoptions.integration[world.adoptions.at_risk] == coordination).all()
    given = getattr(simulation.scenario.policy, key)
    assert given == {"pushed": 0.6, "voluntary": 0.01}[key]
    found = solved_hazard(events / steps, 0.25)
    assert abs(found - given) < 4.0 * found / np.sqrt(events)


def test_what_a_region_adopts_is_noted_with_whom_it_saw_and_by_how_much_it_rose() -> None:
    simulation = live(at_fork("tiny", coordination=1.0, policy={"pushed": 4.0, "pilot_rate": 2.0}), 1)
    before = simulation.world.maturity.copy()
    simulation.step()
    world = simulation.world
    noted = np.zeros_like(before)
    np.add.at(noted, (world.adoptions.taker, world.adoptions.domain), world.adoptions.gained)
    np.testing.assert_allclose(world.maturity - before, noted, atol=1e-15)
    copied = ~world.adoptions.piloted
    assert 0 < copied.sum() < len(copied)
    share = simulation.scenario.policy.adopted_share
    np.testing.assert_allclose(world.adoptions.gained[copied], share * world.adoptions.gap[copied], rtol=1e-12)
    assert (world.adoptions.taker[copied] < world.geography.regions).all()


def test_worlds_of_an_earlier_version_say_what_to_do() -> None:
    with pytest.raises(ResultsError, match="no record of who adopted from whom"):
        copying_tree(Memory({}))
    old = Memory({"places": world().panels["places"]})
    assert math.isnan(hazard_in(old))
    assert math.isnan(adopted_share(old))
