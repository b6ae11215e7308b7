"""Laws of the model as Mesa users meet it."""

import mesa
import numpy as np
import pytest

from sim.basis.errors import ScenarioError
from sim.model.firm import Firm
from sim.model.firm_set import FirmSet
from sim.model.places import Region, Zone
from sim.model.region_model import RegionModel
from sim.model.simulation import Simulation
from tests.model.mesa_worlds import assert_same_economy, small_model, small_scenario


@pytest.fixture
def model() -> RegionModel:
    return small_model()


def test_a_step_of_the_model_is_a_step_of_the_simulation(model: RegionModel) -> None:
    simulation = Simulation.found(small_scenario())
    simulation.burn_in()
    for _ in range(3):
        simulation.step()
        model.step()
    assert model.time == 3
    assert model.simulation.clock == simulation.clock
    np.testing.assert_array_equal(model.simulation.world.firms.price, simulation.world.firms.price)
    np.testing.assert_array_equal(model.simulation.world.firms.identity, simulation.world.firms.identity)


def test_the_first_step_is_the_first_after_the_policy_date(model: RegionModel) -> None:
    assert model.date == small_scenario().policy_date[:4] + "-01"
    assert not model.zones[0].active
    model.step()
    assert model.zones[0].active


def test_the_burn_in_can_be_stepped_through_and_settles_all_the_same(model: RegionModel) -> None:
    other = RegionModel(small_scenario(), burn_in=False)
    while other.simulation.settling:
        other.step()
    for each in (model, other):
        each.step()
    assert_same_economy(model, other)


def test_looking_drawing_and_shuffling_change_nothing(model: RegionModel) -> None:
    other = small_model()
    other.rng.random(10)
    other.agents.shuffle().select(at_most=5).get("unique_id")
    other.firms.do(repr)
    _ = other.grid
    for each in (model, other):
        each.step()
        each.step()
    assert_same_economy(model, other)


def test_mesa_gets_its_generator_from_the_user_and_the_economy_does_not_care() -> None:
    founded = [RegionModel(small_scenario(), burn_in=False, rng=seed) for seed in (1, 2)]
    assert founded[0].rng.random() != founded[1].rng.random()
    assert_same_economy(*founded)
    again = [RegionModel(small_scenario(), burn_in=False).rng.random() for _ in range(2)]
    assert again[0] == again[1]


def test_a_columnar_set_stands_beside_ordinary_ones(model: RegionModel) -> None:
    assert set(model.agent_types) == {Region, Zone, Firm}
    assert isinstance(model.agents_by_type[Firm], FirmSet)
    assert list(model.agents_by_type[Region]) == list(model.regions)
    assert list(model.agents_by_type[Zone]) == list(model.zones)
    assert len(model.agents) == sum(map(len, model.agents_by_type.values()))
    assert all(isinstance(agent, mesa.Agent) and agent in model.agents for agent in model.agents)


def test_mesa_numbers_ordinary_agents_and_identities_number_firms(model: RegionModel) -> None:
    ordinary = [agent.unique_id for agent in model.ordinary_agents]
    firms = model.firms.get("unique_id")
    assert ordinary == list(range(1, len(ordinary) + 1))
    assert len(set(firms)) == len(firms)
    assert min(firms) >= 2**64
    assert [number - 2**64 for number in firms] == model.firms.get("identity").tolist()


class Visitor(mesa.Agent):
    """An agent that a user adds."""

    def __init__(self, model: RegionModel) -> None:
        super().__init__(model)
        self.mood = 1.0


def test_a_user_may_add_agents_of_his_own(model: RegionModel) -> None:
    visitor = Visitor(model)
    chosen = model.agents.select(agent_type=Visitor)
    assert list(chosen) == [visitor]
    assert visitor in model.agents
    visitor.remove()
    assert visitor not in model.agents
    assert len(chosen) == 0


def test_mesa_collects_data(model: RegionModel) -> None:
    collector = mesa.DataCollector(
        model_reporters={"gdp": "gdp", "firms": lambda m: len(m.agents_by_type[Firm])},
        agent_reporters={"openness": lambda agent: getattr(agent, "openness", None)},
        agenttype_reporters={
            Firm: {"productivity": "productivity", "zone": "zone"},
            Region: {"real_wage": "real_wage"},
            Zone: {"value_added": "value_added"},
        },
    )
    for _ in range(2):
        model.step()
        collector.collect(model)
    world = model.simulation.world
    assert collector.get_model_vars_dataframe()["gdp"].iloc[-1] == pytest.approx(world.books.value_added.sum())
    assert collector.get_model_vars_dataframe()["firms"].iloc[-1] == world.firms.alive.sum()
    productivity = collector.get_agenttype_vars_dataframe(Firm)["productivity"].xs(2.0)
    np.testing.assert_array_equal(productivity.to_numpy(), world.firms.productivity[world.firms.alive])
    assert len(collector.get_agenttype_vars_dataframe(Region)) == 2 * len(model.regions)
    assert len(collector.get_agent_vars_dataframe().xs(2.0)) == len(model.agents)


def test_a_run_ends_with_the_recorded_years(model: RegionModel) -> None:
    while model.running:
        model.step()
    assert model.time == small_scenario().years * small_scenario().steps_per_year


def test_regions_and_zones_read_the_tables_of_the_world(model: RegionModel) -> None:
    model.step()
    world = model.simulation.world
    region, zone = model.regions[1], model.zones[0]
    assert region.wage == pytest.approx(np.exp(world.regions.wage[1]))
    assert region.real_wage == pytest.approx(np.exp(world.regions.wage[1] - world.regions.price_index[1]))
    assert sum(each.gdp for each in model.regions) == pytest.approx(model.gdp)
    assert zone.host.zones == [zone]
    assert zone.value_added <= zone.host.value_added
    assert set(zone.maturity) == set(region.maturity)
    assert zone.openness == world.places.openness[len(model.regions)]
    assert sum(len(each.firms) for each in model.regions) == len(model.firms)
    assert all(firm.zone is zone for firm in zone.firms)
    # A table put in another's place is the one that is read.
    world.regions.labour = world.regions.labour + 1.0
    assert region.labour == world.regions.labour[1]


def test_a_fork_shares_history_and_goes_its_own_way(model: RegionModel) -> None:
    model.step()
    same, other = model.fork({}), model.fork({"coordination": 0.9})
    without = model.fork("no_zones")
    assert_same_economy(model, other)
    assert other.time == model.time == 1
    for each in (model, same, other, without):
        each.step()
    assert_same_economy(model, same)
    assert (model.simulation.world.firms.delivery != other.simulation.world.firms.delivery).any()
    assert model.zones[0].active
    assert not without.zones[0].active
    assert other.zones[0].model is other


def test_a_scenario_that_does_not_exist_is_said_to() -> None:
    with pytest.raises(ScenarioError, match="baselin"):
        RegionModel("baselin")
