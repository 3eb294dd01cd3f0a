"""What stands above a table and holds for all of it: the unit of its amounts, its year, and what it is about."""

import re
from dataclasses import dataclass

from ingest.extraction.draft import Said, Thing
from ingest.extraction.prose.topics import topics_of
from ingest.extraction.reading import Reading
from ingest.layout.aligned import Aligned, Place
from ingest.layout.pipe_table import PipeTable
from ingest.readers.source import Source
from ingest.rules import patterns

_LINES_ABOVE = 14
_BLOCKS_ABOVE = 8
_ROC = 1911


@dataclass(frozen=True, slots=True)
class Caption:
    """The unit and the year above a table, and where they are printed; None where they are not."""

    unit: str | None
    year: int | None
    unit_said: tuple[Said, ...]
    year_said: tuple[Said, ...]


def read_caption(source: Source, table: PipeTable) -> Caption:
    """The caption of a table, from the lines between it and the table above it and from its own head rows."""
    lines = [line for line in _lines_of(source, table) if source.lines[line - 1].strip()]
    unit, unit_said = _nearest(source, lines, "table.unit", "unit")
    year, year_said = _nearest(source, lines, "table.year", "year")
    return Caption(unit, int(year) + _ROC if year else None, unit_said, year_said)


def _lines_of(source: Source, table: PipeTable) -> list[int]:
    """The line numbers of the caption, the heads of the table last."""
    above: list[int] = []
    line = table.line - 1
    while line > 0 and len(above) < _LINES_ABOVE and not source.lines[line - 1].lstrip().startswith("|"):
        above.append(line)
        line -= 1
    return [*reversed(above), *(row.line for row in table.rows[: max(table.head, 1)])]


def _nearest(source: Source, lines: list[int], rule: str, group: str) -> tuple[str | None, tuple[Said, ...]]:
    """The last words above the table that match, and their place."""
    pattern = patterns("budget_tables")[rule]
    for line in reversed(lines):
        for match in reversed(list(pattern.finditer(source.lines[line - 1]))):
            return match[group], (Said(_place(source, line, match), rule),)
    return None, ()


def _place(source: Source, line: int, match: re.Match[str]) -> Place:
    start = source.starts[line - 1]
    (place,) = Aligned.of(source, [(start + match.start(), start + match.end())]).places()
    return place


def topic_above(reading: Reading, line: int) -> Thing | None:
    """What a table is about that stands at ``line``: what its section is about, else the work named last above it."""
    section = reading.layout.section_at(line)
    for candidate in (section, *section.ancestors()):
        if candidate in reading.subjects:
            return reading.subjects[candidate]
    above = [block for block in reading.layout.blocks if block.line < line][-_BLOCKS_ABOVE:]
    for block in reversed(above):
        if (thing := topics_of(reading, block).at(len(block.text))) and thing is not reading.plan:
            return thing
    return reading.plan
