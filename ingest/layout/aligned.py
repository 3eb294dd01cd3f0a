"""Normalised text in which every character still knows where it was printed."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Self

from ingest.readers.source import Source


class Place(NamedTuple):
    """Lines of the source that say something, and their words."""

    line: int
    line_end: int
    quote: str


# Blanket NFKC would corrupt data (① becomes 1, so 「①112 年」 would become 1112 年): only these are mapped.
_ALIKE = {
    **{chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0xF900, 0xFB00)},  # compatibility ideographs
    **{chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2E80, 0x2FE0)},  # radicals
    **{chr(c): chr(c - 0xFEE0) for c in range(0xFF10, 0xFF1A)},  # full-width digits
    **{chr(c): chr(c - 0xFEE0) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},  # full-width letters
}
_MAPPED = {printed: meant for printed, meant in _ALIKE.items() if len(meant) == 1}
_TO_MAP = re.compile(f"[{''.join(_MAPPED)}]")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_NOISE = re.compile(f"[\ue000-\uf8ff{_INVISIBLE}]")  # private-use glyphs are bullets: layout, not words
_TRIM = " \t\r\u3000" + _INVISIBLE


@dataclass(slots=True)  # never changed; frozen ones take three times as long to make, and each block needs several
class Aligned:
    """Text with layout noise removed, as stretches that the source prints in one.

    The character at ``starts[i]`` of the text, and so on up to the next start, is printed at ``printed[i]`` and so on.
    """

    source: Source
    text: str
    starts: tuple[int, ...]
    printed: tuple[int, ...]

    @classmethod
    def of(cls, source: Source, pieces: Iterable[tuple[int, int]]) -> Self:
        """Join raw stretches (half-open, in order) into running text.

        White space is kept, as one blank, only between two ASCII characters: within a line always, across a line end
        unless both are digits or the first is a hyphen. Everywhere else it is layout.
        """
        parts: list[str] = []
        starts: list[int] = []
        printed: list[int] = []
        length = 0
        last = ""
        text = _mapped(source.text)
        for start, end in pieces:
            raw = text[start:end]
            behind = 0  # where the word before ended
            for first, stop in _words(raw):
                if (
                    last
                    and (first > behind or not behind)
                    and _keeps_blank(last, raw[first], across_line_end=not behind)
                ):
                    parts.append(" ")
                    starts.append(length)
                    printed.append(start + max(first - 1, 0))
                    length += 1
                parts.append(raw[first:stop])
                starts.append(length)
                printed.append(start + first)
                length += stop - first
                last, behind = raw[stop - 1], stop
        return cls(source, "".join(parts), tuple(starts), tuple(printed))

    @classmethod
    def of_lines(cls, source: Source, lines: Iterable[int]) -> Self:
        """Join whole lines, given by number."""
        return cls.of(source, [source.span_of(line) for line in lines])

    def __len__(self) -> int:
        return len(self.text)

    def line(self, position: int) -> int:
        """The number of the source line that printed ``text[position]``."""
        stretch = bisect_right(self.starts, position) - 1
        return self.source.line_at(self.printed[stretch] + position - self.starts[stretch])

    def slice(self, start: int, end: int) -> "Aligned":
        """The part from ``start`` to ``end``, half-open."""
        text = self.text[start:end]
        if not text:
            return Aligned(self.source, "", (), ())
        first, stop = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        opening = self.printed[first] + start - self.starts[first]
        if stop == first + 1:
            return Aligned(self.source, text, (0,), (opening,))
        starts = (0, *[later - start for later in self.starts[first + 1 : stop]])
        return Aligned(self.source, text, starts, (opening, *self.printed[first + 1 : stop]))

    def joined(self, other: "Aligned", *, blank: bool = False) -> "Aligned":
        """This text and another of the same source behind it; with ``blank``, one between them."""
        length = len(self.text) + blank
        starts = (*self.starts, *[length - 1][: int(blank)], *(length + start for start in other.starts))
        printed = (*self.printed, *other.printed[: int(blank)], *other.printed)
        return Aligned(self.source, self.text + " " * blank + other.text, starts, printed)

    def gaps(self) -> Iterator[tuple[int, str]]:
        """What the source prints between two stretches, and the position of the text behind it."""
        stretches = zip(self.starts, self.printed, strict=True)
        for (start, printed), (following, behind) in pairwise(stretches):
            yield following, self.source.text[printed + following - start : behind]

    def places(self, start: int = 0, end: int | None = None) -> tuple[Place, ...]:
        """Where ``text[start:end]`` is printed: one place, or several where page furniture lies between."""
        end = len(self.text) if end is None else end
        if start >= end:
            return ()
        source, words = self.source, _mapped(self.source.text)
        stretches = self._stretches(start, min(end, len(self.text)))
        if len(stretches) == 1:
            return (_place(source, *stretches[0]),)
        runs: list[tuple[int, int]] = []
        opened, last = stretches[0]
        for first, stop in stretches[1:]:
            if first > last and words[last:first].strip():
                runs.append((opened, last))
                opened, last = first, stop
            last = max(last, stop)
        return tuple([_place(source, first, stop) for first, stop in [*runs, (opened, last)]])

    def _stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the source prints the stretches of a part, half-open."""
        first, stop = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        borders = [start, *self.starts[first + 1 : stop], end]
        offsets = [self.printed[first] + start - self.starts[first], *self.printed[first + 1 : stop]]
        return [(offset, offset + b - a) for offset, a, b in zip(offsets, borders, borders[1:], strict=False)]


def _place(source: Source, start: int, end: int) -> Place:
    """The place of a raw stretch, half-open; line ends and the blanks around them are no words."""
    quote = source.text[start:end]
    if "\n" not in quote:
        line = source.line_at(start)
        return Place(line, line, quote.strip(_TRIM))
    words = "".join(line.strip(_TRIM) for line in quote.split("\n"))
    return Place(source.line_at(start), source.line_at(end - 1), words)


def _words(raw: str) -> Iterable[tuple[int, int]]:
    """Where the words of a line stand between white space; most lines are one."""
    found: list[tuple[int, int]] = []
    behind = 0
    for word in raw.split():
        first = raw.index(word, behind)
        behind = first + len(word)
        found.append((first, behind))
    return found


@lru_cache(maxsize=1)  # asked for each line of a document
def _mapped(raw: str) -> str:
    """``raw`` with the characters replaced that stand for others, one for one, those of no word by blanks."""
    return _TO_MAP.sub(lambda found: _MAPPED[found[0]], _NOISE.sub(" ", raw))


def _keeps_blank(before: str, after: str, *, across_line_end: bool) -> bool:
    """Whether a blank between two characters is part of the text: only where both are printed ASCII."""
    if not ("!" <= before <= "~" and "!" <= after <= "~"):
        return False
    if not across_line_end:
        return True
    return before != "-" and not (before.isdigit() and after.isdigit())
