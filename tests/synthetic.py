"""Made-up worlds whose radiation is known: panels in the shape of the model's, without the model."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from sim.basis.luck import Luck, Purpose
from sim.results import Run, Store
from sim.results.run import write_run
from sim.world.levels import DOMAINS

NOISE = Purpose("a synthetic world is not the same twice")
EARTH_KM = 6371.0088

type Profile = Callable[[np.ndarray], np.ndarray]
"""Twin difference in log points at some distances in km."""


def decaying(distance: np.ndarray) -> np.ndarray:
    """Five per cent at the zone, falling by e every 40 km."""
    return 0.05 * np.exp(-distance / 40.0)


def siphoning(distance: np.ndarray) -> np.ndarray:
    """Falls as a straight line: -4 % at the zone, nothing at 50 km, more beyond."""
    return 0.0008 * (distance - 50.0)


def nothing(distance: np.ndarray) -> np.ndarray:
    """No effect anywhere."""
    return np.zeros_like(distance)


@dataclass(frozen=True)
class Map:
    """A small map: cells, regions, lots."""

    grid: pd.DataFrame
    lots: pd.DataFrame
    zone_names: tuple[str, ...]
    zone_names_zh: tuple[str, ...]
    region_names: tuple[str, ...]
    region_names_zh: tuple[str, ...]
    host: np.ndarray
    old: np.ndarray
    """Whether each zone has its status in every world."""

    @property
    def sphere(self) -> bool:
        """Whether cells lie on the globe."""
        return bool(self.grid["longitude"].notna().any())

    def zone_cells(self, zones: Sequence[int]) -> np.ndarray:
        """Rows of the cells that hold the lots of some zones."""
        return self.lots.loc[self.lots["zone"].isin(zones), "cell"].to_numpy()

    def distance(self, zones: Sequence[int]) -> np.ndarray:
        """Distance of each cell to the nearest of some zones, worked out apart from the measures."""
        position = self.grid[["x_km", "y_km", "z_km"]].to_numpy()
        gaps = position[:, None] - position[self.zone_cells(zones)][None]
        chord = np.linalg.norm(gaps, axis=-1).min(axis=1)
        return 2.0 * EARTH_KM * np.arcsin(chord / (2.0 * EARTH_KM)) if self.sphere else chord


def line_map(cells: int = 11, cell_km: float = 20.0) -> Map:
    """A row of cells with one zone in the first: every distance is a ring of its own."""
    return plane_map(rows=1, columns=cells, cell_km=cell_km, region_columns=cells, at=((0, 0),))


def plane_map(
    *,
    rows: int = 20,
    columns: int = 20,
    cell_km: float = 20.0,
    region_columns: int = 5,
    at: Sequence[tuple[int, int]] = ((10, 10),),
) -> Map:
    """A plane of square cells in square regions, zones in given cells."""
    row, column = (index.ravel() for index in np.indices((rows, columns)))
    across = -(-columns // region_columns)
    grid = _grid(row, column, cell_km=cell_km).assign(
        region=(row // region_columns) * across + column // region_columns,
        x_km=(column + 0.5) * cell_km,
        y_km=-(row + 0.5) * cell_km,
        z_km=0.0,
        longitude=np.nan,
        latitude=np.nan,
    )
    cells = [r * columns + c for r, c in at]
    return _map(grid, cells, old=np.zeros(len(cells), dtype=bool))


def globe_map(*, old: int = 4, zones: int = 14) -> Map:
    """A patch of longitude-latitude cells with a coast, and zones of two generations."""
    step = 0.25
    row, column = (index.ravel() for index in np.indices((30, 30)))
    latitude, longitude = 34.5 - (row + 0.5) * step, 115.0 + (column + 0.5) * step
    land = longitude < 121.6 - 0.5 * np.sin((latitude - 28.0) * 1.1) - 0.25 * np.abs(latitude - 31.0)
    row, column, latitude, longitude = row[land], column[land], latitude[land], longitude[land]
    phi, lam = np.radians(latitude), np.radians(longitude)
    grid = _grid(row, column, cell_km=27.8).assign(
        region=(row // 6) * 5 + column // 6,
        x_km=EARTH_KM * np.cos(phi) * np.cos(lam),
        y_km=EARTH_KM * np.cos(phi) * np.sin(lam),
        z_km=EARTH_KM * np.sin(phi),
        longitude=longitude,
        latitude=latitude,
        width_km=27.8 * np.cos(phi),
    )
    grid["region"] = pd.factorize(grid["region"])[0]
    order = np.argsort(Luck(3, 0).uniforms(NOISE, 0, np.arange(len(grid)).astype(np.uint64)))
    return _map(grid, list(order[:zones]), old=np.arange(zones) < old)


def _grid(row: np.ndarray, column: np.ndarray, *, cell_km: float) -> pd.DataFrame:
    frame = pd.DataFrame({"cell": np.arange(len(row)), "row": row, "column": column})
    return frame.assign(area_km2=cell_km**2, land=cell_km**2, height_km=cell_km, width_km=cell_km)


def _map(grid: pd.DataFrame, cells: Sequence[int], *, old: np.ndarray) -> Map:
    zones, regions = len(cells), int(grid["region"].max()) + 1
    lots = pd.DataFrame({"lot": np.arange(zones), "zone": np.arange(zones), "cell": cells, "share": 0.1})
    return Map(
        grid=grid,
        lots=lots,
        zone_names=tuple(f"zone {z}" for z in range(zones)),
        zone_names_zh=tuple(f"开发区{z}" for z in range(zones)),
        region_names=tuple(f"region {r}" for r in range(regions)),
        region_names_zh=tuple(f"地区{r}" for r in range(regions)),
        host=grid["region"].to_numpy()[list(cells)],
        old=old,
    )


@dataclass(frozen=True)
class Recipe:
    """How a made-up world comes about."""

    place: Map
    years: int = 10
    profile: Profile = nothing
    """Log points by which the zones lift real GDP of a cell in the last year; it grows evenly from the fork."""
    inside: float = 0.3
    """Log points by which status lifts a lot's real GDP in the last year."""
    noise: float = 0.0
    """Standard deviation of what each world adds to a cell's log real GDP after the fork."""
    spread: float = 0.0
    """Standard deviation over replicates of the size of the effect, as a share of it."""
    active: Callable[[Map, str], np.ndarray] = field(default=lambda place, arm: place.old | (arm == "base"))


