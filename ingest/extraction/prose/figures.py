"""The figures of a clause: what each counts, of which time it is, and whether it is aimed at or real."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.extraction.draft import Figure
from ingest.extraction.prose.changes import OF_FIGURE, Turn, dates_between, turns_of, yearly_in
from ingest.extraction.prose.series import Name, Series, Share, rows_of
from ingest.extraction.words.counting import QUOTED, find_counting
from ingest.extraction.words.dates import Date
from ingest.extraction.words.labels import Standing, is_level, label_of, level_before, standing_of
from ingest.extraction.words.quantities import Quantity, without_trillions
from ingest.extraction.words.tenses import Clause, Tense
from ingest.rules import patterns

_FAR = 200  # characters before a figure in which its date stands
_COUNTED_UP_TO = ("截至", "統計至", "迄至", "截止")
_COMPARING = ("較", "比", "於")
_ASIDE = re.compile(r"[^（(]{0,16}[)）]")
_RATIO = re.compile(r"[之的]")
_MAGNITUDE = re.compile(r"^[十百千仟萬億兆]+")
_NO_SHARE = Share()
_RATES = {"％": "%", "成": "%"}


class Counted(NamedTuple):
    """One figure of a clause, ``text[start:end]`` of its block: what it counts and when.

    ``aim`` and ``level`` say what it is, ``standing`` what it is said to be outright, ``dated`` whether its date is its
    own. ``named`` are the words that give its name where it was put together from them. ``settled`` is False for one of
    several figures side by side that nothing tells apart. ``moment`` says that it is a level that something rose from
    or to, or that another is compared with.
    """

    figure: Figure
    label: str
    when: Date | None
    aim: bool
    level: bool
    start: int
    end: int
    standing: Standing | None = None
    dated: bool = False
    named: Name | None = None
    settled: bool = True
    moment: bool = False


class _Around(NamedTuple):
    """What a clause gives all its figures: the date before it, that of its sentence, and what changes in it."""

    clause: Clause
    before: Date | None
    framed: Date | None
    turns: Mapping[int, Turn]
    yearly: Collection[int]


class FigureReader:
    """Reads the figures of one block, clause by clause; what its sentence measures goes with it."""

    def __init__(
        self,
        text: str,
        quantities: Sequence[Quantity],
        dates: Sequence[Date],
        *,
        telling: Collection[Date],
        until: int | None,
        measure: str = "",
    ) -> None:
        """Begin a block.

        ``telling`` are those of the ``dates`` that tell when something is; what is after ``until`` is to come.
        ``measure`` is the indicator that the heading above names.
        """
        self._text = text
        self._until = until
        self._dates = dates
        self._telling = frozenset(telling)
        self._quantities = find_counting(text, quantities)
        self._starts = [quantity.start for quantity in self._quantities]
        self._series = Series(text)
        self._measure = measure  # what the last level or aim was of
        self._unit = ""  # and in what
        self._begun = True  # whether the sentence has not measured anything yet

    def begin_sentence(self) -> None:
        """Forget what the sentence before has listed; what it has measured may still be meant by 目標值."""
        self._series.begin_sentence()
        self._begun = True

    def is_to_come(self, date: Date | None) -> bool:
        """Whether a date lies behind the time that the document counts up to, and is not itself counted up to."""
        if date is None or self._until is None or self._text.endswith(_COUNTED_UP_TO, 0, date.start):
            return False
        return int(date.value[:4]) > self._until

    def count(self, clause: Clause, opening: int, before: Date | None, framed: Date | None) -> Iterator[Counted]:
        """The figures of a clause; one without a name or a date of its own takes that of the figures before it.

        ``opening`` is where the clause before begins in the same sentence, ``before`` the date told last, ``framed``
        that of the sentence: what is said outright to be aimed at or real is of that time.
        """
        if not self._quantities:
            return
        if level := level_before(self._text, opening, clause.start):
            self._measure, self._unit, self._begun = level, "", False
        if not (quantities := self._quantities_in(clause)):
            return
        dates = dates_between(self._dates, clause.start, clause.end)
        changes = turns_of(self._text, quantities, dates), yearly_in(self._text, quantities, dates)
        around = _Around(clause, before, framed, *changes)
        start, name, standing = clause.start, "", None
        for row in rows_of(self._text, quantities):
            words = self._words_start(start, row[0], clause)
            standing = standing_of(self._text, row[-1], words) or standing
            shares = self._shares(row, words, opening, dates)
            for quantity, share in zip(row, shares or [_NO_SHARE] * len(row), strict=True):
                label = share.name.name if share.name else label_of(self._text, quantity, words)
                name = label or name or self._meant(quantity, standing)
                counted = self._counted(quantity, name, share, standing, around)
                settled = (
                    shares is not None and counted.settled and not _RATIO.fullmatch(self._text, start, quantity.start)
                )
                yield self._kept(counted._replace(settled=settled), alone=len(row) == 1)
                start = words = quantity.end

    def _counted(
        self, quantity: Quantity, name: str, share: Share, standing: Standing | None, around: _Around
    ) -> Counted:
        turn = around.turns.get(quantity.start)
        date = turn.when if turn else share.when or self._own_date(quantity, around.clause)
        compared = date is not None and self._is_compared(date, quantity)
        if standing is None and (self._is_past(date) or compared or (turn and turn.is_start)):
            standing = None if self.is_to_come(date) else Standing.REAL
        promised_aside = self._is_promised_aside(quantity, around.clause)
        told = None if promised_aside else around.before or (around.framed if standing else None)
        promised = around.clause.tense is Tense.PLANNED or promised_aside or self.is_to_come(date or told)
        return Counted(
            figure=without_trillions(quantity.figure),
            label=name,
            when=date or told,
            aim=standing is Standing.AIM or (standing is None and promised),
            level=is_level(name) or turn is not None or (quantity.start in around.yearly and _is_measure(name)),
            start=quantity.start,
            end=quantity.end,
            standing=standing,
            dated=date is not None,
            named=share.name,
            settled=date is not None or turn is None or not turn.is_start,
            moment=compared or turn is not None,
        )

    def _kept(self, counted: Counted, *, alone: bool) -> Counted:
        """The figure, what it measures remembered for those after it."""
        if counted.level or counted.standing:
            self._measure, self._unit, self._begun = counted.label, counted.figure.unit or "", False
        if alone and counted.level:
            self._series.add(counted.label, counted.when, counted.start)
        return counted

    def _meant(self, quantity: Quantity, standing: Standing | None) -> str:
        """What a figure without a name is of: what its sentence has measured in such a unit, or 目標值 speaks of."""
        alike = not self._unit or _kind(quantity.figure.unit) == _kind(self._unit)
        return self._measure if alike and (standing or not self._begun) else ""

    def _shares(self, row: list[Quantity], start: int, opening: int, dates: Sequence[Date]) -> list[Share] | None:
        if len(row) == 1:
            return [_NO_SHARE]
        label = label_of(self._text, row[0], start)
        measure = label if _is_measure(label) else ""
        return self._series.shares(row, start, opening, dates_between(dates, start, row[0].start), measure)

    def _own_date(self, quantity: Quantity, clause: Clause) -> Date | None:
        """The date nearest before a figure in its clause: one that tells when, or that the figure is of."""
        before = reversed(self._dates_before(quantity, clause))
        return next((date for date in before if self._is_of(date, quantity)), None)

    def _is_of(self, date: Date, quantity: Quantity) -> bool:
        of_figure = OF_FIGURE.fullmatch(self._text, date.end, quantity.start)
        return bool(date in self._telling or of_figure) and not self._is_aside(date, quantity)

    def _is_past(self, date: Date | None) -> bool:
        """Whether a date lies so far back that what is said of it was not promised, whatever the sentence promises."""
        return date is not None and self._until is not None and int(date.value[:4]) < self._until - 1

    def _is_compared(self, date: Date, quantity: Quantity) -> bool:
        """Whether a figure is that of another time, with which one is compared (低於111年度之11.95%)."""
        of_figure = date.end <= quantity.start and OF_FIGURE.fullmatch(self._text, date.end, quantity.start)
        return bool(of_figure) and self._text.endswith(_COMPARING, 0, date.start)

    def _is_aside(self, date: Date, quantity: Quantity) -> bool:
        """Whether a date stands in brackets before a figure: it is of the word before them (第一階段（112年）)."""
        return _ASIDE.match(self._text, date.end, quantity.start) is not None

    def _is_promised_aside(self, quantity: Quantity, clause: Clause) -> bool:
        """Whether a date in brackets before a figure is to come."""
        dates = self._dates_before(quantity, clause)
        return any(self.is_to_come(date) and self._is_aside(date, quantity) for date in dates)

    def _dates_before(self, quantity: Quantity, clause: Clause) -> Sequence[Date]:
        return dates_between(self._dates, max(clause.start, quantity.start - _FAR), quantity.start)

    def _quantities_in(self, clause: Clause) -> list[Quantity]:
        found = self._quantities[bisect_left(self._starts, clause.start) : bisect_left(self._starts, clause.end)]
        if found and patterns("results")["result.terms"].search(QUOTED.sub("", self._text[clause.start : clause.end])):
            return []
        return found

    def _words_start(self, start: int, quantity: Quantity, clause: Clause) -> int:
        """Where the words that belong to a figure begin: behind the mark that parts it from the figure before."""
        if start == clause.start:
            return start
        marks = patterns("labels")["label.part"].finditer(self._text, start, quantity.start)
        return max((mark.end() for mark in marks), default=start)


def _is_measure(name: str) -> bool:
    return patterns("measures")["series.measure"].search(name) is not None


def _kind(unit: str | None) -> str:
    """What a unit measures, its magnitude aside."""
    return _RATES.get(unit or "") or _MAGNITUDE.sub("", unit or "")
