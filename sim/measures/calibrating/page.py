"""The page about calibration, in Markdown: made from the records alone, so that it says what they say."""

from collections.abc import Mapping, Sequence
from typing import Any

from sim.measures.calibrating.profile import PARTLY, PINNED, WORDS

TITLE = "# Calibration"

INTRODUCTION = """\
What was moved, within which bounds and why, until which facts came out; and what these facts cannot pin down. Made by
`hinterland calibrate SCENARIO --adopt` from the records in `scenarios/calibration/`; do not edit it by hand.

A fact's deviation is its distance from the middle of its band in half-widths. The distance of a scenario is the
weighted sum of about the squares of these, growing only linearly beyond some two half-widths. Trials share their luck.
A tree-structured Parzen estimator (Optuna) searches; points that fill the neighbourhood of the best, each with luck of
its own, give a posterior by approximate Bayesian computation with regression adjustment, in which a band counts as a
95 % interval. Before anything is known, a parameter may be anywhere between its bounds.

A parameter counts as pinned down where its posterior spreads at most {pinned:g} times as widely as that, and as not
pinned down beyond {partly:g} times. Whoever quotes a number that hangs on a parameter that is not pinned down must say
so."""


def page(records: Sequence[Mapping[str, Any]]) -> str:
    """Write the page.

    Args:
        records: Record of each calibrated scenario.
    """
    head = f"{TITLE}\n\n{INTRODUCTION.format(pinned=PINNED, partly=PARTLY)}"
    return "\n\n".join([head, *(_section(record) for record in records)]) + "\n"


def _section(record: Mapping[str, Any]) -> str:
    name = record["scenario"]
    return "\n\n".join(
        [
            f"## `{name}`",
            _how(record),
            _fit(record),
            "### Parameters",
            _parameters(record["parameters"]),
            _open_ended(record["parameters"]),
            "### Why they were free",
            "\n".join(f"- `{row['parameter']}`: {row['reason']}" for row in record["parameters"]),
            "### Facts used",
            _facts(record["facts"]),
            f"![Profiles of the parameters](figures/calibration.{name}.profiles.png)",
            f"![The facts before and after](figures/calibration.{name}.facts.png)",
        ]
    )


def _how(record: Mapping[str, Any]) -> str:
    done = record["simulated"]
    during = ", ".join(f"`{key}` = {value}" for key, value in record["set"].items())
    return (
        f"`{record['command']}`, model code {record['program']}, seed {record['seed']}: {done['trials']} trials of "
        f"{done['replicates']} replicates, {done['around']} points around the best, {done['confirm']} replicates of "
        f"the last look; {record['years']} recorded years{f', with {during} while calibrating' if during else ''}."
    )


def _fit(record: Mapping[str, Any]) -> str:
    near = {when: sum(row[f"{when}_verdict"] == "near" for row in record["facts"]) for when in ("before", "after")}
    return (
        f"Of {len(record['facts'])} facts used, {near['before']} were near before and {near['after']} are after; the "
        f"distance fell from {_number(record['distance']['before'])} to {_number(record['distance']['after'])}."
    )


def _parameters(rows: Sequence[Mapping[str, Any]]) -> str:
    head = ("parameter", "unit", "before", "now", "median", "95 % interval", "may be", "spread", "so it is")
    lines = [
        (
            f"`{row['parameter']}`", str(row["unit"]), _number(row["before"]), f"**{_number(row['best'])}**",
            _number(row["median"]), _interval(row["low"], row["high"]), _interval(row["lowest"], row["highest"]),
            _number(row["spread_ratio"], 2), str(row["verdict"]),
        )
        for row in rows
    ]  # fmt: skip
    return _table(head, lines, words=(0, 1, 8))


def _open_ended(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say what the facts cannot pin down, and where an interval is cut off."""
    free = [f"`{row['parameter']}`" for row in rows if row["verdict"] != WORDS[0]]
    said = (
        f"The facts do not, or only partly, pin down {', '.join(free)}: other values do nearly as well."
        if free
        else "The facts pin down every one of them."
    )
    cut = [f"Of `{row['parameter']}`, {row['remark']}." for row in rows if row["remark"]]
    return " ".join([said, *cut])


def _facts(rows: Sequence[Mapping[str, Any]]) -> str:
    head = ("fact", "says", "band", "weight", "before", "", "after", "95 % interval", "")
    lines = [
        (
            str(row["id"]), str(row["says"]), _interval(row["low"], row["high"]), _number(row["weight"]),
            _number(row["before"]), str(row["before_verdict"]), _number(row["after"]),
            _interval(row["after_low"], row["after_high"]), str(row["after_verdict"]),
        )
        for row in rows
    ]  # fmt: skip
    beyond = [str(row["id"]) for row in rows if row["remark"]]
    said = f"\n\nOut of reach, since no point around the best comes to the middle of the band: {', '.join(beyond)}."
    return _table(head, lines, words=(0, 1, 5, 8)) + (said if beyond else "")


def _table(head: Sequence[str], lines: Sequence[Sequence[str]], words: Sequence[int]) -> str:
    rules = [":--" if place in words else "--:" for place in range(len(head))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rules, *lines))


def _interval(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else f"{_number(low)} to {_number(high)}"


def _number(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else f"{value:.{digits}g}".replace("-", "−")
