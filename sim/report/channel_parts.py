"""What a report says of channels, where a run has taken the radiation of zones apart."""

from sim.experiments.channels import CHANNELS_OF
from sim.figures.channels import draw_channels
from sim.figures.labels import Language, label
from sim.measures.channels import ALL_OUTSIDE, PARTS, WHOLE, channels
from sim.measures.intervals import Number
from sim.report.alt import alt_of
from sim.report.page import Part, Table
from sim.report.pictures import picture_of
from sim.report.texts import text
from sim.report.writing import points, ring
from sim.results.run import Run


def channel_parts(run: Run, language: Language) -> tuple[Part, ...]:
    """Draw the channels of a run, and lay out what runs through each, ring by ring, in the last year."""
    found = channels(run)
    drawing = draw_channels(run, str(run.manifest[CHANNELS_OF]), found, language=language)
    heads = (text("head_distance", language), *(label(f"channel_{part}", language) for part in (*PARTS, WHOLE)))
    rows = []
    for place, name in enumerate(found.rings):
        cells = []
        for part in (*PARTS, WHOLE):
            each = found.part(part)
            value, low, high = (float(side[-1, place]) for side in (each.value, each.low, each.high))
            cells.append(points(Number(value, low, high), language))
        where = label("all_outside", language) if name == ALL_OUTSIDE else ring(name, language)
        rows.append((where, *cells))
    table = Table(text("channels_caption", language), heads, tuple(rows))
    return picture_of(drawing, alt_of("channels", drawing.numbers, language)), table
