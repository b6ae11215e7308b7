"""Laws of lines: what belongs together is not broken by the end of one."""

import pytest

from sim.report.tying import JOINER, NO_BREAK, tied


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("differs by +296 % (+198 to +425 %) there", ("+296 %", "(+198 to +425 %)")),
        ("beyond 90 km, at 12 km (3 to 20 km)", ("90 km", "12 km", "(3 to 20 km)")),
        ("−0.00141 (−0.00365 to 0.000817)", ("(−0.00365 to 0.000817)",)),
        ("5 年后高 +2.2 %（+1.1 至 +3.3 %），到 42 公里处", ("5 年", "+2.2 %（+1.1 至 +3.3 %）", "42 公里")),
    ],
)
def test_a_number_stays_with_its_unit_and_an_interval_in_one_piece(text: str, kept: tuple[str, ...]) -> None:
    for piece in kept:
        assert piece in text
        assert piece.replace(" ", NO_BREAK) in tied(text)
    assert tied(text).replace(NO_BREAK, " ") == text


def test_a_range_does_not_break_after_its_dash() -> None:
    assert tied("at 0–30 km") == f"at 0–{JOINER}30{NO_BREAK}km"
    assert tied("– none") == "– none"


@pytest.mark.parametrize("text", ["in 3 years", "8 replicates", "from 5 to ten", "raise it to 5"])
def test_words_are_broken_where_they_may_be(text: str) -> None:
    assert tied(text) == text
