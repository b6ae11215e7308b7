"""Sliders: move the factors of a stored sweep and see at once what the zones radiate there.

Everything is read when the sliders are made; a move looks a point up, writes a few lines of SVG, and touches no file.
"""

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.errors import HinterlandError, ResultsError
from sim.figures.labels import Language, label
from sim.figures.phase_diagram import factor_name
from sim.figures.style import BLUE, GREY, INK, VERMILLION
from sim.measures.intervals import Interval, Number, mean_interval
from sim.measures.tables import column, rows
from sim.notebook.pages import points
from sim.results.swept import Swept

WIDTH, HEIGHT, FOOT = 420, 210, 34
"""Size of the bars in pixels, and the height of what is written under them."""
FIELD = 22
"""Size of a point of the plane in pixels."""


def sliders_of(swept: Swept) -> Callable[..., "Sliders"]:
    """Give what makes the sliders of a sweep: `swept.sliders(against=..., language=...)`."""
    return partial(make_sliders, swept)


def make_sliders(swept: Swept, against: str | None = None, *, language: Language = "en") -> "Sliders":
    """Read what the points of a sweep radiate, once.

    Args:
        swept: A measured sweep.
        against: Counterfactual; by default the sweep's first.
        language: `en` or `zh`.

    Raises:
        ResultsError: Where the sweep is not measured, or was not held against that.
    """
    arms = swept.arms[1:]
    if not arms or (against is not None and against not in arms):
        asked = f" against '{against}'" if against else ""
        raise ResultsError(f"{swept.folder.as_posix()} was not held{asked}; it was held against: {', '.join(arms)}.")
    arm = against or arms[0]
    samples = swept.frame("samples")
    own = rows(samples, column(samples, "counterfactual") == arm)
    if own.empty:
        raise ResultsError(f"{swept.folder.as_posix()} has no measured point: run the sweep again.")
    settings = [point["settings"] for point in swept.manifest["points"]]
    measured = sorted(int(number) for number in np.unique(column(own, "point")))
    names = list(dict.fromkeys(str(name) for name in column(own, "name")))
    lookup: dict[tuple[int, str], list[float]] = {}
    for point, name, value in zip(column(own, "point"), column(own, "name"), column(own, "value"), strict=True):
        lookup.setdefault((int(point), str(name)), []).append(float(value))
    effects = {
        name: [mean_interval(np.array(lookup[point, name])) for point in measured]
        for name in names
        if name.startswith("radiation.") or name == "inside.gdp"
    }
    return Sliders(
        name=swept.name, against=arm, keys=swept.keys, settings=tuple(settings[point] for point in measured),
        numbers=tuple(measured), effects=effects, language=language,
    )  # fmt: skip


