"""Laws of the fact tables."""

import numpy as np
import pytest

from sim.world.facts import read_table
from sim.world.leading import leading_sectors, sectors_of_terms, terms_of
from sim.world.national_zones import national_zones
from sim.world.prefectures import prefectures


def test_every_term_of_every_zone_is_mapped_and_every_mapped_term_is_used():
    terms = {term for row in read_table("netdz.csv") for term in terms_of(row["leading_industries_zh"])}
    assert len(read_table("netdz.csv")) == 236
    assert terms == set(sectors_of_terms())


def test_every_term_means_sectors_of_the_input_output_table():
    sectors = {row["industry"] for row in read_table("industries.csv")}
    assert {sector for meant in sectors_of_terms().values() for sector in meant} <= sectors


def test_an_unmapped_term_is_refused():
    with pytest.raises(KeyError):
        leading_sectors("电子信息、时间旅行")


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("netdz.csv", ("source", "confidence")),
        ("prefectures.csv", ("source", "confidence")),
        ("prefectures_supplement.csv", ("source", "confidence")),
        ("ports.csv", ("confidence",)),
        ("industries.csv", ("emission_source",)),
        ("leading_industries.csv", ("source",)),
    ],
)
def test_every_row_says_where_it_comes_from(table, columns):
    assert all(row[column] for row in read_table(table) for column in columns)


def test_carbon_per_output_is_marked_as_an_assumption():
    assert all(row["emission_source"].startswith("assumption") for row in read_table("industries.csv"))


def test_the_readme_of_the_tables_names_each_of_them():
    from importlib.resources import files

    folder = files("sim") / "data"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    tables = [entry.name for entry in folder.iterdir() if entry.name.endswith(".csv")]
    assert tables
    assert all(f"`{table}`" in readme for table in tables)


def test_missing_areas_are_the_median_of_the_province_and_marked():
    rows = {row["name_en"]: row for row in read_table("netdz.csv")}
    missing = [zone for zone in national_zones() if not zone.area_known]
    assert len(missing) == 17
    assert {zone.name for zone in missing} == {name for name, row in rows.items() if not row["area_ha"]}
    for zone in missing:
        province = rows[zone.name]["province"]
        known = [float(r["area_ha"]) for r in rows.values() if r["province"] == province and r["area_ha"]]
        assert zone.approved_km2 == pytest.approx(np.median(known) / 100)


def test_withdrawn_zones_keep_the_date_on_which_they_left():
    withdrawn = {zone.name: zone.withdrawn for zone in national_zones() if zone.withdrawn}
    assert len(withdrawn) == 4
    assert withdrawn["Shizuishan ETDZ"] == "2021-01"


def test_every_unit_has_an_economy_and_no_group_of_industries_is_empty():
    units = prefectures()
    assert len(units) == 369
    assert len({unit.name for unit in units}) == len(units)
    assert all(unit.gdp > 0 and unit.population > 0 for unit in units)
    assert all(min(unit.sectors) > 0 and sum(unit.sectors) == pytest.approx(1) for unit in units)


def test_a_filled_gdp_is_the_provinces_median_ratio_times_the_gdp_known():
    rows = {row["code"]: row for row in read_table("prefectures.csv")}
    xiangxi = next(unit for unit in prefectures() if unit.code == "433100")
    hunan = [r for r in rows.values() if r["province"] == "湖南省" and r["gdp_2010"] and r["gdp_2023"]]
    ratio = np.median([float(r["gdp_2010"]) / float(r["gdp_2023"]) for r in hunan])
    assert "gdp_2010" in xiangxi.filled
    assert xiangxi.gdp == pytest.approx(ratio * float(rows["433100"]["gdp_2023"]))


def test_the_supplement_only_fills_empty_fields():
    rows = {row["code"]: row for row in read_table("prefectures.csv")}
    assert all(not rows[row["code"]][row["column"]] for row in read_table("prefectures_supplement.csv"))


def test_mainland_population_and_gdp_are_near_the_nations():
    mainland = [unit for unit in prefectures() if unit.mainland]
    assert sum(unit.population for unit in mainland) == pytest.approx(141_178, rel=0.01)
    assert 400_000 < sum(unit.gdp for unit in mainland) < 470_000