def panels(recipe: Recipe, *, arm: str, replicate: int = 0) -> dict[str, pd.DataFrame]:
    """Make all panels of one world."""
    luck, place = Luck(11, replicate), recipe.place
    active = np.asarray(recipe.active(place, arm), dtype=bool)
    lifted = np.flatnonzero(active & ~place.old)
    years = np.arange(recipe.years + 1)
    share = years / recipe.years
    swing = 1.0 + recipe.spread * luck.normals(NOISE, 0, np.array([1], dtype=np.uint64))[0]
    cells = np.arange(len(place.grid)).astype(np.uint64)
    start = np.exp(0.5 * luck.normals(NOISE, 0, cells))
    effect = recipe.profile(place.distance(list(lifted))) if len(lifted) else np.zeros(len(cells))
    shake = recipe.noise * luck.normals(NOISE, 1, cells, alternative=int(arm == "base"))
    gdp = start * np.exp(0.05 * years[:, None] + share[:, None] * (swing * effect + shake))
    lots = 0.1 * start[place.lots["cell"]] * np.exp(0.05 * years[:, None] + share[:, None] * recipe.inside * active)
    return {
        "cells": _cells(place, years, gdp),
        "zones": _zones(years, lots, active),
        "regions": _regions(place, years, gdp, lots),
        "industries": _stamp(years, 1).assign(industry=0, output=3.0, value_added=1.0, exports=0.2, imports=0.2),
        "links": _links(years),
        "nation": _nation(years, gdp, lots, active),
        "places": _places(place),
        "lots": place.lots,
        "grid": place.grid,
        "industry_names": pd.DataFrame({"industry": [0], "name": ["all"], "group": ["secondary"]}),
        "fork": pd.DataFrame(
            {"region": [0, 1, 0], "quantity": ["gdp", "gdp", "population"], "target": [2.0, 4.0, 5.0]}
        ).assign(found=[2.01, 3.98, 5.0]),
    }


def _stamp(years: np.ndarray, times: int) -> pd.DataFrame:
    each = np.repeat(years, times)
    return pd.DataFrame({"step": each * 4, "date": [f"{2010 + year}-01" for year in each], "year": each})


def _cells(place: Map, years: np.ndarray, gdp: np.ndarray) -> pd.DataFrame:
    flat = gdp.ravel()
    return _stamp(years, gdp.shape[1]).assign(
        cell=np.tile(place.grid["cell"], len(years)),
        value_added=flat * 1.1,
        real_gdp=flat,
        price_index=1.1,
        firms=np.ceil(flat * 10.0),
        workers=flat * 2.0,
        productivity=np.log(flat),
        exports=flat * 0.2,
        foreign_firms=np.ceil(flat),
        emissions=flat * 0.5,
    )


def _values(flat: np.ndarray, maturity: np.ndarray) -> dict[str, object]:
    shares = ("wage", "real_wage", "labour", "births", "deaths", "moves_in", "moves_out", "imports")
    rule = {f"maturity_{domain}": np.clip(maturity + 0.01 * k, 0.0, 1.0) for k, domain in enumerate(DOMAINS)}
    return {
        "value_added": flat,
        "real_gdp": flat,
        "price_index": 1.0,
        "firms": np.ceil(flat * 10.0),
        "exports": flat * 0.3,
        "foreign_firms": flat,
        "foreign_births": flat * 0.1,
        "productivity_mean": 0.0,
        "productivity_sd": 0.4,
        "emissions": flat,
        **dict.fromkeys(shares, flat * 0.3),
        **rule,
    }


