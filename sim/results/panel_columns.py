"""The register of panels and columns: unit and meaning of everything a world leaves."""

from dataclasses import dataclass

from sim.world.levels import DOMAINS

VALUE = "1e8 CNY/year"
"""Unit of flows of value (stylised worlds: GDP of their average region); national income is the numeraire."""


@dataclass(frozen=True)
class Column:
    """A column of a panel: what it is counted in and what it says."""

    name: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Panel:
    """A table of a world: what its rows are, which columns name a row, which may follow."""

    name: str
    meaning: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    """All columns that the panel may have, keys included."""


def _register() -> dict[str, Column]:
    columns = [Column(*row) for row in (*_IDENTITY, *_FLOWS, *_POLICY, *_NATION, *_LINKS, *_STATIC)]
    return {column.name: column for column in columns}


_IDENTITY = (
    ("step", "steps", "Steps since the policy date, at the end of the year; 0 is the fork"),
    ("date", "YYYY-MM", "Month that the step ends in"),
    ("year", "years", "Whole years since the policy date"),
    ("cell", "number", "Cell of the grid"),
    ("region", "number", "Region, by its place number"),
    ("part", "word", "`all` of a region or the part `outside` every zone's lot"),
    ("zone", "number", "Zone, by its place number"),
    ("industry", "number", "Industry, in the order of the input-output table"),
    ("identity", "name", "Identity of a firm, 64 bits, the same in both worlds of a twin"),
    ("process", "word", "Process in which the decision is taken"),
    ("who", "name", "Who decides: identity of a firm, or number of a jurisdiction, the same in both worlds of a twin"),
    ("slot", "number", "What the decision is about: a supplier slot, a domain of rules"),
    ("alternatives", "number", "How many alternatives were drawn for"),
    ("outcome", "name", "What came of it, 0 for nothing; the same in both worlds of a twin for the same outcome"),
    ("born", "years", "Year at whose end the newborn were first counted, 0 the last before the policy date"),
    ("foreign", "yes or no", "Whether the firm is in foreign ownership"),
    ("weight", "firms", "Real firms on the map that the firm agent stands for, as a multiple of one of the map"),
    ("band", "number", "Ring by distance to the nearest lot of any zone of the map; -1 inside lots"),
)

_FLOWS = (
    ("value_added", VALUE, "Value added at current prices, national income being the numeraire"),
    ("real_gdp", VALUE, "Value added over the price index of its region"),
    ("price_index", "index", "Price of the basket that is consumed there, 1 at the fork on average"),
    ("firms", "firms", "Firms that stand there"),
    ("workers", "1e4 persons", "Labour employed there"),
    ("productivity", "log points", "Log productivity, the mean of the firms there; missing where there is none"),
    ("exports", VALUE, "Sales abroad"),
    ("imports", VALUE, "Final and intermediate goods bought abroad"),
    ("foreign_firms", "firms", "Firms in foreign ownership"),
    ("foreign_births", "firms/year", "Newborn firms in foreign ownership"),
    ("emissions", "1e8 kg CO2/year", "Emissions of production"),
    ("wage", "index", "Wage paid, in units of the numeraire"),
    ("real_wage", "index", "Wage over the price index"),
    ("labour", "1e4 persons", "Labour force that lives there"),
    ("births", "firms/year", "Newborn firms"),
    ("deaths", "firms/year", "Firms that closed"),
    ("moves_in", "firms/year", "Firms that moved here"),
    ("moves_out", "firms/year", "Firms that moved away"),
    ("productivity_mean", "log points", "Mean log productivity of firms"),
    ("productivity_sd", "log points", "Standard deviation of log productivity of firms"),
    ("output", VALUE, "Revenue of firms"),
    ("revenue", VALUE, "Revenue of the firm"),
)

_SD = "standard deviations"

_POLICY = (
    ("active", "yes or no", "Whether the zone has its status"),
    ("openness", "share", "Openness theta of the place, 0 to 1"),
    ("secondary_share", "share", "Share of secondary industry in the zone's value added; none where nothing is added"),
    ("score", "points", "Score at the year's evaluation, the average zone having 0; missing where it was not scored"),
    ("head_opening", _SD, "Head opening of the evaluation, from the mean of zones"),
    ("head_quality", _SD, "Head development quality of the evaluation, from the mean of zones"),
    ("head_science", _SD, "Head science and technology of the evaluation, from the mean of zones"),
    ("head_green", _SD, "Head green of the evaluation, from the mean of zones"),
    ("head_coordination", _SD, "Head coordination of the evaluation, from the mean of zones"),
    ("warnings", "years", "Years running that the zone has been at the bottom of the evaluation"),
    ("expelled", "yes or no", "Whether evaluation has taken the zone's status away"),
    ("domain", "word", "Domain of rules"),
    ("way", "word", "`adopted` from another jurisdiction, or `piloted`"),
    ("source_kind", "word", "Whether a `region` or a `zone` was copied; the jurisdiction itself where it piloted"),
    ("source", "number", "Number of the place that was copied; the jurisdiction itself where it piloted"),
    ("distance_km", "km", "Distance between the two"),
    ("gap", "share", "How far maturity was below what could be taken over, or below the benchmark of a pilot"),
    ("gained", "share", "By how much maturity rose"),
    ("steps_at_risk", "steps", "Steps of the year in which the region saw rules beyond its own"),
    ("years_at_risk", "years", "The same in years"),
    ("integration", "share", "Policy integration with the one of whom it saw most, mean of these steps, 0 to 1"),
    *((f"maturity_{domain}", "share", f"Policy maturity in {domain.replace('_', ' ')}, 0 to 1") for domain in DOMAINS),
)

