"""Industries: the input-output table of China in twelve sectors, or put together into six or three."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from sim.basis.arrays import Floats, Integers, Mask, PerIndustry
from sim.world.facts import read_table

type Grouping = Literal["twelve", "six", "three"]

GROUPS = ("primary", "secondary", "tertiary")

CHINESE_NAMES = {
    "agri": "农林牧渔",
    "basic": "能源原材料",
    "light": "轻工纺织",
    "equipment": "装备电子",
    "construction": "建筑",
    "services": "服务业",
    "primary": "第一产业",
    "secondary": "第二产业",
    "tertiary": "第三产业",
}
"""Names of the coarser groups."""


@dataclass(frozen=True)
class Industries:
    """S industries: what a unit of output takes, and who uses it; money in 1e8 CNY of 2020."""

    names: tuple[str, ...]
    names_zh: tuple[str, ...]
    sectors: tuple[frozenset[str], ...]
    """(S,) sectors of the table of twelve that each industry is made of."""
    domestic: Floats
    """(S, S) domestic input of industry k per unit of output value of industry s, at [k, s]."""
    imports: PerIndustry
    """(S,) imported inputs per unit of output value."""
    export_share: PerIndustry
    """(S,) share of output that is exported."""
    output: PerIndustry
    """(S,) gross output."""
    final_use: PerIndustry
    """(S,) consumption and fixed capital formation of home products."""
    group: Integers
    """(S,) 0 primary, 1 secondary, 2 tertiary."""
    emission_intensity: PerIndustry
    """(S,) kg of CO2 per CNY of output; an assumption in every row."""
    emission_source: tuple[str, ...]
    tradable_final: Mask
    """(S,) whether it makes goods, which can be imported for final use, rather than services."""

    def __len__(self) -> int:
        """Give the number of industries."""
        return len(self.names)

    @property
    def value_added(self) -> PerIndustry:
        """(S,) value added per unit of output value."""
        return 1.0 - self.domestic.sum(axis=0) - self.imports

    @property
    def group_shares(self) -> Floats:
        """(3,) shares of primary, secondary and tertiary industry in national value added."""
        money = np.bincount(self.group, weights=self.value_added * self.output, minlength=len(GROUPS))
        return money / money.sum()

    def holding(self, sector: str) -> int | None:
        """Give the industry of a name, be it its own or that of a sector in it; None where there is none."""
        return next((i for i, name in enumerate(self.names) if sector == name or sector in self.sectors[i]), None)


@cache
def read_industries(grouping: Grouping = "twelve") -> Industries:
    """Read the input-output table.

    Args:
        grouping: `twelve` sectors as they are, or put together into `six` or `three` industries, weighted by
            output so that each industry's inputs, imports, exports and uses are the sums of its sectors'.
    """
    twelve = _twelve()
    if grouping == "twelve":
        return twelve
    column = "six" if grouping == "six" else "group"
    return _put_together(twelve, {row["industry"]: row[column] for row in read_table("industries.csv")})


def _twelve() -> Industries:
    rows = {row["row"]: row for row in read_table("china_io_2020_12.csv")}
    facts = read_table("industries.csv")
    names = tuple(fact["industry"] for fact in facts)

    def line(key: str) -> PerIndustry:
        return np.array([float(rows[key][name]) for name in names])

    return Industries(
        names=names,
        names_zh=tuple(fact["name_zh"] for fact in facts),
        sectors=tuple(frozenset({name}) for name in names),
        domestic=np.array([line(f"Ad_{name}") for name in names]),
        imports=line("imports"),
        export_share=line("export_share_of_output"),
        output=line("gross_output_1e8cny"),
        final_use=line("consumption_1e8cny") + line("gfcf_1e8cny"),
        group=np.array([GROUPS.index(fact["group"]) for fact in facts]),
        emission_intensity=np.array([float(fact["kg_co2_per_cny"]) for fact in facts]),
        emission_source=tuple(fact["emission_source"] for fact in facts),
        tradable_final=np.array([fact["goods"] == "1" for fact in facts]),
    )


def _put_together(fine: Industries, belongs: Mapping[str, str]) -> Industries:
    """Put industries together; flows in money add up, so shares are weighted by output."""
    names = tuple(dict.fromkeys(belongs[name] for name in fine.names))
    member = np.array([[belongs[name] == coarse for name in fine.names] for coarse in names], dtype=np.float64)
    output = member @ fine.output
    first = member.argmax(axis=1)

    def weighted(share: PerIndustry) -> PerIndustry:
        return member @ (share * fine.output) / output

    return Industries(
        names=names,
        names_zh=tuple(CHINESE_NAMES[name] for name in names),
        sectors=tuple(frozenset(name for name in fine.names if belongs[name] == coarse) for coarse in names),
        domestic=member @ (fine.domestic * fine.output) @ member.T / output,
        imports=weighted(fine.imports),
        export_share=weighted(fine.export_share),
        output=output,
        final_use=member @ fine.final_use,
        group=fine.group[first],
        emission_intensity=weighted(fine.emission_intensity),
        emission_source=tuple("assumption: output-weighted mean of the table of twelve" for _ in names),
        tradable_final=fine.tradable_final[first],
    )