@dataclass(frozen=True)
class Sliders:
    """What every point of a sweep radiates, in memory; `at` answers for a setting, `widget` shows sliders."""

    name: str
    against: str
    keys: tuple[str, ...]
    settings: tuple[Mapping[str, Any], ...]
    """Settings of each measured point."""
    numbers: tuple[int, ...]
    """Number of each measured point in the sweep."""
    effects: Mapping[str, list[Interval]]
    """Effect of each point with its interval, log points, by name."""
    language: Language = "en"

    @property
    def rings(self) -> tuple[str, ...]:
        """Names of the effects by ring, from near to far, those with an outside economy."""
        return tuple(
            name
            for name, found in self.effects.items()
            if name.startswith("radiation.gdp.") and any(np.isfinite(each.value) for each in found)
        )

    def values(self, key: str) -> list[Any]:
        """List the values of a factor, ascending."""
        found = list(dict.fromkeys(each[key] for each in self.settings if key in each))
        return sorted(found) if all(_is_number(each) for each in found) else found

    def nearest(self, **asked: Any) -> int:
        """Give the place of the point with some settings, or of the nearest where there is none.

        Args:
            asked: Values by factor; dots of a key are written as two underscores.
        """
        wanted = {key.replace("__", "."): value for key, value in asked.items()}
        unknown = sorted(set(wanted) - set(self.keys))
        if unknown:
            raise ResultsError(f"{self.name} does not vary {', '.join(unknown)}, but {', '.join(self.keys)}.")
        away = [sum(self._apart(key, each.get(key), value) for key, value in wanted.items()) for each in self.settings]
        return int(np.argmin(away))

    def _apart(self, key: str, one: Any, other: Any) -> float:
        if _is_number(one) and _is_number(other):
            values = [float(each) for each in self.values(key)]
            return ((one - other) / ((max(values) - min(values)) or 1.0)) ** 2
        return float(one != other)

    def at(self, **asked: Any) -> dict[str, Number]:
        """Give what the zones radiate at a point: by ring, outside, and inside, log points."""
        place = self.nearest(**asked)
        return {name: _number(found[place]) for name, found in self.effects.items()}

    def page(self, **asked: Any) -> str:
        """Give what the sliders show at a point, as HTML."""
        place = self.nearest(**asked)
        told = ", ".join(f"{factor_name(key, self.language)} {value:g}" if _is_number(value) else f"{key} {value}"
                         for key, value in self.settings[place].items())  # fmt: skip
        total, inside = (points(_number(self.effects[name][place])) for name in ("radiation.total", "inside.gdp"))
        lines = (
            f"<b>{escape(told)}</b> ({label("slider_point", self.language, number=self.numbers[place])})",
            f"{label("slider_outside", self.language)}: {total}",
            f"{label("slider_inside", self.language)}: {inside}",
        )
        text = "".join(f"<div>{each}</div>" for each in lines)
        return f"<div style='display:flex;gap:24px;flex-wrap:wrap'>{self._bars(place)}{self._plane(place)}</div>{text}"

    def _bars(self, place: int) -> str:
        """Draw a bar for each ring on one scale throughout, blue where the zones radiate, orange where they draw in."""
        shown = [_number(self.effects[name][place]) for name in self.rings]
        reach = self._reach
        middle, step = (HEIGHT - FOOT) / 2.0, WIDTH / max(len(shown), 1)
        parts = [f"<line x1='0' x2='{WIDTH}' y1='{middle}' y2='{middle}' stroke='{INK}'/>"]
        for position, (name, number) in enumerate(zip(self.rings, shown, strict=True)):
            x = (position + 0.5) * step
            ring = name.removeprefix("radiation.gdp.").replace("km", " km" if self.language == "en" else " 公里")
            parts.append(_text(x, HEIGHT - 18, ring, GREY))
            if not np.isfinite(number.value):
                continue
            y = middle - middle * float(np.clip(number.value / reach, -1.0, 1.0))
            colour = BLUE if number.value >= 0.0 else VERMILLION
            top, tall = min(y, middle), max(abs(y - middle), 1.0)
            parts.append(f"<rect x='{x - 0.3 * step:.1f}' y='{top:.1f}' width='{0.6 * step:.1f}' height='{tall:.1f}' "
                         f"fill='{colour}' fill-opacity='0.8'/>")  # fmt: skip
            if np.isfinite(number.low) and np.isfinite(number.high):
                parts += _whisker(x, middle, number.low / reach, number.high / reach)
            parts.append(_text(x, HEIGHT - 4, f"{100.0 * number.value:+.1f}".replace("-", "−"), colour))
        return _svg(WIDTH, HEIGHT, parts, label("slider_bars", self.language))

    @property
    def _reach(self) -> float:
        values = [float(each.value) for name in self.rings for each in self.effects[name] if np.isfinite(each.value)]
        return 1.15 * max((abs(value) for value in values), default=1.0) or 1.0

    def _plane(self, place: int) -> str:
        """Draw the plane of two factors with the point that is looked at; of other sweeps nothing."""
        if len(self.keys) != len(PLANE) or not all(_is_number(each) for key in self.keys for each in self.values(key)):
            return ""
        across, upwards = (self.values(key) for key in self.keys)
        values: Floats = np.array([float(each.value) for each in self.effects["radiation.total"]])
        known = values[np.isfinite(values)]
        top = max(float(np.abs(known).max()) if known.size else 1.0, 1e-12)
        wide, high = FIELD * len(across), FIELD * len(upwards)
        parts = []
        for number, each in enumerate(self.settings):
            x = FIELD * across.index(each[self.keys[0]])
            y = high - FIELD * (1 + upwards.index(each[self.keys[1]]))
            value = values[number]
            colour, depth = (VERMILLION if value < 0.0 else BLUE), min(abs(value) / top, 1.0)
            edge = f"stroke='{INK}' stroke-width='2.5'" if number == place else "stroke='white'"
            fill = f"fill='{colour}' fill-opacity='{0.15 + 0.8 * depth:.2f}'" if np.isfinite(value) else "fill='none'"
            field = f"<rect x='{x + 2}' y='{y + 2}' width='{FIELD}' height='{FIELD}' {fill} {edge}/>"
            # The point that is looked at last, so that its frame lies on top.
            parts.append((number == place, field))
        names = [factor_name(key, self.language) for key in self.keys]
        drawn = [text for _, text in sorted(parts)]
        told = [f"{arrow} {name}" for arrow, name in zip("→↑", names, strict=True)]
        drawn += [_text(2, high + 16 + 15 * row, each, GREY, "start") for row, each in enumerate(told)]
        room = max(wide, *(_length(each) for each in told))
        return _svg(room + 4, high + 37, drawn, label("slider_plane", self.language))

    def widget(self) -> Any:
        """Give the sliders with what they show, as a widget of ipywidgets.

        Raises:
            HinterlandError: Where ipywidgets is not installed.
        """
        if importlib.util.find_spec("ipywidgets") is None:
            raise HinterlandError(
                "Sliders need the package `ipywidgets`, which is not installed. Install the extra `lab` (pip install "
                "'hinterland[lab]'), or ask for a point by sliders.at(openness=0.9, coordination=0.1)."
            )
        import ipywidgets as widgets  # pyright: ignore[reportMissingImports]  # of the extra `lab`

        controls = {
            key: widgets.SelectionSlider(
                options=[(f"{value:g}" if _is_number(value) else str(value), value) for value in self.values(key)],
                value=self.settings[0].get(key, self.values(key)[0]),
                description=factor_name(key, self.language),
                continuous_update=True,
                style={"description_width": "initial"},
            )
            for key in self.keys
        }
        shown = widgets.HTML()

        def move(_change: Any = None) -> None:
            shown.value = self.page(**{key.replace(".", "__"): control.value for key, control in controls.items()})

        for control in controls.values():
            control.observe(move, names="value")
        move()
        return widgets.VBox([*controls.values(), shown])

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.widget())


