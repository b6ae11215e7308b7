"""The arms of an experiment: the scenario itself and its counterfactuals, on one map."""

import json
from collections.abc import Mapping
from typing import Any

from sim.basis.errors import ScenarioError
from sim.scenario.arm_names import BASE, ArmRequest, requested_arms
from sim.scenario.calendar import Calendar
from sim.scenario.jurisdictions import jurisdictions_by_name
from sim.scenario.reading import vary
from sim.scenario.schema import Scenario
from sim.scenario.status import active_zones, status_changes
from sim.world.places import NEVER, ZoneParameters

AFTER = (
    *("openness", "coordination", "benchmark", "timeline", "withheld", "closed_channels", "closed_around"),
    *("frontier_visits", "foreign_births"),
)
"""Keys that hold from the policy date on and leave the burn-in alone."""

NOT_THE_WORLD = ("name", "title", "extends", "replicates", "counterfactual", "rings_by")
"""Keys that say nothing about a world of the scenario."""


def arms(scenario: Scenario) -> dict[str, Scenario]:
    """Give the arms of an experiment by name, the scenario itself first, as `base`.

    All arms name the same zones, so that every arm builds the same map; a zone that an arm does not have is a mere
    lot there.

    Raises:
        ScenarioError: If a counterfactual cannot be read, or would need another map.
    """
    requests, problems = requested_arms(scenario)
    if problems:
        raise ScenarioError(scenario.name or "the scenario", [problem for _, problem in problems])
    found = {BASE: scenario} | {request.name: _arm(scenario, request) for request in requests}
    return _on_one_map(found)


def _arm(scenario: Scenario, request: ArmRequest) -> Scenario:
    if request.differences is not None:
        return vary(scenario, request.differences)
    values = plain(scenario)
    if request.without:
        return _rebuilt(scenario, values | {"withheld": withheld_too(scenario, request.without)})
    match request.name:
        case "no_zones":
            values |= {"withheld": "all"}
        case "no_new_zones":
            values |= {"withheld": withheld_too(scenario, ("new",)) if _lists(scenario) else "new"}
        case "g0":
            values = _throughout(values, "coordination", values["before"]["coordination"])
        case "zones_not_opened":
            values = _throughout(values, "openness", values["before"]["openness"])
        case "uncoordinated":
            values = _throughout(values, "coordination", 0.0)
        case "fully_coordinated":
            values = _throughout(values, "coordination", 1.0)
    return _rebuilt(scenario, values)


def _lists(scenario: Scenario) -> bool:
    return isinstance(scenario.withheld, tuple) or scenario.withheld == "all"


def withheld_too(scenario: Scenario, names: tuple[str, ...]) -> list[str]:
    """List what the scenario withholds and some more."""
    already = scenario.withheld if isinstance(scenario.withheld, tuple) else (scenario.withheld,)
    return [name for name in dict.fromkeys((*already, *names)) if name != "none"]


def without_gated_zones(scenario: Scenario) -> Scenario:
    """Give the scenario in which the zones around whose lots gates stand have no status."""
    around = ("all",) if scenario.closed_around == "all" else scenario.closed_around
    return _rebuilt(scenario, plain(scenario) | {"withheld": withheld_too(scenario, around)})


def _throughout(values: dict[str, Any], level: str, value: Any) -> dict[str, Any]:
    """Put one level in force from the policy date on, whatever the timeline says of it."""
    timeline = {
        name: {key: each for key, each in event.items() if key != level} for name, event in values["timeline"].items()
    }
    return values | {level: value, "timeline": timeline}


def _rebuilt(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    rebuilt = Scenario.model_validate(values)
    rebuilt.origins.update(scenario.origins)
    return rebuilt


def _on_one_map(found: Mapping[str, Scenario]) -> dict[str, Scenario]:
    """Name every zone of any arm in all of them."""
    union: dict[str, ZoneParameters] = {}
    problems = []
    for name, arm in found.items():
        for zone, said in arm.zones.items():
            if _footprint(union.setdefault(zone, said)) != _footprint(said):
                problems.append(
                    f"arm '{name}': `zones.{zone}` lies elsewhere or has another size than in the scenario, but all "
                    "twins stand on one map: give it the same `at`, `area_km2` and `leading`, or another name"
                )
    if problems:
        raise ScenarioError(found[BASE].name or "the scenario", problems)
    return {name: _with_lots(arm, union) for name, arm in found.items()}


def _footprint(zone: ZoneParameters) -> tuple[Any, ...]:
    return zone.at, zone.area_km2, zone.leading


def _with_lots(arm: Scenario, union: Mapping[str, ZoneParameters]) -> Scenario:
    if set(arm.zones) == set(union) or arm.geography.kind == "china":
        return arm
    zones = {
        name: arm.zones.get(name, said.model_copy(update={"designated": NEVER, "withdrawn": None}))
        for name, said in union.items()
    }
    copy = arm.model_copy(update={"zones": zones})
    copy.origins.update(arm.origins)
    return copy


def plain(scenario: Scenario) -> dict[str, Any]:
    """Give a scenario as plain values that read back to the same scenario."""
    return scenario.model_dump(mode="json", exclude_none=True)


def canonical(scenario: Scenario) -> str:
    """Write what a world of the scenario is made from as JSON, always in the same way, for hashing.

    Names, titles, the number of replicates and the list of counterfactuals do not make a world.
    """
    values = {key: value for key, value in plain(scenario).items() if key not in NOT_THE_WORLD}
    # The order of zones numbers them, and that of events decides within a month; all other mappings have none.
    values |= {key: list(values[key].items()) for key in ("zones", "timeline")}
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def shares_burn_in(a: Scenario, b: Scenario) -> bool:
    """Tell whether two arms differ only in what holds from the policy date on."""
    return burn_in_of(a) == burn_in_of(b)


def burn_in_of(scenario: Scenario) -> dict[str, Any]:
    """Give what the burn-in is made from, as plain values.

    Of zones, that is their footprints and which of them have their status in it.
    """
    skipped = {*NOT_THE_WORLD, *AFTER, "years", "rings", "census_years", "decision_years", "benchmarks", "zones"}
    values = {key: value for key, value in plain(scenario).items() if key not in skipped}
    own = plain(scenario)["benchmarks"]
    values["benchmarks"] = {name: own[name] for name in _texts(values["before"]["benchmark"]) if name in own}
    footprints = [(name, _footprint(zone)) for name, zone in scenario.zones.items()]
    values["footprints"] = [each for each in footprints if any(part is not None for part in each[1])]
    places = jurisdictions_by_name(scenario)
    calendar = Calendar(scenario.policy_date, scenario.steps_per_year)
    active = active_zones(status_changes(scenario, places), calendar, -1, len(places.zones))
    values["zones"] = [name for name, has_status in zip(places.zones, active, strict=True) if has_status]
    return values


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _texts(each)]
    return [value] if isinstance(value, str) else []
