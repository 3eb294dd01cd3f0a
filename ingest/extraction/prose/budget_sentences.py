"""Budgets in running text: what a programme or body gets, costs or spent, as sentences say it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from ingest.extraction.draft import Budgeted, Said, Thing
from ingest.extraction.known_agencies import establish_agency
from ingest.extraction.prose.topics import names_of, thing_of, topics_of
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.agencies import AgencyMention
from ingest.extraction.words.dates import Date, Period, find_periods
from ingest.extraction.words.numerals import read_number
from ingest.extraction.words.quantities import Quantity, to_base
from ingest.layout.document import Block
from ingest.rules import patterns

_FIGURES = {
    "allocated": BudgetFigure.ALLOCATED,
    "executed": BudgetFigure.EXECUTED,
    "realized": BudgetFigure.REALIZED,
    "accounts": BudgetFigure.EXECUTED,
    "recast": BudgetFigure.APPROPRIATED,
    "supplementary": BudgetFigure.APPROPRIATED,
    "total": BudgetFigure.TOTAL,
    "invested": BudgetFigure.TOTAL,
    "appropriated": BudgetFigure.APPROPRIATED,
    "rate": BudgetFigure.EXECUTION_RATE,
}
"""The last part of a rule's id → the figure that its words name, in the order in which they are looked for."""

