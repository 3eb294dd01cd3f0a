"""Tables of budget figures: what bodies, programmes or years got, were allocated, spent, and at what rate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from graph.model.relations import RelationType
from ingest.extraction.draft import Budgeted, Doubt, Link, Said, Thing
from ingest.extraction.known_agencies import establish_agency, find_agency, read_owners_cell
from ingest.extraction.reading import Reading
from ingest.extraction.tables.table_amounts import read_amount, said_in
from ingest.extraction.tables.table_caption import read_caption, topic_above
from ingest.extraction.words.dates import read_year
from ingest.layout.aligned import Aligned
from ingest.layout.columns import Column, Columns, find_all_columns
from ingest.layout.numbering import read_marker
from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_FIGURES: dict[str, BudgetFigure] = {
    "this_year": BudgetFigure.APPROPRIATED,
    "last_year": BudgetFigure.APPROPRIATED,
    "accounts_before": BudgetFigure.EXECUTED,
    "appropriated": BudgetFigure.APPROPRIATED,
    "allocated": BudgetFigure.ALLOCATED,
    "realized": BudgetFigure.REALIZED,
    "executed": BudgetFigure.EXECUTED,
    "accounts": BudgetFigure.EXECUTED,
    "execution_rate": BudgetFigure.EXECUTION_RATE,
    "total": BudgetFigure.TOTAL,
}
_YEARS_BACK = {"last_year": 1, "accounts_before": 2}
_SUPERVISED = "主管"
_ROC = 1911


@dataclass(frozen=True, slots=True)
class Subject:
    """What the figures of a row are of, and the words that say so."""

    thing: Thing
    said: tuple[Said, ...]
    scope: str | None = None


def read_figure_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record the figures of every table whose rows are bodies or programmes; sums are nobody's."""
    _read(reading, tables, {"agency", "programme"})


def read_year_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record the figures of every table whose rows are years, of whatever the text around it is about."""
    _read(reading, tables, {"year"})


def _read(reading: Reading, tables: Sequence[PipeTable], rows: set[str]) -> None:
    for table, columns in find_all_columns(tables, "budget_columns"):
        if columns.slugs & rows and columns.slugs & _FIGURES.keys() and table.line not in reading.taken:
            _FigureFacts(reading, table, columns).record()
            reading.taken.update(range(table.line, table.line_end + 1))


class _FigureFacts:
    """Records one table, row by row; a name that is printed once holds for the rows below it."""

    def __init__(self, reading: Reading, table: PipeTable, columns: Columns) -> None:
        self._reading = reading
        self._columns = columns
        self._caption = read_caption(reading.source, table)
        self._line = table.line
        self._programmes = [i for i, column in enumerate(columns.columns) if column.slug == "programme"]
        self._named: dict[int, Thing] = {}
        self._body_cell: Cell | None = None
        self._above: Thing | None = None

    def record(self) -> None:
        for row in self._columns.body:
            subject = None if _is_sum(row) else self._subject(row)
            if subject is None:
                continue
            year = self._columns.cell(row, "year")
            for column, cell in self._columns.pairs(row):
                self._record_figure(subject, _year_in(year) if year else None, column, cell)

    # ----------------------------------------------------------------------------------------------------- subjects

    def _subject(self, row: Row) -> Subject | None:
        if self._programmes:
            return self._programme(row)
        if "agency" in self._columns.slugs:
            name = self._columns.cell(row, "agency")
            return self._body(name) if name else None
        thing = topic_above(self._reading, self._line)
        return Subject(thing, ()) if thing else None

    def _programme(self, row: Row) -> Subject | None:
        """The programme of a row: that of its last programme column, part of those in the columns left of it."""
        said: tuple[Said, ...] = ()
        for position in self._programmes:
            cell = row.cells[position] if position < len(row.cells) else None
            if cell and not cell.is_blank:
                thing, said = self._name(cell, row, position)
                self._named = {p: t for p, t in self._named.items() if p < position} | {position: thing}
        if not said and "year" not in self._columns.slugs:
            return None
        thing_of_row = self._named.get(max(self._named, default=-1))
        return Subject(thing_of_row, said) if thing_of_row else None

    def _name(self, cell: Cell, row: Row, position: int) -> tuple[Thing, tuple[Said, ...]]:
        name = _without_mark(cell.text())
        said = tuple(Said(place, "figures.programme") for place in name.places())
        first, last = self._period(row)
        thing = self._reading.draft.thing(EntityType.PROGRAMME, name.text, said, period_start=first, period_end=last)
        whole = next((t for p, t in reversed(self._named.items()) if p < position and t is not thing), None)
        if whole:
            self._reading.draft.links.append(Link(thing, RelationType.PART_OF, whole, said))
        self._body_cell = self._columns.cell(row, "agency") or self._body_cell
        for slug, owner in (("agency", self._body_cell), ("owner", self._columns.cell(row, "owner"))):
            index = self._columns.index(slug)
            if owner and index is not None:
                read_owners_cell(self._reading, thing, owner, self._columns.columns[index].words, said)
        return thing, said

    def _period(self, row: Row) -> tuple[str | None, str | None]:
        period = self._columns.cell(row, "period")
        match = patterns("budget_tables")["share.period"].search(period.words) if period else None
        return (str(int(match["first"]) + _ROC), str(int(match["last"]) + _ROC)) if match else (None, None)

    def _body(self, name: Cell) -> Subject | None:
        """A body, or with 主管 a body and all under it; those listed below it are part of it."""
        text = name.text()
        mention = find_agency(self._reading, text.text, self._caption.year or self._reading.year)
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

    def _record_figure(self, subject: Subject, row_year: int | None, column: Column, cell: Cell) -> None:
        figure = _FIGURES.get(column.slug or "")
        if figure is None:
            return
        in_head = patterns("budget_tables")["figures.unit"].search(column.words)
        unit = "%" if figure is BudgetFigure.EXECUTION_RATE else in_head["unit"] if in_head else None
        if amount := read_amount(self._reading.draft, cell, self._caption, unit=unit):
            evidence = (*said_in(cell, "figures.amount"), *subject.said, *self._heads(column))
            if unit is None:
                evidence += self._caption.unit_said
            year = None if figure is BudgetFigure.TOTAL else self._year(row_year, column)
            item = "決算審定數" if "審定" in column.words else "決算數" if "決算" in column.words else None
            self._reading.draft.budgeted.append(
                Budgeted(subject.thing, figure, amount, evidence, year, item=item, scope=subject.scope)
            )

    def _heads(self, column: Column) -> Iterator[Said]:
        for head in column.cells:
            yield from said_in(head, "figures.head")

    def _year(self, row_year: int | None, column: Column) -> int | None:
        """The fiscal year of a figure: in its head, in its row, above the table, or the document's."""
        if in_head := patterns("budget_tables")["table.year"].search(column.words):
            return int(in_head["year"]) + _ROC
        year = row_year or self._caption.year or self._reading.year
        return year - _YEARS_BACK.get(column.slug or "", 0) if year else None


def _is_sum(row: Row) -> bool:
    pattern = patterns("plan_tables")["plan_table.sum"]
    return any(pattern.match(cell.words) for cell in row.printed[:2])


def _without_mark(name: Aligned) -> Aligned:
    marker = read_marker(name.text)
    return name.slice(marker.end if marker else 0, len(name))


def _year_in(cell: Cell) -> int | None:
    """The year that a row is about, whether 年 or 年度 is printed with it or not."""
    return read_year(f"{cell.words.rstrip('年度')}年度")
