"""The fact tables that ship in `sim/data`, read as text and typed; nothing here computes a map."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

CLUSTERS = ("yrd41", "yrd27", "jjj13", "gba11", "chengyu16")
"""Clusters of prefectures that have a column in the table of prefectures."""

NOT_MAINLAND = ("SAR", "Taiwan")
"""Unit types that have statistics and inputs and outputs of their own, apart from the national tables."""


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read a fact table as rows of text.

    Args:
        name: File name in `sim/data`, with its ending.
    """
    text = (files("sim") / "data" / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@dataclass(frozen=True)
class Seat:
    """A county-level seat of government."""

    code: str
    name_zh: str
    prefecture: str
    """Code of the prefecture that it belongs to."""
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Province:
    """A province, autonomous region or municipality of the mainland."""

    code: str
    name: str
    name_zh: str


@dataclass(frozen=True)
class Port:
    """A container port."""

    name: str
    longitude: float
    latitude: float


@cache
def seats() -> tuple[Seat, ...]:
    """List the country's county-level seats; the stand-ins of cities for their own districts are left out."""
    return tuple(
        Seat(row["code"], row["name_zh"], row["prefecture_code"], float(row["lon"]), float(row["lat"]))
        for row in read_table("county_seats.csv")
        if row["name_zh"] not in {"市辖区", "县"}
    )


@cache
def provinces() -> tuple[Province, ...]:
    """List the provinces of the mainland."""
    return tuple(Province(row["code"], row["name_en"], row["province_zh"]) for row in read_table("provinces.csv"))


@cache
def ports() -> tuple[Port, ...]:
    """List the main container ports."""
    return tuple(Port(row["name_en"], float(row["lon"]), float(row["lat"])) for row in read_table("ports.csv"))


def number(text: str) -> float | None:
    """Give the number in a table's field, or None where the field is empty."""
    return float(text) if text else None
