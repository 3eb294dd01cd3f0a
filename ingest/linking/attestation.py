"""Which places print an attribute: those in whose words its own stand."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from graph.model.evidence import Evidence
from graph.model.keys import fold

_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_GOES_ON = re.compile(r"\.?\d")
_LONGEST = 4  # places in a row that may have to be read as one, where page ends cut what they print


def attested(evidence: Sequence[Evidence], words: Mapping[str, str | None]) -> tuple[Evidence, ...]:
    """The evidence, of which each piece ``says`` the attributes whose ``words`` it prints, beside those it said before.

    Words that no piece prints by itself are printed by the shortest runs of pieces that print them together.
    """
    quotes = [_plain(piece.quote or "") for piece in evidence]
    says: dict[int, list[str]] = {}
    for attribute, printed in words.items():
        for position in _printing("".join(_plain(printed or "").split()), quotes):
            says.setdefault(position, []).append(attribute)
    return tuple(
        piece.model_copy(update={"says": (*piece.says, *says[position])}) if position in says else piece
        for position, piece in enumerate(evidence)
    )


@lru_cache(maxsize=1 << 12)  # many facts of a table have its head, and their row, in common
def _plain(text: str) -> str:
    """A text folded, its words still apart, numbers without separators."""
    return _SEPARATOR.sub("", " ".join(map(fold, text.split())))


def _printing(words: str, quotes: Sequence[str]) -> Collection[int]:
    """The positions of the quotes in which the words stand; none of a mere dash."""
    if not words.strip("-"):
        return ()
    for length in range(1, min(_LONGEST, len(quotes)) + 1):
        runs = (range(start, start + length) for start in range(len(quotes) - length + 1))
        if found := {p for run in runs if _stands(words, " ".join(quotes[p] for p in run)) for p in run}:
            return found
    return ()


def _stands(words: str, text: str) -> bool:
    """Whether the words stand in a text, printed together or with gaps between, and not as part of a longer number."""
    return _is_in(words, text) or _is_in(words, _SEPARATOR.sub("", text.replace(" ", "")))


def _is_in(words: str, text: str) -> bool:
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        opens = not words[0].isdigit() or not (text[start - 1 : start].isdigit() or text[start - 1 : start] == ".")
        if opens and not (words[-1].isdigit() and _GOES_ON.match(text, end)):
            return True
        start = text.find(words, start + 1)
    return False
