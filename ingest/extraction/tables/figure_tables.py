"""Tables of budget figures: what bodies, programmes or years got, were allocated, spent, and at what rate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from graph.model.relations import RelationType
from ingest.extraction.draft import Budgeted, Doubt, Link, Said, Thing
from ingest.extraction.known_agencies import establish_agency, find_agency, read_owners_cell
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.tables.table_amounts import read_amount, read_row_year, said_in, without_mark
from ingest.extraction.tables.table_caption import Caption, read_caption, subject_above, subject_in_title, titles_of
from ingest.layout.aligned import Aligned
from ingest.layout.columns import Column, Columns, find_all_columns, read_head
from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_FIGURES: dict[str, BudgetFigure] = {
    "this_year": BudgetFigure.APPROPRIATED,
    "last_year": BudgetFigure.APPROPRIATED,
    "accounts_before": BudgetFigure.EXECUTED,
    "appropriated": BudgetFigure.APPROPRIATED,
    "form_amount": BudgetFigure.APPROPRIATED,
    "allocated": BudgetFigure.ALLOCATED,
    "realized": BudgetFigure.REALIZED,
    "executed": BudgetFigure.EXECUTED,
    "accounts": BudgetFigure.EXECUTED,
    "execution_rate": BudgetFigure.EXECUTION_RATE,
    "total": BudgetFigure.TOTAL,
}
_YEARS_BACK = {"last_year": 1, "accounts_before": 2}
_BY_TITLE = ("year_amount", "share_total")
_PARTS = ("item", "account_levels")
_SUPERVISED = "主管"
_ROC = 1911
_LEXICON = "budget_columns"
_CODE = re.compile(r"\d{10}")
_TITLES: dict[str, BudgetFigure] = {
    "title.cost": BudgetFigure.TOTAL,
    "title.accounts": BudgetFigure.EXECUTED,
    "title.appropriated": BudgetFigure.APPROPRIATED,
}
"""The rule for the words above a table → what the amounts under its years are, or are together."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the figures of a row are of, and the words that say so; ``item`` is the part of its money they are."""

    thing: Thing
    said: tuple[Said, ...]
    scope: str | None = None
    item: str | None = None


def read_figure_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record the figures of every table whose rows are bodies or programmes; sums are nobody's."""
    _read(reading, tables, {"agency", "programme"})


