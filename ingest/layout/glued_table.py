"""Tables whose cells were printed one after the other and run together, read by their heads and column widths.

The columns are: work programmes (a merged cell, printed once), programmes, a category, prose. Every cell is wrapped at
the width of its column, and the last line of one runs on into the first of the next.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate

from ingest.layout.aligned import Aligned
from ingest.layout.cell_outline import join
from ingest.layout.document import Layout
from ingest.layout.numbering import read_marker
from ingest.layout.paragraphs import columns as width_of
from ingest.rules import patterns

_COLUMNS = ("work_programme", "item", "category", "content")
_STOP = re.compile(r"[。；]$")
_CHAPTER = re.compile(r"[壹貳參肆伍陸柒捌玖拾]{1,2}、")
_LONGEST_HEAD = 40  # characters before the last column's head
_SLACK = 1  # of a full width of 2: by how much a line with Latin letters may exceed its column


@dataclass(slots=True)
class GluedRow:
    """One row; ``work_programme`` is None where the cell above reaches down; ``content`` is line by line."""

    work_programme: Aligned | None
    item: Aligned
    category: Aligned
    content: list[Aligned] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GluedTable:
    """A table's rows in printed order, and its first and last line."""

    rows: tuple[GluedRow, ...]
    line: int
    line_end: int


def find_glued_table(layout: Layout, categories: Sequence[str]) -> GluedTable | None:
    """The glued table of a document, recognised by its heads; None where there is none or no row of it reads.

    ``categories`` are the words that may stand in the category column.
    """
    heads = _find_heads(layout)
    if not heads:
        return None
    end = _end_of_table(layout, heads[0].line_end)
    lines = _body(layout, heads, end)
    rows = list(_RowReader(lines, heads[0].category_width, categories).rows())
    return GluedTable(tuple(rows), heads[0].line, end) if rows else None


# --------------------------------------------------------------------------------------------------- heads and body