_NATION = (
    ("gdp", VALUE, "Value added of the nation, the rest of the country included"),
    ("gdp_map", VALUE, "Value added of the regions on the map"),
    ("real_gdp_map", VALUE, "Real GDP of the regions on the map"),
    ("firms_map", "firms", "Firms on the map"),
    ("exchange_rate", "log points", "Log price of foreign money that clears the current account"),
    ("repatriation", VALUE, "Profits that foreign firms take home"),
    ("trade_share", "share", "Exports and imports over GDP"),
    ("world_gap", "log points", "World frontier less mean log productivity"),
    ("moves", "firms/year", "Firms that moved to another place"),
    ("zipf_exponent", "exponent", "Exponent of the rank-size regression of the largest tenth of firms"),
    ("median_link_km", "km", "Median distance of live supplier links"),
    ("mean_maturity", "share", "Mean policy maturity over jurisdictions and domains"),
    ("max_identity_error", "relative error", "Largest error of the accounting identities in the year's steps"),
    ("zones_gdp_share", "share", "Share of active zones in the map's value added"),
    ("zones_trade_share", "share", "Share of active zones in the map's exports and imports"),
    ("zones_foreign_share", "share", "Share of active zones in the map's foreign firms"),
    ("zones_firms_share", "share", "Share of active zones in the map's firms"),
)

_LINKS = (
    ("band_from_km", "km", "Lower edge of the band of link distances"),
    ("band_to_km", "km", "Upper edge of the band of link distances"),
    ("links", "links", "Live supplier links"),
    ("orders", VALUE, "Orders for intermediate goods"),
    ("origin", "number", "Region of the supplier"),
    ("destination", "number", "Region of the customer"),
)

_STATIC = (
    ("kind", "word", "`region` or `zone`"),
    ("place", "number", "Number of the region among regions or of the zone among zones"),
    ("name", "text", "Name"),
    ("name_zh", "text", "Name in Chinese"),
    ("code", "text", "Administrative code (GB/T 2260), or the name again on stylised maps"),
    ("host", "number", "Region that a zone lies in; -1 for regions"),
    ("longitude", "degrees", "Longitude east; missing on stylised maps"),
    ("latitude", "degrees", "Latitude north; missing on stylised maps"),
    ("x_km", "km", "First coordinate of the position"),
    ("y_km", "km", "Second coordinate of the position"),
    ("z_km", "km", "Third coordinate of the position"),
    ("area_km2", "km2", "Area"),
    ("designated", "YYYY or YYYY-MM", "Date of designation of a zone"),
    ("area_known", "yes or no", "Whether a zone's area is its own or its province's median"),
    ("rest_of_country", "yes or no", "Whether the region stands for the rest of the country"),
    ("gdp_target", VALUE, "GDP of the data that the fork reproduces"),
    ("primary_target", "share", "Share of primary industry in the data"),
    ("secondary_target", "share", "Share of secondary industry in the data"),
    ("tertiary_target", "share", "Share of tertiary industry in the data"),
    ("population_target", "1e4 persons", "Population of the data"),
    ("clusters", "names", "Named groups that the region belongs to, joined by semicolons"),
    ("lot", "number", "Lot: the part of a cell that belongs to a zone"),
    ("share", "share", "Share of the cell's land that belongs to the lot"),
    ("row", "number", "Row of the cell, 0 in the north"),
    ("column", "number", "Column of the cell, 0 in the west"),
    ("land", "km2", "Land ready for firms, lots included"),
    ("height_km", "km", "North-south extent of the cell"),
    ("width_km", "km", "East-west extent of the cell"),
    ("group", "word", "Primary, secondary or tertiary, as a number or a word"),
    ("quantity", "word", "What was calibrated at the fork"),
    ("target", "as the quantity", "Value in the data"),
    ("found", "as the quantity", "Value at the fork"),
)

COLUMNS: dict[str, Column] = _register()
"""Every column that a panel may have, by name."""

