"""The rows of a flattened table of indicators: where each begins, what is its name, its unit, and its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.extraction.flat.cell_figures import is_counted, is_figure
from ingest.extraction.flat.table_heads import lexicon
from ingest.layout.flat_table import Word, lines_of
from ingest.layout.numbering import read_marker
from ingest.readers.source import Source

_ROW_LINES = 40
_REST_LINES = 3
_LONGEST_REST = 20  # characters of a line that a page break cut off a name
_UNIT_WORDS = 3
_NUMBER = re.compile(r"(\d{1,2})[.．、]?")
_NOTE = re.compile(r"註\d*|[*※]+|[%％]")
_NOTED = re.compile(r"(?:\d[\d,.]*|[-－—–─])(?:註\d*|[*※]+|[(（].*)")
_HEADINGS = {"壹", "一", "(一)"}

Line = list[Word]


@dataclass(slots=True)
class Row:
    """One indicator; ``cells`` stand one to a column, the note of a cell after its figure."""

    number: Line
    name: Line
    unit: Line
    cells: list[Line]
    group: Line | None = None

    @property
    def words(self) -> Line:
        """All its words in printed order."""
        words = [*self.number, *self.name, *self.unit, *(word for cell in self.cells for word in cell)]
        return sorted(words, key=lambda word: word.pieces[0])


@dataclass(slots=True)
class IndicatorRows:
    """Reads the rows below the heads of one table; ``width`` is the number of columns of figures.

    ``totals`` are rows that add others up, ``unread`` the words of rows that do not fit the head.
    """

    source: Source
    width: int
    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    _expected: int = 1
    _group: Line | None = None

    def read(self, words: Sequence[Word]) -> None:
        """Read on below a head of the table; what follows the last row is left alone."""
        lines = lines_of(words)
        position = self._read_rest(lines) if self.rows else 0
        while position < len(lines):
            taken = (
                self._read_row(lines[position : position + _ROW_LINES])
                or self._read_further_unit(lines[position : position + _REST_LINES])
                or self._read_total(lines[position])
                or self._read_nothing(lines[position])
                or self._read_group(lines[position : position + 3])
            )
            if not taken:
                break
            position += taken

    def _read_row(self, lines: Sequence[Line]) -> int:
        """Read the row that opens with the next number; the number of lines it takes, 0 where there is none."""
        if not _opens_row(lines, self._expected):
            return 0
        used = self._read_plain(lines) or self._read_noted(lines)
        self._expected += 1
        return used

    def _read_plain(self, lines: Sequence[Line]) -> int:
        """A row that ends in as many figures as there are columns; 0 where it is none."""
        words: Line = []
        for count, line in enumerate(lines, 1):
            if count > 1 and self._ends_row(lines[count - 1 :]):
                return 0
            words += line
            if len(words) > self.width + 1 and all(is_figure(word.text) for word in words[-self.width :]):
                self._add(words[: -self.width], [[word] for word in words[-self.width :]])
                return count
        return 0

    def _read_noted(self, lines: Sequence[Line]) -> int:
        """A row whose cells are spread over lines, or have notes, units or words in them."""
        count = next((n for n in range(1, len(lines)) if self._ends_row(lines[n:])), len(lines))
        words = [word for line in lines[:count] for word in line]
        first = _first_cell(words)
        cells = _group_cells(words[first:], self.width) if first else []
        if len(cells) == self.width - 1:
            self._insert_merged(cells)
        if first and len(cells) == self.width:
            last = self._add(words[:first], cells)
            return max(n for n in range(1, count + 1) if lines[n - 1][0].line <= last.line)
        self.unread.append([word for line in lines[:count] for word in line])
        return count

    def _ends_row(self, lines: Sequence[Line]) -> bool:
        """Whether a line that follows a row's first belongs to the next row or to the text after the table."""
        if _opens_row(lines, self._expected + 1):
            return True
        marker = read_marker(self.source.lines[lines[0][0].line - 1])
        return (marker is not None and marker.style in _HEADINGS) or lines[0][0].text.startswith("註")

    def _insert_merged(self, cells: list[Line]) -> None:
        """Give a row that is one cell short the noted blank of the row above, which is merged over both."""
        if not self.rows:
            return
        for column, cell in enumerate(self.rows[-1].cells):
            if len(cell) > 1 and not any(c.isdecimal() for c in cell[0].text):
                cells.insert(column, cell)
                return

    def _read_further_unit(self, lines: Sequence[Line]) -> int:
        """A unit and figures without number or name are a second row of the indicator above; the lines they take."""
        words: Line = []
        for count, line in enumerate(lines, 1):
            words += line
            unit, figures = words[: -self.width], words[-self.width :]
            if self.rows and unit and is_unit(text_of_words(unit)) and all(is_figure(word.text) for word in figures):
                above = self.rows[-1]
                self.rows.append(Row(above.number, above.name, unit, [[word] for word in figures], self._group))
                return count
        return 0

    def _read_total(self, line: Line) -> int:
        figures = line[-self.width :]
        if line[0].text not in lexicon().totals or not all(is_figure(word.text) for word in figures):
            return 0
        self.totals.append(Row([], line[: -self.width], [], [[word] for word in figures], self._group))
        return 1

    def _read_nothing(self, line: Line) -> int:
        """A line that says there are no indicators (無此項目 - - - - -)."""
        blanks = sum(not any(c.isalnum() for c in word.text) for word in line)
        return int(blanks >= self.width and blanks >= len(line) - 1)

    def _read_group(self, lines: Sequence[Line]) -> int:
        """A line over rows that count from 1 again: the part of the work they are of."""
        if len(lines) < 2 or not _opens_row(lines[1:], 1) or _NUMBER.fullmatch(lines[0][0].text):
            return 0
        self._group, self._expected = lines[0], 1
        return 1

    def _read_rest(self, lines: Sequence[Line]) -> int:
        """Give the last row what a page break cut off its name and unit; the lines that takes."""
        count = 0
        while count < len(lines) and count < _REST_LINES and not self._starts_something(lines[count:]):
            count += 1
        rest = [word for line in lines[:count] for word in line]
        bounded = count == len(lines) or self._starts_something(lines[count:])
        if not rest or not bounded or any(len(text_of_words(line)) > _LONGEST_REST for line in lines[:count]):
            return 0
        row = self.rows[-1]
        if not is_unit(text_of_words(row.unit)) and is_unit(text_of_words([*row.unit, rest[-1]])):
            row.unit.append(rest.pop())
        row.name.extend(rest)
        return count

    def _starts_something(self, lines: Sequence[Line]) -> bool:
        marker = read_marker(self.source.lines[lines[0][0].line - 1])
        return marker is not None or _opens_row(lines, self._expected) or lines[0][0].text.startswith("註")

    def _add(self, words: Line, cells: list[Line]) -> Word:
        """Add a row of ``words``, its number, name and unit; the last word of its cells."""
        border = _unit_border(words)
        self.rows.append(Row(words[:1], words[1:border], words[border:], cells, self._group))
        return cells[-1][-1]


