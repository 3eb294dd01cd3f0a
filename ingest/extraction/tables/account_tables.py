"""Tables of budget accounts (歲出機關別預算表): what bodies and programmes get this year, got last year, and spent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from graph.model.relations import RelationType
from ingest.extraction.draft import Budgeted, Figure, Link, Printed, Said, Term, Thing, Worked
from ingest.extraction.known_agencies import establish_agency, find_agency
from ingest.extraction.reading import Reading
from ingest.extraction.tables.table_amounts import read_amount, said_in
from ingest.extraction.tables.table_caption import Caption, read_caption
from ingest.extraction.words.numerals import read_number
from ingest.layout.aligned import Aligned
from ingest.layout.columns import Column, Columns, find_all_columns
from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_FIGURES: dict[str, tuple[BudgetFigure, int, str | None]] = {
    "this_year": (BudgetFigure.APPROPRIATED, 0, None),
    "last_year": (BudgetFigure.APPROPRIATED, -1, None),
    "accounts_before": (BudgetFigure.EXECUTED, -2, "決算數"),
}
"""Column → the figure it holds, of which year counted from the budget's, and the name of any other kind of money."""

_DIFFERENCE, _COMPARED = "difference", ("this_year", "last_year")
_SUPERVISED = "主管"
_EXPENDITURE = 30  # codes of expenditure begin with the function it serves, from 30; those below are revenue


@dataclass(frozen=True, slots=True)
class Account:
    """A ten-digit code, as printed in ``printed``, and what it names.

    Two digits tell the function, four the body (its ministry, then the body itself), four the programme; zeros stand
    for all of them (中央政府預算科目編號).
    """

    printed: Aligned
    name: Aligned

    @property
    def code(self) -> str:
        return self.printed.text

    @property
    def is_revenue(self) -> bool:
        return 0 < int(self.code[:2]) < _EXPENDITURE

    @property
    def is_body(self) -> bool:
        return self.code.startswith("00")

    @property
    def is_programme(self) -> bool:
        return not self.is_body and not self.code.endswith("0000")

    @property
    def programme_above(self) -> str | None:
        """The code of the programme it is part of, where it is a part."""
        return None if self.code.endswith("00") else self.code[:8] + "00"


def read_account_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record the accounts of expenditure; revenue is nobody's programme."""
    for table, columns in find_all_columns(tables, "budget_columns"):
        if {"this_year", "last_year"} <= columns.slugs:
            _AccountFacts(reading, read_caption(reading.source, table)).record(table, columns)


@dataclass(slots=True)
class _AccountFacts:
    """Records one table; the bodies and programmes above a row are those of the rows before it."""

    reading: Reading
    caption: Caption
    ministry: Thing | None = None
    programmes: dict[str, Thing] = field(default_factory=dict)

    def record(self, table: PipeTable, columns: Columns) -> None:
        amounts = [column for column in columns.columns if column.slug in _FIGURES or column.slug == _DIFFERENCE]
        for row in columns.body:
            if (found := _find_account(row)) is None:
                continue
            position, account = found
            if account.is_revenue:
                return
            subject = self._establish(account)
            if subject:
                self._record_amounts(subject, amounts, row.cells[position + 1 :])
        self.reading.taken.update(range(table.line, table.line_end + 1))

    def _establish(self, account: Account) -> Thing | None:
        """What the amounts of an account are of; None for a heading over programmes (科學支出)."""
        said = tuple(Said(place, "account.name") for place in account.name.places())
        if account.is_body:
            return self._body(account, said)
        return self._programme(account, said) if account.is_programme else None

    def _body(self, account: Account, said: tuple[Said, ...]) -> Thing | None:
        """A ministry with all under it (…主管), or one body of it; the speaker's own budget is the plan that it is."""
        name = account.name.text
        mention = find_agency(self.reading, name, self.reading.year)
        if mention is None:
            return None
        agency = establish_agency(self.reading, mention, said)
        if name.endswith(_SUPERVISED):
            self.ministry = agency
        elif self.ministry and self.ministry is not agency:
            evidence = (*said, *self.ministry.evidence[-1:])
            self.reading.draft.links.append(Link(agency, RelationType.PART_OF, self.ministry, evidence))
        is_own = agency is self.reading.speaker and self.reading.plan is not None
        return self.reading.plan if is_own else agency

    def _programme(self, account: Account, said: tuple[Said, ...]) -> Thing:
        name = account.name.text
        code = [Said(place, "account.name") for place in account.printed.places()]
        thing = self.reading.draft.thing(
            EntityType.PROGRAMME, name, said, told={"code": code}, code=account.code, level="工作計畫"
        )
        above = self.programmes.get(account.programme_above or "") or self.reading.plan
        if above and above is not thing:
            self.reading.draft.links.append(Link(thing, RelationType.PART_OF, above, said))
        self.programmes[account.code] = thing
        return thing

    def _record_amounts(self, subject: Thing, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
        """The amounts stand right of the account in the order of their heads, however the row is shifted."""
        year = self.caption.year or self.reading.year
        printed: dict[str, Printed] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column.slug == _DIFFERENCE:
                self._record_difference(cell, printed)
                continue
            figure, offset, item = _FIGURES[column.slug or ""]
            if amount := read_amount(self.reading.draft, cell, self.caption):
                heads = (said for head in column.cells for said in said_in(head, "account.amount"))
                evidence = (*said_in(cell, "account.amount"), *heads, *self.caption.unit_said, *self.caption.year_said)
                fact = Budgeted(subject, figure, amount, evidence, year and year + offset, item=item)
                self.reading.draft.budgeted.append(fact)
                printed[column.slug or ""] = Printed(amount, Term(fact, "amount"))

    def _record_difference(self, cell: Cell, printed: Mapping[str, Printed]) -> None:
        """What this year has more than the last one, where all three are printed; a remark may stand there instead."""
        value = read_number(cell.words)
        if value is not None and (of := [printed[slug] for slug in _COMPARED if slug in printed]) and len(of) == 2:
            difference = Printed(Figure(cell.words, value, self.caption.unit))
            self.reading.draft.worked.append(Worked(difference, "-", tuple(of), cell.text().places()[0]))


def _find_account(row: Row) -> tuple[int, Account] | None:
    """The account of a row and the place of its cell."""
    pattern = patterns("budget_tables")["budget_form.work_programme"]
    for position, cell in enumerate(row.cells):
        if cell.words[:10].isdecimal() and (match := pattern.match((text := cell.text()).text)):
            return position, Account(text.slice(*match.span("code")), text.slice(*match.span("name")))
    return None