_TIME = ("step", "date", "year")
_MATURITY = tuple(f"maturity_{domain}" for domain in DOMAINS)
_REGION_VALUES = (
    *("value_added", "real_gdp", "price_index", "wage", "real_wage", "labour", "firms", "births", "deaths", "moves_in"),
    *("moves_out", "exports", "imports", "foreign_firms", "foreign_births", "productivity_mean", "productivity_sd"),
    *_MATURITY,
    "emissions",
)
_EVALUATION = (
    *("score", "head_opening", "head_quality", "head_science", "head_green", "head_coordination"),
    *("warnings", "expelled"),
)
"""Written where zones are evaluated."""
CELL_VALUES = (
    *("value_added", "real_gdp", "price_index", "firms", "workers", "productivity"),
    *("exports", "foreign_firms", "emissions"),
)
"""Value columns of the panel of cells, each of which has a radiation curve."""
_NATION_VALUES = (
    *("gdp", "real_gdp", "price_index", "exchange_rate", "exports", "imports", "repatriation", "trade_share"),
    *("world_gap", "firms", "births", "deaths", "moves", "foreign_firms", "foreign_births", "zipf_exponent"),
    *("median_link_km", "mean_maturity", "max_identity_error", "gdp_map", "real_gdp_map", "firms_map"),
    *("zones_gdp_share", "zones_trade_share", "zones_foreign_share", "zones_firms_share"),
)
_PLACE_VALUES = (
    *("name", "name_zh", "code", "host", "longitude", "latitude", "x_km", "y_km", "z_km", "area_km2", "designated"),
    *("area_known", "rest_of_country", "gdp_target", "primary_target", "secondary_target", "tertiary_target"),
    *("population_target", "clusters"),
)
_GRID_VALUES = (
    *("row", "column", "region", "x_km", "y_km", "z_km", "longitude", "latitude", "area_km2", "land"),
    *("height_km", "width_km"),
)


def _panel(name: str, meaning: str, keys: tuple[str, ...], values: tuple[str, ...], *, yearly: bool = True) -> Panel:
    if not yearly:
        return Panel(name, meaning, keys, (*keys, *values))
    return Panel(name, meaning, ("step", "date", *keys), (*_TIME, *keys, *values))


PANELS: dict[str, Panel] = {
    panel.name: panel
    for panel in (
        _panel("cells", "Each cell's open part, outside every zone's lot", ("cell",), CELL_VALUES),
        _panel("regions", "Each region, all of it and outside its zones", ("region", "part"), _REGION_VALUES),
        _panel(
            "zones",
            "The lots of each zone, whether or not it has its status",
            ("zone",),
            ("active", *_REGION_VALUES, "openness", "secondary_share", *_EVALUATION),
        ),
        _panel(
            "industries",
            "Each industry, the nation over",
            ("industry",),
            ("output", "value_added", "exports", "imports", "firms", "foreign_firms"),
        ),
        _panel("bands", "Each ring and industry", ("band", "industry"), ("value_added", "firms")),
        _panel("links", "Supplier links by distance", ("band_from_km", "band_to_km"), ("links", "orders")),
        _panel("orders", "Orders between regions, in chosen years", ("origin", "destination"), ("orders",)),
        _panel(
            "census",
            "Every living firm, in chosen years",
            ("identity",),
            ("cell", "zone", "region", "industry", "foreign", "weight", "workers", "orders", "revenue", "productivity"),
        ),
        _panel("cohorts", "Firms that live at the end of a year, by the year of their birth", ("born",), ("firms",)),
        _panel(
            "decisions",
            "Every decision of the last step of chosen years",
            ("process", "who", "slot"),
            ("alternatives", "outcome", "cell", "zone"),
        ),
        _panel(
            "adoptions",
            "Rules that rose, by the step in which they did, after the policy date",
            ("kind", "place", "domain", "way"),
            ("source_kind", "source", "distance_km", "gap", "gained"),
        ),
        _panel(
            "exposure",
            "How long each region saw rules beyond its own",
            ("region", "domain"),
            ("steps_at_risk", "years_at_risk", "integration"),
        ),
        _panel("nation", "The nation, the rest of the country included", (), _NATION_VALUES),
        _panel("places", "Regions and zones of the map", ("kind", "place"), _PLACE_VALUES, yearly=False),
        _panel("lots", "Parts of cells that belong to zones", ("lot",), ("zone", "cell", "share"), yearly=False),
        _panel("grid", "Cells of the map", ("cell",), _GRID_VALUES, yearly=False),
        _panel("industry_names", "Names of industries", ("industry",), ("name", "group"), yearly=False),
        _panel("fork", "Calibration at the fork", ("region", "quantity"), ("target", "found"), yearly=False),
    )
}
"""Every table that a world may leave, by name."""
