"""Levels reached and aimed at in the years of the heads, from a table that was flattened into lines."""

import re

from graph.model.entities import EntityType, IndicatorAspect
from graph.model.facts import Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Figure, Link, Measured, Said
from ingest.extraction.flat.cell_figures import is_counted, is_figure, read_cell
from ingest.extraction.flat.table_frame import FlatTable
from ingest.extraction.words.quantities import find_quantities, without_trillions
from ingest.layout.aligned import Aligned
from ingest.layout.flat_table import Word, lines_of, text_of
from ingest.layout.numbering import read_marker

_RULE = "level_table.row"
_NOTE = re.compile(r"(?:\[\d{1,2}\]|[（(]?註\d{0,2}[)）]?|[*※])$")
_LONGEST_TITLE = 20


def read_levels(table: FlatTable) -> None:
    """Record the level of every row in each year; short lines between the rows are titles over them."""
    width = len(table.head.figures)
    for line in lines_of(table.rows):
        cells, name = line[-width:], line[:-width]
        is_row = bool(name) and all(_is_cell(word) for word in cells)
        is_title = len(text_of(table.reading.source, line)) <= _LONGEST_TITLE
        if _opens_text(table, line) or not (is_row or is_title):
            return
        if is_row:
            _record(table, name, cells)
            table.take(line)


def _is_cell(word: Word) -> bool:
    return is_figure(word.text) or is_counted(word.text)


def _opens_text(table: FlatTable, line: list[Word]) -> bool:
    """Whether a line is no part of the table any more: a numbered paragraph or a note."""
    return read_marker(table.reading.source.lines[line[0].line - 1]) is not None or line[0].text[0] in "備註"


def _record(table: FlatTable, words: list[Word], cells: list[Word]) -> None:
    draft, name = table.reading.draft, text_of(table.reading.source, words)
    if note := _NOTE.search(name.text):
        name = name.slice(0, note.start())
    figures = [_read(cell) for cell in cells]
    units = {figure.unit for figure in figures}
    named = _said(name)
    indicator = draft.thing(
        EntityType.INDICATOR,
        name.text,
        named,
        told={"unit": table.said(cells, _RULE), "aspect": table.said(table.head.words, _RULE)},
        unit=units.pop() if len(units) == 1 else None,
        aspect=IndicatorAspect.OVERALL,
    )
    draft.links.append(Link(table.subject, RelationType.MEASURED_BY, indicator, (*named, *table.subject.evidence[:1])))
    said = (*table.said([*words, *cells], _RULE), *table.head_said(_RULE))
    for column, figure in zip(table.head.figures, figures, strict=True):
        if figure.value is not None:
            target, actual = (figure if column.name == side else None for side in ("target", "actual"))
            draft.measured.append(
                Measured(table.subject, indicator, Scope.POINT, said, year=column.year, target=target, actual=actual)
            )


def _read(cell: Word) -> Figure:
    """The figure of a cell with the unit that is printed with it."""
    if is_figure(cell.text):
        return read_cell(cell.text, "%" if cell.text[-1] in "%％" else None)
    return without_trillions(find_quantities(cell.text)[0].figure)


def _said(text: Aligned) -> tuple[Said, ...]:
    return tuple(Said(place, "level_table.name") for place in text.places())
