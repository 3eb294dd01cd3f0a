"""Planned and actual progress, of the year and of the whole, from a table that was flattened into lines."""

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Link, Measured, Printed, Term, Worked
from ingest.extraction.flat.cell_figures import is_figure, read_cell
from ingest.extraction.flat.table_frame import FlatTable
from ingest.extraction.flat.table_heads import ProgressRow, lexicon
from ingest.layout.flat_table import Word, lines_of

_RULE = "progress_table.row"
_UNIT = "%"


def read_progress(table: FlatTable) -> None:
    """Record each row's planned and actual progress."""
    for line in lines_of(table.rows):
        row = lexicon().progress_rows.get(line[0].text)
        cells = [word for word in line[1:] if is_figure(word.text)]
        if row is None:
            continue
        if len(cells) != len(table.head.figures):
            table.doubt(_RULE, f"{len(cells)} figures under {len(table.head.figures)} columns.", line)
            continue
        _record(table, row, line, cells)
        table.take(line)


def _record(table: FlatTable, row: ProgressRow, line: list[Word], cells: list[Word]) -> None:
    draft, said = table.reading.draft, (*table.said(line, _RULE), *table.head_said(_RULE))
    unit = table.caption.unit or _UNIT
    figures = {column.name: read_cell(cell.text, unit) for column, cell in zip(table.head.figures, cells, strict=True)}
    indicator = draft.thing(
        EntityType.INDICATOR,
        row.indicator,
        said[:1],
        aliases=[line[0].text],
        told={**table.caption.told("unit"), "aspect": said[:1]},
        unit=unit,
        aspect=row.aspect,
    )
    draft.links.append(Link(table.subject, RelationType.MEASURED_BY, indicator, (*said, *table.subject.evidence[:1])))
    measured = Measured(
        table.subject,
        indicator,
        row.scope,
        said,
        year=table.year,
        target=figures["planned"],
        actual=figures["actual"],
        as_of=table.caption.as_of,
    )
    draft.measured.append(measured)
    if difference := figures.get("difference"):
        actual = Printed(figures["actual"], Term(measured, "actual"))
        planned = Printed(figures["planned"], Term(measured, "target"))
        draft.worked.append(Worked(Printed(difference), "-", (actual, planned), said[0].place))
