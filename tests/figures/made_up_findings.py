"""Findings that nobody found: small tables of every kind that figures draw, by formula."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.figures.five_dimensions import DRAWN
from sim.measures.channels import ALL_OUTSIDE, ChannelEffects
from sim.measures.coherence import ALL, ELSEWHERE, INSIDE, Coherence
from sim.measures.diffusion import Diffusion, diffusion_of
from sim.measures.giving import Giving
from sim.measures.giving_ranks import Ranking
from sim.measures.ledger import ABROAD, CREATED, GROWN, OTHER_ZONES, REST, Ledger
from sim.measures.phase import GAIN_INSIDE, GAIN_OUTSIDE, TOTAL, Phase
from sim.measures.phase import INSIDE as INSIDE_GDP
from sim.measures.sensitivity.screening import MATTERS
from sim.results import Run, Store
from sim.results.run import write_run
from sim.results.swept import Swept
from sim.world.decisions import PROCESSES
from tests.measures.test_diffusion import EVENTS, world
from tests.measures.test_evaluation import LEAVES, STAYS, evaluated

RINGS = ("0-30km", "30-60km", "60km+")
REPLICATES = 4
LUCK = np.array([-1.2, -0.3, 0.4, 1.1])
"""(4,) what each replicate has of its own."""
STUDIED = ("learning.gain", "trade.border", "chain.search_km", "policy.pilot_rate")
MEASURE = "radiation.gdp.0-30km"


def channel_effects() -> ChannelEffects:
    """Four channels that add up, two of which work through one another."""
    years, open_ = np.arange(6), np.array([[number >> bit & 1 for bit in range(4)] for number in range(16)])
    reach = np.array([0.9, 0.5, 0.2, 0.4])
    size = -0.01 + open_ @ np.array([0.004, 0.012, 0.02, -0.006]) + 0.008 * open_[:, 1] * open_[:, 2]
    lucky = size[:, None] + 0.002 * (LUCK + LUCK**2 * open_.sum(axis=1, keepdims=True) ** 2 / 8.0)
    outcomes = lucky[:, :, None, None] * (years / 5.0)[:, None] * reach
    calendar = pd.DataFrame({"step": 4 * years, "date": [f"{2010 + year}-01" for year in years], "year": years})
    return ChannelEffects("real_gdp", (*RINGS, ALL_OUTSIDE), calendar, outcomes)


def coherent() -> Coherence:
    """Decisions that come out otherwise the more often the nearer they are, and the later."""
    years, places = (1, 5, 10), (INSIDE, *RINGS, ELSEWHERE)
    counts = np.zeros((REPLICATES, len(years), len(PROCESSES) + 1, len(places) + 1, 3))
    decisions = 1000.0 * (1 + np.arange(len(PROCESSES)))[:, None] / (1 + np.arange(len(places)))
    for k, luck in enumerate(LUCK):
        for y, year in enumerate(years):
            same = 1.0 - 0.03 * year / (1 + np.arange(len(places)))
            differs = (0.02 + 0.001 * luck) * year / (1 + np.arange(len(places)))
            shares = np.stack([np.ones_like(same), same, same * differs], axis=-1)
            counts[k, y, :-1, :-1] = decisions[..., None] * shares
    counts[:, :, PROCESSES.index("pilot"), -2] = 0.0
    counts[:, :, -1] = counts[:, :, :-1].sum(axis=2)
    counts[:, :, :, -1] = counts[:, :, :, :-1].sum(axis=3)
    return Coherence(years, (*PROCESSES, ALL), (*places, ALL), counts)


def of_five() -> Ledger:
    """Zones that create most of what they gain, draw the rest from near by, and give a little further off."""
    entries = (GROWN, CREATED, ABROAD, *RINGS, OTHER_ZONES, REST)
    net = np.array([30.0, 55.0, 8.0, 24.0, 9.0, -6.0, 0.0, 3.0])
    gained = (np.abs(net) + 4.0)[:, None] * np.array([1.0, 0.4, 12.0]) * (1.0 + 0.1 * LUCK)[:, None, None]
    lost = gained - net[:, None] * np.array([1.0, 0.4, 12.0]) * (1.0 + 0.1 * LUCK[::-1])[:, None, None]
    gained[:, 6], lost[:, 6] = 0.0, 0.0
    return Ledger(10, entries, gained, lost, (gained - lost).sum(axis=1))


def ranking(zones: int = 6, regions: int = 8) -> Ranking:
    """Zones of which the largest give most to others, all but one that takes."""
    z, r = np.arange(zones), np.arange(regions)
    size, host = 1000.0 / (1 + r), z % regions
    gains = np.exp(-0.5 * np.abs(r - host[:, None])) * np.where(z == 2, -3.0, 9.0 / (1 + z))[:, None]
    gain = gains * (1.0 + 0.3 * LUCK)[:, None, None] + 0.2 * LUCK[::-1][:, None, None]
    without = np.broadcast_to(2.0 * size, gain.shape)
    lots = np.broadcast_to(np.stack([50.0 / (1 + z), 200.0 + 0.0 * z], axis=-1), (REPLICATES, zones, 2))
    path = 0.01 * np.linspace(0.0, 1.0, 3) * (1.0 + 0.1 * LUCK)[:, None, None] * np.ones((zones, 1))
    names = {"name": [f"zone {each}" for each in z], "name_zh": [f"开发区{each}" for each in z]}
    areas = {"name": [f"region {each}" for each in r], "name_zh": [f"地区{each}" for each in r]}
    return Ranking(
        Giving(
            year=10,
            zones=pd.DataFrame({"place": z, **names, "host": host}),
            regions=pd.DataFrame({"place": r, **areas, "on_map": r < regions - 1}),
            size=size,
            years=pd.DataFrame({"step": [0, 20, 40], "date": ["2010-01", "2015-01", "2020-01"], "year": [0, 5, 10]}),
            outside=np.stack([without + gain, without]),
            lots=np.stack([lots, 0.6 * lots]),
            host_path=path,
            host_gain=np.full((REPLICATES, zones), 5.0),
            has=80.0 / (1 + z) ** 1.5 * (1.0 + 0.02 * LUCK)[:, None],
            cells=(gain * (r < regions - 1)).sum(axis=-1),
        )
    )


def spreading() -> Diffusion:
    """Rules that spread to two regions from one zone, more slowly without a push."""
    few = [world(*EVENTS[:2]), world(*EVENTS[:4])]
    return diffusion_of(
        {"base": [world(*EVENTS), world(*EVENTS[:5])], "uncoordinated": few, "fully_coordinated": [world(*EVENTS)] * 2},
        range(2),
    )


def phase() -> Phase:
    """A zone that draws growth in where coordination is below 0.4."""
    across, upwards = np.linspace(0.1, 0.9, 5), np.linspace(0.1, 0.9, 5)
    x, y = np.meshgrid(across, upwards, indexing="ij")
    near = 0.2 * x * (y - 0.4) + 0.004 * LUCK[:, None, None] * (1.0 + y)
    inside = 0.3 * (x - 0.12) + 0.01 * LUCK[:, None, None]
    samples = {MEASURE: near, TOTAL: 0.6 * near, INSIDE_GDP: inside, GAIN_OUTSIDE: near, GAIN_INSIDE: inside}
    return Phase(("openness", "coordination"), across, upwards, samples)


def validated() -> pd.DataFrame:
    """Facts near and far, with one end and with two, used in calibration and not; one is beyond the axis."""
    rows = [
        ("C1", 0.08, 0.12, 0.1, 0.09, 0.11, "near", True),
        ("C2", 1.5, np.nan, 1.2, 1.1, 1.3, "far", True),
        ("C12", 20.0, 60.0, 75.0, 70.0, 80.0, "far", False),
        ("C16", 0.3, 0.5, 0.42, 0.3, 0.55, "near", False),
        ("C19", 0.02, 0.04, 0.4, 0.35, 0.45, "far", False),
        ("mine", np.nan, 0.05, np.nan, np.nan, np.nan, "not measurable", False),
    ]
    names = ["id", "low", "high", "found", "found_low", "found_high", "verdict", "used_in_calibration"]
    return pd.DataFrame(rows, columns=names).assign(fact="a fact of one's own", unit="share")


def calibrated() -> dict[str, pd.DataFrame]:
    """Three parameters of which one is pinned down, and four facts, one out of reach."""
    names, verdicts = STUDIED[:3], ("pinned down", "partly pinned down", "not pinned down")
    shares, least = np.linspace(0.0, 1.0, 21), np.array([0.3, 0.6, 0.5])
    parameters = pd.DataFrame({"parameter": names, "scale": ["linear", "linear", "log"], "verdict": verdicts})
    low, high = np.array([0.1, 1.0, 10.0]), np.array([0.9, 5.0, 160.0])
    spread = np.array([0.1, 0.3, 0.45])
    best = low + least * (high - low)
    ends = {"before": low + 0.5 * (high - low), "best": best, "median": best}
    ends |= {"low": low + (least - spread) * (high - low), "high": low + (least + spread) * (high - low)}
    profiles = [
        pd.DataFrame({"parameter": name, "value": low[i] + shares * (high[i] - low[i])}).assign(
            rise=4.0 * ((shares - least[i]) / spread[i]) ** 2
        )
        for i, name in enumerate(names)
    ]
    facts = pd.DataFrame({"fact": ["C1", "C8", "C12", "C17"], "low": [0.1, 0.2, 20.0, 0.05]})
    facts["high"] = [0.2, 0.4, 60.0, 0.09]
    for when, values in (("before", [0.3, 0.1, 70.0, 0.04]), ("after", [0.16, 0.32, 58.0, 0.2])):
        middle = np.array(values)
        facts = facts.assign(**{when: middle, f"{when}_low": 0.95 * middle, f"{when}_high": 1.05 * middle})
    facts["after_verdict"] = ["near", "near", "near", "far"]
    return {
        "parameters": parameters.assign(**ends, unit=["share", "log points", "km"]),
        "profiles": pd.concat(profiles, ignore_index=True),
        "facts": facts,
    }


def stage(points: int) -> Swept:
    """A stage of a sensitivity study as its manifest tells it."""
    told = {"name": "made_up_study", "base": {"name": "made_up", "years": 5}, "twins": ["base", "no_zones"]}
    return Swept(Path(), {**told, "replicates": list(range(REPLICATES)), "points": [{}] * points})


def swings() -> pd.DataFrame:
    """Changes at either end of four ranges."""
    size = np.array([0.03, -0.02, 0.012, 0.002])
    ends = [
        pd.DataFrame({"parameter": STUDIED, "end": end, "setting": setting, "change": sign * size})
        for end, sign, setting in (("low", -1.0, 0.25), ("high", 0.8, 40.0))
    ]
    told = pd.concat(ends, ignore_index=True).assign(measure=MEASURE, unit="log points")
    return told.assign(change_low=told["change"] - 0.004, change_high=told["change"] + 0.004)


def screened() -> pd.DataFrame:
    """Three parameters that matter and one that is lost in luck."""
    size = np.array([0.03, 0.02, 0.012, 0.003])
    told = pd.DataFrame({"parameter": STUDIED, "mu_star": size, "verdict": [MATTERS] * 3 + ["lost in luck"]})
    return told.assign(
        measure=MEASURE, unit="log points", mu_star_low=0.8 * size, mu_star_high=1.2 * size, luck_alone=0.004
    )


def apportioned() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sobol' indices of four parameters, and the parts of all variance."""
    total = np.array([0.6, 0.3, 0.15, 0.02])
    indices = pd.DataFrame({"parameter": STUDIED, "measure": MEASURE, "total": total, "first": 0.8 * total})
    for name in ("total", "first"):
        indices = indices.assign(**{f"{name}_low": indices[name] - 0.05, f"{name}_high": indices[name] + 0.05})
    share = np.array([0.7, 0.2, 0.1, 0.3])
    parts = pd.DataFrame({"part": ["parameters", "shared luck", "mixed luck", "luck"], "share": share})
    return indices, parts.assign(share_low=share - 0.05, share_high=share + 0.05, measure=MEASURE)


