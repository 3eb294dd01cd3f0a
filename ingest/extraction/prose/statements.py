"""The clauses of running text as statements: of what, whether done or to come, with which figures, and when."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.model.entities import EntityType
from ingest.extraction.draft import Said, Thing
from ingest.extraction.prose.changes import dates_between
from ingest.extraction.prose.figures import Counted, FigureReader
from ingest.extraction.prose.indicators import indicator_above
from ingest.extraction.prose.topics import topics_of
from ingest.extraction.reading import Reading
from ingest.extraction.words.counting import QUOTED
from ingest.extraction.words.dates import Date
from ingest.extraction.words.mentions import Words
from ingest.extraction.words.tenses import Clause, Tense, read_clauses
from ingest.layout.document import Block
from ingest.rules import patterns

_RESULT_IN_HEADING = re.compile(r"，(?=[^，：]{0,24}[達計逾至]約?\d[^，：]{0,12}$)")
_FAR = 300  # characters before a figure in which the words that speak of it stand
_UNTIL = re.compile(r"[至~～-]|開[辦始]")
_UP_TO = ("截至", "至", "迄", "自", "統計", "到", "截止")


class Statement(NamedTuple):
    """One clause of a block with what it counts and when; ``subject`` is what it is said of."""

    block: Block
    clause: Clause
    subject: Thing
    counted: tuple[Counted, ...]
    dates: tuple[Date, ...]
    when: Date | None

    @property
    def text(self) -> str:
        """The clause as written, layout noise removed."""
        return self.block.text.text[self.clause.start : self.clause.end]

    def words_before(self, counted: Counted) -> str:
        """The words of the clause before one of its figures."""
        return self.block.text.text[max(self.clause.start, counted.start - _FAR) : counted.start]

    def sentence_before(self, counted: Counted) -> str:
        """The words of the sentence before one of its figures."""
        return self.block.text.text[max(0, counted.start - _FAR) : counted.start].rpartition("。")[2]

    @property
    def reached(self) -> tuple[Counted, ...]:
        """The figures that the clause reports."""
        return tuple(c for c in self.counted if not c.aim) if self.clause.tense is Tense.DONE else ()

    @property
    def deed_date(self) -> str | None:
        """The month or day on which something was done, not one up to which is counted."""
        text = self.block.text.text
        return next(
            (d.value for d in self.dates if len(d.value) > 4 and not text[: d.start].endswith(_UP_TO)),
            None,
        )

    def said(self, rule: str, start: int | None = None, end: int | None = None) -> tuple[Said, ...]:
        """The places that print the clause, or another stretch of its block."""
        first = self.clause.start if start is None else start
        last = self.clause.end if end is None else end
        return tuple(Said(place, rule) for place in self.block.text.places(first, last))


def statements_of(reading: Reading, block: Block, *, reporting: bool) -> list[Statement]:
    """What a block states, clause by clause; nothing where the text around it is about nothing.

    ``reporting`` says that bare verbs report in it.
    """
    return list(_BlockReader(reading, block, reporting=reporting).read())


class _BlockReader:
    """Reads one block; what its sentence has said so far (the last date, a promised one, a level) goes with it."""

    def __init__(self, reading: Reading, block: Block, *, reporting: bool) -> None:
        text, words = block.text.text, reading.words_of(block)
        quoted = [match.span() for match in QUOTED.finditer(text)] if words.dates else []
        self._block = block
        self._text = text
        until = reading.year or (reading.until and reading.until + 1)  # who counts up to one year may write in the next
        dates = [date for date in words.dates if not _is_in_name(date, words, quoted)]
        self._dates = [date for date in dates if _tells_when(text, date)]
        indicator = indicator_above(reading, block.section)
        measure = indicator.text if indicator else ""
        self._figures = FigureReader(text, words.quantities, dates, telling=self._dates, until=until, measure=measure)
        self._topics = topics_of(reading, block)
        self._clauses = read_clauses(
            text,
            reporting=reporting,
            start=_body_start(reading, block),
            actors={mention.start: mention.end for mention in words.agencies},
        )
        self._previous: Clause | None = None
        self._last: Date | None = None
        self._told: Date | None = None
        self._promised: Date | None = None
        self._framed: Date | None = None

    def read(self) -> Iterator[Statement]:
        """The statements of the block, in order."""
        for told in self._clauses:
            goes_on = self._previous is not None and self._previous.sentence == told.sentence
            clause = self._dated(told)
            dates = self._dates_in(clause)
            if not (goes_on and clause.tense is Tense.PLANNED):
                self._promised = None
            if not goes_on and not self._text.endswith("；", 0, told.start):
                self._figures.begin_sentence()
                self._framed = None
            counted = tuple(self._count(clause, goes_on=goes_on))
            self._last = dates[-1] if dates else self._last
            self._told = dates[-1] if dates and clause.tense is not Tense.PLANNED else self._told
            self._framed = dates[-1] if dates else self._framed
            self._promised = dates[-1] if dates and clause.tense is Tense.PLANNED else self._promised
            self._previous = told
            subject = self._topics.at(clause.end)
            if subject is not None and subject.type is not EntityType.DOCUMENT:
                yield Statement(self._block, clause, subject, counted, dates, self._last)

    def _dates_in(self, clause: Clause) -> tuple[Date, ...]:
        return tuple(dates_between(self._dates, clause.start, clause.end)) if self._dates else ()

    def _dated(self, clause: Clause) -> Clause:
        """A step told with its day (110年8月30日，管線工程開工) is done, unless the day is still to come."""
        milestone = patterns("results")["result.milestone"]
        if clause.rule != "tense.none" or not milestone.search(self._text, clause.start, clause.end):
            return clause
        start = clause.start
        dates = self._dates_in(clause)
        if not dates and self._previous and self._is_date(self._previous, clause):
            start, dates = self._previous.start, self._dates_in(self._previous)
        past = [date for date in dates if len(date.value) > 4 and not self._figures.is_to_come(date)]
        return clause._replace(start=start, tense=Tense.DONE, rule="tense.dated") if past else clause

    def _is_date(self, before: Clause, clause: Clause) -> bool:
        """Whether the clause before, in the same sentence, is a date and nothing else."""
        alone = any(date.start <= before.start and before.end <= date.end for date in self._dates)
        return alone and before.sentence == clause.sentence

    def _count(self, clause: Clause, *, goes_on: bool) -> Iterator[Counted]:
        opening = self._previous.start if self._previous and goes_on else clause.start
        before = self._promised if clause.tense is Tense.PLANNED else self._told
        return self._figures.count(clause, opening, before, self._framed)


def _is_in_name(date: Date, words: Words, quoted: list[tuple[int, int]]) -> bool:
    names = [*quoted, *((plan.start, plan.end) for plan in words.plans)]
    return any(start <= date.start < end for start, end in names)


def _tells_when(text: str, date: Date) -> bool:
    """Whether a date tells when something was done: not one compared with, or begun at."""
    before, after = text[max(0, date.start - 2) : date.start], text[date.end : date.end + 3]
    begun = before.endswith("自") and not _UNTIL.match(after)
    return not (begun or before.endswith(("較", "比")))


def _body_start(reading: Reading, block: Block) -> int:
    """Where the explanation after a heading's name, or after a label such as 辦理情形：, begins."""
    heading = reading.heading_of(block.section) if block.section.opening is block else None
    if heading is not None:
        result = _RESULT_IN_HEADING.search(heading.name.text)
        return result.end() if result else heading.body
    label, colon, _ = block.text.text.partition("：")
    tells = colon and not patterns("labels")["label.aim"].search(label)  # 原定目標值： tells what its figure is
    return len(label) + 1 if tells and patterns("headings")["heading.label"].match(label) else 0
