"""Lines joined to paragraphs: which of them the printer wrapped, and which the author ended."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ingest.layout.numbering import Marker, NumberingStack, read_marker
from ingest.readers.source import Source

_SPACES = " \t\r\u3000"
_BULLET = re.compile(r"\s*(?:[●○◎◆■□▲•‧*➢✓-]\s+|[●◎◆■□•\ue000-\uf8ff])")
_STOP = re.compile(r"[。！？：:】」）)；;]\s*$")
_ASCII_END = re.compile(r"[!-~]\s*$")
_WORDS = re.compile(r"\w")
_NARROW, _LONG = 30, 120  # columns; nobody wraps before or behind, so such lines are whole paragraphs
_FULL = 0.85  # of the usual width: a line that long may have been wrapped


@dataclass(slots=True)
class Paragraph:
    """Lines that run on: their numbers, the mark the first opens with, and the raw stretches of their text."""

    lines: list[int]
    marker: Marker | None
    pieces: list[tuple[int, int]] = field(default_factory=list)


class Line(NamedTuple):
    """A printed line of prose: number, words and width, the mark it opens with, and whether blank lines precede it."""

    number: int
    text: str
    width: int
    marker: Marker | None
    gap: bool


@dataclass(frozen=True, slots=True)
class Habit:
    """How a document ends its paragraphs.

    ``wrapped``: lines are cut at ``width`` columns. ``trailing_blank``: the last line of a paragraph ends in a blank.
    ``blank_line``: a blank line parts paragraphs (and does not stand between all lines).
    """

    wrapped: bool
    width: int
    trailing_blank: bool
    blank_line: bool

    def ends(self, line: Line, *, gap: bool) -> bool:
        """Whether a paragraph ends with ``line``; ``gap``: a blank line follows."""
        if not self.wrapped or (gap and self.blank_line):
            return True
        full = line.width >= _FULL * self.width
        if not self.trailing_blank:
            return not full
        if line.text.endswith(" "):  # behind an English word the blank parts words
            return not (full and _ASCII_END.search(line.text))
        return not full and bool(_STOP.search(line.text))


def read_paragraphs(source: Source, furniture: frozenset[int]) -> Iterator[Paragraph]:
    """The paragraphs in printed order; rows of pipe tables are none."""
    lines = _read_lines(source, furniture)
    habit = find_habit(lines)
    stack = NumberingStack()
    current: Paragraph | None = None
    previous: Line | None = None
    for line in lines:
        ended = previous is None or habit.ends(previous, gap=line.gap)
        marker = line.marker if line.marker and (ended or stack.expects(line.marker)) else None
        if marker:
            stack.place(marker)
        if current is None or ended or marker or _BULLET.match(line.text):
            if current:
                yield current
            current = Paragraph([], marker)
        start, end = source.span_of(line.number)
        current.pieces.append((start + (marker.end if marker else 0), end))
        current.lines.append(line.number)
        previous = line
    if current:
        yield current


def _read_lines(source: Source, furniture: frozenset[int]) -> list[Line]:
    """The lines that hold words; a table between two of them is a gap."""
    lines: list[Line] = []
    gap = False
    for number, (text, words) in enumerate(zip(source.lines, source.words, strict=True), 1):
        if not words:
            gap = gap or number not in furniture
            continue
        if number in furniture:
            continue
        if words[0] == "|" or not _WORDS.search(words):
            gap = gap or "|" in words
            continue
        lines.append(Line(number, text, columns(text), read_marker(text), gap))
        gap = False
    return lines


def find_habit(lines: Sequence[Line]) -> Habit:
    """How a document ends its paragraphs, from the shape of its lines."""
    widths = sorted(line.width for line in lines) or [0]
    width = widths[int(0.9 * (len(widths) - 1))]
    cut = sum(line.width >= _FULL * width and not _STOP.search(line.text) for line in lines)
    gaps = sum(line.gap for line in lines)
    return Habit(
        wrapped=_NARROW <= width <= _LONG and cut >= 0.2 * len(lines),
        width=width,
        trailing_blank=_marks_ends_with_blanks(lines),
        blank_line=0 < gaps < 0.5 * len(lines),
    )


def _marks_ends_with_blanks(lines: Sequence[Line]) -> bool:
    """Whether lines before a numbered one end in a blank as a rule, and others do not."""
    before_mark = [line.text.endswith(" ") for line, after in pairwise(lines) if after.marker]
    others = [line.text.endswith(" ") for line, after in pairwise(lines) if not after.marker]
    return bool(before_mark) and sum(before_mark) > 0.8 * len(before_mark) and sum(others) < 0.5 * len(others)


def columns(line: str) -> int:
    """How wide a line prints: Chinese characters take two columns."""
    text = line.strip(_SPACES)
    return len(text) + (len(text.encode()) - len(text)) // 2
