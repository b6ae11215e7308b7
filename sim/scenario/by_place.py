"""Levels that differ by place: one value for all, or a mapping by zone, region and cluster.

A plain openness or benchmark is that of all zones; a plain coordination is that of all pairs. In a mapping the
most specific entry wins: the place's own name, then its cluster, then `zones` or `regions`, then `all`.
"""

from typing import Annotated, Any

from pydantic import ConfigDict, Discriminator, Field, Tag

from sim.basis.parameters import Parameters, Share, Source, Unit

VALUE, MAPPING = "<value>", "<mapping>"
"""Tags of the two forms; they appear in error locations and nowhere else."""

CHOICE = Source("choice of the scenario")


def _form(given: Any) -> str:
    return MAPPING if isinstance(given, dict | Parameters) else VALUE


_BY_FORM = Discriminator(_form)


class OpennessByPlace(Parameters):
    """Openness by place; a zone's or a region's own name is a key too."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Share] = Field(init=False)  # pyright: ignore[reportIncompatibleVariableOverride]  (pydantic's way)

    all: Annotated[Share | None, Unit("share"), CHOICE] = None
    """Openness of every place about which nothing more specific is said."""
    zones: Annotated[Share | None, Unit("share"), CHOICE] = None
    """Openness of every zone about which nothing more specific is said."""
    regions: Annotated[Share | None, Unit("share"), CHOICE] = None
    """Openness of every region about which nothing more specific is said."""
    clusters: Annotated[dict[str, Share], Unit("share"), CHOICE] = {}
    """Openness of the zones and regions of named clusters."""


class BenchmarkByPlace(Parameters):
    """Benchmark by place; a zone's or a region's own name is a key too."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str] = Field(init=False)  # pyright: ignore[reportIncompatibleVariableOverride]  (pydantic's way)

    all: Annotated[str | None, Unit("name of a benchmark"), CHOICE] = None
    """Benchmark of every place about which nothing more specific is said."""
    zones: Annotated[str | None, Unit("name of a benchmark"), CHOICE] = None
    """Benchmark of every zone about which nothing more specific is said."""
    regions: Annotated[str | None, Unit("name of a benchmark"), CHOICE] = None
    """Benchmark of every region about which nothing more specific is said."""
    clusters: Annotated[dict[str, str], Unit("name of a benchmark"), CHOICE] = {}
    """Benchmark of the zones and regions of named clusters."""


class PairShares(Parameters):
    """Coordination by pair of jurisdictions."""

    all: Annotated[Share | None, Unit("share"), CHOICE] = None
    """Coordination of every pair about which nothing more specific is said."""
    clusters: Annotated[dict[str, Share], Unit("share"), CHOICE] = {}
    """Coordination of pairs whose both ends lie in the named cluster."""
    zones: Annotated[dict[str, Share], Unit("share"), CHOICE] = {}
    """Coordination of pairs in which the named zone takes part; of two named ends, their mean."""
    regions: Annotated[dict[str, Share], Unit("share"), CHOICE] = {}
    """Coordination of pairs in which the named region takes part; of two named ends, their mean."""


type OnePart = Annotated[Annotated[Share, Tag(VALUE)] | Annotated[PairShares, Tag(MAPPING)], _BY_FORM]
"""One part of coordination: a number for all pairs, or a mapping."""


class CoordinationMix(PairShares):
    """Coordination by pair, and its three parts where they are set apart."""

    linkage: Annotated[OnePart | None, Unit("share"), CHOICE] = None
    """Industry linkage, which acts on chain search and meetings; coordination itself where it is not set apart."""
    docking: Annotated[OnePart | None, Unit("share"), CHOICE] = None
    """Mechanism docking, which acts on borders, gate, relocation and migration; else coordination itself."""
    integration: Annotated[OnePart | None, Unit("share"), CHOICE] = None
    """Policy integration, which acts on adoption; coordination itself where it is not set apart."""


class DomainShares(Parameters):
    """A maturity for each of the seven policy domains."""

    all: Annotated[Share | None, Unit("maturity"), CHOICE] = None
    """Maturity in every domain that is not named."""
    property_rights: Annotated[Share | None, Unit("maturity"), CHOICE] = None
    """Maturity of the rules on property rights."""
    industrial_subsidies: Annotated[Share | None, Unit("maturity"), CHOICE] = None
    """Maturity of the rules on industrial subsidies."""
    environment: Annotated[Share | None, Unit("maturity"), CHOICE] = None
    """Maturity of environmental standards."""
    labour_protection: Annotated[Share | None, Unit("maturity"), CHOICE] = None
    """Maturity of labour protection."""
    procurement: Annotated[Share | None, Unit("maturity"), CHOICE] = None
    """Maturity of the rules on government procurement."""
    e_commerce: Annotated[Share | None, Unit("maturity"), CHOICE] = None
    """Maturity of the rules on e-commerce."""
    finance: Annotated[Share | None, Unit("maturity"), CHOICE] = None
    """Maturity of the rules on finance."""


type Openness = Annotated[Annotated[Share, Tag(VALUE)] | Annotated[OpennessByPlace, Tag(MAPPING)], _BY_FORM]
"""Openness: a number for all zones, or a mapping by place."""

type Benchmark = Annotated[Annotated[str, Tag(VALUE)] | Annotated[BenchmarkByPlace, Tag(MAPPING)], _BY_FORM]
"""Benchmark: a name for all zones, or a mapping by place."""

type Coordination = Annotated[Annotated[Share, Tag(VALUE)] | Annotated[CoordinationMix, Tag(MAPPING)], _BY_FORM]
"""Coordination: a number for all pairs, or a mapping."""

type ByDomain = Annotated[Annotated[Share, Tag(VALUE)] | Annotated[DomainShares, Tag(MAPPING)], _BY_FORM]
"""Maturity: a number for all domains, or a mapping by domain."""

PLAIN_MEANS = {
    "openness": "zones",
    "benchmark": "zones",
    "coordination": "all",
    "linkage": "all",
    "docking": "all",
    "integration": "all",
    "reform": "all",
}
"""The key of the mapping that a plain value stands for, so that a mapping can be merged onto it."""
