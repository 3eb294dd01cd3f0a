"""Pipe tables of indicators: of what their series are measured."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from graph.model.entities import EntityType
from graph.model.facts import Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Doubt, Figure, Link, Measured, Said, Thing
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.tables.measure_series import LEXICON, UNIT_BEHIND, Series, SeriesReader, is_measure_table
from ingest.extraction.tables.table_amounts import said_in, without_mark
from ingest.extraction.tables.table_caption import read_caption, subject_above, titles_of
from ingest.extraction.words.quantities import PERCENT, to_base
from ingest.layout.aligned import Aligned
from ingest.layout.columns import Columns, find_all_columns
from ingest.layout.pipe_table import PipeTable, Row
from ingest.rules import patterns

_SUBJECTS = ("objective", "item", "work_programme")


def read_measure_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record what the tables measure, of what a column of theirs names or whatever the text around them is about."""
    for table, columns in find_all_columns(tables, LEXICON):
        if table.line not in reading.taken and is_measure_table(columns) and not _tells_of_money(reading, table):
            _MeasureFacts(reading, table, columns).record()
            reading.taken.update(range(table.line, table.line_end + 1))


def _tells_of_money(reading: Reading, table: PipeTable) -> bool:
    """Whether the words above a table make its figures budgets, which are no indicators' values."""
    titles = titles_of(reading.source, table, LEXICON)
    rules = [pattern for name, pattern in patterns("budget_tables").items() if name.startswith("title.")]
    return read_caption(reading.source, table).unit is not None and any(
        rule.search(title.text) for rule in rules for title in titles
    )


class _MeasureFacts:
    """Records one table; the subject that a row names holds for the rows below it."""

    def __init__(self, reading: Reading, table: PipeTable, columns: Columns) -> None:
        self._reading = reading
        self._table = table
        self._columns = columns
        naming = {"objective"} if "indicator" not in columns.slugs else set()
        self._slug = next((slug for slug in _SUBJECTS if slug in columns.slugs - naming), None)

    def record(self) -> None:
        series = SeriesReader(
            self._columns,
            titles_of(self._reading.source, self._table, LEXICON),
            year=read_caption(self._reading.source, self._table).year or self._reading.year,
            present=_present(self._reading),
        ).read()
        if series is None:
            self._doubt("measure_table.indicator", "Targets and values by year, but nothing above names the indicator.")
            return
        named = self._named_by_row() if self._slug else {}
        for one in series:
            if subject := (named.get(one.row.line) if one.row else None) or self._of_table():
                self._record(subject, one)

    # ----------------------------------------------------------------------------------------------------- subjects

    def _named_by_row(self) -> dict[int, Thing]:
        """The aim or the work that each row is about, by its line; a name holds for the rows below it."""
        named: dict[int, Thing] = {}
        subject: Thing | None = None
        for row in self._columns.body:
            subject = self._name(row) or subject
            if subject:
                named[row.line] = subject
        return named

    def _name(self, row: Row) -> Thing | None:
        """The aim or the work that a row names; what the table is about is what it is part of."""
        cell = self._columns.cell(row, self._slug) if self._slug else None
        if cell is None:
            return None
        return self._establish(without_mark(cell.text()), self._subject_above)

    def _establish(self, name: Aligned, whole: Thing | None) -> Thing:
        said = tuple(Said(place, "measure_table.subject") for place in name.places())
        thing = self._reading.draft.thing(EntityType.PROGRAMME, name.text, said)
        if whole and whole is not thing and whole.type in WORKS:
            self._reading.draft.links.append(Link(thing, RelationType.PART_OF, whole, said))
        return thing

    @cached_property
    def _subject_above(self) -> Thing | None:
        return self._aim_above() or subject_above(self._reading, self._table, LEXICON)

    def _of_table(self) -> Thing | None:
        subject = self._subject_above
        if subject is None or subject.type not in WORKS:
            self._doubt(
                "measure_table.subject", "The table measures something, but the text around it names no programme."
            )
            return None
        return subject

    def _aim_above(self) -> Thing | None:
        """The aim that a heading over the table gives (關鍵策略目標：提升能力)."""
        rule = patterns("plan_tables")["measure_table.aim_above"]
        section = self._reading.layout.section_at(self._table.line)
        for opening in (part.opening for part in (section, *section.ancestors())):
            if opening and (match := rule.match(opening.text.text)):
                return self._establish(opening.text.slice(*match.span("name")), self._reading.plan)
        return None

    # -------------------------------------------------------------------------------------------------------- facts

    def _record(self, subject: Thing, series: Series) -> None:
        words = series.name.text
        behind = UNIT_BEHIND.search(words)
        _unify(series)
        unit = series.unit or (behind["unit"] if behind else None) or _common_unit(series)
        said = tuple(Said(place, "measure_table.indicator") for place in series.name.places())
        indicator = self._reading.draft.thing(
            EntityType.INDICATOR,
            words[: behind.start()] if behind else words,
            said,
            told={"unit": _unit_said(series, said)},
            unit=unit,
        )
        self._reading.draft.links.append(Link(subject, RelationType.MEASURED_BY, indicator, said))
        scope = Scope.POINT if unit in PERCENT else Scope.ANNUAL
        for year, value in sorted(series.values.items(), key=lambda item: item[0] or 0):
            evidence = (*value.said, *said)
            self._reading.draft.measured.append(
                Measured(subject, indicator, scope, evidence, year, target=value.target, actual=value.actual)
            )

    def _doubt(self, rule: str, message: str) -> None:
        known = {(doubt.rule, doubt.place.line) for doubt in self._reading.draft.doubts}
        first = next((row.printed[0] for row in self._columns.body), None)
        for place in first.text().places()[:1] if first else ():
            if (rule, place.line) not in known:
                self._reading.draft.doubts.append(Doubt(rule, message, place))


def _unit_said(series: Series, named: Sequence[Said]) -> Iterator[Said]:
    """Where the unit is printed: in cells of its own, else behind the name, else with the values."""
    if series.unit:
        yield from (said for cell in series.units for said in said_in(cell, "measure_table.indicator"))
    elif UNIT_BEHIND.search(series.name.text):
        yield from named
    else:
        yield from (said for value in series.values.values() for said in value.said)


def _unify(series: Series) -> None:
    """Give values that are printed in several magnitudes of one unit (10萬輛, 12萬3,456輛) in the unit itself."""
    if _common_unit(series):
        return
    for value in series.values.values():
        value.target, value.actual = map(_in_base, (value.target, value.actual))


def _in_base(figure: Figure | None) -> Figure | None:
    if figure is None or figure.value is None or figure.unit is None:
        return figure
    base = to_base(figure.value, figure.unit)
    return figure._replace(value=base[0], unit=base[1]) if base and base[1] != "TWD" else figure


def _common_unit(series: Series) -> str | None:
    """The unit printed with every value, where it is the same one."""
    units = {figure.unit for value in series.values.values() for figure in value.figures}
    return units.pop() if len(units) == 1 else None


def _present(reading: Reading) -> int | None:
    """The first year whose values are still aims: that of a plan, the one after that of a report on what was done."""
    title = reading.document.name if reading.document else ""
    looks_back = patterns("plan_tables")["measure_table.looks_back"].search(title) is not None
    return reading.year + looks_back if reading.year else _year_of_session(reading)


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