PLANE = ("across", "upwards")
"""Factors that a plane has."""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _number(found: Interval) -> Number:
    return Number(float(found.value), float(found.low), float(found.high))


def _length(text: str) -> int:
    """Give how many pixels a text is long at most; a Chinese letter is as wide as it is high."""
    return sum(12 if ord(each) > 0x2E80 else 8 for each in text)


def _whisker(x: float, middle: float, low: float, high: float) -> list[str]:
    """Draw an interval as a line; an end beyond the scale becomes an arrow."""
    ends = [middle - middle * float(np.clip(each, -1.0, 1.0)) for each in (low, high)]
    parts = [f"<line x1='{x:.1f}' x2='{x:.1f}' y1='{ends[0]:.1f}' y2='{ends[1]:.1f}' stroke='{INK}'/>"]
    for end, each in zip(ends, (low, high), strict=True):
        if abs(each) > 1.0:
            back = end + (6.0 if each > 0.0 else -6.0)
            tip = f"{x - 4:.1f},{back:.1f} {x:.1f},{end:.1f} {x + 4:.1f},{back:.1f}"
            parts.append(f"<polyline points='{tip}' fill='none' stroke='{INK}'/>")
    return parts


def _text(x: float, y: float, text: str, colour: str, anchor: str = "middle") -> str:
    return f"<text x='{x:.1f}' y='{y:.1f}' font-size='11' text-anchor='{anchor}' fill='{colour}'>{escape(text)}</text>"


def _svg(width: float, height: float, parts: list[str], what: str) -> str:
    return (
        f"<svg width='{width}' height='{height}' viewBox='0 0 {width} {height}' role='img' "
        f"aria-label='{escape(what, quote=True)}' style='background:white'>{''.join(parts)}</svg>"
    )
