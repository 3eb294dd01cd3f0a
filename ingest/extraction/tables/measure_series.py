"""The series of values in a table of indicators: one a row, one a column of years, or one whose sides are rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.extraction.draft import Figure, Said
from ingest.extraction.tables.table_amounts import read_row_year, read_value, said_in, without_mark
from ingest.extraction.words.dates import read_year
from ingest.layout.aligned import Aligned
from ingest.layout.columns import Column, Columns, is_number, read_head
from ingest.layout.pipe_table import Cell, Row
from ingest.rules import patterns

LEXICON = "plan_columns"
"""The heads that tables of indicators are known by."""

UNIT_BEHIND = re.compile(r"[（(](?:單位[：:])?(?P<unit>[^（()）]{1,8})[)）]$")
"""The unit of an indicator behind its name."""

_SIDES = frozenset({"target", "actual"})
_VALUES = frozenset({"year_value", *_SIDES})
_SIDE_BEHIND = re.compile(r"[（(－-]?(?P<side>目標|實際|達成)值?[)）]?$")
_PLANNED = re.compile(r"目標|預估|預算|預期|預定")
_REACHED = re.compile(r"實際|實績|達成|執行")


@dataclass(slots=True)
class Values:
    """What is printed for one year: a target, a value reached, or both, and where."""

    target: Figure | None = None
    actual: Figure | None = None
    said: tuple[Said, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those of the two that are printed."""
        return tuple(figure for figure in (self.target, self.actual) if figure)


@dataclass(slots=True)
class Series:
    """An indicator with its values by year; ``name`` may end in its unit, ``row`` is the one it stands in.

    ``units`` are the cells that print its unit beside the name.
    """

    name: Aligned
    row: Row | None = None
    unit: str | None = None
    units: tuple[Cell, ...] = ()
    values: dict[int | None, Values] = field(default_factory=dict)


def is_measure_table(columns: Columns) -> bool:
    """Two years or more, indicators with a target or a value reached, or rows of years."""
    years = sum(column.slug == "year_value" for column in columns.columns)
    has_values = bool(columns.slugs & _SIDES) or years > 0
    return years > 1 or "year" in columns.slugs or (bool(columns.slugs & {"indicator", "objective"}) and has_values)


