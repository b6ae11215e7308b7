"""Showing: what Jupyter shows of a scenario, run, twin, sweep or comparison where a cell ends with it.

Each page is a small table, a small figure and where the thing is stored. What is not finished says so instead.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sim.figures.comparison import draw_comparison
from sim.figures.plots import drawing_of, phase_drawing, picture, points_drawing
from sim.figures.portfolio import is_phase_diagram
from sim.figures.radiation_curve import draw_radiation_curve
from sim.figures.scenario_map import draw_scenario_map
from sim.measures.compare import Compared
from sim.measures.comparing import Comparison
from sim.measures.headline import Answers, answers
from sim.measures.intervals import Number
from sim.measures.single_twin import run_of_twin
from sim.measures.tables import column, numbers, rows
from sim.notebook.pages import image, line, page, plain, points, table, warning
from sim.results.run import BASE, Run, Twin
from sim.results.swept import Swept
from sim.scenario.arms import arms
from sim.scenario.arms import plain as plain_values
from sim.scenario.explaining import explain
from sim.scenario.layers import DEFAULT
from sim.scenario.schema import Scenario
from sim.scenario.wording import as_written, some_of

EFFECT = "log points × 100"
MOST_ROWS = 12


def show_scenario(scenario: Scenario) -> str:
    """Show what a scenario is, what was set by hand, its map, and the file that it comes from."""
    facts = [
        ("years", f"{scenario.years} from {scenario.policy_date} on, {scenario.steps_per_year} steps a year"),
        *((key, as_written(plain_values(scenario)[key])) for key in ("openness", "coordination")),
        ("firms at the start", f"{scenario.start.firms:,}"),
        ("held against", ", ".join(arm for arm in arms(scenario) if arm != BASE) or "nothing"),
        ("replicates", str(scenario.replicates)),
    ]
    chosen = [each for each in explain(scenario) if each.origin == "command line"]
    facts += [(f"set here: {each.key}", f"{each.value} [{each.unit}]") for each in chosen[:MOST_ROWS]]
    files = {each.origin.rpartition(":")[0] for each in explain(scenario)} - {"", DEFAULT}
    parts = [
        table(facts),
        image(picture(lambda: draw_scenario_map(scenario)), f"Map of the zones of {scenario.name}", 400),
        line(f"From {some_of(sorted(files))}." if files else "Stored nowhere yet."),
    ]
    return page(scenario.title or scenario.name, parts, about=f"scenario {scenario.name}")


def show_run(run: Run) -> str:
    """Show what the zones of a run radiate, its first radiation curve, and where it lies."""
    about = f"run of {run.name}: {_count(len(run.replicates), 'replicate')} of {', '.join(run.arms)}"
    return page(run.title, [*_answers_of(run), line(_where(run))], about=about)


def show_twin(twin: Twin) -> str:
    """Show what differs between two worlds of one replicate, their curve, and where they lie."""
    run = run_of_twin(twin)
    stored = line(f"Worlds {twin.base.key[:10]} and {twin.other.key[:10]} of {_from_here(run.store.root)}")
    about = f"replicate {twin.replicate} of {run.name}; one luck, so no interval"
    return page(f"Base against {run.counterfactuals[0]}", [*_answers_of(run), stored], about=about)


def show_sweep(swept: Swept) -> str:
    """Show the factors of a sweep, what its points radiate, its diagram, and where it lies."""
    about = f"sweep {swept.name}: {_count(len(swept.points), 'point')}, {_count(swept.replicates, 'replicate')} of each"
    stored = line(f"Stored in {_from_here(swept.folder)}")
    values = [(key, ", ".join(_values(swept, key))) for key in swept.keys]
    measured = (swept.folder / "tables" / "headlines.csv").is_file() and len(swept.frame("headlines")) > 0
    if not measured:
        return page(swept.title, [table(values), warning("No point is measured yet: run the sweep again."), stored],
                    about=about)  # fmt: skip
    found = [*values, *_range_of(swept)]
    draw = phase_drawing if is_phase_diagram(swept) else points_drawing
    width = 760 if is_phase_diagram(swept) else 480
    drawn = image(picture(lambda: draw(swept, None, "en")), f"What the zones radiate in {swept.name}", width)
    return page(swept.title, [table(found), drawn, stored], about=about)


def show_comparison(found: Comparison) -> str:
    """Show what differs between runs, with intervals, and their curves."""
    return _comparison(found, "")


def show_compared(found: Compared) -> str:
    """Show a comparison, and where its tables lie."""
    return _comparison(found.comparison, f"Stored in {_from_here(found.folder)}")


def _answers_of(run: Run) -> Iterator[str]:
    """Give the table of a run's headline numbers and its first curve."""
    if not run.replicates:
        yield warning("No replicate is finished in every arm: run the scenario again, it goes on where it was.")
        return
    if not run.counterfactuals:
        yield line("There is no counterfactual, so there is no effect of the zones to show.")
        return
    told = {arm: answers(run, arm) for arm in run.counterfactuals}
    first = run.counterfactuals[0]
    columns = [[text for _, text in _lines(found)] for found in told.values()]
    names = [name for name, _ in _lines(told[first])]
    years = int(told[first].curve.years["year"].iloc[-1])
    yield table(
        [[name, *texts] for name, *texts in zip(names, *columns, strict=True)],
        [f"after {_count(years, 'year')}", *(f"against {arm}" for arm in told)],
    )
    what = f"Radiation curve of {run.name} against {first}"
    yield image(picture(lambda: drawing_of(run, draw_radiation_curve, first, "en")), what)


