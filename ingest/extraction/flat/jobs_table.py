"""Jobs created and investment brought about, from a table that was flattened into lines."""

import re

from graph.model.facts import OutcomeKind
from ingest.extraction.draft import Achieved, Figure
from ingest.extraction.flat.cell_figures import read_cell
from ingest.extraction.flat.table_frame import FlatTable
from ingest.extraction.flat.table_heads import Column
from ingest.layout.flat_table import Word, lines_of

_RULE = "jobs_table.row"
_KINDS = {"jobs": OutcomeKind.JOBS, "investment": OutcomeKind.INVESTMENT}
_CELL = re.compile(r"(?P<figure>[\d.,]+)[(（]?(?P<unit>[^\d()（）]{0,8})[)）]?")


def read_jobs(table: FlatTable) -> None:
    """Record the figures of the one row below the head; a nought or a dash is no result."""
    lines = lines_of(table.rows)
    if not lines or len(lines[0]) != len(table.head.columns):
        return
    for column, word in zip(table.head.columns, lines[0], strict=True):
        match = _CELL.fullmatch(word.text)
        if match and column.name in _KINDS:
            _record(table, column, match, lines[0])
    table.take(lines[0])


def _record(table: FlatTable, column: Column, match: re.Match[str], line: list[Word]) -> None:
    figure = read_cell(match["figure"], match["unit"] or column.unit)
    if not figure.value:
        return
    quantity = Figure(figure.text, figure.value, figure.unit, label=column.printed)
    table.reading.draft.achieved.append(
        Achieved(
            table.subject,
            _KINDS[column.name],
            f"{column.printed}{figure.text}{figure.unit or ''}",
            (*table.said(line, _RULE), *table.head_said(_RULE)),
            year=table.year,
            quantities=(quantity,),
        )
    )
