"""Reading a page back: its tags balanced, its words, its pictures, and whatever it would fetch."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from sim.report.tying import JOINER

VOID = {"meta", "img", "br", "hr", "link", "input", "base"}


@dataclass
class Seen:
    """What a page holds."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Every tag with its attributes."""
    words: list[str] = field(default_factory=list)
    """Every text outside of styles."""
    open: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Tags that close what is not open."""

    @property
    def text(self) -> str:
        """All words, one space between, without what only keeps lines from breaking."""
        return " ".join(" ".join(self.words).split()).replace(JOINER, "")

    def all(self, tag: str) -> list[dict[str, str]]:
        """Give the attributes of every tag of one name."""
        return [attributes for name, attributes in self.tags if name == tag]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.seen.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.seen.open or self.seen.open.pop() != tag:
            self.seen.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.seen.open:
            self.seen.words.append(data)


def read_page(text: str) -> Seen:
    """Read a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.seen
