"""The budget of a plan by fiscal year and phase, from a table that was flattened into lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.facts import BudgetFigure
from ingest.extraction.draft import Budgeted, Figure, Printed, Said, Term, Thing
from ingest.extraction.flat.budget_rows import SAME, Cell, Row, place_cells, read_cells, read_rows
from ingest.extraction.flat.cell_figures import is_placeholder, read_cell
from ingest.extraction.flat.chapter_titles import read_bodies_only
from ingest.extraction.flat.formulas import work_out
from ingest.extraction.flat.table_frame import FlatTable
from ingest.extraction.flat.table_heads import Column, lexicon
from ingest.extraction.known_agencies import establish_agency
from ingest.layout.flat_table import Word

_RULE = "budget_table.row"
_SHARE_RULE = "budget_table.share"
_FIRST = "appropriated"
_SHARE = re.compile(r"(?P<agency>[^\d:：,，、()（）]{2,20})[:：](?P<amount>\d[\d,]*(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with the figure of each column in which one is printed."""

    row: Row
    cells: dict[str, Cell]
    figures: dict[str, Figure]


def read_budget(table: FlatTable) -> None:
    """Record the amounts of every row."""
    if table.caption.unit is None:
        table.doubt("budget_table.unit", "Amounts without a printed unit.", table.head.words)
        return
    rows = [row for row in read_rows(table.rows) if row.words]
    for row in rows:
        if read := _read_row(table, row):
            _record(table, read)
    for row in rows:
        table.take([row.label, *(word for cell in read_cells(row.words) for word in (*cell.words, *cell.share))])


def _read_row(table: FlatTable, row: Row) -> ReadRow | None:
    """The figures of a row by column; None where nothing is printed, or where it does not fit the head."""
    cells = list(read_cells(row.words))
    columns = table.head.figures
    placed = place_cells(cells, len(columns), row)
    if placed is None:
        table.doubt(_RULE, f"{len(cells)} cells under {len(columns)} columns.", [row.label, *row.words])
        return None
    if any(is_placeholder(cell.text) for cell in cells):
        return None
    by_column = {column.name: cell for column, cell in zip(columns, placed, strict=True) if cell}
    figures = {name: read_cell(cell.text, _unit(table, name)) for name, cell in by_column.items()}
    stated = {name: figure for name, figure in figures.items() if figure.value is not None}
    if stated.keys() - {_FIRST}:  # 同(A) in a row that states nothing else is the form, not yet filled in
        stated |= _pointed_to(columns, by_column, stated)
    return ReadRow(row, by_column, stated) if stated else None


def _unit(table: FlatTable, column: str) -> str | None:
    printed = next((c.unit for c in table.head.columns if c.name == column), None)
    return printed or table.caption.unit


def _pointed_to(columns: Sequence[Column], cells: dict[str, Cell], stated: dict[str, Figure]) -> dict[str, Figure]:
    """The figures of the cells that name another column (同(A), 同執行率)."""
    found = {}
    for name, cell in cells.items():
        if (match := SAME.fullmatch(cell.text)) and (target := _column_named(columns, match)) in stated:
            found[name] = stated[target]._replace(text=cell.text)
    return found


def _column_named(columns: Sequence[Column], match: re.Match[str]) -> str:
    if match["letter"]:
        return next((column.name for column in columns if column.letter == match["letter"]), "")
    return lexicon().tables["budget"].slugs.get(match["column"], "")


def _record(table: FlatTable, read: ReadRow) -> None:
    row, draft = read.row, table.reading.draft
    said = (*table.said([row.label, *_figure_words(read)], _RULE), *table.head_said(_RULE))
    terms = {}
    for figure in BudgetFigure:
        if amount := read.figures.get(figure.value):
            fact = Budgeted(table.subject, figure, amount, said, fiscal_year=row.year, phase=row.phase)
            terms[figure.value] = Term(fact, "amount")
            draft.budgeted.append(fact)
            _record_shares(table, read, figure, said)
    printed = {name: Printed(figure, terms.get(name)) for name, figure in read.figures.items()}
    draft.worked.extend(work_out(table.head.figures, printed, said[0].place))


def _figure_words(read: ReadRow) -> list[Word]:
    return [word for cell in read.cells.values() for word in (*cell.words, *cell.share)]


def _record_shares(table: FlatTable, read: ReadRow, figure: BudgetFigure, said: tuple[Said, ...]) -> None:
    """Record whose part of an amount the brackets after it name (文化部:40,000 技術處:160,000)."""
    words = read.cells[figure.value].share
    for match in _SHARE.finditer("".join(word.text for word in words)):
        if agency := _agency(table, match["agency"], words):
            amount = read_cell(match["amount"], table.caption.unit)
            table.reading.draft.budgeted.append(
                Budgeted(
                    table.subject,
                    figure,
                    amount,
                    (*table.said(words, _SHARE_RULE), *said),
                    fiscal_year=read.row.year,
                    phase=read.row.phase,
                    agency=agency,
                )
            )


def _agency(table: FlatTable, name: str, words: Sequence[Word]) -> Thing | None:
    reading = table.reading
    speaker = reading.speaker.name if reading.speaker else None
    mentions = read_bodies_only(name, speaker=speaker, year=reading.year)
    return establish_agency(reading, mentions[0], table.said(words, _SHARE_RULE)) if len(mentions) == 1 else None
