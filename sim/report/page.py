"""What a report is made of, before it is written down: sentences, tables, pictures, in sections of a page."""

from dataclasses import dataclass
from enum import StrEnum

from sim.figures.labels import Language


class Verdict(StrEnum):
    """What a number with its interval says about an effect."""

    RADIATES = "radiates"
    DRAWS_IN = "draws_in"
    UNDECIDED = "undecided"
    ALONE = "alone"
    """One replicate, so no interval."""
    NOTHING = "nothing"
    """Exactly zero in every replicate."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the verdict on which its words were chosen."""

    text: str
    verdict: Verdict
    difference: bool = False
    """Whether the verdict is on a difference between scenarios: more or less, not radiates or draws in."""


@dataclass(frozen=True)
class Answer:
    """The sentences that answer a question."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    small: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of sentences of one kind."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; the first columns hold words, the others numbers."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    """How many columns, from the left, hold words."""
    words_after: int = 0
    """How many columns, from the right, hold words."""
    small: bool = False


@dataclass(frozen=True)
class Picture:
    """A figure, as the bytes of a picture."""

    kind: str
    """Media type: `image/svg+xml` or `image/png`."""
    content: bytes
    size: tuple[int, int]
    """Width and height in the pixels of a page, 96 an inch."""
    alt: str
    """What the picture shows, in words and numbers, for those who cannot see it."""


@dataclass(frozen=True)
class Code:
    """Text to be typed or kept as it stands."""

    text: str


type Part = Answer | Paragraph | Bullets | Table | Picture | Code


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Page:
    """A report."""

    language: Language
    kind: str
    """`run`, `comparison` or `sweep`."""
    title: str
    question: str
    answer: Answer
    notes: tuple[str, ...]
    """What a reader must know before believing the answer."""
    sections: tuple[Section, ...]