def _zones(years: np.ndarray, lots: np.ndarray, active: np.ndarray) -> pd.DataFrame:
    zones = lots.shape[1]
    rise = 0.3 + active * (0.3 + 0.2 * (1.0 - np.exp(-years / 8.0)))[:, None]
    return _stamp(years, zones).assign(
        zone=np.tile(np.arange(zones), len(years)),
        active=np.tile(active, len(years)),
        openness=np.tile(np.where(active, 0.6, 0.2), len(years)),
        secondary_share=0.65,
        **_values(lots.ravel(), np.broadcast_to(rise, lots.shape).ravel()),
    )


def _regions(place: Map, years: np.ndarray, gdp: np.ndarray, lots: np.ndarray) -> pd.DataFrame:
    regions = len(place.region_names)
    of_cell = (place.grid["region"].to_numpy()[:, None] == np.arange(regions)).astype(float)
    of_lot = (place.host[:, None] == np.arange(regions)).astype(float)
    outside = gdp @ of_cell
    both = np.stack([outside + lots @ of_lot, outside], axis=-1)
    hosting = np.isin(np.arange(regions), place.host)
    rise = 0.3 + (0.05 + 0.15 * hosting) * (years / 10.0)[:, None]
    return _stamp(years, 2 * regions).assign(
        region=np.tile(np.repeat(np.arange(regions), 2), len(years)),
        part=["all", "outside"] * (regions * len(years)),
        **_values(both.ravel(), np.repeat(rise, 2, axis=1).ravel()),
    )


def _links(years: np.ndarray) -> pd.DataFrame:
    edges = [0.0, 1.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0, np.inf]
    links = np.array([120, 60, 140, 260, 330, 240, 160, 90, 50, 20])
    return _stamp(years, 10).assign(
        band_from_km=np.tile(edges[:-1], len(years)),
        band_to_km=np.tile(edges[1:], len(years)),
        links=np.tile(links, len(years)),
        orders=np.tile(links * np.linspace(0.5, 1.5, 10), len(years)),
    )


def _nation(years: np.ndarray, gdp: np.ndarray, lots: np.ndarray, active: np.ndarray) -> pd.DataFrame:
    total = gdp.sum(axis=1) + lots.sum(axis=1)
    share = (lots * active).sum(axis=1) / total
    return _stamp(years, 1).assign(
        gdp=total,
        real_gdp=total,
        gdp_map=total,
        real_gdp_map=total,
        firms=total * 10.0,
        firms_map=total * 10.0,
        deaths=total * 0.6,
        births=total * 0.6,
        zipf_exponent=1.05,
        median_link_km=27.0,
        mean_maturity=0.4,
        trade_share=0.4,
        zones_gdp_share=share,
        zones_trade_share=2.0 * share,
        zones_foreign_share=2.1 * share,
        zones_firms_share=share,
    )


def _places(place: Map) -> pd.DataFrame:
    regions, zones = len(place.region_names), len(place.zone_names)
    centre = place.grid.groupby("region")[["longitude", "latitude", "x_km", "y_km"]].mean()
    of_zone = place.grid.iloc[place.lots["cell"]][["longitude", "latitude", "x_km", "y_km"]]
    where = pd.concat([centre, of_zone], ignore_index=True)
    return where.assign(
        kind=["region"] * regions + ["zone"] * zones,
        place=[*range(regions), *range(zones)],
        name=[*place.region_names, *place.zone_names],
        name_zh=[*place.region_names_zh, *place.zone_names_zh],
        host=[*([-1] * regions), *place.host],
        area_km2=10.0,
        designated=[*([""] * regions), *np.where(place.old, "1995", "2010-01")],
        area_known=True,
        rest_of_country=False,
    )


@dataclass(frozen=True)
class Memory:
    """A world that was never stored."""

    panels: Mapping[str, pd.DataFrame]

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Give a table, or some of its columns."""
        return self.panels[name] if columns is None else self.panels[name][list(columns)]


@dataclass(frozen=True)
class MemoryTwin:
    """Two worlds that were never stored."""

    base: Memory
    other: Memory


def twins(recipe: Recipe, replicates: int = 1) -> tuple[MemoryTwin, ...]:
    """Make twins of a recipe, with the zones and without."""
    return tuple(
        MemoryTwin(*(Memory(panels(recipe, arm=arm, replicate=k)) for arm in ("base", "no_new_zones")))
        for k in range(replicates)
    )


def stored_run(out: Path, recipe: Recipe, *, replicates: int = 3, rings: Sequence[float] = (0, 20, 40, 80, 160)) -> Run:
    """Store the worlds of a recipe as a run."""
    store = Store(out / "store")
    scenario = {"name": "synthetic", "rings": list(rings), "policy_date": "2010-01", "seed": 11}
    arms = {
        "base": json.dumps(scenario | {"counterfactual": ["no_new_zones"]}),
        "no_new_zones": json.dumps(scenario | {"withheld": "new"}),
    }
    keys = {}
    for replicate in range(replicates):
        for arm in arms:
            key = f"{arm}-{replicate}"
            store.write(key, panels(recipe, arm=arm, replicate=replicate), {"replicate": replicate})
            keys[arm, replicate] = key
    return write_run(out, arms=arms, replicates=range(replicates), worlds=keys)