def is_unit(text: str) -> bool:
    """Whether ``text`` may stand after a number: 萬立方公尺/年, 億元, 家/SIG."""
    return is_counted(f"1{text}") or ("/" in text and is_counted(f"1{text.split('/', maxsplit=1)[0]}"))


def _opens_row(lines: Sequence[Line], number: int) -> bool:
    """Whether the lines open with a row's number and words after it."""
    match = _NUMBER.fullmatch(lines[0][0].text)
    if not match or int(match[1]) != number:
        return False
    following = [word for line in lines[:2] for word in line][1:3]
    return any(not is_figure(word.text) and not _NOTE.fullmatch(word.text) for word in following)


def _unit_border(words: Line) -> int:
    """Where the unit begins: the longest known one that the words end in, else their last word with its dimension."""
    for length in range(min(_UNIT_WORDS, len(words) - 2), 0, -1):
        if is_unit(text_of_words(words[-length:])):
            return len(words) - length
    if len(words) > 3 and words[-1].text[0] in "(（":
        return len(words) - 2
    return max(len(words) - 1, 2)


def _first_cell(words: Line) -> int:
    """The index of the first cell: the figure after a unit, else where a line is nothing but figures."""
    for index in range(3, len(words)):
        if _is_cell(words[index]) and is_unit(words[index - 1].text):
            return index
    for index in range(2, len(words)):
        line = [word for word in words[index:] if word.line == words[index].line]
        if all(_is_cell(word) for word in line):
            return index
    return 0


def _is_cell(word: Word) -> bool:
    return is_figure(word.text) or bool(_NOTED.fullmatch(word.text)) or is_counted(word.text)


def _group_cells(words: Line, width: int) -> list[Line]:
    """The words by cell: a figure begins one, with brackets and notes after it; other words are one of their own."""
    cells: list[Line] = []
    in_bracket = in_words = False
    for word in words:
        alone = all(_is_cell(other) for other in words if other.line == word.line)
        if cells and (in_bracket or word.text[0] in "(（" or _NOTE.fullmatch(word.text)):
            cells[-1].append(word)
            in_bracket = (in_bracket or word.text[0] in "(（") and word.text[-1] not in ")）"
        elif cells and in_words and not (alone and is_figure(word.text)):
            cells[-1].append(word)
        elif len(cells) == width:
            break
        else:
            cells.append([word])
            in_words = not _is_cell(word)
    return cells


def text_of_words(words: Sequence[Word]) -> str:
    """The words without white space, not even between Latin ones."""
    return "".join(word.text for word in words)