def read_tables_of_one(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record the figures of every table whose rows are years or parts, of whatever the text around it is about."""
    _read(reading, tables, {"year", *_PARTS})


def _read(reading: Reading, tables: Sequence[PipeTable], rows: set[str]) -> None:
    last: _FigureFacts | None = None
    for table, columns in find_all_columns(tables, _LEXICON):
        facts = _FigureFacts(reading, table, columns, last) if columns.slugs & rows else None
        if facts and facts.has_figures and not facts.is_anothers:
            facts.record()
            reading.taken.update(range(table.line, table.line_end + 1))
        last = facts


class _FigureFacts:
    """Records one table, row by row; a name that is printed once holds for the rows below it.

    ``before`` is the table before it, of which it may be the next page.
    """

    def __init__(self, reading: Reading, table: PipeTable, columns: Columns, before: "_FigureFacts | None") -> None:
        self._reading = reading
        self._table = table
        self.columns = columns
        self.caption = _caption(reading, table, columns, before)
        self._programmes = [i for i, column in enumerate(columns.columns) if column.slug == "programme"]
        self._by_title = self._figure_of_title()
        self._figures = self._figures_of_columns()
        self._whole = subject_in_title(reading, table, _LEXICON) if self._programmes and self.has_figures else None
        self._named: dict[int, Thing] = {}
        self._body_cell: Cell | None = None
        self._above: Thing | None = None

    @property
    def is_anothers(self) -> bool:
        """Whether another reader has read it, or has left it alone because its accounts are of revenue."""
        is_account = "this_year" in self.columns.slugs and bool(self.columns.slugs & {"account", "account_levels"})
        return is_account or self._table.line in self._reading.taken

    @property
    def has_figures(self) -> bool:
        """Whether it has columns of budget figures, by their heads or by the words above them."""
        is_told = self._by_title and "year_amount" in self.columns.slugs
        in_heads = any(self._figures)
        return bool(is_told or in_heads or any(self._figure_of_row(row) for row in self.columns.body))

    def record(self) -> None:
        for row in self.columns.body:
            if figure := self._figure_of_row(row):
                self._record_turned(row, figure)
                continue
            subject = self._subject(row)
            if subject is None:
                continue
            year = self.columns.cell(row, "year")
            row_year = read_row_year(year) if year else None
            for figure, (column, cell) in zip(self._figures, self.columns.pairs(row), strict=False):
                if figure:
                    self._record_figure(subject, figure, row_year, column, cell)

    def _figure_of_title(self) -> BudgetFigure | None:
        """What the amounts under bare years are, as the words above the table say; None where they tell of no money."""
        titles = titles_of(self._reading.source, self._table, _LEXICON)
        for name, figure in _TITLES.items():
            if any(patterns("budget_tables")[name].search(title.text) for title in titles):
                return figure
        return None

    # ----------------------------------------------------------------------------------------------------- subjects

    def _subject(self, row: Row) -> Subject | None:
        """What a row is of; sums are nobody's but those of the parts of one thing's money."""
        if not self._programmes and self.columns.slugs & set(_PARTS):
            return self._part(row)
        if _is_sum(row):
            return Subject(self._whole, ()) if self._whole and self._programmes else None
        if self._programmes:
            return self._programme(row)
        if "agency" in self.columns.slugs:
            name = self.columns.cell(row, "agency")
            return self._body(name) if name else None
        return Subject(self._subject_above, ()) if self._subject_above else None

    @cached_property
    def _subject_above(self) -> Thing | None:
        return subject_above(self._reading, self._table, _LEXICON)

    def _part(self, row: Row) -> Subject | None:
        """A part of the money of what the table is about, or a programme of its own name."""
        name = next((cell for slug in _PARTS if (cell := self.columns.cell(row, slug))), None)
        if name is None or not patterns("plan_tables")["plan_table.name"].match(name.words) or _CODE.match(name.words):
            return None
        whole = self._subject_above
        text, said = without_mark(name.text()), said_in(name, "figures.part")
        if self._is_programme(text.text, whole):
            return self._named_part(text, whole)
        if whole is None or whole.type not in WORKS:
            message = f"Amounts of '{text.text[:30]}', but nothing tells of what it is a part."
            self._reading.draft.doubts.extend(Doubt("figures.part", message, said.place) for said in said[:1])
            return None
        return Subject(whole, said, item=None if _is_sum(row) else text.text)

    def _is_programme(self, name: str, whole: Thing | None) -> bool:
        """Whether a part has a name of its own; in accounts that are of nothing named, all but the kinds of use do."""
        rules = patterns("budget_tables")
        is_account = whole is None and "account_levels" in self.columns.slugs
        return bool(rules["figures.programme"].search(name) or (is_account and not rules["figures.use"].search(name)))

    def _named_part(self, name: Aligned, whole: Thing | None) -> Subject:
        said = tuple(Said(place, "figures.programme") for place in name.places())
        thing = self._reading.draft.thing(EntityType.PROGRAMME, name.text, said)
        if whole and whole is not thing and whole.type in WORKS:
            self._reading.draft.links.append(Link(thing, RelationType.PART_OF, whole, said))
        return Subject(thing, said)

    def _programme(self, row: Row) -> Subject | None:
        """The programme of a row: that of its last programme column, part of those in the columns left of it."""
        said: tuple[Said, ...] = ()
        thing: Thing | None = None
        for position in self._programmes:
            cell = row.cells[position] if position < len(row.cells) else None
            if cell and not cell.is_blank:
                thing, said = self._name(cell, row, position)
                self._named = {p: t for p, t in self._named.items() if p < position} | {position: thing}
        if thing:
            self._record_owners(thing, row, said)
        if not said and "year" not in self.columns.slugs:
            return None
        thing_of_row = self._named.get(max(self._named, default=-1))
        return Subject(thing_of_row, said) if thing_of_row else None

    def _name(self, cell: Cell, row: Row, position: int) -> tuple[Thing, tuple[Said, ...]]:
        text = cell.text()
        coded = patterns("budget_tables")["budget_form.branch"].match(text.text)
        name = text.slice(*coded.span("name")) if coded else without_mark(text)
        said = tuple(Said(place, "figures.programme") for place in name.places())
        first, last, running = self._period(row)
        code = text.places(*coded.span("code")) if coded else ()
        thing = self._reading.draft.thing(
            EntityType.PROGRAMME,
            name.text,
            said,
            told={
                "code": [Said(place, "figures.programme") for place in code],
                "period_start": running,
                "period_end": running,
            },
            code=coded["code"] if coded else None,
            period_start=first,
            period_end=last,
        )
        whole = next((t for p, t in reversed(self._named.items()) if p < position and t is not thing), self._whole)
        if whole and whole is not thing:
            self._reading.draft.links.append(Link(thing, RelationType.PART_OF, whole, said))
        return thing, said

    def _record_owners(self, thing: Thing, row: Row, naming: tuple[Said, ...]) -> None:
        """The bodies of a row: the one in the column of bodies holds for the rows below it."""
        self._body_cell = self.columns.cell(row, "agency") or self._body_cell
        index = self.columns.index("agency")
        if self._body_cell and index is not None:
            read_owners_cell(self._reading, thing, self._body_cell, self.columns.columns[index].words, naming)
        for column, cell in self.columns.cells(row, "owner"):
            read_owners_cell(self._reading, thing, cell, column.words, naming)

    def _period(self, row: Row) -> tuple[str | None, str | None, tuple[Said, ...]]:
        """From when to when the programme of a row runs, and where that is printed."""
        period = self.columns.cell(row, "period")
        match = patterns("budget_tables")["share.period"].search(period.words) if period else None
        if period is None or match is None:
            return None, None, ()
        return str(int(match["first"]) + _ROC), str(int(match["last"]) + _ROC), said_in(period, "figures.programme")

    def _body(self, name: Cell) -> Subject | None:
        """A body, or with 主管 a body and all under it; those listed below it are part of it."""
        text = name.text()
        mention = find_agency(self._reading, text.text, self.caption.year or self._reading.year)
        if mention is None:
            message = f"'{text.text[:30]}' is no body that is known by its name."
            self._reading.draft.doubts.extend(Doubt("figures.body", message, place) for place in text.places()[:1])
            return None
        said = tuple(Said(place, "figures.body") for place in text.places(mention.start, mention.end))
        agency = establish_agency(self._reading, mention, said)
        if text.text.endswith(_SUPERVISED):
            self._above = agency
            return Subject(agency, said, scope=_SUPERVISED)
        if self._above and self._above is not agency:
            evidence = (*said, *self._above.evidence[-1:])
            self._reading.draft.links.append(Link(agency, RelationType.PART_OF, self._above, evidence))
        return Subject(agency, said)

    # ------------------------------------------------------------------------------------------------------ figures

    def _record_figure(
        self, subject: Subject, figure: BudgetFigure, row_year: int | None, column: Column, cell: Cell
    ) -> None:
        in_head = patterns("budget_tables")["figures.unit"].search(column.words)
        unit = "%" if figure is BudgetFigure.EXECUTION_RATE else in_head["unit"] if in_head else None
        if amount := read_amount(self._reading.draft, cell, self.caption, unit=unit):
            evidence = (*said_in(cell, "figures.amount"), *subject.said, *self._heads(column))
            if unit is None:
                evidence += self.caption.unit_said
            through = self._through(column)
            year = None if through or figure is BudgetFigure.TOTAL else self._year(row_year, column)
            item = self._item(column) or subject.item
            self._reading.draft.budgeted.append(
                Budgeted(subject.thing, figure, amount, evidence, year, item=item, scope=subject.scope, through=through)
            )

    def _figure_of_row(self, row: Row) -> BudgetFigure | None:
        """What the amounts of a row are, where the years stand in the heads and what is told of them in the rows."""
        slug = read_head(row.printed[0].words, _LEXICON) if "year_amount" in self.columns.slugs else None
        return _FIGURES.get(slug or "")

    def _record_turned(self, row: Row, figure: BudgetFigure) -> None:
        thing, label = self._subject_above, row.printed[0]
        in_label = patterns("budget_tables")["figures.unit"].search(label.words)
        unit = "%" if figure is BudgetFigure.EXECUTION_RATE else in_label["unit"] if in_label else None
        item = "決算數" if "決算" in label.words else None
        for column, cell in self.columns.pairs(row):
            is_year = thing is not None and column.slug == "year_amount"
            if is_year and thing and (amount := read_amount(self._reading.draft, cell, self.caption, unit=unit)):
                said = (*said_in(cell, "figures.amount"), *said_in(label, "figures.head"), *self._heads(column))
                said += () if unit else self.caption.unit_said
                self._reading.draft.budgeted.append(
                    Budgeted(thing, figure, amount, said, self._year(None, column), item=item)
                )

    def _figures_of_columns(self) -> list[BudgetFigure | None]:
        """What each column holds; None for one that holds again, put otherwise, what a column left of it does."""
        figures: list[BudgetFigure | None] = []
        known: set[tuple[BudgetFigure, int | None, str | None]] = set()
        for column in self.columns.columns:
            figure = self._figure(column)
            key = (figure, self._year(None, column), self._item(column)) if figure else None
            figures.append(None if key in known else figure)
            known |= {key} if key else set()
        return figures

    def _item(self, column: Column) -> str | None:
        """The part or other kind of the money that a column holds: what a lower head adds to 經費, and accounts."""
        if column.slug == "amount" and len(column.cells) > 1:
            lower = column.cells[-1].words
            return None if read_head(lower, _LEXICON) == "amount" else lower
        return "決算審定數" if "審定" in column.words else "決算數" if "決算" in column.words else None

    def _through(self, column: Column) -> int | None:
        match = patterns("budget_tables")["figures.through"].search(column.words)
        return int(match["year"]) + _ROC if match else None

    def _figure(self, column: Column) -> BudgetFigure | None:
        """What a column holds; under bare years what the title says, and what these years cost together is the total.

        What a year is to cost is no budget yet.
        """
        if column.slug == "share_total" and read_head(column.cells[0].words, _LEXICON) == "amount":  # 經費 over 合計
            return self._by_title or BudgetFigure.APPROPRIATED
        if column.slug == "amount":
            return self._by_title or (BudgetFigure.APPROPRIATED if column.words.startswith("經費") else None)
        if column.slug not in _BY_TITLE:
            return _FIGURES.get(column.slug or "")
        is_sum, is_cost = column.slug == "share_total", self._by_title is BudgetFigure.TOTAL
        has_years = "year_amount" in self.columns.slugs
        return self._by_title if has_years and is_sum == is_cost else None

    def _heads(self, column: Column) -> Iterator[Said]:
        for head in column.cells:
            yield from said_in(head, "figures.head")

    def _year(self, row_year: int | None, column: Column) -> int | None:
        """The fiscal year of a figure: in its head, in its row, above the table, or the document's."""
        if in_head := patterns("budget_tables")["figures.year"].search(column.words):
            return int(in_head["year"]) + _ROC
        year = row_year or self.caption.year or self._reading.year
        return year - _YEARS_BACK.get(column.slug or "", 0) if year else None


def _caption(reading: Reading, table: PipeTable, columns: Columns, before: "_FigureFacts | None") -> Caption:
    """What is printed above a table, or above the page before it where nothing is above this one."""
    caption = read_caption(reading.source, table)
    if before and caption.unit is None and before.columns.columns is columns.columns:
        return before.caption
    return caption


def _is_sum(row: Row) -> bool:
    pattern = patterns("plan_tables")["plan_table.sum"]
    return any(pattern.match(cell.words) for cell in row.printed[:2])