def dimensions() -> pd.DataFrame:
    """One number of each dimension, levels in both worlds and their difference; green and sharing gain."""
    years, found = np.arange(11), []
    for number, measure in enumerate(DRAWN.values()):
        level, slope, gain = 0.2 * (number + 1), 0.01 * (number - 2.5), (0.0, -0.002, -0.0001, 0.004, 0.01)[number]
        other, difference = level + slope * years, gain * years
        told = {"year": years, "counterfactual": other, "scenario": other + difference, "difference": difference}
        ends = {"difference_low": 0.6 * difference - 1e-5 * years, "difference_high": 1.4 * difference + 1e-5 * years}
        found.append(pd.DataFrame({**told, **ends, "name": measure.dotted}))
    return pd.concat(found, ignore_index=True)


def evaluated_run(out: Path) -> Run:
    """Store a run of three zones that are evaluated, of which one leaves in one replicate."""
    points = {"opening": 30.0, "quality": 30.0, "science": 15.0, "green": 15.0, "coordination": 10.0}
    told: dict[str, Any] = {"name": "made_up", "rings": [0, 40, 80], "policy_date": "2010-01", "evaluation": points}
    arms = {name: json.dumps(told | {"seed": 11, "withheld": name}) for name in ("base", "not_evaluated")}
    store, keys = Store(out / "store"), {}
    for replicate, warned in enumerate((STAYS, LEAVES)):
        for arm in arms:
            keys[arm, replicate] = f"{arm}-{replicate}"
            store.write(keys[arm, replicate], dict(evaluated(warned).panels), {"replicate": replicate})
    return write_run(out, arms=arms, replicates=range(2), worlds=keys)


