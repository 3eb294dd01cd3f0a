"""Readings by hand: a few fictitious lines, and what the components would have found in them."""

from decimal import Decimal
from pathlib import Path

from graph.model.entities import EntityType
from ingest.extraction.draft import Figure, Said, Thing
from ingest.extraction.reading import Reading
from ingest.layout.aligned import Aligned, Place
from ingest.layout.document import Block, Layout, Section
from ingest.layout.numbering import read_marker
from ingest.readers.sidecar import Sidecar
from ingest.readers.source import Source


def reading_of(*lines: str, code: str = "harbour", **sidecar: str) -> Reading:
    """A reading of these lines before any component has read them; each is a block, a numbered one a section too."""
    text = "\n".join(lines)
    source = Source.of(
        Path(f"{code}.txt"), data=text.encode(), text=text, sidecar=Sidecar(**sidecar), sidecar_bytes=b""
    )
    sections, blocks = [Section(None, 1, len(lines), -1, None)], []
    for number, line in enumerate(lines, 1):
        marker = read_marker(line)
        if marker:
            sections.append(Section(marker, number, len(lines), 0, sections[0]))
        start, end = source.span_of(number)
        words = Aligned.of(source, [(start + (marker.end if marker else 0), end)])
        blocks.append(Block(words, number, number, marker, sections[-1]))
        sections[-1].blocks.append(blocks[-1])
    return Reading(source, Layout(source, frozenset(), tuple(sections), tuple(blocks)))


def said(reading: Reading, line: int, *, to: int | None = None, printed_as: str | None = None) -> Said:
    """Whole lines as a place, found by a rule of the tests."""
    lines = reading.source.lines[line - 1 : to or line]
    return Said(Place(line, to or line, "".join(lines)), "test.rule", printed_as)


def agency(reading: Reading, name: str, *lines: int, **attributes: object) -> Thing:
    return reading.draft.thing(EntityType.AGENCY, name, [said(reading, n) for n in lines], **attributes)


def plan(reading: Reading, name: str, *lines: int, **attributes: object) -> Thing:
    return reading.draft.thing(EntityType.PLAN, name, [said(reading, n) for n in lines], **attributes)


def programme(reading: Reading, name: str, *lines: int, parent: Thing | None = None, **attributes: object) -> Thing:
    evidence = [said(reading, n) for n in lines]
    return reading.draft.thing(EntityType.PROGRAMME, name, evidence, parent=parent, **attributes)


def indicator(reading: Reading, name: str, *lines: int, **attributes: object) -> Thing:
    return reading.draft.thing(EntityType.INDICATOR, name, [said(reading, n) for n in lines], **attributes)


def figure(text: str, unit: str | None = None) -> Figure:
    """A printed number without magnitude words."""
    return Figure(text, Decimal(text.replace(",", "")), unit)
