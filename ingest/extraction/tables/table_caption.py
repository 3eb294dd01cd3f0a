"""What stands above a table and holds for all of it: its title, the unit of its amounts, its year, what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extraction.draft import Said, Thing
from ingest.extraction.prose.topics import topics_of
from ingest.extraction.reading import Reading
from ingest.extraction.words.plan_names import find_plan_names
from ingest.layout.aligned import Aligned, Place
from ingest.layout.columns import find_title
from ingest.layout.pipe_table import PipeTable
from ingest.readers.source import Source
from ingest.rules import patterns

_LINES_ABOVE = 14
_LINES_BELOW = 2
_BLOCKS_ABOVE = 8
_LONGEST_TITLE = 120
_ROC = 1911


@dataclass(frozen=True, slots=True)
class Caption:
    """The unit and the year above a table, and where they are printed; None where they are not."""

    unit: str | None
    year: int | None
    unit_said: tuple[Said, ...]
    year_said: tuple[Said, ...]


def read_caption(source: Source, table: PipeTable) -> Caption:
    """The caption of a table, from the lines between it and the table above it and from its own head rows.

    A unit may also stand right below the table.
    """
    lines = [line for line in _lines_of(source, table) if source.words[line - 1]]
    unit, unit_said = _nearest(source, lines, "table.unit", "unit")
    if unit is None:
        below = range(table.line_end + 1, min(table.line_end + _LINES_BELOW, len(source.lines)) + 1)
        unit, unit_said = _nearest(source, list(below), "table.unit", "unit")
    year, year_said = _nearest(source, lines, "table.year", "year")
    return Caption(unit, int(year) + _ROC if year else None, unit_said, year_said)


def _lines_of(source: Source, table: PipeTable) -> list[int]:
    """The line numbers of the caption, the heads of the table last."""
    return [*_lines_above(source, table), *(row.line for row in table.rows[: max(table.head, 1)])]


def _lines_above(source: Source, table: PipeTable) -> list[int]:
    """The lines between a table and the one above it, in printed order."""
    above: list[int] = []
    line = table.line - 1
    while line > 0 and len(above) < _LINES_ABOVE and not source.lines[line - 1].lstrip().startswith("|"):
        above.append(line)
        line -= 1
    return above[::-1]


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


def titles_of(source: Source, table: PipeTable, lexicon: str) -> tuple[Aligned, ...]:
    """What names a table: the words above its heads, and the sentence or title on the last printed line above it."""
    inside = tuple(cell.text() for cell in find_title(table, lexicon))
    return (*inside, *_last_above(source, table))


def _last_above(source: Source, table: PipeTable) -> Iterator[Aligned]:
    unit = patterns("budget_tables")["table.unit"]
    for line in reversed(_lines_above(source, table)):
        text = Aligned.of_lines(source, [line])
        if text.text and not (unit.search(text.text) and len(text) < 20):
            yield text.slice(max(0, len(text) - _LONGEST_TITLE), len(text))
            return


def subject_above(reading: Reading, table: PipeTable, lexicon: str) -> Thing | None:
    """What a table is about: the work that its title names, else what the text around it is about."""
    titles = titles_of(reading.source, table, lexicon)
    inside = len(find_title(table, lexicon))
    return (
        _named_in(reading, titles[:inside]) or topic_above(reading, table.line) or _named_in(reading, titles[inside:])
    )


def _named_in(reading: Reading, titles: tuple[Aligned, ...]) -> Thing | None:
    """The plan or programme that a title names in quotation marks or by its ending, recorded if it is new."""
    for title in titles:
        for name in find_plan_names(title.text)[:1]:
            said = tuple(Said(place, "table.title") for place in title.places(name.start, name.end))
            known = reading.draft.find(name.type, name.name)
            return known or reading.draft.thing(name.type, name.official or name.name, said, aliases=[name.name])
    return None


def subject_in_title(reading: Reading, table: PipeTable, lexicon: str) -> Thing | None:
    """The work that a table's title opens with in quotation marks, which all its rows are then parts of."""
    titles = titles_of(reading.source, table, lexicon)
    return _named_in(reading, tuple(t for t in titles if patterns("budget_tables")["title.quoted"].match(t.text)))


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
