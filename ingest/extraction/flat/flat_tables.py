"""Tables that were flattened into lines: found by their heads, put together over page breaks, read by kind."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.extraction.flat.budget_table import read_budget
from ingest.extraction.flat.indicator_table import read_indicators
from ingest.extraction.flat.jobs_table import read_jobs
from ingest.extraction.flat.level_table import read_levels
from ingest.extraction.flat.progress_table import read_progress
from ingest.extraction.flat.table_frame import FlatTable, read_caption
from ingest.extraction.flat.table_heads import find_heads, read_head
from ingest.extraction.reading import Reading
from ingest.layout.flat_table import marks_cell_ends, read_words
from ingest.layout.numbering import read_marker

_PARTING = {"壹", "(一)"}  # styles of numbering that no row opens with


def _doubt_milestones(table: FlatTable) -> None:
    """Record that what was planned and what was reached run together: the cells are left to the readers of prose."""
    table.doubt("flat_table.milestones", "Milestones and what was reached are read as running text.", table.head.words)
    table.take(table.head.words)


_READERS: dict[str, Callable[[FlatTable], None]] = {
    "budget": read_budget,
    "progress": read_progress,
    "indicator": read_indicators,
    "jobs": read_jobs,
    "levels": read_levels,
    "milestones": _doubt_milestones,
}


def read_flat_tables(reading: Reading) -> None:
    """Record what the flattened tables of the document say, each of the plan its section is about."""
    year = reading.year
    for table in _whole_tables(reading):
        year = table.caption.year or year
        if table.head.is_whole:
            _READERS[table.head.kind](replace(table, year=year))
        else:
            table.doubt("flat_table.head", "A group of columns has no columns.", table.head.words)


def _whole_tables(reading: Reading) -> Iterator[FlatTable]:
    """The tables in printed order; one whose head a page break repeats is one table with several parts."""
    parts: list[FlatTable] = []
    for table in _tables(reading):
        if parts and not _goes_on(parts, table):
            yield _joined(parts)
            parts = []
        parts.append(table)
    if parts:
        yield _joined(parts)


def _goes_on(parts: Sequence[FlatTable], table: FlatTable) -> bool:
    """Whether a head is the last one repeated on the next page: rows without labels are no more than one."""
    is_full = not table.head.form.labels and bool(parts[-1].rows)
    return not table.caption.said and not is_full and table.head.columns == parts[0].head.columns


def _joined(tables: Sequence[FlatTable]) -> FlatTable:
    """The parts that page breaks made of one table, put together again."""
    for table in tables:
        table.take(table.head.words)
    return replace(tables[0], parts=tuple(words for table in tables for words in table.parts))


def _tables(reading: Reading) -> Iterator[FlatTable]:
    """One table for each head, with the words below it up to the next head or the next heading that parts the text."""
    source, joins = reading.source, marks_cell_ends(reading.source)
    borders = [*map(source.line_at, find_heads(source.text)), len(source.lines) + 1]
    floor = 0
    for line, following in pairwise(borders):
        subject = reading.subject_at(line)
        words = read_words(source, _printed(reading, line, following - 1), joins=joins)
        head = read_head(words)
        if head and subject:
            caption = read_caption(reading, line, floor)
            yield FlatTable(reading, head, (words[len(head.words) :],), caption, subject)
        floor = head.words[-1].line_end if head else line


def _printed(reading: Reading, first: int, last: int) -> Iterator[int]:
    """The printed lines of a table that begins at ``first``, up to a heading that parts the text; no page numbers."""
    source = reading.source
    for line in range(first, last + 1):
        if line in reading.layout.furniture or not source.words[line - 1]:
            continue
        marker = read_marker(source.lines[line - 1]) if line > first else None
        if marker and marker.style in _PARTING:
            return
        yield line
