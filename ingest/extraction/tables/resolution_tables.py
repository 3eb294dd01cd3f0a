"""Tables of what parliament resolved and what was done about it; their prose is about the document's subject matter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.extraction.reading import Reading
from ingest.layout.cell_outline import Stretches, outline
from ingest.layout.columns import Columns, find_all_columns
from ingest.layout.pipe_table import PipeTable, Row

_NUMBER = re.compile(r"[一二三四五六七八九十百]{1,5}|\d{1,3}")


@dataclass(slots=True)
class Resolution:
    """One resolution and its answer, each cell by cell, as page breaks part them."""

    line: int
    words: list[Sequence[Stretches]] = field(default_factory=list)
    answer: list[Sequence[Stretches]] = field(default_factory=list)


def read_resolution_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Hand the prose of resolutions and answers on; where it names no other subject, it is the document that speaks."""
    resolutions: list[Resolution] = []
    for table, columns in find_all_columns(tables, "plan_columns"):
        if {"resolution", "results"} <= columns.slugs and table.line not in reading.taken:
            for row in columns.body:
                _add(resolutions, columns, row)
            reading.taken.update(range(table.line, table.line_end + 1))
    for resolution in resolutions:
        section = reading.layout.section_at(resolution.line)
        for cells in (resolution.words, resolution.answer):
            root, blocks = outline(reading.source, cells, parent=section)
            if reading.document:
                reading.subjects[root] = reading.document
            reading.cells.extend(blocks)


def _add(resolutions: list[Resolution], columns: Columns, row: Row) -> None:
    """Add a row: one with a number in its first cell opens a resolution, any other carries the last one on."""
    answers = columns.index("results")
    if row.cells[0].words or not resolutions:
        resolutions.append(Resolution(row.line))
    for position, cell in enumerate(row.cells):
        if cell.words and not _NUMBER.fullmatch(cell.words):
            column = resolutions[-1].answer if position == answers else resolutions[-1].words
            column.append(cell.paragraphs())
