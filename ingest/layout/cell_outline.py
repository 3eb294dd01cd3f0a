"""Running text in table cells as numbered sections, like those of the document itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.aligned import Aligned
from ingest.layout.document import Block, Section
from ingest.layout.numbering import Marker, NumberingStack, read_marker
from ingest.readers.source import Source

Stretches = list[tuple[int, int]]

_HAN = "一二三四五六七八九十"
_MARK = r"[①-⑳]|[（(]\d{1,2}[)）]|\d{1,2}[.．](?!\d)|[A-Z][.．](?![A-Za-z])|[（(][一二三四五六七八九十]{1,3}[)）]"
_AFTER_STOP = re.compile(rf"(?<=[。；：:;!！?？])(?={_MARK}|[{_HAN}]{{1,3}}、)")
_LISTED = re.compile(r"(?<![\d.．])(\d{1,2})[.．](?!\d)")
_BEFORE_YEAR = re.compile(r"(\d{1,2})[.．](?=\d{2,3}年|\d\+\d)")  # 1.113年度…, 1.5+2…: no decimal opens a paragraph so
_STOP = re.compile(r"[。；：:;!！?？]$")
_ENGLISH_END, _ENGLISH_START = re.compile(r"[A-Za-z]$"), re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class _Item:
    """A paragraph of the outline; ``text`` follows the mark."""

    text: Aligned
    marker: Marker | None
    line: int


def outline(
    source: Source, cells: Iterable[Sequence[Stretches]], *, parent: Section | None = None
) -> tuple[Section, list[Block]]:
    """The text of cells that stand one under the other, as a root section and all its blocks in order.

    ``parent`` is the section of the document that the table stands in; it does not get to know the new ones. Each cell
    is given by its paragraphs. A converter drops the tags between numbered items, so these are also parted where a mark
    follows a full stop or carries a list on; a page break parts a sentence, so the first paragraph of a cell carries on
    what the cell above left open.
    """
    items: list[_Item] = []
    for cell in cells:
        for position, stretches in enumerate(cell):
            for part in _parts(Aligned.of(source, stretches)):
                marker = _marker(part.text)
                is_open = position == 0 and bool(items) and not _STOP.search(items[-1].text.text)
                _add(items, part, marker, carries_on=not marker and is_open)
    return _nest(items, parent)


def outline_lines(lines: Iterable[Aligned], *, parent: Section | None = None) -> tuple[Section, list[Block]]:
    """The same for lines that a narrow cell wrapped: a mark that carries a list on opens an item, all else runs on."""
    items: list[_Item] = []
    stack = NumberingStack()
    for line in lines:
        for part in _parts(line):
            marker = read_marker(part.text)
            if marker and stack.expects(marker):
                stack.place(marker)
            else:
                marker = None
            _add(items, part, marker, carries_on=bool(items) and not marker)
    return _nest(items, parent)


def join(first: Aligned, second: Aligned) -> Aligned:
    """Two texts as one; a blank parts English words, nothing parts Chinese ones or the halves of a number."""
    return first.joined(second, blank=bool(_ENGLISH_END.search(first.text) and _ENGLISH_START.match(second.text)))


def _parts(text: Aligned) -> Iterator[Aligned]:
    """A paragraph, parted before the marks that stand inside it."""
    cuts = {match.start() for match in _AFTER_STOP.finditer(text.text)} | set(_list_marks(text.text))
    borders = [0, *sorted(cuts - {0}), len(text)]
    for start, end in pairwise(borders):
        if end := len(text.text[:end].rstrip()):
            yield text.slice(start, end)


def _list_marks(text: str) -> Iterator[int]:
    """Where the numbers of a list stand that counts up without a gap (1.甲計畫2.乙計畫3.丙計畫)."""
    expected = None
    for match in _LISTED.finditer(text):
        number = int(match[1])
        if match.start() == 0 or number == expected:
            expected = number + 1
            yield match.start()


def _marker(text: str) -> Marker | None:
    if match := _BEFORE_YEAR.match(text):
        return Marker("1", match[1], int(match[1]), match.end())
    return read_marker(text)


def _add(items: list[_Item], text: Aligned, marker: Marker | None, *, carries_on: bool) -> None:
    if carries_on:
        items[-1].text = join(items[-1].text, text)
    else:
        items.append(_Item(text.slice(marker.end if marker else 0, len(text)), marker, text.line(0)))


def _nest(items: Sequence[_Item], parent: Section | None) -> tuple[Section, list[Block]]:
    """Sections by the ranks of their marks, under a root of their own."""
    first = items[0].line if items else 1
    root = Section(None, first, first, -1, parent)
    open_sections, stack, blocks = [root], NumberingStack(), []
    for item in items:
        if item.marker:
            depth = stack.place(item.marker)
            del open_sections[depth + 1 :]
            section = Section(item.marker, item.line, item.line, depth, open_sections[-1])
            open_sections[-1].children.append(section)
            open_sections.append(section)
        last = item.text.line(len(item.text) - 1) if len(item.text) else item.line
        block = Block(item.text, item.line, last, item.marker, open_sections[-1])
        open_sections[-1].blocks.append(block)
        for section in open_sections:
            section.line_end = max(section.line_end, last)
        blocks.append(block)
    return root, blocks
