"""The clauses of running text as statements: of what, whether done or to come, with which figures, and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model.entities import EntityType
from ingest.extraction.draft import Figure, Said, Thing
from ingest.extraction.prose.topics import topics_of
from ingest.extraction.reading import Reading
from ingest.extraction.words.dates import Date
from ingest.extraction.words.labels import is_aim, is_level, label_of, level_before
from ingest.extraction.words.mentions import Words
from ingest.extraction.words.quantities import Quantity
from ingest.extraction.words.tenses import Clause, Tense, read_clauses
from ingest.layout.document import Block, Section
from ingest.rules import patterns

_TIME_UNITS = frozenset({"年", "個月", "月", "日", "天", "小時", "週", "周", "分鐘", "秒", "歲", "屆", "期"})
_LABEL = 12  # characters; a longer text before a colon is a sentence
_QUOTED = re.compile(r"「[^」]{0,80}」|《[^》]{0,80}》")
_DIGIT = re.compile(r"[\d一二三四五六七八九兩○〇]")
_TRILLIONS = re.compile(r"[\d,.]+(?=兆元$)")
_NAME_ENDS = re.compile(r"[：:︰】。]")
_SENTENCE = re.compile(r"[^。]+")
_UNTIL = re.compile(r"[至~～-]|開[辦始]")
_UP_TO = ("截至", "至", "迄", "自", "統計", "到", "截止")


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure of a clause: what it counts, the date nearest before it, whether it is an aim or a level.

    ``start`` and ``end`` are its place in the text of the block.
    """

    figure: Figure
    label: str
    when: Date | None
    aim: bool
    level: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
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


def statements_of(reading: Reading, block: Block) -> list[Statement]:
    """What a block states, clause by clause; nothing where the text around it is about nothing."""
    return list(_BlockReader(reading, block).read())


class _BlockReader:
    """Reads one block; what its sentence has said so far (the last date, a promised one, a level) goes with it."""

    def __init__(self, reading: Reading, block: Block) -> None:
        text, words = block.text.text, reading.words_of(block)
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        self._block = block
        self._text = text
        self._until = reading.year or (
            reading.until and reading.until + 1
        )  # who counts up to one year may write in the next
        self._dates = [date for date in words.dates if _tells_when(text, date, words, quoted)]
        self._quantities = _find_counting(text, words.quantities, quoted)
        self._topics = topics_of(reading, block)
        self._clauses = read_clauses(
            text,
            reporting=is_reporting(reading, block),
            start=_body_start(reading, block),
            actors={mention.start: mention.end for mention in words.agencies},
        )
        self._previous: Clause | None = None
        self._last: Date | None = None
        self._promised: Date | None = None
        self._level = ""

    def read(self) -> Iterator[Statement]:
        """The statements of the block, in order."""
        for told in self._clauses:
            goes_on = self._previous is not None and self._previous.sentence == told.sentence
            clause = self._dated(told)
            dates = self._dates_in(clause)
            if not (goes_on and clause.tense is Tense.PLANNED):
                self._promised = None
            counted = tuple(self._count(clause, dates, goes_on=goes_on))
            self._last = dates[-1] if dates else self._last
            self._promised = dates[-1] if dates and clause.tense is Tense.PLANNED else self._promised
            self._previous = told
            subject = self._topics.at(clause.end)
            if subject is not None and subject.type is not EntityType.DOCUMENT:
                yield Statement(self._block, clause, subject, counted, dates, self._last)

    def _dates_in(self, clause: Clause) -> tuple[Date, ...]:
        return tuple(date for date in self._dates if clause.start <= date.start < clause.end)

    def _dated(self, clause: Clause) -> Clause:
        """A step told with its day (110年8月30日，管線工程開工) is done, unless the day is still to come."""
        milestone = patterns("results")["result.milestone"]
        if clause.tense is not Tense.OTHER or not milestone.search(self._text, clause.start, clause.end):
            return clause
        start = clause.start
        dates = self._dates_in(clause)
        if not dates and self._previous and self._is_date(self._previous, clause):
            start, dates = self._previous.start, self._dates_in(self._previous)
        past = [date for date in dates if len(date.value) > 4 and not self._is_to_come(date)]
        return replace(clause, start=start, tense=Tense.DONE, rule="tense.dated") if past else clause

    def _is_date(self, before: Clause, clause: Clause) -> bool:
        """Whether the clause before, in the same sentence, is a date and nothing else."""
        alone = any(date.start <= before.start and before.end <= date.end for date in self._dates)
        return alone and before.sentence == clause.sentence

    def _is_to_come(self, date: Date | None) -> bool:
        return date is not None and self._until is not None and int(date.value[:4]) > self._until

    def _count(self, clause: Clause, dates: tuple[Date, ...], *, goes_on: bool) -> Iterator[Counted]:
        """The figures of a clause; one without a name of its own takes that of the figure, or the level, before it."""
        opening = self._previous.start if self._previous and goes_on else clause.start
        self._level = level_before(self._text, opening, clause.start) or (self._level if goes_on else "")
        before = self._promised if clause.tense is Tense.PLANNED else self._last
        start, name = clause.start, self._level
        for quantity in self._quantities_in(clause):
            label = label_of(self._text, quantity, self._part_start(start, quantity, clause))
            when = next((date for date in reversed(dates) if date.end <= quantity.start), before)
            aim = clause.tense is Tense.PLANNED or self._is_to_come(when) or is_aim(self._text, quantity, start)
            name = label or name
            self._level = name if is_level(name) else self._level
            yield Counted(_figure(quantity), name, when, aim, is_level(name), quantity.start, quantity.end)
            start = quantity.end

    def _quantities_in(self, clause: Clause) -> list[Quantity]:
        words = _QUOTED.sub("", self._text[clause.start : clause.end])
        if patterns("results")["result.terms"].search(words):
            return []
        return [quantity for quantity in self._quantities if clause.start <= quantity.start < clause.end]

    def _part_start(self, start: int, quantity: Quantity, clause: Clause) -> int:
        """Where the words that belong to a figure begin: behind the mark that parts it from the figure before."""
        return start if start == clause.start else max(start, self._text.rfind("、", start, quantity.start) + 1)


