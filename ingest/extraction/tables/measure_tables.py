"""Pipe tables of indicators: one value a year, or a target beside what was reached."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.entities import EntityType
from graph.model.facts import Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Doubt, Figure, Link, Measured, Said, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.tables.table_amounts import said_in
from ingest.extraction.tables.table_caption import read_caption, topic_above
from ingest.extraction.words.dates import read_year
from ingest.extraction.words.numerals import read_number
from ingest.layout.columns import Column, Columns, find_all_columns, is_number
from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_MEASURED = (EntityType.PLAN, EntityType.PROGRAMME)
_VALUES = ("year_value", "target", "actual")
_UNIT_BEHIND = re.compile(r"[（(](?P<unit>[^（()）]{1,8})[)）]$")
_PLANNED = re.compile(r"目標|預估|預算|預期|預定")
_REACHED = re.compile(r"實際|實績|達成|執行")
_RATES = frozenset({"%", "％"})


@dataclass(slots=True)
class Values:
    """What is printed for one year: a target, a value reached, or both, and where."""

    target: Figure | None = None
    actual: Figure | None = None
    said: tuple[Said, ...] = ()


def read_measure_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record what the tables measure, of whatever the text around them is about."""
    for table, columns in find_all_columns(tables, "plan_columns"):
        if table.line not in reading.taken and _is_measure_table(columns):
            subject = topic_above(reading, table.line)
            if subject is None or subject.type not in _MEASURED:
                _doubt(reading, columns)
                continue
            for row in columns.body:
                _MeasureRow(reading, table, columns, row).record(subject)
            reading.taken.update(range(table.line, table.line_end + 1))


def _is_measure_table(columns: Columns) -> bool:
    """Two years or more, or indicators with a target or a value reached."""
    years = sum(column.slug == "year_value" for column in columns.columns)
    return years > 1 or ("indicator" in columns.slugs and bool(columns.slugs & {"target", "actual"}))


def _doubt(reading: Reading, columns: Columns) -> None:
    for row in columns.body[:1]:
        for place in row.cells[0].text().places()[:1]:
            message = "The table measures something, but the text around it names no programme."
            reading.draft.doubts.append(Doubt("measure_table.subject", message, place))


class _MeasureRow:
    """One row: an indicator and its values."""

    def __init__(self, reading: Reading, table: PipeTable, columns: Columns, row: Row) -> None:
        self._reading = reading
        self._columns = columns
        self._row = row
        self._caption_year = read_caption(reading.source, table).year

    def record(self, subject: Thing) -> None:
        name = self._name_cell()
        if name is None:
            return
        values = self._values()
        words = name.text().text
        behind = _UNIT_BEHIND.search(words)
        unit = self._unit() or (behind["unit"] if behind else None)
        if not values or patterns("plan_tables")["plan_table.sum"].match(words):
            return
        said = said_in(name, "measure_table.indicator")
        indicator_name = words[: behind.start()] if behind else words
        indicator = self._reading.draft.thing(EntityType.INDICATOR, indicator_name, said, unit=unit)
        self._reading.draft.links.append(Link(subject, RelationType.MEASURED_BY, indicator, said))
        scope = Scope.POINT if unit in _RATES else Scope.ANNUAL
        for year, value in values.items():
            evidence = (*value.said, *said)
            self._reading.draft.measured.append(
                Measured(subject, indicator, scope, evidence, year, target=value.target, actual=value.actual)
            )

    def _name_cell(self) -> Cell | None:
        """The indicator's cell: its column's, else the first that holds words."""
        if named := self._columns.cell(self._row, "indicator"):
            return named
        return next((cell for cell in self._row.printed[:1] if not is_number(cell.words)), None)

    def _unit(self) -> str | None:
        cell = self._columns.cell(self._row, "unit")
        return cell.words if cell else None

    def _values(self) -> dict[int | None, Values]:
        """The values of the row by year."""
        values: dict[int | None, Values] = {}
        for column, cell in self._columns.pairs(self._row):
            if column.slug not in _VALUES or cell.is_blank:
                continue
            year = _year_of(column) or self._caption_year or self._reading.year
            here = values.setdefault(year, Values())
            if self._is_target(column, year):
                here.target = _figure(cell)
            else:
                here.actual = _figure(cell)
            heads = (said for head in column.cells for said in said_in(head, "measure_table.head"))
            here.said += (*said_in(cell, "measure_table.value"), *heads)
        return values

    def _is_target(self, column: Column, year: int | None) -> bool:
        """Whether a value is yet to be reached: as its head says, else by its year."""
        if column.slug != "year_value":
            return column.slug == "target"
        if _PLANNED.search(column.words) or _REACHED.search(column.words):
            return bool(_PLANNED.search(column.words))
        present = self._reading.year or _year_of_session(self._reading)
        return bool(year and present and year >= present)


def _figure(cell: Cell) -> Figure:
    """The number in a cell, a percent sign aside; words where it is no number."""
    printed = cell.words.rstrip("%％")
    value = read_number(printed)
    return Figure(cell.words, words=cell.words) if value is None else Figure(printed, value)


def _year_of(column: Column) -> int | None:
    digits = column.words[:4]
    return read_year(column.words) or (int(digits) if digits.isdecimal() and len(digits) == 4 else None)


def _year_of_session(reading: Reading) -> int | None:
    """The year of the session of parliament that the document is of.

    A term has two sessions a year and lasts three years, from the seventh (2008) on four: 憲法增修條文第四條.
    """
    name = reading.document.name if reading.document else ""
    match = patterns("plan_tables")["measure_table.session"].search(name)
    if match is None:
        return None
    term = int(match["term"])
    first = 2008 + 4 * (term - 7) if term >= 7 else 1999 + 3 * (term - 4)
    return first + (int(match["session"]) - 1) // 2
