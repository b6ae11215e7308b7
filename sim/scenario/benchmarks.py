"""Benchmarks: how mature rules would be, by domain, if they met a standard in full.

Every number is an assumption of ours: a reading of the agreements' chapters on a scale from 0 (no rule) to 1 (the
most demanding rule that an agreement in force contains). The reason for each stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.scenario.by_place import DomainShares
from sim.world.levels import DOMAINS


@dataclass(frozen=True)
class Target:
    """Target maturity of one domain, and why."""

    maturity: float
    reason: str


DOMESTIC = "domestic"

BENCHMARKS: dict[str, dict[str, Target]] = {
    DOMESTIC: {
        "property_rights": Target(0.55, "national law covers them; enforcement differs by place"),
        "industrial_subsidies": Target(0.40, "fair-competition review since 2016 binds local aid only loosely"),
        "environment": Target(0.50, "demanding standards in law, uneven inspection"),
        "labour_protection": Target(0.45, "the Labour Contract Law of 2008; no independent bargaining"),
        "procurement": Target(0.40, "the law of 2003 is national; outside the WTO agreement on procurement"),
        "e_commerce": Target(0.45, "the E-Commerce Law of 2019 at home; flows of data across borders held back"),
        "finance": Target(0.40, "licences and a managed capital account"),
    },
    "RCEP": {
        "property_rights": Target(0.75, "chapter 11, broad, but softer than the CPTPP's on enforcement"),
        "industrial_subsidies": Target(0.40, "no chapter: stays at the domestic level"),
        "environment": Target(0.50, "no chapter: stays at the domestic level"),
        "labour_protection": Target(0.45, "no chapter: stays at the domestic level"),
        "procurement": Target(0.55, "chapter 16 asks for transparency and cooperation, not for market access"),
        "e_commerce": Target(0.70, "chapter 12, with wide exceptions for flows of data"),
        "finance": Target(0.65, "annex 8A: new financial services, transfers of information, transparency"),
    },
    "CPTPP": {
        "property_rights": Target(0.90, "chapter 18, some articles suspended"),
        "industrial_subsidies": Target(0.85, "chapter 17 disciplines state-owned enterprises and their support"),
        "environment": Target(0.85, "chapter 20, enforceable by dispute settlement"),
        "labour_protection": Target(0.85, "chapter 19, core labour rights enforceable by dispute settlement"),
        "procurement": Target(0.90, "chapter 15, market access with national treatment"),
        "e_commerce": Target(0.90, "chapter 14: free flow of data, no forced localisation"),
        "finance": Target(0.85, "chapter 11, with prudential exceptions"),
    },
    "DEPA": {
        "property_rights": Target(0.60, "only in the module on data and innovation: little above the domestic level"),
        "industrial_subsidies": Target(0.40, "not covered: stays at the domestic level"),
        "environment": Target(0.50, "not covered: stays at the domestic level"),
        "labour_protection": Target(0.45, "not covered: stays at the domestic level"),
        "procurement": Target(0.70, "module 8: cooperation on digital government procurement"),
        "e_commerce": Target(0.95, "its subject: paperless trade, identities, flows of data, artificial intelligence"),
        "finance": Target(0.75, "modules 2 and 8: electronic payments and financial technology"),
    },
}
"""Built-in profiles: target maturity by domain, all assumptions."""


def profile(name: str, own: Mapping[str, float | DomainShares]) -> list[float]:
    """Give the target maturity of each domain, in the order of `DOMAINS`.

    Args:
        name: Name of a benchmark.
        own: The scenario's own benchmarks; they go before built-in ones of the same name.
    """
    if name not in own:
        return [BENCHMARKS[name][domain].maturity for domain in DOMAINS]
    domestic = {domain: target.maturity for domain, target in BENCHMARKS[DOMESTIC].items()}
    return by_domain(own[name], domestic)


def by_domain(given: float | DomainShares, otherwise: Mapping[str, float]) -> list[float]:
    """Spread a number or a mapping over the domains, in the order of `DOMAINS`."""
    if not isinstance(given, DomainShares):
        return [float(given)] * len(DOMAINS)
    rest = dict.fromkeys(DOMAINS, given.all) if given.all is not None else dict(otherwise)
    named = {domain: getattr(given, domain) for domain in DOMAINS}
    return [float(rest[domain] if named[domain] is None else named[domain]) for domain in DOMAINS]
