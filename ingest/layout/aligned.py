"""Normalised text in which every character still knows where it was printed."""

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from ingest.readers.source import Source


class Place(NamedTuple):
    """Lines of the source that say something, and their words."""

    line: int
    line_end: int
    quote: str


# Blanket NFKC would corrupt data (① becomes 1, so 「①112 年」 would become 1112 年): only these are mapped.
_MAPPED = {
    **{chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0xF900, 0xFB00)},  # compatibility ideographs
    **{chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2E80, 0x2FE0)},  # radicals
    **{chr(c): chr(c - 0xFEE0) for c in range(0xFF10, 0xFF1A)},  # full-width digits
    **{chr(c): chr(c - 0xFEE0) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},  # full-width letters
}
_MAPPING = str.maketrans({k: v for k, v in _MAPPED.items() if len(v) == 1})
_TO_MAP = re.compile(f"[{''.join(map(chr, _MAPPING))}]")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_NOISE = rf"\s\u3000\ue000-\uf8ff{_INVISIBLE}"  # private-use glyphs are bullets: layout, not words
_SPACE = re.compile(f"[{_NOISE}]+")
_WORD = re.compile(f"[^{_NOISE}]+")
_TRIM = " \t\r\u3000" + _INVISIBLE


@dataclass(frozen=True, slots=True)
class Aligned:
    """Text with layout noise removed; ``offsets[i]`` is the raw offset of ``text[i]``."""

    source: Source
    text: str
    offsets: "array[int]"

    @classmethod
    def of(cls, source: Source, pieces: Iterable[tuple[int, int]]) -> Self:
        """Join raw stretches (half-open, in order) into running text.

        White space is kept, as one blank, only between two ASCII characters: within a line always, across a line end
        unless both are digits or the first is a hyphen. Everywhere else it is layout.
        """
        parts: list[str] = []
        offsets = array("I")
        last = ""
        for start, end in pieces:
            raw = _mapped(source.text[start:end])
            behind = 0  # where the word before ended
            for word in _WORD.finditer(raw):
                first, stop = word.span()
                if (
                    last
                    and (first > behind or not behind)
                    and _keeps_blank(last, raw[first], across_line_end=not behind)
                ):
                    parts.append(" ")
                    offsets.append(start + max(first - 1, 0))
                parts.append(word[0])
                offsets.extend(range(start + first, start + stop))
                last, behind = raw[stop - 1], stop
        return cls(source, "".join(parts), offsets)

    @classmethod
    def of_lines(cls, source: Source, lines: Iterable[int]) -> Self:
        """Join whole lines, given by number."""
        return cls.of(source, [source.span_of(line) for line in lines])

    def __len__(self) -> int:
        return len(self.text)

    def line(self, position: int) -> int:
        """The number of the source line that printed ``text[position]``."""
        return self.source.line_at(self.offsets[position])

    def slice(self, start: int, end: int) -> "Aligned":
        """The part from ``start`` to ``end``, half-open."""
        return Aligned(self.source, self.text[start:end], self.offsets[start:end])

    def places(self, start: int = 0, end: int | None = None) -> tuple[Place, ...]:
        """Where ``text[start:end]`` is printed: one place, or several where page furniture lies between."""
        end = len(self.text) if end is None else end
        if start >= end:
            return ()
        raw, source = self.source.text, self.source
        runs: list[tuple[int, int]] = []
        first = previous = self.offsets[start]
        for offset in self.offsets[start + 1 : end]:
            if offset > previous + 1 and _SPACE.sub("", raw[previous + 1 : offset]):
                runs.append((first, previous))
                first = offset
            previous = max(previous, offset)
        runs.append((first, previous))
        return tuple(
            Place(source.line_at(a), source.line_at(b), "".join(x.strip(_TRIM) for x in raw[a : b + 1].split("\n")))
            for a, b in runs
        )


def _mapped(raw: str) -> str:
    """``raw`` with the characters replaced that stand for others, one for one."""
    return raw.translate(_MAPPING) if _TO_MAP.search(raw) else raw


def _keeps_blank(before: str, after: str, *, across_line_end: bool) -> bool:
    """Whether a blank between two characters is part of the text: only where both are printed ASCII."""
    if not ("!" <= before <= "~" and "!" <= after <= "~"):
        return False
    if not across_line_end:
        return True
    return before != "-" and not (before.isdigit() and after.isdigit())