def _lines(found: Answers) -> Iterator[tuple[str, str]]:
    curve, totals = found.curve, found.totals
    known = np.flatnonzero(np.isfinite(curve.distance))
    if len(known):
        ring = int(known[0])
        value, low, high = (float(side[-1, ring]) for side in (curve.band.value, curve.band.low, curve.band.high))
        yield f"real GDP at {curve.names[ring]}, {EFFECT}", points(Number(value, low, high))
    yield f"real GDP outside all zones, {EFFECT}", points(totals.total())
    yield f"real GDP inside, {EFFECT}", points(totals.inside_effect())
    yield "gained outside for each unit inside", plain(totals.ratio())
    yield "distance at which the effect is half", plain(curve.half_distance(), "km")


def _where(run: Run) -> str:
    folder, count = _from_here(run.folder), len(run.manifest["worlds"])
    return f"Stored in {folder}, {_count(count, 'world')}; sim.open_results('{folder}')"


def _from_here(path: Path) -> str:
    """Write a path as seen from here where it lies below, else in full."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _values(swept: Swept, key: str) -> list[str]:
    found = list(dict.fromkeys(as_written(point["settings"].get(key)) for point in swept.manifest["points"]))
    return found if len(found) <= MOST_ROWS else [found[0], "...", found[-1], f"{len(found)} values"]


def _range_of(swept: Swept) -> Iterator[tuple[str, str]]:
    """Give the least and the most that points radiate."""
    headlines = swept.frame("headlines")
    for arm in swept.arms[1:]:
        chosen = (column(headlines, "name") == "radiation.total") & (column(headlines, "counterfactual") == arm)
        own = rows(headlines, chosen & np.isfinite(numbers(headlines, "value")))
        for word, at in (("least", np.argmin), ("most", np.argmax)):
            if len(own):
                row = own.iloc[int(at(numbers(own, "value")))]
                number = Number(float(row["value"]), float(row["low"]), float(row["high"]))
                yield f"{word} radiated against {arm}", f"{points(number)} at point {row['point']}, {EFFECT}"


def _comparison(found: Comparison, stored: str) -> str:
    """Show the rings and the whole of each run, and the difference to the first."""
    first = found.parts[0].name
    told = found.headlines
    wanted = [name for name in column(told, "name") if str(name).startswith("radiation.gdp.")]
    lines = []
    for name in dict.fromkeys([*wanted, "radiation.total", "inside.gdp"]):
        own = rows(told, column(told, "name") == name)
        if not np.isfinite(numbers(own, "value")).any():
            continue
        for row in own.to_dict("records"):
            is_first = row["run"] == first
            number = Number(row["value"], row["low"], row["high"])
            more = "" if is_first else points(Number(*(row[f"difference{end}"] for end in ("", "_low", "_high"))))
            lines.append([str(name) if is_first else "", str(row["run"]), points(number), more])
    parts = [
        *(warning(text) for text in found.warnings),
        table(lines, [EFFECT, "run", "effect of the zones", f"more than {first}"]),
        image(picture(lambda: draw_comparison(found)), f"Radiation curves of {found.name}", 760),
        *([line(stored)] if stored else []),
    ]
    luck = "paired, under the same luck" if all(found.paired) else "not all of one luck"
    return page(found.name, parts, about=f"comparison, {luck}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
