"""The columns of a pipe table: which of its rows are heads, and what each column holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_HEAD_LENGTH = 30
_HEAD_ROWS = 4
_DASHES = frozenset("-－—–―─")
_NUMBER = re.compile(r"(?=[-(（△▲]?\d)[-(（△▲\d,.，兆億萬千百仟餘元%％)）]+")
_NO_HEAD = re.compile(r"[，。；]|^[-－—–―─]$|^[-(（△▲]?\d(?!\d{0,3}[年月季期及])")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``slug`` is what its head means (None: unknown), ``words`` its head with the heads over it."""

    slug: str | None
    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, from left to right, and its rows below the heads."""

    columns: tuple[Column, ...]
    body: tuple[Row, ...]

    @property
    def slugs(self) -> frozenset[str]:
        """What the table has columns for."""
        return frozenset(column.slug for column in self.columns if column.slug)

    def index(self, slug: str) -> int | None:
        """The place of the first column for ``slug``."""
        return next((i for i, column in enumerate(self.columns) if column.slug == slug), None)

    def pairs(self, row: Row, shift: int = 0) -> Iterator[tuple[Column, Cell]]:
        """Each cell of a row with its column; ``shift`` is by how many places the row stands right of its heads."""
        for position, cell in enumerate(row.cells):
            if 0 <= position - shift < len(self.columns):
                yield self.columns[position - shift], cell

    def cell(self, row: Row, slug: str) -> Cell | None:
        """The cell of a row in the first column for ``slug``, where something is printed in it."""
        position = self.index(slug)
        cell = row.cells[position] if position is not None and position < len(row.cells) else None
        return None if cell is None or cell.is_blank else cell


@cache
def read_head(words: str, lexicon: str) -> str | None:
    """What a head means by the rules of ``ingest/rules/<lexicon>.yml``: the last part of the rule's id, or None."""
    if not 0 < len(words) <= _HEAD_LENGTH:
        return None
    return next((rule.rpartition(".")[2] for rule, pattern in patterns(lexicon).items() if pattern.match(words)), None)


def find_columns(table: PipeTable, lexicon: str) -> Columns | None:
    """The columns of a table by the words of its heads; None where no head is known.

    Heads may stand over several rows, under a row that holds the title, below the rule, and shifted against the data.
    """
    start, stop = _head_zone(table, lexicon)
    if start == stop:
        return None
    body = tuple(row for row in table.rows[stop:] if row.printed)
    width = max((len(row.cells) for row in body), default=table.width)
    columns = _leaves([row.cells for row in table.rows[start:stop]], width, lexicon)
    return Columns(tuple(columns), body)


def find_all_columns(tables: Iterable[PipeTable], lexicon: str) -> Iterator[tuple[PipeTable, Columns]]:
    """The tables whose columns are known, with them; one that a page break left without heads has those of the last."""
    last: Columns | None = None
    for table in tables:
        columns = find_columns(table, lexicon)
        if columns is None and last and table.is_headless and table.width == len(last.columns):
            columns = Columns(last.columns, tuple(row for row in table.rows if row.printed))
        if columns:
            yield table, columns
        last = columns


def read_labels(row: Row, lexicon: str) -> dict[str, Cell]:
    """What a form's row says: each label that has a value to its right, with that value."""
    labels: dict[str, Cell] = {}
    printed = row.printed
    for label, value in pairwise(printed):
        slug = read_head(label.words, lexicon)
        if slug and not read_head(value.words, lexicon):
            labels.setdefault(slug, value)
    return labels


def is_number(words: str) -> bool:
    """Whether a cell holds a figure, with or without magnitude words and unit, or the dash in place of one."""
    return words in _DASHES or _NUMBER.fullmatch(words) is not None


def _head_zone(table: PipeTable, lexicon: str) -> tuple[int, int]:
    """The rows that hold the heads, half-open; equal where there are none."""
    start = stop = 0
    for position, row in enumerate(table.rows[: _HEAD_ROWS + 2]):
        printed = row.printed
        if printed and (_is_head(printed, lexicon) or (stop and _may_head(row, table.rows[start], lexicon))):
            stop = position + 1
        elif stop:
            break
        else:  # a title, or a form's labels
            start = position + 1
    return (start, stop) if stop else (0, 0)


def _is_head(printed: Sequence[Cell], lexicon: str) -> bool:
    known = sum(read_head(cell.words, lexicon) is not None for cell in printed)
    numbers = sum(is_number(cell.words) and not read_head(cell.words, lexicon) for cell in printed)
    return known > 0 and not numbers and all(len(cell.words) <= _HEAD_LENGTH for cell in printed)


def _may_head(row: Row, above: Row, lexicon: str) -> bool:
    """Whether unknown words can be lower heads: short, no figure, code or sentence, not under a head that says all."""
    return all(
        len(cell.words) <= _HEAD_LENGTH // 2
        and not _NO_HEAD.search(cell.words)
        and (position >= len(above.cells) or read_head(above.cells[position].words, lexicon) is None)
        for position, cell in enumerate(row.cells)
        if cell.words
    )


def _leaves(rows: Sequence[tuple[Cell, ...]], width: int, lexicon: str) -> list[Column]:
    columns = [_column((cell,), lexicon) for cell in rows[0]]
    columns += [Column(None, "", ())] * (width - len(columns))
    for row in rows[1:]:
        columns = _under(columns, row, width, lexicon)
    return columns[:width] if len(columns) > width else columns


def _column(cells: tuple[Cell, ...], lexicon: str) -> Column:
    """The column under heads from top to bottom: all together mean something, else the lowest that is known does."""
    cells = tuple(cell for cell in cells if cell.words)
    words = "".join(cell.words for cell in cells)
    slug = read_head(words, lexicon)
    for cell in reversed(cells):
        slug = slug or read_head(cell.words, lexicon)
    return Column(slug, words, cells)


def _under(columns: list[Column], row: tuple[Cell, ...], width: int, lexicon: str) -> list[Column]:
    """The columns once a further row of heads is put under them."""
    children = [(i, cell) for i, cell in enumerate(row) if cell.words]
    if _is_aligned(columns, children):
        return _aligned(columns, dict(children), lexicon)
    return _in_order(columns, [cell for _, cell in children], width, lexicon) or columns


def _is_aligned(columns: list[Column], children: list[tuple[int, Cell]]) -> bool:
    """Whether each lower head stands under a blank or an upper head that leaves something to say."""
    return all(i < len(columns) and _is_group(columns[i]) for i, _ in children)


def _is_group(column: Column) -> bool:
    return column.slug is None or column.slug == "account_levels"


def _aligned(columns: list[Column], children: dict[int, Cell], lexicon: str) -> list[Column]:
    """A head reaches over the blank places to its right, as far as lower heads stand there."""
    out: list[Column] = []
    above = Column(None, "", ())
    for position, column in enumerate(columns):
        above = column if column.words else above
        child = children.get(position)
        out.append(_column((*above.cells, child), lexicon) if child else column)
    return out


def _in_order(columns: list[Column], children: list[Cell], width: int, lexicon: str) -> list[Column] | None:
    """Lower heads that lost their places: they belong, in order and in equal parts, to the heads that leave room."""
    printed = [column for column in columns if column.words]
    groups = [column for column in printed if _is_group(column)]
    if not groups or len(children) % len(groups) or len(printed) - len(groups) + len(children) != width:
        return None
    share = len(children) // len(groups)
    rest = iter(children)
    out: list[Column] = []
    for column in printed:
        own = [next(rest) for _ in range(share)] if _is_group(column) else []
        out += [_column((*column.cells, child), lexicon) for child in own] or [column]
    return out
