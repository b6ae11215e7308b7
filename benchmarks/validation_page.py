"""The page of validation, from what `hinterland validate` left.

    python -m benchmarks.validation_page                            # validates all three first: some 20 minutes
    python -m benchmarks.validation_page results/baseline/<hash>    # from what `hinterland validate` printed

Writes the tables of `docs/validation.md` and the pictures `docs/figures/<scenario>.validation.*`. A miss without a
reason in `sim/data/facts_missed.csv` is refused: somebody must say why.
"""

import argparse
import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from benchmarks.pages import DOCS, fill, table
from sim.cli.numbers import ABSENT, plain
from sim.cli.validate import band
from sim.figures.portfolio import draw_validation_of
from sim.measures.facts.validating import FAR, MISSED, NEAR, NOT_MEASURABLE, counts, reasons_for
from sim.results.run import Run, open_results

PAGE = DOCS / "validation.md"
FIGURES = DOCS / "figures"
SHOWN = ("baseline", "yangtze_delta", "park")
"""Scenarios of the page, in order."""
NATIONAL = ("C1", "C3")
"""Facts that only a map of the whole nation shows."""


class UnexplainedMissError(ValueError):
    """A fact is missed and nobody says why."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page from finished validations, or from those that are carried out now."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.validation_page", description=__doc__)
    parser.add_argument("runs", type=Path, nargs="*", help="folders that `hinterland validate` printed")
    parser.add_argument("--replicates", type=int, default=8, help="replicates of validations that are made")
    parser.add_argument("--draft", action="store_true", help="write misses without a reason too")
    given = parser.parse_args(arguments)
    folders = given.runs or [validated_now(name, given.replicates) for name in SHOWN]
    write_page([open_results(path) for path in folders], draft=given.draft)


def validated_now(name: str, replicates: int) -> Path:
    """Validate a scenario as a user would; give the folder that the command names."""
    words = ["validate", name, "--replicates", str(replicates), "--no-figures", "--quiet"]
    told = subprocess.run([sys.executable, "-m", "sim", *words], check=True, stdout=subprocess.PIPE, text=True).stdout
    return Path(told.strip().splitlines()[-1])


def write_page(
    runs: Sequence[Run], *, page: Path = PAGE, figures: Path = FIGURES, missed: Path = MISSED, draft: bool = False
) -> None:
    """Write the tables of some validations and the count over all scenarios.

    Raises:
        UnexplainedMissError: Where a miss has no reason, unless it is a draft.
        ValueError: Where a run was not validated, or is of a scenario that the page does not show.
    """
    tables = {run.name: _validated(run) for run in runs}
    told = {name: reasons_for(name, missed) for name in tables}
    lacking = [f"{name} {fact}" for name, each in tables.items() for fact in _missed(each) if fact not in told[name]]
    if lacking and not draft:
        raise UnexplainedMissError(f"Say in {missed.name} why these facts are missed: {', '.join(lacking)}.")
    parts = {name: _section(run, tables[name], told[name]) for run in runs for name in [run.name]}
    fill(page, parts | {"in brief": in_brief(tables)})
    for run in runs:
        for path in draw_validation_of(run, tables[run.name], run.folder / "figures"):
            figures.mkdir(parents=True, exist_ok=True)
            (figures / f"{run.name}.{path.name}").write_bytes(path.read_bytes())


def _validated(run: Run) -> pd.DataFrame:
    path = run.folder / "tables" / "validation.csv"
    if not path.is_file() or run.name not in SHOWN:
        raise ValueError(f"{run.folder} holds no validation of {', '.join(SHOWN)}: run hinterland validate first.")
    texts = dict.fromkeys(("why", "remark", "beside_name", "value", "theme"), str)
    return pd.read_csv(path, dtype=texts, keep_default_na=True).fillna(dict.fromkeys(texts, ""))


def _missed(found: pd.DataFrame) -> list[str]:
    return [str(name) for name in found.loc[found["verdict"] == FAR, "id"]]


def _section(run: Run, found: pd.DataFrame, reasons: Mapping[str, str]) -> str:
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts(found).items())
    parts = [
        f"{len(run.replicates)} replicates, {run.scenario['years']} years after the policy date: {told}. Made by "
        f"`hinterland validate {run.name}`, model code {str(run.manifest.get('code', ''))[:10] or ABSENT}."
    ]
    for used, title in ((True, "Facts used in calibration"), (False, "Facts not used in calibration")):
        measured = found[(found["used_in_calibration"] == used) & (found["verdict"] != NOT_MEASURABLE)]
        if len(measured):
            lines = pd.DataFrame([_line(row, reasons) for row in measured.to_dict("records")])
            parts += [f"**{title}**", table(lines, WORDS)]
    rest = found[found["verdict"] == NOT_MEASURABLE]
    parts += ["**Not measurable here**"] * bool(len(rest))
    parts += ["\n".join(f"- {row['id']}, {row['fact']}: {row['why']}." for row in rest.to_dict("records"))]
    return "\n\n".join(parts)


WORDS = ("fact", "what", "verdict", "why it is missed", "how it is measured")
"""Columns that hold words."""


def _line(row: Mapping[object, object], reasons: Mapping[str, str]) -> dict[str, str]:
    found, low, high = (float(str(row[name])) for name in ("found", "found_low", "found_high"))
    ends = "" if math.isnan(low) else f" ({plain(low)} to {plain(high)})"
    beside = f"; {row['beside_name']}: {plain(float(str(row['beside'])))}" if row["beside_name"] else ""
    return {
        "fact": str(row["id"]),
        "what": f"{row['fact']} [{row['unit']}]",
        "simulated": plain(found) + ends,
        "band": band(float(str(row["low"])), float(str(row["high"]))),
        "verdict": f"**{row['verdict']}**" if row["verdict"] == NEAR else str(row["verdict"]),
        "why it is missed": reasons.get(str(row["id"]), "") if row["verdict"] == FAR else "",
        "how it is measured": f"{row['remark']}{beside}".removeprefix("; "),
    }


def in_brief(tables: Mapping[str, pd.DataFrame]) -> str:
    """Count the facts that are in band in at least one scenario, and list verdicts by fact and scenario."""
    verdicts = pd.DataFrame({name: each.set_index("id")["verdict"] for name, each in tables.items()})
    near = (verdicts == NEAR).any(axis=1)
    only_far = (verdicts == FAR).any(axis=1) & ~near
    nowhere = [name for name in verdicts.index if not near[name] and not only_far[name]]
    national = [name for name in nowhere if name in NATIONAL]
    text = (
        f"{near.sum()} of {len(verdicts) - len(national)} facts, national ones aside, are in band in at least one of "
        f"these scenarios; {only_far.sum()} are measured and in band in none."
    )
    told = verdicts.replace(NOT_MEASURABLE, ABSENT).rename_axis("fact").reset_index()
    return f"{text}\n\n{table(told, ('fact', *verdicts.columns))}"


if __name__ == "__main__":
    main()
