"""Radiation by dose: the effect of zones on the economy outside them, by how much zone there is around."""

from sim.figures.captions import against, footer
from sim.figures.labels import Language, label
from sim.figures.point_labels import label_points
from sim.figures.style import GREY, INK, ONE_COLUMN, Drawing, add_axes, name_across, sheet, side
from sim.measures.headline import Answers
from sim.measures.tables import column as values_of
from sim.measures.tables import numbers, rows
from sim.results.run import Run


def draw_dose_curve(
    run: Run, counterfactual: str, found: Answers, *, language: Language = "en", column: str = "gdp"
) -> Drawing:
    """Draw the effect of the last recorded year by groups of equal weight, from little zone around to much.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What the twins say.
        language: Language of the texts.
        column: What of the outside economy, by its short name: `gdp`, `firms` ...
    """
    table = found.dose_of(column)
    last = rows(table, values_of(table, "step") == values_of(table, "step").max())
    what = label(f"column_{values_of(table, 'column')[0]}", language)
    figure = sheet(
        ONE_COLUMN,
        4.35,
        title=label("dose_title", language),
        subtitle=label(
            "radiation_subtitle", language, what=what, counterfactual=against(counterfactual, language)
        ),
        footer=footer(run, language, counterfactual=counterfactual, shaded="dose_key"),
    )  # fmt: skip
    axes = add_axes(figure, left=0.7, right=0.4, bottom=1.25, top=0.9)
    dose = numbers(last, "mean_dose_km2")
    effect, low, high, band_low, band_high = (
        100.0 * numbers(last, name) for name in ("effect", "low", "high", "band_low", "band_high")
    )
    axes.fill_between(dose, band_low, band_high, color=GREY, alpha=0.2, linewidth=0, zorder=2)
    axes.vlines(dose, low, high, color=GREY, linewidth=1.2, zorder=3)
    axes.plot(dose, effect, color=INK, zorder=4)
    axes.scatter(dose, effect, color=[side(float(each)) for each in effect], s=34, zorder=5)
    axes.axhline(0.0, color=INK, linewidth=0.8, zorder=1)
    axes.margins(y=0.14)
    axes.set_xlim(0.0, 1.1 * float(dose.max(initial=0.0)) or 1.0)
    axes.autoscale_view(scalex=False)
    name_across(axes, label("dose_axis", language))
    axes.set_ylabel(label("points_axis", language))
    label_points(axes, dose.tolist(), (effect / 100.0).tolist())
    return Drawing(figure, table)
