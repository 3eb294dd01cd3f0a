"""Targets and actual values of indicators, from a table that was flattened into lines."""

from collections.abc import Sequence

from graph.model.entities import EntityType
from graph.model.facts import Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Figure, Link, Measured, Printed, Said, Side, Term, Thing, Worked
from ingest.extraction.flat.cell_figures import read_cell
from ingest.extraction.flat.chapter_parts import part_in_table
from ingest.extraction.flat.indicator_rows import IndicatorRows, Row, text_of_words
from ingest.extraction.flat.table_frame import FlatTable
from ingest.extraction.flat.table_heads import Column
from ingest.extraction.known_agencies import establish_agency, find_agency
from ingest.layout.aligned import Aligned
from ingest.layout.flat_table import Word, text_of

_RULE = "indicator_table.row"
_NAME_RULE = "indicator_table.name"
_Time = tuple[Scope, int | None]


def read_indicators(table: FlatTable) -> None:
    """Record every indicator of the table with its targets and actual values."""
    reader = IndicatorRows(table.reading.source, len(table.head.figures))
    for words in table.parts:
        reader.read(words)
    printed = [_record(table, row) for row in reader.rows]
    for row in reader.rows:
        table.take(row.words)
    for words in reader.unread:
        table.doubt(_RULE, f"The row does not fit {reader.width} columns of figures.", words)
    for total in reader.totals:
        rows = [cells for row, cells in zip(reader.rows, printed, strict=True) if row.group is total.group]
        _record_sum(table, total, rows)
        table.take(total.words)


def _record(table: FlatTable, row: Row) -> list[Printed]:
    """Record what a row says of its indicator; the figures of the row, one to a column."""
    draft, source = table.reading.draft, table.reading.source
    name, unit = text_of(source, row.name), text_of_words(row.unit) or None
    subject = part_in_table(table.reading, table.subject, row.group[0].line) if row.group else table.subject
    named = tuple(Said(place, _NAME_RULE) for place in name.places())
    indicator = draft.thing(
        EntityType.INDICATOR,
        name.text.rstrip("。"),
        named,
        told={**table.caption.told("aspect"), "unit": table.said(row.unit, _NAME_RULE) if unit else ()},
        unit=unit,
        aspect=table.caption.aspect,
    )
    draft.links.append(Link(subject, RelationType.MEASURED_BY, indicator, (*named, *subject.evidence[:1])))
    agency = _agency(table, name)
    figures = [read_cell(_cell_text(cell), unit) for cell in row.cells]
    said = (*table.said(row.words, _RULE), *_wordy_said(table, row, figures), *table.head_said(_RULE))
    facts: dict[_Time, Measured] = {}
    for (scope, year), sides in _by_time(table, figures).items():
        if any(_is_stated(figure) for figure in sides.values()):
            measured = Measured(
                subject,
                indicator,
                scope,
                said,
                year=year,
                target=sides.get("target"),
                actual=sides.get("actual"),
                agency=agency,
            )
            draft.measured.append(measured)
            facts[scope, year] = measured
    return [
        Printed(figure, Term(fact, _side(column)) if (fact := facts.get(_time(column))) else None)
        for column, figure in zip(table.head.figures, figures, strict=True)
    ]


def _cell_text(cell: Sequence[Word]) -> str:
    """What a cell says; a note that follows its figure is left out, words that belong together are not."""
    if len(cell) == 1 or read_cell(cell[0].text).words is None:
        return cell[0].text
    return text_of_words(cell)


def _wordy_said(table: FlatTable, row: Row, figures: Sequence[Figure]) -> list[Said]:
    """The places of the cells that are no plain figures, each by itself."""
    wordy = (cell for cell, figure in zip(row.cells, figures, strict=True) if figure.words)
    return [said for cell in wordy for said in table.said(cell, _RULE)]


def _by_time(table: FlatTable, figures: Sequence[Figure]) -> dict[_Time, dict[Side, Figure]]:
    """The target and the actual value of each stretch of time."""
    found: dict[_Time, dict[Side, Figure]] = {}
    for column, figure in zip(table.head.figures, figures, strict=True):
        found.setdefault(_time(column), {})[_side(column)] = figure
    return found


def _time(column: Column) -> _Time:
    return column.scope or Scope.POINT, column.year


def _side(column: Column) -> Side:
    return "target" if column.name == "target" else "actual"


def _is_stated(figure: Figure) -> bool:
    return figure.value is not None or figure.low is not None or figure.words is not None


def _agency(table: FlatTable, name: Aligned) -> Thing | None:
    """The body whose share an indicator is, where its name opens with one."""
    mention = find_agency(table.reading, name.text, table.year)
    if mention is None:
        return None
    said = tuple(Said(place, _NAME_RULE) for place in name.places(mention.start, mention.end))
    return establish_agency(table.reading, mention, said)


def _record_sum(table: FlatTable, total: Row, rows: Sequence[Sequence[Printed]]) -> None:
    """Record of each column that its total is the sum of the rows above it."""
    place = table.said(total.words, "indicator_table.sum")[0].place
    for column, cell in enumerate(total.cells):
        parts = tuple(row[column] for row in rows if row[column].figure.value is not None)
        result = Printed(read_cell(cell[0].text))
        if parts and result.figure.value is not None:
            worked = Worked(result, "+", parts, place, is_whole=len(parts) == len(rows))
            table.reading.draft.worked.append(worked)