_MONEY = tuple(name for name in _FIGURES if name != "rate")
_RECAST = "budget_sentence.recast"
_BRANCH = 2  # digits of a branch programme's code, which is printed with its name; the code of a title is longer
_CURRENCY = re.compile(r"(?:新[臺台]幣|NT\$)$")
_YEAR_BEFORE = re.compile(r"[上去](?:一)?年度?(?![(（]\d)")
_UP_TO = re.compile(r"(?:截至|[至迄到])$")
_ADDED_UP = re.compile(r"累[計積]")
_BEFORE = 60  # characters before an amount that can tell what it is
_HOLDERS = (EntityType.AGENCY, EntityType.PLAN, EntityType.PROGRAMME)
_SUPERVISED = "主管"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a sentence: which figure it is by which rule, and where the words that say so begin."""

    quantity: Quantity
    figure: BudgetFigure
    rule: str
    label: int
    item: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose money it is, named at ``text[start:end]``; ``item`` is a part that the words restrict it to."""

    thing: Thing
    start: int
    end: int
    scope: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The fiscal year of an amount, or the one it is cumulative to, and where that is printed."""

    year: int | None = None
    through: int | None = None
    printed: tuple[tuple[int, int], ...] = ()


def read_budget_sentences(reading: Reading) -> None:
    """Record the budgets that running text tells of; what tables say in their cells, their readers have recorded."""
    cells = set(reading.cells)
    for block in reading.prose():
        in_cell = block in cells
        is_told = not in_cell or reading.subject_of(block.section) is reading.document
        if is_told and any(_is_money(q) or _is_rate(q) for q in reading.words_of(block).quantities):
            _BudgetText(reading, block, in_cell=in_cell).record()


class _BudgetText:
    """Records the amounts of one block, sentence by sentence; whose money it is holds until another is named."""

    def __init__(self, reading: Reading, block: Block, *, in_cell: bool) -> None:
        self._reading = reading
        self._in_cell = in_cell
        self._block = block
        self._text = block.text.text
        self._words = reading.words_of(block)
        self._names = names_of(reading, block)
        self._periods = find_periods(self._text)

    def record(self) -> None:
        sentence, holder = -1, None
        for amount in self._amounts():
            start = self._sentence_at(amount.quantity.start)
            if start != sentence:
                sentence, holder = start, None
            if not (holder and amount.rule == _RECAST):  # a sum is changed to another of what it was said of before
                holder = self._holder(start, amount) or holder
            if holder:
                self._record(amount, holder, start)

    # ------------------------------------------------------------------------------------------------------ amounts

    def _amounts(self) -> Iterator[Amount]:
        end = 0
        for quantity in self._words.quantities:
            if found := self._amount(quantity, max(end, self._sentence_at(quantity.start), quantity.start - _BEFORE)):
                yield found
            end = quantity.end

    def _amount(self, quantity: Quantity, start: int) -> Amount | None:
        """What an amount is by the words from ``start`` up to it; None where they make it nothing of a budget."""
        before = _CURRENCY.sub("", self._text[start : quantity.start])
        if _is_rate(quantity):
            return _labelled(quantity, start, before, ("rate",))
        if not _is_money(quantity) or patterns("budget_sentences")["budget_sentence.not_appropriated"].search(before):
            return None
        amount = _labelled(quantity, start, before, _MONEY) or self._listed(quantity)
        needs_years = amount is not None and amount.rule == "budget_sentence.invested"
        return None if needs_years and not self._period_before(quantity) else amount

    def _period_before(self, quantity: Quantity) -> Period | None:
        """The years named last before an amount in its sentence (110至114年)."""
        sentence = self._sentence_at(quantity.start)
        before = [p for p in self._periods if sentence <= p.start and p.end <= quantity.start]
        return before[-1] if before else None

    def _listed(self, quantity: Quantity) -> Amount | None:
        """An amount right behind a name, where the sentence or the heading above it tells of a budget."""
        rule = "budget_sentence.listed"
        ends = [name.end for name in self._names if name.end <= quantity.start][-1:]
        for end in (*ends, self._heading_end()):
            if end is not None and patterns("budget_sentences")[rule].match(self._text[end : quantity.start]):
                return (
                    Amount(quantity, BudgetFigure.APPROPRIATED, rule, end, None) if self._tells_of_budget(end) else None
                )
        return None

    def _heading_end(self) -> int | None:
        """Where the name ends that opens the block, which is what its section is about."""
        section = self._block.section
        if section.opening is not self._block or section not in self._reading.subjects:
            return None
        heading = self._reading.heading_of(section)
        return len(heading.name) if heading else None

    def _tells_of_budget(self, position: int) -> bool:
        told = patterns("budget_sentences")["budget_sentence.of_budget"]
        openings = (above.opening for above in self._block.section.ancestors())
        return bool(told.search(self._text, self._sentence_at(position), position)) or any(
            told.search(opening.text.text) for opening in openings if opening
        )

    # ------------------------------------------------------------------------------------------------------ holders

    def _holder(self, sentence: int, amount: Amount) -> Holder | None:
        """Whose money it is: of the work named last before it, the body named first, what the section is about."""
        works = [name for name in self._names if sentence <= name.start and name.end <= amount.quantity.start]
        agencies = [a for a in self._words.agencies if sentence <= a.start and a.end <= amount.label]
        if works and (thing := thing_of(self._reading, works[-1])):
            if self._is_anothers(thing, agencies):
                return None
            return Holder(thing, works[-1].start, works[-1].end, item=self._other_part(agencies, works[-1].end))
        topic = self._topic(amount)
        if agencies and amount.figure is not BudgetFigure.TOTAL:  # a body has no cost of all years
            return self._body(agencies[0], amount) or self._share(topic, agencies, amount)
        if self._heading_end() is not None:
            return Holder(self._reading.subjects[self._block.section], 0, self._heading_end() or 0)
        return Holder(topic, amount.label, amount.label) if topic else self._heading_above(amount)

    def _topic(self, amount: Amount) -> Thing | None:
        """What the text is about, unless it is about all that a plan of the document's own has in it."""
        topic = topics_of(self._reading, self._block).at(amount.label)
        is_whole = topic is not None and topic is self._reading.plan and topic.type is EntityType.PLAN
        return None if is_whole else topic

    def _heading_above(self, amount: Amount) -> Holder | None:
        """The plan that the nearest heading over running text names, of which 本計畫 speaks."""
        for section in () if self._in_cell else (self._block.section, *self._block.section.ancestors()):
            heading = self._reading.heading_of(section)
            if heading and patterns("budget_sentences")["budget_sentence.headed"].search(heading.name.text):
                said = tuple(Said(place, "budget_sentence.headed") for place in heading.name.places())
                thing = self._reading.draft.thing(EntityType.PROGRAMME, heading.name.text, said)
                return Holder(thing, amount.label, amount.label)
        return None

    def _is_anothers(self, thing: Thing, agencies: list[AgencyMention]) -> bool:
        """Whether a work of the speaker's own budget is named after another body: all of them have a 一般行政."""
        speaker = self._reading.speaker
        named = agencies[0].full_name or agencies[0].name if agencies else None
        return bool(
            speaker and named and named != speaker.name and len(str(thing.attributes.get("code", ""))) > _BRANCH
        )

    def _other_part(self, agencies: list[AgencyMention], end: int) -> str | None:
        """The words of a body's own part in the money of a work (衛生福利部整體預算)."""
        for agency in agencies:
            match = patterns("budget_sentences")["budget_sentence.other_part"].match(self._text[agency.end :])
            if agency.start >= end and match:
                return agency.name + match["item"]
        return None

    def _share(self, topic: Thing | None, agencies: list[AgencyMention], amount: Amount) -> Holder | None:
        """The part of a body in the money of what the text is about, where no work is named in the sentence."""
        item = self._other_part(agencies, agencies[0].start)
        is_work = topic is not None and topic.type in WORKS
        return Holder(topic, agencies[0].start, amount.label, item=item) if topic and is_work and item else None

    def _body(self, agency: AgencyMention, amount: Amount) -> Holder | None:
        """A body whose name the words of the budget follow, or which is named with all under it (主管)."""
        after = self._text[agency.end : amount.label]
        is_supervised = patterns("budget_sentences")["budget_sentence.supervised"].match(after)
        if not is_supervised and not patterns("budget_sentences")["budget_sentence.own"].fullmatch(after):
            return None
        said = tuple(Said(place, amount.rule) for place in self._block.text.places(agency.start, agency.end))
        thing = establish_agency(self._reading, agency, said)
        return Holder(thing, agency.start, agency.end, scope=_SUPERVISED if is_supervised else None)

    # -------------------------------------------------------------------------------------------------------- facts

    def _record(self, amount: Amount, holder: Holder, sentence: int) -> None:
        if holder.thing.type not in _HOLDERS:
            return
        when = self._when(sentence, amount)
        spans = [(amount.label, amount.quantity.end), (holder.start, holder.end), *when.printed]
        evidence = tuple(Said(place, amount.rule) for span in spans for place in self._block.text.places(*span))
        self._reading.draft.budgeted.append(
            Budgeted(
                holder.thing,
                amount.figure,
                amount.quantity.figure,
                evidence,
                when.year,
                phase=self._phase(holder, amount),
                item=amount.item or holder.item,
                scope=holder.scope,
                through=when.through,
            )
        )

    def _phase(self, holder: Holder, amount: Amount) -> int | None:
        """The phase of a special budget that is named between its holder and the amount (第4期特別預算)."""
        pattern = patterns("budget_sentences")["budget_sentence.phase"]
        match = pattern.search(self._text, min(holder.end, amount.label), amount.quantity.start)
        number = read_number(match["phase"]) if match else None
        return None if number is None else int(number)

    def _when(self, sentence: int, amount: Amount) -> When:
        """The year of the date named last before an amount; the cost of all years, or of several, is of none.

        上年度 without a year of its own is the one before that date's; what was given up to a year is through it.
        """
        dates = [d for d in self._words.dates if sentence <= d.start and d.end <= amount.quantity.start]
        if amount.figure is BudgetFigure.TOTAL or not dates:
            return When()
        last = dates[-1]
        period, printed = self._period_before(amount.quantity), ((last.start, last.end),)
        if period and period.start < last.start <= period.end and period.first[:4] != period.last[:4]:
            return When()
        year = int(last.value[:4])
        if self._is_through(last, amount):
            return When(through=year, printed=printed)
        return When(year - bool(_YEAR_BEFORE.search(self._text, last.end, amount.quantity.start)), printed=printed)

    def _is_through(self, date: Date, amount: Amount) -> bool:
        """Whether an amount was given in all years up to a date: to a year, or, in so many words, to the end of one."""
        if not _UP_TO.search(self._text, max(0, date.start - 2), date.start):
            return False
        added_up = _ADDED_UP.search(self._text, date.end, amount.quantity.start) is not None
        return len(date.value) == 4 or (added_up and date.value.endswith("-12") and self._text[date.end - 1] in "底末")

    def _sentence_at(self, position: int) -> int:
        return self._text.rfind("。", 0, position) + 1


def _labelled(quantity: Quantity, start: int, before: str, names: Iterable[str]) -> Amount | None:
    """The amount with the first rule whose words end ``before``, which begins at ``start``."""
    for name in names:
        rule = f"budget_sentence.{name}"
        if match := patterns("budget_sentences")[rule].search(before):
            return Amount(quantity, _FIGURES[name], rule, start + match.start(), match.groupdict().get("item"))
    return None


def _is_rate(quantity: Quantity) -> bool:
    return quantity.figure.unit in {"%", "％"}


def _is_money(quantity: Quantity) -> bool:
    """Whether a quantity is an amount of this country's money."""
    unit = quantity.figure.unit or ""
    return unit == "元" or (unit.endswith("元") and (to_base(Decimal(1), unit) or (None, ""))[1] == "TWD")
