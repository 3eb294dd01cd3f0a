"""Changes: one thing at several times, rising or falling (從97年56%成長到100年64%), or given year by year."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.extraction.words.dates import Date
from ingest.extraction.words.labels import label_of
from ingest.extraction.words.quantities import Quantity
from ingest.rules import patterns

OF_FIGURE = re.compile(r"期?[底初末]?(?:之|的)?(?:約)?(?:原[訂定])?(?:年度)?(?:目標值?)?[「約]?")
"""What may stand between a figure and the date that it is of."""

_FRAME = 120  # characters before the first level in which the years of a change stand
_NEAR = 16  # characters before the first level in which 從, 由 stand


@dataclass(frozen=True, slots=True)
class Turn:
    """One end of a change: the level that something left (``is_start``) or reached, and when that was."""

    is_start: bool
    when: Date | None


def dates_between(dates: Sequence[Date], start: int, end: int) -> Sequence[Date]:
    """Those of ``dates``, in printed order, that begin between two places of the text."""
    return dates[bisect_left(dates, start, key=_start) : bisect_left(dates, end, key=_start)] if dates else ()


def turns_of(text: str, quantities: Sequence[Quantity], dates: Sequence[Date]) -> dict[int, Turn]:
    """The ends of the changes that a clause tells, by where their figures begin; ``dates`` are those of the clause."""
    start, end = patterns("measures")["change.start"], patterns("measures")["change.end"]
    turns: dict[int, Turn] = {}
    for first, last in pairwise(quantities):
        between, lead = text[first.end : last.start], text[max(0, first.start - _NEAR) : first.start]
        if first.figure.unit == last.figure.unit and end.search(between) and start.search(lead):
            since, until = _dates_of(text, first, last, dates)
            turns |= {first.start: Turn(True, since), last.start: Turn(False, until)}
    return turns


def yearly_in(text: str, quantities: Sequence[Quantity], dates: Sequence[Date]) -> frozenset[int]:
    """Where the figures of a clause begin that give one thing year by year: between them stands only the year."""
    found: set[int] = set()
    for first, last in pairwise(quantities):
        dated = bool(dates_between(dates, first.end, last.start))
        if dated and first.figure.unit == last.figure.unit and not label_of(text, last, first.end):
            found |= {first.start, last.start}
    return frozenset(found)


def _dates_of(text: str, first: Quantity, last: Quantity, dates: Sequence[Date]) -> tuple[Date | None, Date | None]:
    """When something began to change and when it had: each by its level, or both before (107至109年)."""
    earlier = list(dates_between(dates, max(0, first.start - _FRAME), first.start))
    own = earlier.pop() if earlier and OF_FIGURE.fullmatch(text, earlier[-1].end, first.start) else None
    if own is None and len(earlier) > 1:
        own = earlier[-2]
    later = dates_between(dates, first.end, last.start) or earlier
    return own, later[-1] if later else None


def _start(date: Date) -> int:
    return date.start