@dataclass(frozen=True, slots=True)
class SeriesReader:
    """Reads the series of one table; ``year`` holds where no head says one, ``present`` tells what is still to come.

    ``titles`` are the words above the table.
    """

    columns: Columns
    titles: Sequence[Aligned]
    year: int | None
    present: int | None

    def read(self) -> list[Series] | None:
        """The series that have values; None where the rows are sides of an indicator that nothing names."""
        sides = list(self._sides())
        if sides:
            name = self._indicator_above()
            return None if name is None else [self._turned(name, sides)]
        series = self._by_year() if "year" in self.columns.slugs else self._by_row()
        return [one for one in series if one.values]

    # ------------------------------------------------------------------------------------------------------ by row

    def _by_row(self) -> list[Series]:
        """Each row as an indicator; rows of one name and two sides (甲率（目標值）, 甲率（實際值）) as one."""
        found: dict[tuple[str, int], Series] = {}
        for row in self.columns.body:
            cell = self._name_cell(row)
            if cell is None or patterns("plan_tables")["plan_table.sum"].match(cell.words):
                continue
            name = without_mark(cell.text())
            side = _SIDE_BEHIND.search(name.text)
            name = name.slice(0, side.start()) if side else name
            unit = self.columns.cell(row, "unit")
            key = (name.text, 0 if side else row.line)
            series = found.setdefault(key, Series(name, row, unit.words if unit else None, (unit,) if unit else ()))
            for column, value in self.columns.pairs(row):
                if column.slug in _VALUES:
                    self._add(series, column, value, is_target=side["side"] == "目標" if side else None)
        return list(found.values())

    def _name_cell(self, row: Row) -> Cell | None:
        """The indicator's cell: its column's, else that of the aim, else the first that holds words."""
        for slug in ("indicator", "objective"):
            if slug in self.columns.slugs:
                return self.columns.cell(row, slug)
        return next((cell for cell in row.printed[:1] if not is_number(cell.words)), None)

    # ---------------------------------------------------------------------------------------------------- by year

    def _by_year(self) -> list[Series]:
        """Each column of figures as an indicator; one over a target and a value reached has both."""
        found: dict[str, Series] = {}
        for place, column in enumerate(self.columns.columns):
            head = self._head_of_figures(place, column)
            if head is None:
                continue
            series = found.setdefault(head.words, Series(head.text()))
            for row in self.columns.body:
                year = self.columns.cell(row, "year")
                if year and place < len(row.cells) and (number := read_row_year(year)):
                    self._add(series, column, row.cells[place], is_target=None, year=number)
        return list(found.values())

    def _head_of_figures(self, place: int, column: Column) -> Cell | None:
        """The head that names what a column counts; None for a column of words or of what others add up to."""
        cells = [row.cells[place].words for row in self.columns.body if place < len(row.cells)]
        is_side = column.slug in _SIDES and len(column.cells) > 1
        if not (is_side or column.slug is None) or not column.cells or sum(map(is_number, cells)) * 2 <= len(cells):
            return None
        derived = patterns("plan_tables")["measure_table.derived"].search(column.words)
        return None if derived else column.cells[0 if is_side else -1]

    # ------------------------------------------------------------------------------------------------------ turned

    def _sides(self) -> Iterator[tuple[str, Row]]:
        """The rows that are targets or what was reached, where these stand in the rows."""
        for row in self.columns.body:
            slug = read_head(row.printed[0].words, LEXICON)
            if slug in _SIDES:
                yield slug, row

    def _turned(self, name: Aligned, sides: Sequence[tuple[str, Row]]) -> Series:
        """The one indicator of which the rows are the targets and what was reached."""
        heads = [
            (unit["unit"], row.printed[0]) for _, row in sides if (unit := UNIT_BEHIND.search(row.printed[0].words))
        ]
        is_one = len({unit for unit, _ in heads}) == 1
        series = Series(name, unit=heads[0][0] if is_one else None, units=tuple(cell for _, cell in heads))
        for slug, row in sides:
            for column, cell in list(self.columns.pairs(row))[1:]:
                if column.slug in _VALUES:
                    self._add(series, column, cell, is_target=slug == "target")
        return series

    def _indicator_above(self) -> Aligned | None:
        rule = patterns("plan_tables")["measure_table.indicator_above"]
        for title in self.titles:
            if match := rule.search(title.text):
                return title.slice(*match.span("name"))
        return None

    # ------------------------------------------------------------------------------------------------------ values

    def _add(
        self, series: Series, column: Column, cell: Cell, *, is_target: bool | None, year: int | None = None
    ) -> None:
        if cell.is_blank:
            return
        year = year or _year_of(column) or self.year
        here = series.values.setdefault(year, Values())
        if self._is_target(column, year) if is_target is None else is_target:
            here.target = read_value(cell)
        else:
            here.actual = read_value(cell)
        heads = (said for head in column.cells for said in said_in(head, "measure_table.head"))
        here.said += (*said_in(cell, "measure_table.value"), *heads)

    def _is_target(self, column: Column, year: int | None) -> bool:
        """Whether a value is yet to be reached: as its head says, else by its year."""
        if column.slug in _SIDES:
            return column.slug == "target"
        if _PLANNED.search(column.words) or _REACHED.search(column.words):
            return bool(_PLANNED.search(column.words))
        return bool(year and self.present and year >= self.present)


def _year_of(column: Column) -> int | None:
    digits = column.words[:4]
    return read_year(column.words) or (int(digits) if digits.isdecimal() and len(digits) == 4 else None)
