"""The forms of a unit budget (歲出計畫提要及分支計畫概況表): what is printed for each work programme, page by page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ingest.extraction.tables.table_caption import Caption, read_caption
from ingest.layout.cell_outline import Stretches
from ingest.layout.columns import Columns, find_columns, read_head, read_labels
from ingest.layout.document import Layout
from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_LEXICON = "budget_columns"
_PAGE_HEAD_LENGTH = 30
_PAGE_HEAD_REPEATS = 3
_PAGE_HEAD_LINES = 20  # between the table of one page and the next


@dataclass(slots=True)
class Branch:
    """One branch programme: its number and name, its amount, its owners and its explanation, page by page."""

    name: Cell
    amount: Cell | None
    owners: list[Cell] = field(default_factory=list)
    explanation: list[Sequence[Stretches]] = field(default_factory=list)


@dataclass(slots=True)
class BudgetForm:
    """One work programme: its code and name, its amount with label and caption, its branches, its prose cell by cell.

    ``lines`` are the first and the last line that belong to it.
    """

    programme: Cell
    amount: Cell
    label: Cell
    caption: Caption
    lines: tuple[int, int]
    branches: list[Branch] = field(default_factory=list)
    contents: list[Sequence[Stretches]] = field(default_factory=list)
    expected: list[Sequence[Stretches]] = field(default_factory=list)


def find_forms(layout: Layout, tables: Iterable[PipeTable]) -> list[BudgetForm]:
    """The forms of a document in printed order, each with all its pages."""
    reader = _FormReader(layout)
    for table in tables:
        reader.read(table)
    return reader.forms


class _FormReader:
    """Takes the tables in printed order and adds each to the form it belongs to."""

    def __init__(self, layout: Layout) -> None:
        self.forms: list[BudgetForm] = []
        self._layout = layout
        self._columns: Columns | None = None

    @cached_property
    def _page_heads(self) -> set[str]:
        """The lines that pages repeat at their heads; most documents have no form, and nobody asks."""
        repeats = Counter(line.strip() for line in self._layout.source.lines if len(line) <= _PAGE_HEAD_LENGTH)
        return {words for words, count in repeats.items() if count >= _PAGE_HEAD_REPEATS}

    def read(self, table: PipeTable) -> None:
        heads = next((i for i, row in enumerate(table.rows) if _is_branch_head(row)), len(table.rows))
        openings = [row for row in table.rows[:heads] if _labels_of(row)]
        if openings and (labels := _labels_of(openings[0])):
            self._open(table, openings[0], *labels)
        elif heads == len(table.rows) and not self._continues(table):
            return
        if not self.forms:
            return
        form = self.forms[-1]
        self._read_lines(form, table.line)
        if heads < len(table.rows):
            self._columns = find_columns(table, _LEXICON)
        elif not openings and self._columns:
            self._columns = Columns(self._columns.columns, tuple(row for row in table.rows if row.printed))
        _read_body(form, (row for row in table.rows[:heads] if row not in openings))
        if self._columns and not (openings and heads == len(table.rows)):
            _read_branches(form, self._columns)
        form.lines = (form.lines[0], table.line_end)

    def _open(self, table: PipeTable, row: Row, programme: Cell, amount: Cell, label: Cell) -> None:
        """Open a form for the work programme that a row names, unless it is the one that is open."""
        if self.forms and self.forms[-1].programme.words == programme.words:
            return
        if self.forms and not self.forms[-1].branches:
            self._read_lines(self.forms[-1], table.line)
        caption = read_caption(self._layout.source, table)
        self.forms.append(BudgetForm(programme, amount, label, caption, (row.line, row.line)))
        self._columns = None

    def _continues(self, table: PipeTable) -> bool:
        """Whether a table without heads carries on the branches of the page before."""
        return (
            bool(self.forms)
            and self._columns is not None
            and table.is_headless
            and table.line - self.forms[-1].lines[1] <= _PAGE_HEAD_LINES
            and table.width == len(self._columns.columns)
        )

    def _read_lines(self, form: BudgetForm, end: int) -> None:
        """Add what a converter left of the form outside its tables, between the last row and line ``end``."""
        rules = patterns("budget_tables")
        source = self._layout.source
        column = form.expected
        for line in range(form.lines[1] + 1, end):
            words = source.words[line - 1]
            if rules["budget_form.contents"].match(words):
                column = form.contents
            elif rules["budget_form.expected"].match(words):
                column = form.expected
            elif self._is_page_head(line):
                continue
            column.append([[source.span_of(line)]])
        form.lines = (form.lines[0], max(form.lines[1], end - 1))

    def _is_page_head(self, line: int) -> bool:
        words = self._layout.source.lines[line - 1].strip()
        return not words or line in self._layout.furniture or words in self._page_heads


def _is_branch_head(row: Row) -> bool:
    return {"branch", "amount"} <= {read_head(cell.words, _LEXICON) for cell in row.printed}


def _labels_of(row: Row) -> tuple[Cell, Cell, Cell] | None:
    """The work programme and the amount that a form's row names, and the amount's label; None for any other row."""
    labels = read_labels(row, _LEXICON)
    if not {"form_programme", "form_amount"} <= labels.keys():
        return None
    label = next(cell for cell in row.printed if read_head(cell.words, _LEXICON) == "form_amount")
    return labels["form_programme"], labels["form_amount"], label


def _read_body(form: BudgetForm, rows: Iterable[Row]) -> None:
    """Add rows above the branches: what the programme does stands left, what it is to reach stands right of it."""
    for row in rows:
        for cell, column in zip(row.cells, (form.contents, form.expected), strict=False):
            if paragraphs := cell.paragraphs():
                column.append(paragraphs)


def _read_branches(form: BudgetForm, columns: Columns) -> None:
    branch_name = patterns("budget_tables")["budget_form.branch"]
    for row in columns.body:
        name = columns.cell(row, "branch")
        if name and branch_name.match(name.text().text):
            form.branches.append(Branch(name, columns.cell(row, "amount")))
        if not form.branches:
            continue
        if owner := columns.cell(row, "owner"):
            form.branches[-1].owners.append(owner)
        explanation = columns.cell(row, "explanation")
        if explanation and (paragraphs := explanation.paragraphs()):
            form.branches[-1].explanation.append(paragraphs)
