"""What a scenario may say: the root of the closed schema.

A parameter of a process is declared in the process's own file in `economy/`, one of the map in `world/places.py`.
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, PrivateAttr

from sim.basis.doors import Door, Shown
from sim.basis.parameters import NonNegative, Parameters, Source, Unit
from sim.economy.appeal import AppealParameters
from sim.economy.chain import ChainParameters
from sim.economy.emissions import EmissionsParameters
from sim.economy.entry import EntryParameters
from sim.economy.evaluation import EvaluationParameters
from sim.economy.exit import ExitParameters
from sim.economy.learning import LearningParameters
from sim.economy.migration import MigrationParameters
from sim.economy.policy import PolicyParameters
from sim.economy.prices import PricesParameters
from sim.economy.relocation import RelocationParameters
from sim.economy.sales import SalesParameters
from sim.economy.sites import SitesParameters
from sim.economy.start import StartParameters
from sim.economy.trade import TradeParameters
from sim.economy.wages import WagesParameters
from sim.economy.world_market import WorldMarketParameters
from sim.scenario.by_place import CHOICE, Benchmark, BenchmarkByPlace, ByDomain, Coordination, Openness, OpennessByPlace
from sim.scenario.ring_kinds import RingsBy
from sim.world.places import ChinaGeography, Date, StylisedGeography, ZoneParameters

LogPoints = Annotated[float, Field(ge=-5.0, le=5.0)]


class Before(Parameters):
    """Levels throughout the burn-in, which a family of scenarios inherits unchanged."""

    openness: Annotated[Openness, Unit("share"), Source("feasibility study (theta0)")] = OpennessByPlace(
        zones=0.2, regions=0.2
    )
    """Openness in the burn-in, and later of places about which `openness` says nothing."""
    coordination: Annotated[Coordination, Unit("share"), Source("feasibility study (gamma0)")] = 0.4
    """Coordination in the burn-in, and later of pairs about which `coordination` says nothing."""
    benchmark: Annotated[Benchmark, Unit("name of a benchmark"), Source("assumption")] = BenchmarkByPlace(
        all="domestic"
    )
    """Benchmark in the burn-in, and later of places about which `benchmark` says nothing."""


class Event(Parameters):
    """What holds from a date on, in every arm unless the counterfactual says otherwise."""

    date: Annotated[Date, Unit("YYYY or YYYY-MM"), CHOICE]
    """Date of an event; it is in force from the step that contains the date."""
    openness: Annotated[Openness | None, Unit("share"), CHOICE] = None
    """Openness from this date on: a number for all zones, or a mapping by place."""
    coordination: Annotated[Coordination | None, Unit("share"), CHOICE] = None
    """Coordination from this date on: a number for all pairs, or a mapping."""
    benchmark: Annotated[Benchmark | None, Unit("name of a benchmark"), CHOICE] = None
    """Benchmark from this date on: a name for all zones, or a mapping by place."""
    tariff: Annotated[LogPoints | None, Unit("log points"), CHOICE] = None
    """What the cost of imports and exports at the national border has in addition from this date on."""
    world_demand: Annotated[LogPoints | None, Unit("log points"), CHOICE] = None
    """Shift of foreign demand from this date on."""
    reform: Annotated[ByDomain | None, Unit("maturity"), CHOICE] = None
    """National reform: maturity below which no jurisdiction stays, for all domains or by domain."""
    designate: Annotated[tuple[str, ...], Unit("zones"), CHOICE] = ()
    """Zones that gain their status at this date."""
    withdraw: Annotated[tuple[str, ...], Unit("zones"), CHOICE] = ()
    """Zones that lose their status at this date."""
    twin: Annotated[dict[str, tuple[str, ...]], Unit("jurisdictions by zone"), CHOICE] = {}
    """Jurisdictions to which a zone counts as near from this date on, whatever its distance."""


class Scenario(Parameters, Shown):
    """A scenario: what a run is asked for, resolved and complete."""

    name: Annotated[str, Unit("name"), CHOICE] = ""
    """Short name of the scenario, that of its file where it is not given."""
    title: Annotated[str, Unit("sentence"), CHOICE] = ""
    """What the scenario is, in one line."""
    extends: Annotated[str | tuple[str, ...], Unit("names or paths"), CHOICE] = ()
    """Scenarios from which everything is taken that this one does not say itself; empty once resolved."""
    years: Annotated[int, Field(ge=1, le=200), Unit("years"), CHOICE] = 25
    """Recorded years after the policy date."""
    seed: Annotated[int, Field(ge=0, lt=2**63), Unit("whole number"), CHOICE] = 1
    """Root of all luck."""
    replicates: Annotated[int, Field(ge=1, le=10_000), Unit("replicates"), CHOICE] = 4
    """Twin experiments to run, each with luck of its own."""
    steps_per_year: Annotated[Literal[1, 2, 4, 12], Unit("steps a year"), Source("model design")] = 4
    """Steps into which a year is cut."""
    policy_date: Annotated[Date, Unit("YYYY or YYYY-MM"), CHOICE] = "2010"
    """Date at which the burn-in ends, the twins part and the levels of the scenario come into force."""
    geography: Annotated[StylisedGeography | ChinaGeography, Field(discriminator="kind"), Unit("mapping"), CHOICE] = (
        StylisedGeography()
    )
    """The map: `kind: stylised` or `kind: china`, and what belongs to that kind."""
    zones: Annotated[dict[str, ZoneParameters], Unit("mapping by name"), CHOICE] = {}
    """Zones of a stylised map, or what is said of zones of a real map over and above the fact table."""
    openness: Annotated[Openness, Unit("share"), Source("assumption")] = OpennessByPlace(zones=0.6)
    """Openness from the policy date on: a number for all zones, or a mapping by place."""
    coordination: Annotated[Coordination, Unit("share"), Source("feasibility study")] = 0.4
    """Coordination from the policy date on: a number for all pairs, or a mapping by zone, region and cluster."""
    benchmark: Annotated[Benchmark, Unit("name of a benchmark"), Source("assumption")] = BenchmarkByPlace(zones="CPTPP")
    """Standards that places pilot towards from the policy date on: a name for all zones, or a mapping by place."""
    benchmarks: Annotated[dict[str, ByDomain], Unit("maturity by domain"), CHOICE] = {}
    """Benchmarks of your own, by name; domains that are not named stay at the domestic level."""
    before: Annotated[Before, Unit("mapping"), CHOICE] = Before()
    """Levels throughout the burn-in."""
    timeline: Annotated[dict[str, Event], Unit("mapping by name"), CHOICE] = {}
    """Events after the policy date, by name."""
    withheld: Annotated[Literal["none", "all", "new"] | tuple[str, ...], Unit("none, all, new, or zones"), CHOICE] = (
        "none"
    )
    """Zones without status from the policy date on; `new` are those not designated before it."""
    closed_channels: Annotated[
        tuple[Literal["chain", "learning", "policy", "mobility"], ...], Unit("names of channels"), CHOICE
    ] = ()
    """Channels closed at the gates of zones from the policy date on: nothing but goods crosses there."""
    closed_around: Annotated[Literal["all"] | tuple[str, ...], Unit("all, or zones"), CHOICE] = "all"
    """Zones around whose lots the closed gates stand, whether or not a zone has its status."""
    frontier_visits: Annotated[
        dict[str, Annotated[float, Field(ge=0.0, le=10.0)]], Unit("ratio by zone"), CHOICE
    ] = {}
    """How many times as often as by its openness a zone meets the world frontier, from the policy date on, by zone."""
    foreign_births: Annotated[float, Field(ge=0.0, le=10.0), Unit("ratio"), CHOICE] = 1.0
    """How many times as often as by the openness of its place a newborn is foreign, from the policy date on."""
    counterfactual: Annotated[
        str | dict[str, Any] | tuple[str | dict[str, Any], ...] | None, Unit("names or differences"), CHOICE
    ] = None
    """What the scenario is compared with; `no_zones` on stylised and `no_new_zones` on real maps if not given."""
    rings: Annotated[tuple[NonNegative, ...], Field(min_length=1), Unit("km"), Source("model design")] = (
        0.0,
        60.0,
        110.0,
        160.0,
        230.0,
    )
    """Edges of the distance rings around zones, ascending; the last ring reaches beyond the last edge."""
    rings_by: Annotated[RingsBy, Unit("mapping"), CHOICE] = RingsBy()
    """What rings are laid by when a run is measured."""
    census_years: Annotated[tuple[Annotated[int, Field(ge=0, le=200)], ...], Unit("years"), CHOICE] = ()
    """Years after the policy date at whose end every single firm is recorded; `hinterland ledger` needs one."""
    decision_years: Annotated[tuple[Annotated[int, Field(ge=1, le=200)], ...], Unit("years"), CHOICE] = ()
    """Years after the policy date in whose last step every decision is recorded; `hinterland coherence` needs some."""

    start: Annotated[StartParameters, Unit("mapping"), CHOICE] = StartParameters()
    """What the first step finds."""
    trade: Annotated[TradeParameters, Unit("mapping"), CHOICE] = TradeParameters()
    """Delivery costs."""
    prices: Annotated[PricesParameters, Unit("mapping"), CHOICE] = PricesParameters()
    """Costs and prices."""
    sales: Annotated[SalesParameters, Unit("mapping"), CHOICE] = SalesParameters()
    """Spending and profit."""
    world_market: Annotated[WorldMarketParameters, Unit("mapping"), CHOICE] = WorldMarketParameters()
    """Exports, imports and the exchange rate."""
    wages: Annotated[WagesParameters, Unit("mapping"), CHOICE] = WagesParameters()
    """Wages."""
    migration: Annotated[MigrationParameters, Unit("mapping"), CHOICE] = MigrationParameters()
    """People who move."""
    chain: Annotated[ChainParameters, Unit("mapping"), CHOICE] = ChainParameters()
    """Suppliers and the search for better ones."""
    learning: Annotated[LearningParameters, Unit("mapping"), CHOICE] = LearningParameters()
    """Productivity and what firms learn from each other."""
    policy: Annotated[PolicyParameters, Unit("mapping"), CHOICE] = PolicyParameters()
    """Rules, piloted and adopted."""
    evaluation: Annotated[EvaluationParameters, Unit("mapping"), CHOICE] = EvaluationParameters()
    """The yearly evaluation of zones."""
    entry: Annotated[EntryParameters, Unit("mapping"), CHOICE] = EntryParameters()
    """Births and who enters."""
    sites: Annotated[SitesParameters, Unit("mapping"), CHOICE] = SitesParameters()
    """Sites that newborns and movers compare."""
    relocation: Annotated[RelocationParameters, Unit("mapping"), CHOICE] = RelocationParameters()
    """Firms that move."""
    exit: Annotated[ExitParameters, Unit("mapping"), CHOICE] = ExitParameters()
    """Firms that die."""
    appeal: Annotated[AppealParameters, Unit("mapping"), CHOICE] = AppealParameters()
    """What a firm's name is worth."""
    emissions: Annotated[EmissionsParameters, Unit("mapping"), CHOICE] = EmissionsParameters()
    """Carbon."""

    plot: ClassVar[Door] = Door("plot", "Figures of the scenario, each a method that gives axes.")

    _origins: dict[tuple[str | int, ...], str] = PrivateAttr(default_factory=dict)

    @property
    def origins(self) -> dict[tuple[str | int, ...], str]:
        """Where each value that was set comes from: a file and line, or the command line; defaults are absent."""
        return self._origins

    def __eq__(self, other: object) -> bool:
        """Compare what is asked for; where a value comes from does not matter."""
        return isinstance(other, Scenario) and self.model_dump() == other.model_dump()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001  # as IPython calls it
        del cycle
        printer.text(Shown.__repr__(self))

    __hash__ = None  # type: ignore[assignment]  # holds mappings


PROCESS_BLOCKS = tuple(
    key
    for key, field in Scenario.model_fields.items()
    if isinstance(field.annotation, type) and field.annotation.__module__.startswith("sim.economy.")
)
"""Keys of the blocks of the economy's processes, in the order of the schema."""
