"""Write the report on what a name finds: a run, a comparison or a sweep."""

from dataclasses import dataclass
from pathlib import Path

from sim.basis.errors import ResultsError
from sim.figures.labels import Language
from sim.figures.style import drawing_in
from sim.measures.reopening import open_comparison
from sim.report.html import html_of
from sim.report.of_comparison import report_on_comparison
from sim.report.of_run import report_on_run
from sim.report.of_sweep import report_on_sweep
from sim.report.page import Page
from sim.results.catalogue import Entry, find_run
from sim.results.manifests import replace_text
from sim.results.run import open_results
from sim.results.swept import open_sweep


@dataclass(frozen=True)
class Written:
    """A report that was written."""

    page: Page
    path: Path


def write_report(
    named: str | Path, *, language: Language = "en", to: str | Path | None = None, out: str | Path = "results"
) -> Written:
    """Write the report on a run, a comparison or a sweep as one HTML file.

    Args:
        named: A folder, its short hash or the beginning of that, or the name of a scenario, sweep or comparison.
        language: `en` or `zh`.
        to: File to write; by default `report.en.html` or `report.zh.html` in the folder of what it is about.
        out: Folder of all results.

    Raises:
        HinterlandError: Where nothing or several are found, nothing is finished, or a font is not installed.
    """
    entry = find_run(Path(out), str(named))
    target = Path(to) if to is not None else entry.folder / f"report.{language}.html"
    if target.is_dir():
        raise ResultsError(f"{target} is a folder, but the report is one file: give a name, such as report.html.")
    with drawing_in(language):
        page = page_of(entry, language)
        text = html_of(page)
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_text(target, text)
    return Written(page, target)


def page_of(entry: Entry, language: Language) -> Page:
    """Lay out the report on what the catalogue found; inside `drawing_in`.

    Raises:
        ResultsError: Where it holds nothing that can be reported on.
    """
    match entry.kind:
        case "run":
            run = open_results(entry.folder)
            if not run.counterfactuals:
                raise ResultsError(
                    f"{entry.folder} has no counterfactual, so there is no effect of its zones to report on. Run the "
                    "scenario with a `counterfactual`, such as no_zones."
                )
            return report_on_run(run, language)
        case "comparison":
            return report_on_comparison(open_comparison(entry.folder), entry, language)
        case "sweep":
            return report_on_sweep(open_sweep(entry.folder), language)
    raise ResultsError(f"{entry.folder} is a {entry.kind}; a report is on a run, a comparison or a sweep.")
