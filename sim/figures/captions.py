"""What stands under a figure: scenario, counterfactual, replicates, what is shaded."""

from collections.abc import Sequence

from sim.figures.labels import Language, counterfactual_name, label
from sim.measures.radiation import Curve
from sim.results.run import Run


def against(arm: str, language: Language) -> str:
    """Say what is held against what: `base against no new zones`."""
    return label("against", language, name=counterfactual_name(arm, language))


def against_all(arms: Sequence[str], language: Language) -> str:
    """Say what several runs are held against: by name where it is one thing, else all by name."""
    distinct = list(dict.fromkeys(arms))
    if len(distinct) == 1:
        return against(distinct[0], language)
    return label("against", language, name=listed([counterfactual_name(arm, language) for arm in distinct], language))


def listed(names: Sequence[str], language: Language) -> str:
    """Join names as the language lists them."""
    return ("、" if language == "zh" else ", ").join(names)


AXES = {
    "distance": ("distance_axis", "distance_axis_active"),
    "travel": ("travel_axis", "travel_axis_active"),
    "contiguity": ("order_axis", "order_axis_active"),
}
"""Key of the text of the axis by what rings are laid by: around treated zones, or around all that are active."""


def axis_label(curve: Curve, language: Language) -> str:
    """Say what the axis of a curve shows."""
    return label(AXES[curve.laying.kind][0 if curve.treated else 1], language)


def ring_label(name: str, language: Language) -> str:
    """Give the name of a ring as figures write it: `0-30 km`, `0-30 km of travel`, `order 1`."""
    if name.startswith("order-"):
        return label("ring_by_order", language, order=name.removeprefix("order-"))
    km = name.removeprefix("travel-").replace("km", " km" if language == "en" else " 公里")
    return label("ring_by_travel", language, ring=km) if name.startswith("travel-") else km


def footer(run: Run, language: Language, *, counterfactual: str | None = None, shaded: str = "") -> str:
    """Write the footer of a figure.

    Args:
        run: Run that is drawn.
        language: Language of the figure.
        counterfactual: Arm that the base is held against, if any.
        shaded: Key of the text that says what is shaded, where there are several replicates.
    """
    count = len(run.replicates)
    replicates = label("one_replicate", language) if count == 1 else label("replicates", language, count=count)
    told = {"scenario": run.name, "replicates": replicates, "date": run.scenario.get("policy_date", "?")}
    if counterfactual is None:
        text = label("footer_alone", language, **told)
    else:
        text = label("footer", language, counterfactual=against(counterfactual, language), **told)
    if count > 1 and shaded:
        text += "\n" + label(shaded, language) + ("." if language == "en" else "。")
    return text


def giving_footer(run: Run, language: Language, key: str) -> str:
    """Write the footer of a figure of single zones left out.

    Args:
        run: Run that is drawn.
        language: Language of the figure.
        key: Key of the text that says what marks mean; with one replicate, which has no intervals, of `<key>_alone`.
    """
    count = len(run.replicates)
    replicates = label("one_replicate", language) if count == 1 else label("replicates", language, count=count)
    date = run.scenario.get("policy_date", "?")
    text = label("giving_footer", language, scenario=run.name, replicates=replicates, date=date)
    old = "giving_closed" if run.manifest["old_zones"] == "closed" else "giving_never"
    text += "\n" + label(old, language)
    return text + (" " if language == "en" else "") + label(key if count > 1 else f"{key}_alone", language)
