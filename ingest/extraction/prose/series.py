"""Series: figures side by side, shared out among names or years before them (甲車及乙車之普及率分別為1.4%及7.9%)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.extraction.words.dates import Date
from ingest.extraction.words.quantities import Quantity
from ingest.rules import patterns

_LONGEST = 240  # characters of a list of names
_KNOWN = 40  # names of earlier lists that a short name may stand for
_HEAD_LENGTHS = range(2, 25)
_NO_NAME = re.compile(r"[%％]|\d年")
_GLUES = ("之", "的", "")
_OF = re.compile("[之的]")
_UNTIL = re.compile(r"[至到~～－–-]年?度?")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a measure; ``text[start:end]`` are the words that give it, which may hold more than the name."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one figure of a series is of: its own name, or its own year, of what the words before name."""

    name: Name | None = None
    when: Date | None = None


def rows_of(text: str, quantities: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """The quantities of a clause by series: those of one unit that stand side by side are one, any other is alone."""
    joint = patterns("measures")["series.joint"]
    row: list[Quantity] = []
    for quantity in quantities:
        if row and not (
            row[-1].figure.unit == quantity.figure.unit and joint.match(text[row[-1].end : quantity.start])
        ):
            yield row
            row = []
        row.append(quantity)
    if row:
        yield row


class Series:
    """Shares out the series of one block; who and which years its sentence has named are remembered."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads: list[Name] = []  # those of the last list
        self._known: list[str] = []  # those that the block has listed before
        self._printed: dict[str, int] = {}  # where names are printed, -1 where they are not
        self._tail = ""
        self._years: list[Date] = []  # those of the last series shared out among years
        self._alone: dict[str, Name] = {}  # what figures that stood alone were of
        self._dated: list[Date] = []  # and when

    def begin_sentence(self) -> None:
        """Forget what the sentence before has listed."""
        self._heads, self._tail, self._years, self._alone, self._dated = [], "", [], {}, []

    def add(self, name: str, when: Date | None, start: int) -> None:
        """Remember of what and of when a figure was that stands alone, at ``start``."""
        at = self._text.rfind(name, 0, start)
        if name and at >= 0:
            self._alone[name] = Name(name, at, at + len(name))
        if when:
            self._dated.append(when)

    def shares(
        self, row: list[Quantity], start: int, opening: int, dates: Sequence[Date], measure: str
    ) -> list[Share] | None:
        """What each figure of a row is of; None where nothing says it.

        ``start`` is where the words of the row begin, ``opening`` where those of the clause before do, ``dates`` are
        those of the clause, ``measure`` is what the words name as a whole.
        """
        many, end = len(row), row[0].start
        heads = self._listed(start, end, many) or (self._listed(opening, start, many) if opening < start else [])
        if heads:
            self._heads, self._alone = heads, {}
            return [Share(self._composed(head), self._year_before(end)) for head in heads]
        if years := _years_of(self._text, [date for date in dates if date.end <= end], many):
            self._years = years
            return [Share(when=year) for year in years]
        return self._shared_as_before(row, measure)

    def _shared_as_before(self, row: list[Quantity], measure: str) -> list[Share] | None:
        """A row without a list of its own is shared out as the one before was, or among the names before it."""
        many, year = len(row), self._year_before(row[0].start)
        if len(self._heads) == many:
            self._tail = measure.rpartition("之")[2] or self._tail
            return [Share(self._composed(head), year) for head in self._heads]
        if not measure and len(self._alone) == many:
            return [Share(name, year) for name in self._alone.values()]
        years = self._years if self._years or measure else self._dated
        return [Share(when=when) for when in years[:many]] if many <= len(years) else None

    def _year_before(self, position: int) -> Date | None:
        """The year whose figures follow in brackets: 2025(10%、20%)."""
        match = patterns("measures")["series.year"].search(self._text, max(0, position - 8), position)
        if match is None:
            return None
        year = int(match["year"])
        return Date(*match.span(), str(year if year > _ROC else year + _ROC))

    def _listed(self, start: int, end: int, many: int) -> list[Name]:
        """The ``many`` names that a stretch of text lists, and the tail they share; nothing where it lists others."""
        start = max(start, end - _LONGEST)
        words = patterns("labels")["label.closing"].sub("", self._text[start:end].rstrip("，：:"))
        items = list(_split(words, start))[-many:]
        if len(items) < many or not patterns("measures")["series.measure"].search(words):
            return []
        cut = _opening_end(items[0].name)
        items[0] = Name(items[0].name[cut:], items[0].start + cut, items[0].end)
        return self._without_tail(items)

    def _without_tail(self, items: list[Name]) -> list[Name]:
        """The names with their common tail taken off; each in full where each ends as a measure does."""
        measure, last = patterns("measures")["series.measure"], items[-1]
        cut = _tail_start(items)
        if all(measure.search(item.name) for item in items):
            heads, self._tail = items, ""
        elif cut is not None:
            heads = [*items[:-1], Name(last.name[:cut], last.start, last.start + cut)]
            self._tail = _OF.sub("", last.name[cut : cut + 1]) + last.name[cut + 1 :]
        else:
            return []
        if any(len(head.name) not in _HEAD_LENGTHS or _NO_NAME.search(head.name) for head in heads):
            return []
        heads = [replace(head, name=self._in_full(head.name)) for head in heads]
        self._known = [*self._known, *(head.name for head in heads)][-_KNOWN:]
        return heads

    def _in_full(self, head: str) -> str:
        """A head that a list before has printed in full: 機車 after 電動機車."""
        return next((known for known in self._known if known.endswith(head)), head)

    def _composed(self, head: Name) -> Name:
        """Head and tail as one name, in the form that the text prints anywhere; else where its parts stand."""
        for glue in _GLUES if self._tail else ("",):
            name = head.name + glue + self._tail
            if name not in self._printed:
                self._printed[name] = self._text.find(name)
            if (at := self._printed[name]) >= 0:
                return Name(name, at, at + len(name))
        at = self._text.find(self._tail, head.end)
        start = head.start if not re.search(r"[\d，。；]", self._text[head.end : at]) else at
        return Name(head.name + self._tail, start, at + len(self._tail))


_ROC = 1911


def _split(words: str, start: int) -> Iterator[Name]:
    """The items of a list with their places in the block, ``words`` beginning at ``start``."""
    position = 0
    for mark in patterns("measures")["series.apart"].finditer(words):
        yield Name(words[position : mark.start()], start + position, start + mark.start())
        position = mark.end()
    yield Name(words[position:], start + position, start + len(words))


def _opening_end(name: str) -> int:
    """Where the first name of a list begins behind the words that introduce it."""
    ends = [match.end() for match in patterns("measures")["series.opening"].finditer(name)]
    start = max(ends, default=0)
    dated = patterns("labels")["label.opening"].match(name[start:])
    return start + dated.end() if dated else start


def _tail_start(items: Sequence[Name]) -> int | None:
    """Where the common tail begins in the last item: at its 之, or behind the character that the others end with."""
    last = items[-1].name
    if marks := list(_OF.finditer(last)):
        return marks[-1].start()
    ends = {item.name[-1:] for item in items[:-1]}
    cut = last.rfind(ends.pop()) + 1 if len(ends) == 1 else 0
    return cut if 0 < cut < len(last) else None


def _years_of(text: str, dates: Sequence[Date], many: int) -> list[Date]:
    """The years a row is shared out among: as many as it has figures, listed, or from one to another."""
    last = list(dates[-2:])
    if len(last) == 2 and _UNTIL.fullmatch(text[last[0].end : last[1].start]):
        first, until = int(last[0].value[:4]), int(last[1].value[:4])
        years = [last[1]._replace(value=str(year)) for year in range(first, until + 1)] if until - first < many else []
        return years if len(years) == many else []
    listed = list(dates[-many:])
    joint = patterns("measures")["series.joint"]
    beside = all(joint.match(text[a.end : b.start]) for a, b in pairwise(listed))
    return listed if many > 1 and len(listed) == many and beside else []
