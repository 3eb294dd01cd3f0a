"""The columns of a pipe table: which of its rows are heads, and what each column holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_KEPT = 512  # tables whose columns are kept, because several readers ask for those of each table in turn
_HEAD_LENGTH = 30
_HEAD_ROWS = 4
_SHORT = 8
_SPANNING = 3  # columns on the left whose cells may reach down over several rows
_DASHES = frozenset(dash * count for dash in "-－—–―─" for count in (1, 2, 3))
_NUMBER = re.compile(r"(?=[-(（△▲]?\d)[-(（△▲\d,.，兆億萬千百仟餘元%％)）]+")
_COUNTED = re.compile(
    r"[約達逾≧≥>＞<＜≦≤]?\d[\d,.，]*[兆億萬千百仟]?(?:\d[\d,.，]*[萬千百仟]?)?[^\d\s計畫.、，。]{1,4}"
)
_BARE_YEAR = re.compile(r"\d{2,3}|(?:19|20)\d{2}")
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

    def pairs(self, row: Row) -> Iterator[tuple[Column, Cell]]:
        """Each cell of a row with its column."""
        return zip(self.columns, row.cells, strict=False)

    def cells(self, row: Row, slug: str) -> Iterator[tuple[Column, Cell]]:
        """The cells of a row in all columns for ``slug``, where something is printed in them."""
        return ((column, cell) for column, cell in self.pairs(row) if column.slug == slug and not cell.is_blank)

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


@lru_cache(maxsize=_KEPT)
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
    return Columns(tuple(columns), tuple(_realigned(body, width)))


def find_all_columns(tables: Iterable[PipeTable], lexicon: str) -> Iterator[tuple[PipeTable, Columns]]:
    """The tables whose columns are known, with them; one that a page break left without heads has those of the last."""
    last: Columns | None = None
    for table in tables:
        columns = find_columns(table, lexicon)
        if columns is None and last and _carries_on(table, last):
            columns = Columns(last.columns, tuple(_realigned([row for row in table.rows if row.printed], table.width)))
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


def find_title(table: PipeTable, lexicon: str) -> tuple[Cell, ...]:
    """What is printed above the heads of a table; nothing where no head is known."""
    start, stop = _head_zone(table, lexicon)
    return tuple(cell for row in table.rows[: start if stop else 0] for cell in row.printed)


# ------------------------------------------------------------------------------------------------------------- heads


def _head_zone(table: PipeTable, lexicon: str) -> tuple[int, int]:
    """The rows that hold the heads, half-open; equal where there are none."""
    start = stop = 0
    for position, row in enumerate(table.rows[: _HEAD_ROWS + 2]):
        printed = row.printed
        if printed and (
            _is_head(printed, lexicon)
            or (stop and _is_lower_head(row, _padded(table.rows[start], table.width), lexicon))
        ):
            stop = position + 1
        elif stop:
            break
        else:  # a title, or a form's labels
            start = position + 1
    return (start, stop) if stop else (0, 0)


def _is_head(printed: Sequence[Cell], lexicon: str) -> bool:
    words = _head_words(printed)
    known = sum(read_head(word, lexicon) is not None for word in words)
    numbers = sum(is_number(word) and not read_head(word, lexicon) for word in words)
    return known > 0 and not numbers and all(len(word) <= _HEAD_LENGTH for word in words)


def _is_lower_head(row: Row, heads: list[str], lexicon: str) -> bool:
    """Whether unknown words can be lower heads: short, no figure, code or sentence, and in places that are open.

    They stand under heads that leave something to say, or fill the places that the heads above reach over.
    """
    if any(len(cell.words) > _HEAD_LENGTH // 2 or _NO_HEAD.search(cell.words) for cell in row.printed):
        return False
    known = [bool(word) and read_head(word, lexicon) is not None for word in heads]
    under_open = all(i >= len(heads) or not known[i] for i, cell in enumerate(row.cells) if cell.words)
    spanned = sum(bool(i and not word) or heads[i + 1 : i + 2] == [""] for i, word in enumerate(heads))
    return under_open or spanned == len(row.printed) > 1


def _padded(row: Row, width: int) -> list[str]:
    """The words of a row, with the blanks that its line lost at the end."""
    return [cell.words for cell in row.cells] + [""] * (width - len(row.cells))


def _head_words(cells: Sequence[Cell]) -> list[str]:
    """The words of a row of heads; years that are printed as bare numbers (101, 102, 103) get their 年."""
    years = {cell.words for cell in _years_in(cells)}
    return [f"{cell.words}年" if cell.words in years else cell.words for cell in cells]


def _years_in(cells: Sequence[Cell]) -> list[Cell]:
    """The bare numbers of a row of heads, where they count on like years."""
    numbers = [cell for cell in cells if _BARE_YEAR.fullmatch(cell.words)]
    counted = [int(cell.words) for cell in numbers]
    is_run = len(counted) > 1 and all(second - first == 1 for first, second in pairwise(counted))
    return numbers if is_run else []


def _leaves(rows: Sequence[tuple[Cell, ...]], width: int, lexicon: str) -> list[Column]:
    columns = _named(rows[0], lexicon)
    columns += [Column(None, "", ())] * (width - len(columns))
    for row in rows[1:]:
        columns = _under(columns, row, width, lexicon)
    return columns[:width] if len(columns) > width else columns


def _named(cells: tuple[Cell, ...], lexicon: str) -> list[Column]:
    return [_column((cell,), (words,), lexicon) for cell, words in zip(cells, _head_words(cells), strict=True)]


def _column(cells: tuple[Cell, ...], words: tuple[str, ...], lexicon: str) -> Column:
    """The column under heads from top to bottom: all together mean something, else the lowest that is known does."""
    cells = tuple(cell for cell in cells if cell.words)
    together = "".join(words)
    slug = read_head(together, lexicon)
    for word in reversed(words):
        slug = slug or read_head(word, lexicon)
    return Column(slug, together, cells)


def _under(columns: list[Column], row: tuple[Cell, ...], width: int, lexicon: str) -> list[Column]:
    """The columns once a further row of heads is put under them."""
    lower = _named(row, lexicon)
    children = {i: column for i, column in enumerate(lower) if column.words}
    spanned = _spanned(columns)
    open_places = {i for i, column in enumerate(columns) if _is_group(column)} | set(spanned)
    if children.keys() <= open_places:
        return _aligned(columns, children, lexicon)
    if len(spanned) == len(children):
        return _aligned(columns, dict(zip(spanned, children.values(), strict=True)), lexicon)
    return _in_order(columns, list(children.values()), width, lexicon) or columns


def _is_group(column: Column) -> bool:
    return column.slug is None or column.slug == "account_levels"


def _spanned(columns: list[Column]) -> list[int]:
    """The places that heads reach over which reach over several, as the blanks behind them tell."""
    first = next((i for i, column in enumerate(columns) if column.words), len(columns))
    following = [*(column.words for column in columns[1:]), "-"]
    return [
        i
        for i, (column, after) in enumerate(zip(columns, following, strict=True))
        if i >= first and not (column.words and after)
    ]


def _aligned(columns: list[Column], children: dict[int, Column], lexicon: str) -> list[Column]:
    """A head reaches over the blank places to its right, as far as lower heads stand there."""
    out: list[Column] = []
    above = Column(None, "", ())
    for position, column in enumerate(columns):
        above = column if column.words else above
        child = children.get(position)
        out.append(_joined(above, child, lexicon) if child else column)
    return out


def _joined(above: Column, below: Column, lexicon: str) -> Column:
    return _column((*above.cells, *below.cells), (above.words, below.words), lexicon)


def _in_order(columns: list[Column], children: list[Column], width: int, lexicon: str) -> list[Column] | None:
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
        out += [_joined(column, child, lexicon) for child in own] or [column]
    return out


# -------------------------------------------------------------------------------------------------------------- rows


def _carries_on(table: PipeTable, last: Columns) -> bool:
    """Whether a table without known heads goes on with the rows of the last: with no heads at all, or with a row."""
    if table.width != len(last.columns):
        return False
    first = next((row for row in table.rows if row.printed), None)
    return table.is_headless or (first is not None and _fits(first, _kinds(last.body, table.width)))


def _fits(row: Row, kinds: Sequence[bool | None]) -> bool:
    """Whether a row has figures where the rows before have them, and words where they have words."""
    figures = sum(kind is True and _is_figure(cell.words) for cell, kind in zip(row.cells, kinds, strict=False))
    return figures > 0 and not _contradictions(row.cells, kinds)


def _realigned(body: Sequence[Row], width: int) -> Iterator[Row]:
    """The rows, each moved right by as many cells as it lost on its left to a cell above that reaches down.

    Converters drop such a cell from the rows it reaches over, and fill them up on the right.
    """
    full = [row for row in body if len(row.cells) == width and row.cells[-1].words]
    kinds, places = _kinds(full, width), _places(full)
    for row in body:
        room = width - max(i for i, cell in enumerate(row.cells, 1) if cell.words)
        shifts = range(min(room, _SPANNING) + 1)
        lost = min(shifts, key=lambda n: (_contradictions(row.cells, kinds[n:]) + _misplaced(row.cells, places, n), n))
        yield _moved(row, lost, width) if lost and not any(kinds[:lost]) else row


def _moved(row: Row, places: int, width: int) -> Row:
    first = row.cells[0]
    blanks = (Cell(first.source, first.start, first.start, ""),) * places
    return Row(row.line, (*blanks, *row.cells)[:width])


def _kinds(rows: Sequence[Row], width: int) -> list[bool | None]:
    """Whether each column holds figures (True) or words (False); None where nothing tells."""
    kinds: list[bool | None] = []
    for place in range(width):
        words = [row.cells[place].words for row in rows if place < len(row.cells)]
        stated = [word for word in words if word and word not in _DASHES]
        figures = sum(map(_is_figure, stated))
        kinds.append(figures * 2 > len(stated) if stated else None)
    return kinds


def _places(rows: Sequence[Row]) -> dict[str, set[int]]:
    """In which columns short words stand (社會發展, 主辦)."""
    places: dict[str, set[int]] = {}
    for row in rows:
        for place, cell in enumerate(row.cells):
            if 0 < len(cell.words) <= _SHORT and not _is_figure(cell.words):
                places.setdefault(cell.words, set()).add(place)
    return places


def _misplaced(cells: Sequence[Cell], places: dict[str, set[int]], shift: int) -> int:
    return sum(place + shift not in places[cell.words] for place, cell in enumerate(cells) if cell.words in places)


def _contradictions(cells: Sequence[Cell], kinds: Sequence[bool | None]) -> int:
    return sum(
        kind is not None and _is_figure(cell.words) is not kind
        for cell, kind in zip(cells, kinds, strict=False)
        if cell.words and cell.words not in _DASHES
    )


def _is_figure(words: str) -> bool:
    return is_number(words) or _COUNTED.fullmatch(words) is not None
