"""Which name a user may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give a sentence that names the nearest known names, or an empty text where none is near.

    A name that several places share up to its bracket (`Suzhou`) gets all of them.
    """
    names = list(dict.fromkeys(known))
    same = [other for other in names if other.split(" (")[0].casefold() == name.casefold()]
    by_fold = {other.casefold(): other for other in names}
    near = same or [by_fold[fold] for fold in get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)]
    return f" Did you mean {' or '.join(f'`{other}`' for other in near)}?" if near else ""
