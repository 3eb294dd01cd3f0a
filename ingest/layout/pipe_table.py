"""Pipe tables: the rows and cells of Markdown tables in raw text, with the places of their words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.layout.aligned import Aligned
from ingest.readers.source import Source

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>\n]{0,200})?/?>")
_PARTING = frozenset({"p", "br", "li", "ol", "ul", "div", "tr"})
_RULE = re.compile(r"[\s|:]*-{2}[\s|:-]*")
_BLANK = re.compile(r"[-－—–―─…]{0,3}")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between two pipes; ``words`` is its text without tags and white space, to recognise it by."""

    source: Source
    start: int
    end: int
    words: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed, or only the dash that stands for nothing."""
        return _BLANK.fullmatch(self.words) is not None

    def paragraphs(self) -> list[list[tuple[int, int]]]:
        """The paragraphs its tags part, each as raw stretches without the tags; none for an empty cell."""
        paragraphs: list[list[tuple[int, int]]] = [[]]
        position = self.start
        for tag in _TAG.finditer(self.source.text, self.start, self.end):
            paragraphs[-1].append((position, tag.start()))
            if tag[1].lower() in _PARTING:
                paragraphs.append([])
            position = tag.end()
        paragraphs[-1].append((position, self.end))
        return [p for p in paragraphs if any(self.source.text[a:b].strip() for a, b in p)]

    def text(self) -> Aligned:
        """Its words as running text."""
        return Aligned.of(self.source, [stretch for paragraph in self.paragraphs() for stretch in paragraph])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    line: int
    cells: tuple[Cell, ...]

    @property
    def printed(self) -> tuple[Cell, ...]:
        """The cells in which something is printed."""
        return tuple(cell for cell in self.cells if cell.words)


@dataclass(frozen=True, slots=True, eq=False)
class PipeTable:
    """The rows of consecutive lines, rules left out; ``head`` rows stand above the first rule.

    A table is itself only, so that what is found out about it can be kept by it.
    """

    rows: tuple[Row, ...]
    head: int
    line: int
    line_end: int

    @property
    def width(self) -> int:
        """The number of columns of its widest row."""
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def is_headless(self) -> bool:
        """Whether it opens with an empty head, as what a page break cut off does."""
        return not any(row.printed for row in self.rows[: self.head])


def find_pipe_tables(source: Source) -> tuple[PipeTable, ...]:
    """The pipe tables of a document in printed order: runs of lines that open with a pipe, one rule among them."""
    return tuple(_read(source, first, last) for first, last in _runs(source) if _has_rule(source, first, last))


def _runs(source: Source) -> Iterator[tuple[int, int]]:
    first = 0
    for number, line in enumerate((*source.lines, ""), 1):
        is_row = line.lstrip().startswith("|")
        if is_row and not first:
            first = number
        elif first and not is_row:
            yield first, number - 1
            first = 0


def _has_rule(source: Source, first: int, last: int) -> bool:
    return any(_RULE.fullmatch(line) for line in source.lines[first - 1 : last])


def _read(source: Source, first: int, last: int) -> PipeTable:
    rows: list[Row] = []
    head: int | None = None
    for line in range(first, last + 1):
        if not _RULE.fullmatch(source.lines[line - 1]):
            rows.append(Row(line, tuple(_cells(source, line))))
        elif head is None:
            head = len(rows)
    return PipeTable(tuple(rows), head or 0, first, last)


def _cells(source: Source, line: int) -> Iterator[Cell]:
    """The cells of one line; a pipe that closes the line opens no cell."""
    text = source.lines[line - 1].rstrip()
    start = text.index("|") + 1
    while start < len(text) or (start == len(text) and text[-1] != "|"):
        end = text.find("|", start)
        end = len(text) if end < 0 else end
        offset = source.starts[line - 1]
        words = "".join(_TAG.sub(" ", text[start:end]).split())
        yield Cell(source, offset + start, offset + end, words)
        start = end + 1