def _tells_when(text: str, date: Date, words: Words, quoted: list[tuple[int, int]]) -> bool:
    """Whether a date tells when something was done: not one inside a name, compared with, or begun at."""
    inside = any(start <= date.start < end for start, end in quoted) or any(
        plan.start <= date.start < plan.end for plan in words.plans
    )
    before, after = text[max(0, date.start - 2) : date.start], text[date.end : date.end + 3]
    begun = before.endswith("自") and not _UNTIL.match(after)
    return not (inside or begun or before.endswith(("較", "比")))


def _find_counting(text: str, quantities: tuple[Quantity, ...], quoted: list[tuple[int, int]]) -> list[Quantity]:
    """The quantities that count something: no spans of time, nothing inside quoted words, no money of a budget."""
    budgets = [m.span() for m in _SENTENCE.finditer(text) if patterns("results")["result.of_budget"].search(m[0])]
    return [
        quantity
        for quantity in quantities
        if _counts(text, quantity)
        and not _is_quoted_part(quantity, quoted)
        and not (_is_money(quantity) and any(start <= quantity.start < end for start, end in budgets))
    ]


def _counts(text: str, quantity: Quantity) -> bool:
    """Whether a quantity counts something: a span of time does not, nor does 千家, nor 2Gbps in 2Gbps等級."""
    described = patterns("labels")["label.attribute"].match(text[quantity.end : quantity.end + 4])
    return quantity.figure.unit not in _TIME_UNITS and bool(_DIGIT.search(quantity.figure.text)) and not described


def _is_quoted_part(quantity: Quantity, quoted: list[tuple[int, int]]) -> bool:
    """Whether a quantity is part of quoted words, not the whole of them."""
    long = quantity.end - quantity.start
    return any(start <= quantity.start < end and long < end - start - 2 for start, end in quoted)


def _is_money(quantity: Quantity) -> bool:
    return (quantity.figure.unit or "").endswith("元")


def _figure(quantity: Quantity) -> Figure:
    """The figure as printed; of 5.7兆元 the number, which is what reads as its value."""
    number = _TRILLIONS.match(quantity.figure.text)
    return replace(quantity.figure, text=number[0]) if number else quantity.figure


def _body_start(reading: Reading, block: Block) -> int:
    """Where the explanation after a heading's name, or after a label such as 辦理情形：, begins."""
    heading = reading.heading_of(block.section) if block.section.opening is block else None
    if heading is not None:
        mark = _NAME_ENDS.search(block.text.text, len(heading.name))
        return mark.end() if mark else len(block.text)
    label, colon, _ = block.text.text.partition("：")
    return len(label) + 1 if colon and patterns("headings")["heading.label"].match(label) else 0


def is_reporting(reading: Reading, block: Block) -> bool:
    """Whether bare verbs report here: by the nearest heading that tells, else by the document's title."""
    rules = patterns("results")
    for section in (block.section, *block.section.ancestors()):
        words = heading_words(reading, section)
        if rules["result.past_document"].search(words):
            return True
        if rules["result.future_document"].search(words):
            return False
    title = reading.document.name if reading.document else ""
    return bool(rules["result.past_document"].search(title)) or not rules["result.future_document"].search(title)


def heading_words(reading: Reading, section: Section) -> str:
    """The words of a section's heading, a label such as 辦理情形 among them; none where it opens with a sentence."""
    heading = reading.heading_of(section)
    if heading is not None:
        return heading.name.text
    label = section.opening.text.text.partition("：")[0] if section.opening else ""
    return label if len(label) < _LABEL else ""
