"""Industries: what a unit of cost goes to, and the state of the market for each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.world.industries import Industries


@dataclass
class Industry:
    """An industry: fixed shares of cost, and what markets and the burn-in make of it."""

    number: int
    name: str
    sector: int
    """0 primary, 1 secondary, 2 tertiary."""
    labour_share: float
    """beta: share of wages in cost."""
    import_share: float
    """am: share of imported inputs in cost."""
    export_share: float
    """Share of output that the data export."""
    emission_intensity: float
    """kg of CO2 per CNY of output."""
    tradable: bool
    """Whether it makes goods, which can be imported for final use."""
    final_share: float
    """alpha: share of final demand."""
    foreign_demand: float
    """D*: foreign demand in foreign money."""
    inputs: "list[Industry]" = field(default_factory=list, repr=False)
    """Domestic inputs for which a firm keeps a supplier, one slot each."""
    input_shares: list[float] = field(default_factory=list)
    """a: share of each slot in cost."""
    domestic_share: float = 0.0
    """Share of all domestic inputs in cost."""
    world_content: float = 0.0
    """Log points by which the world price falls for each log point of the world frontier."""
    world_price: float = 0.0
    """p*: log price in foreign money."""
    final_import_weight: float = 0.0
    """Weight of the imported variety in final demand."""
    base_price: float = 0.0
    """Log price at which real output is counted."""
    typical_firms: float = 1.0
    """Mean number of firms over the cells that have any."""
    birth_mass: float = 0.0
    """Births a year before entry, in firms of weight one, solved at the fork."""
    value_bar: float = 0.0
    """Value of not entering, solved at the fork."""


def industries_of(table: Industries, *, markup: float, coverage: float) -> list[Industry]:
    """Make the industries of an input-output table.

    Cost shares are markup times shares of output value. A firm keeps a slot for each of its largest inputs, until they
    cover `coverage` of its domestic spending; their shares are scaled up to all of it.
    """
    names = range(len(table.names))
    final, output = sum(table.final_use.tolist()), sum(table.output.tolist())
    made = [
        Industry(
            number=s,
            name=table.names[s],
            sector=int(table.group[s]),
            labour_share=0.0,
            import_share=markup * float(table.imports[s]),
            export_share=float(table.export_share[s]),
            emission_intensity=float(table.emission_intensity[s]),
            tradable=bool(table.tradable_final[s]),
            final_share=float(table.final_use[s]) / final,
            foreign_demand=float(table.export_share[s] * table.output[s]) / output + SMALLEST_DEMAND,
            final_import_weight=1.0 if table.tradable_final[s] else 0.0,
        )
        for s in names
    ]
    for industry in made:
        _choose_slots(industry, made, [markup * float(table.domestic[k, industry.number]) for k in names], coverage)
        industry.labour_share = 1.0 - industry.domestic_share - industry.import_share
    _solve_world_contents(made)
    return made


def _choose_slots(industry: Industry, everyone: Sequence[Industry], shares: Sequence[float], coverage: float) -> None:
    whole = sum(shares)
    covered = 0.0
    for other in sorted(everyone, key=lambda one: -shares[one.number]):
        industry.inputs.append(other)
        covered += shares[other.number]
        if covered / max(whole, 1e-300) >= coverage:
            break
    industry.input_shares = [shares[other.number] * whole / covered for other in industry.inputs]
    industry.domestic_share = sum(industry.input_shares)


def _solve_world_contents(industries: Sequence[Industry]) -> None:
    """Sum how much cheaper all rounds of inputs become where everybody abroad is one log point more productive.

    What is an imported input at home is bought abroad at its own industry's price. World prices are then
    p* = -content * frontier, with content = 1 + sum of shares times the contents of inputs.
    """
    for _ in range(ROUNDS_OF_INPUTS):
        contents = [
            1.0
            + industry.import_share * industry.world_content
            + sum(
                share * other.world_content
                for share, other in zip(industry.input_shares, industry.inputs, strict=True)
            )
            for industry in industries
        ]
        for industry, content in zip(industries, contents, strict=True):
            industry.world_content = content


SMALLEST_DEMAND = 1e-6
"""Foreign demand to begin with where the table has no exports, so that it can be corrected."""

ROUNDS_OF_INPUTS = 500
"""Rounds of inputs of inputs; a round is worth less than nine tenths of the round before."""
