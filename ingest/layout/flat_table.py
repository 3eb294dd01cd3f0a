"""Tables whose cells were flattened into lines: their words, joined where a line end cut them, with their places."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.layout.aligned import Aligned, Place
from ingest.readers.source import Source

Stretch = tuple[int, int]

_WORD = re.compile(r"\S+")
_LONGEST_PLACE = 50  # lines
_MARKING = 0.2  # share of printed lines that end in a blank, from which on the blank means something


class Word(NamedTuple):
    """What white space parts from the rest: a cell or a piece of one.

    ``pieces`` are its raw stretches, several where a line end cut it; ``line`` is its first line. ``opens`` says that
    it begins a printed line; ``blanks`` counts the blanks before it on its line.
    """

    text: str
    pieces: tuple[Stretch, ...]
    line: int
    line_end: int
    opens: bool
    blanks: int


def marks_cell_ends(source: Source) -> bool:
    """Whether the document's lines end in a blank where a cell or paragraph ends, and in none where it was wrapped."""
    blank_ends = sum(source.lines[number - 1].endswith(" ") for number in source.printed)
    return blank_ends > _MARKING * len(source.printed)


def read_words(source: Source, lines: Iterable[int], *, joins: bool) -> list[Word]:
    """The words of some lines in printed order; with ``joins``, what a wrapped cell cut is one word.

    A line that begins with a blank opens a page and carries nothing on.
    """
    words: list[Word] = []
    carried = False
    for number in lines:
        found = list(_words_of(source, number))
        if not found:
            continue
        raw = source.lines[number - 1]
        if carried and not raw[0].isspace():
            words.append(_joined(words.pop(), found.pop(0)))
        words.extend(found)
        carried = joins and not raw[-1].isspace()
    return words


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words by printed line; a word that a line end cut belongs to the line it begins on."""
    return [list(group) for _, group in groupby(words, key=lambda word: word.line)]


def text_of(source: Source, words: Iterable[Word]) -> Aligned:
    """Words as running text, in which what the line ends cut is whole again."""
    return Aligned.of(source, [piece for word in words for piece in word.pieces])


def places_of(source: Source, words: Sequence[Word], furniture: Container[int] = frozenset()) -> tuple[Place, ...]:
    """Where the words from the first to the last are printed: several places where furniture parts them, or length.

    Unlike in running text, line ends stay blanks in the quote, because the numbers on both sides of one are two.
    """
    if not words:
        return ()
    first, last = words[0].pieces[0][0], words[-1].pieces[-1][1]
    runs: list[list[int]] = [[]]
    for line in range(words[0].line, words[-1].line_end + 1):
        if line in furniture or (runs[-1] and line - runs[-1][0] == _LONGEST_PLACE):
            runs.append([])
        if line not in furniture and source.words[line - 1]:
            runs[-1].append(line)
    return tuple(_place(source, run, first, last) for run in runs if run)


def _place(source: Source, lines: Sequence[int], first: int, last: int) -> Place:
    parts = []
    for line in lines:
        start, end = source.span_of(line)
        parts.append(source.text[max(start, first) : min(end, last)].strip())
    return Place(lines[0], lines[-1], " ".join(part for part in parts if part))


def _words_of(source: Source, number: int) -> Iterator[Word]:
    raw, start, end = source.lines[number - 1], source.starts[number - 1], 0
    for position, match in enumerate(_WORD.finditer(raw)):
        yield Word(
            text=match[0],
            pieces=((start + match.start(), start + match.end()),),
            line=number,
            line_end=number,
            opens=position == 0,
            blanks=match.start() - end,
        )
        end = match.end()


def _joined(head: Word, tail: Word) -> Word:
    return head._replace(
        text=head.text + tail.text,
        pieces=head.pieces + tail.pieces,
        line_end=tail.line_end,
    )