@dataclass(frozen=True, slots=True)
class _Head:
    """The heads of one page; ``category_width`` is how many characters wide that column is, where a break tells."""

    line: int
    line_end: int
    category_width: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the body without stray blanks; ``width`` in half widths."""

    text: Aligned
    width: int
    opens_page: bool

    @property
    def words(self) -> str:
        return self.text.text

    @property
    def is_stop(self) -> bool:
        return bool(_STOP.search(self.words))


def _find_heads(layout: Layout) -> list[_Head]:
    """The heads of all pages: the words of the four columns in order, broken over lines in whatever way."""
    words = layout.source.words
    printed = "".join(words)
    starts = list(accumulate(map(len, words), initial=0))
    heads: list[_Head] = []
    for last_head in _last_head().finditer(printed):
        match = _head_pattern().search(printed, max(0, last_head.start() - _LONGEST_HEAD), last_head.end())
        if match is None:
            continue
        first, last = bisect_right(starts, match.start()), bisect_left(starts, match.end())
        if starts[first - 1] == match.start() and starts[last] == match.end():
            start, end = match.span("category")
            breaks = [border - start for border in starts[first:last] if start < border < end]
            heads.append(_Head(first, last, breaks[0] if breaks else None))
    return heads


@cache
def _head_pattern() -> re.Pattern[str]:
    first, *others = map(_column_pattern, _COLUMNS)
    return re.compile(f"{first}?{''.join(others)}")


@cache
def _last_head() -> re.Pattern[str]:
    """What no head is without, so that whole heads are sought only where it stands."""
    return re.compile(_column_pattern(_COLUMNS[-1]))


def _column_pattern(slug: str) -> str:
    printed = patterns("plan_columns")[f"plan_column.{slug}"].pattern.removeprefix("^").removesuffix("$")
    return f"(?P<{slug}>{printed})"


def _end_of_table(layout: Layout, line: int) -> int:
    """The last line before the next chapter."""
    lines = layout.source.lines
    return next((n - 1 for n in range(line + 1, len(lines) + 1) if _CHAPTER.match(lines[n - 1].strip())), len(lines))


def _body(layout: Layout, heads: Sequence[_Head], end: int) -> list[_Line]:
    repeated = {line for head in heads for line in range(head.line, head.line_end + 1)}
    lines: list[_Line] = []
    opens_page = True
    for number in range(heads[0].line_end + 1, end + 1):
        if number in repeated:
            opens_page = True
        elif number not in layout.furniture and (text := Aligned.of_lines(layout.source, [number])).text:
            lines.append(_Line(text, width_of(text.text), opens_page))
            opens_page = False
    return lines


# ------------------------------------------------------------------------------------------------------------- rows


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a row opens: its names stand from line ``first`` on; ``category`` are the pieces of the word after them.

    The prose begins behind the last piece. With ``is_cut`` a page break parts every cell: names and prose begin around
    the first piece and go on around the second.
    """

    first: int
    category: tuple["_Piece", ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line, half-open."""

    line: int
    start: int
    end: int


class _RowReader:
    """Finds the rows among the lines of a body; the widths of the columns are learned from the lines."""

    def __init__(self, lines: Sequence[_Line], category_width: int | None, categories: Sequence[str]) -> None:
        self._lines = lines
        self._words = [(word, len(word) if category_width is None else category_width) for word in categories]
        self._prose_width = max((line.width for line in lines), default=0)
        self._name_width = self._learn_name_width()

    def rows(self) -> Iterator[GluedRow]:
        """The rows in printed order."""
        openings = list(self._openings()) if self._name_width else []
        for opening, following in zip(openings, [*openings, None][1:], strict=True):
            work_programme, item, category = self._names(opening)
            end = following.first if following else len(self._lines)
            yield GluedRow(work_programme, item, category, list(self._content(opening, end)))

    # ---------------------------------------------------------------------------------------------------- openings

    def _learn_name_width(self) -> int:
        """The commonest width of the narrow lines that stand, without a full stop, before the break of a category."""
        widths: Counter[int] = Counter()
        for i in range(len(self._lines)):
            above = i - 1 if self._broken_at(i) else -1
            while above >= 0 and self._lines[above].width < self._prose_width / 2 and not self._is_end(above):
                widths[self._lines[above].width] += 1
                above -= 1
        return max(widths, key=lambda width: (widths[width], -width), default=0)

    def _broken_at(self, i: int) -> tuple[str, int] | None:
        """The category that a line ends in the first half of and the next line begins with the second half of."""
        if i + 1 >= len(self._lines):
            return None
        this, following = self._lines[i].words, self._lines[i + 1].words
        for word, width in self._words:
            if len(word) > width and this.endswith(word[:width]) and following.startswith(word[width:]):
                return word, width
        return None

    def _openings(self) -> Iterator[_Opening]:
        floor = 0  # no row opens above the line on which the prose of the one before begins
        for i in range(len(self._lines)):
            if i >= floor and (opening := self._broken(i, floor) or self._whole(i, floor) or self._cut(i, floor)):
                yield opening
                floor = opening.category[-1].line + 1

    def _broken(self, i: int, floor: int) -> _Opening | None:
        """A row whose category is wrapped, as its column is narrower than the word."""
        found = self._broken_at(i)
        if found is None:
            return None
        word, width = found
        end = len(self._lines[i].words)
        if not self._is_prose(i + 1, len(word) - width):
            return None
        return self._opening(floor, _Piece(i, end - width, end), _Piece(i + 1, 0, len(word) - width))

    def _whole(self, i: int, floor: int) -> _Opening | None:
        """A row whose category fits its column, so that names, category and prose stand on one line."""
        words = self._lines[i].words
        if self._is_narrow(words):
            return None
        for word, width in self._words:
            start = words.find(word)
            fits = len(word) <= width and 0 <= start < len(words) - len(word)
            if fits and (opening := self._opening(floor, _Piece(i, start, start + len(word)))):
                return opening
        return None

    def _cut(self, i: int, floor: int) -> _Opening | None:
        """A row whose first line is the last of a page: each cell goes on, in the same order, on the next page."""
        words = self._lines[i].words
        if i + 1 >= len(self._lines) or not self._lines[i + 1].opens_page or self._is_narrow(words):
            return None
        for word, width in self._words:
            start = words.find(word[:width], 1)
            if len(word) <= width or not 0 < start < len(words) - width:
                continue
            rest = self._second_half(i + 1, word[width:])
            if rest and (opening := self._opening(floor, _Piece(i, start, start + width), rest)):
                return replace(opening, is_cut=True)
        return None

    def _second_half(self, start: int, half: str) -> _Piece | None:
        """The rest of a cut category, behind the rests of the names, on the lines from ``start`` on."""
        for j in range(start, len(self._lines)):
            words = self._lines[j].words
            found = words.find(half, 1)
            if 0 < found < len(words) - len(half) and width_of(words[:found]) <= self._name_width + _SLACK:
                return _Piece(j, found, found + len(half))
            if self._broken_at(j) or self._is_end(j) or not self._is_narrow(words):
                return None
        return None

    def _opening(self, floor: int, *category: _Piece) -> _Opening | None:
        """The opening with this category; None where no names stand before it, or the prose above has not ended."""
        line, start = category[0].line, category[0].start
        if not self._is_narrow(self._lines[line].words[:start]) or read_marker(self._lines[line].words):
            return None
        first = line
        while first > floor and not self._lines[first].opens_page and self._may_name(first - 1):
            first -= 1
        is_free = first == 0 or self._lines[first].opens_page or self._lines[first - 1].is_stop
        return _Opening(first, category) if is_free and (first < line or start) else None

    def _may_name(self, i: int) -> bool:
        return self._is_narrow(self._lines[i].words) and not self._is_end(i)

    def _is_end(self, i: int) -> bool:
        return self._lines[i].is_stop or read_marker(self._lines[i].words) is not None

    def _is_narrow(self, words: str) -> bool:
        """Whether words fit the two columns of names."""
        return width_of(words) <= 2 * self._name_width + _SLACK

    def _is_prose(self, i: int, position: int) -> bool:
        """Whether prose begins there: a line that fills its column, ends a sentence, or opens a list."""
        line = self._lines[i]
        words = line.words[position:]
        return bool(words) and (not self._is_narrow(line.words) or line.is_stop or read_marker(words) is not None)

    # -------------------------------------------------------------------------------------------------------- cells

    def _names(self, opening: _Opening) -> tuple[Aligned | None, Aligned, Aligned]:
        """The work programme, the item and the category of a row."""
        category = _joined([self._lines[piece.line].text.slice(piece.start, piece.end) for piece in opening.category])
        work_programme, item = self._parted(self._above(opening.first, opening.category[0]))
        if opening.is_cut:
            rests = self._above(opening.category[0].line + 1, opening.category[1])
            more, more_item = self._parted(rests) if work_programme else (None, _joined(rests))
            work_programme = join(work_programme, more) if work_programme and more else work_programme
            item = join(item, more_item)
        return work_programme, item, category

    def _above(self, first: int, piece: _Piece) -> list[Aligned]:
        """The names on the lines from ``first`` to the category."""
        return [line.text for line in self._lines[first : piece.line]] + [
            self._lines[piece.line].text.slice(0, piece.start)
        ]

    def _parted(self, names: Sequence[Aligned]) -> tuple[Aligned | None, Aligned]:
        """The work programme and the item in lines of names: where a line is wider than a column, both meet on it."""
        for position, name in enumerate(names):
            if width_of(name.text) > self._name_width + _SLACK:
                border = self._border(name.text)
                above = _joined([*names[:position], name.slice(0, border)])
                return above, _joined([name.slice(border, len(name)), *names[position + 1 :]])
        return None, _joined(names)

    def _border(self, words: str) -> int:
        """Where the last part of ``words`` begins that is as wide as a column."""
        border, width = len(words), 0
        while border > 0 and (width := width + width_of(words[border - 1])) <= self._name_width:
            border -= 1
        return border

    def _content(self, opening: _Opening, end: int) -> Iterator[Aligned]:
        for piece in opening.category if opening.is_cut else opening.category[-1:]:
            text = self._lines[piece.line].text
            yield text.slice(piece.end, len(text))
        for line in self._lines[opening.category[-1].line + 1 : end]:
            yield line.text


def _joined(texts: Sequence[Aligned]) -> Aligned:
    whole = texts[0]
    for text in texts[1:]:
        whole = join(whole, text)
    return whole
