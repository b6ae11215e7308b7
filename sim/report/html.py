"""A page as one HTML file: every text escaped, pictures within it, no script, nothing fetched from anywhere."""

from base64 import b64encode
from html import escape
from importlib.metadata import version
from pathlib import Path
from string import Template

from sim.figures.labels import Language
from sim.figures.style import BLUE, VERMILLION
from sim.report.page import Answer, Bullets, Code, Page, Paragraph, Part, Picture, Section, Sentence, Table, Verdict
from sim.report.texts import text
from sim.report.tying import tied
from sim.report.typeface import FAMILY, face_of

HERE = Path(__file__).parent
LANGUAGES: dict[Language, str] = {"en": "en", "zh": "zh-CN"}

SANS = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif'
FAMILIES: dict[Language, str] = {
    "en": SANS,
    "zh": f'"{FAMILY}", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", {SANS}',
}
LEAST_SCALE = 0.75
"""How far a figure shrinks on a narrow screen: one of one column fits on a phone, its letters still read; a wider one
is moved sideways."""

MANY = 6
"""Columns above which a table is set in smaller letters."""

MONO: dict[Language, str] = {"en": "", "zh": f', "{FAMILY}"'}


def html_of(page: Page) -> str:
    """Write a page as HTML; equal pages give equal texts.

    Raises:
        HinterlandError: Where the font of the language is not installed.
    """
    language = page.language
    values = {
        "lang": LANGUAGES[language],
        "title": _words(page.title),
        "kicker": escape(text("kicker", language)),
        "kind": escape(text(f"kind_{page.kind}", language)),
        "question_label": escape(text("question", language)),
        "question": _words(page.question),
        "answer_label": escape(text("answer", language)),
        "answer": _answer(page.answer, language),
        "notes": _notes(page.notes),
        "sections": "\n".join(_section(each, number, language) for number, each in enumerate(page.sections, start=1)),
        "footer": escape(text("made_by", language, version=version("hinterland"))),
    }
    body = _template("page.html").substitute(values, face="", style="")
    face = face_of(body) if language == "zh" else ""
    return _template("page.html").substitute(values, face=face, style=_style(language))


def _words(text: str) -> str:
    return escape(tied(text))


def _template(name: str) -> Template:
    return Template((HERE / name).read_text(encoding="utf-8"))


def _style(language: Language) -> str:
    values = {"radiates": BLUE, "draws_in": VERMILLION, "families": FAMILIES[language], "mono_cjk": MONO[language]}
    return _template("page.css").substitute(values)


def _notes(notes: tuple[str, ...]) -> str:
    return _list("ul", "notes", (f"<li>{_words(each)}</li>" for each in notes)) if notes else ""


def _list(tag: str, kind: str, items: object) -> str:
    lines = "\n".join(items)  # type: ignore[arg-type]
    return f'<{tag} class="{kind}">\n{lines}\n</{tag}>'


def _section(section: Section, number: int, language: Language) -> str:
    parts = "\n".join(_part(each, language) for each in section.parts)
    place = f"section-{number}"
    return f'<section aria-labelledby="{place}">\n<h2 id="{place}">{_words(section.title)}</h2>\n{parts}\n</section>'


def _part(part: Part, language: Language) -> str:
    match part:
        case Answer():
            return _answer(part, language)
        case Paragraph():
            kind = ' class="small"' if part.small else ""
            return f"<p{kind}>{_words(part.text)}</p>"
        case Bullets():
            return _list("ul", "bullets", (f"<li>{_words(line)}</li>" for line in part.lines))
        case Table():
            return _table(part)
        case Picture():
            return _picture(part)
        case Code():
            return f"<pre><code>{escape(part.text)}</code></pre>"


def _answer(answer: Answer, language: Language) -> str:
    return _list("ol", "answer", (_sentence(each, language) for each in answer.sentences))


def _sentence(sentence: Sentence, language: Language) -> str:
    verdict = str(sentence.verdict)
    name = _COMPARED.get(sentence.verdict, verdict) if sentence.difference else verdict
    badge = f'<span class="badge {verdict}">{escape(text(f"badge_{name}", language))}</span>'
    return f'<li class="{verdict}">{badge}{_words(sentence.text)}</li>'


_COMPARED = {Verdict.RADIATES: "more", Verdict.DRAWS_IN: "less"}
"""What a verdict on a difference is called."""


def _table(table: Table) -> str:
    heads = "".join(_head(name, _is_number(table, number)) for number, name in enumerate(table.heads))
    head = f"<thead><tr>{heads}</tr></thead>\n" if any(table.heads) else ""
    rows = "\n".join(f"<tr>{_cells(row, table)}</tr>" for row in table.rows)
    kind = " ".join(["table", *["small"] * table.small, *["wide"] * (len(table.heads) > MANY)])
    return (
        f'<div class="{kind} scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>\n'
        f"<caption>{_words(table.caption)}</caption>\n{head}<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _is_number(table: Table, column: int) -> bool:
    return table.words <= column < len(table.heads) - table.words_after


def _head(name: str, number: bool) -> str:  # noqa: FBT001
    kind = ' class="number"' if number else ""
    return f'<th scope="col"{kind}>{_words(name)}</th>'


def _cells(row: tuple[str, ...], table: Table) -> str:
    first, *rest = row
    cells = [f'<th scope="row">{_words(first)}</th>']
    for number, cell in enumerate(rest, start=1):
        kind = ' class="number"' if _is_number(table, number) else ""
        cells.append(f"<td{kind}>{_words(cell)}</td>")
    return "".join(cells)


def _picture(picture: Picture) -> str:
    content = b64encode(picture.content).decode("ascii")
    width, height = picture.size
    source = f"data:{picture.kind};base64,{content}"
    least = f"min-width: {round(LEAST_SCALE * width)}px"
    return (
        f'<figure class="scroll" tabindex="0"><img width="{width}" height="{height}" style="{least}" '
        f'alt="{escape(picture.alt)}" src="{source}"></figure>'
    )
