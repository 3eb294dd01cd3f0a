"""The rows of a flattened budget table: the fiscal year or phase each is of, and its cells by column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.extraction.flat.cell_figures import is_figure
from ingest.extraction.flat.table_heads import lexicon
from ingest.layout.flat_table import Word

_ROC = 1911
_FISCAL_YEARS = range(60, 150)
_YEARS_APART = 5
_PHASE = re.compile(r"[1-9]")
_YEAR = re.compile(r"\d{2,3}")
_BEGUN = re.compile(r"[\d,]+[.,]|同(?:[(（]|[^\d()（）])?")

SAME = re.compile(r"同(?:[(（]?(?P<letter>[A-Z])[)）]?|(?P<column>[^\d()（）]{2,8}))")
"""A cell that points to another column, by its ``letter`` or its name: 同(A), 同執行率."""


@dataclass(slots=True)
class Cell:
    """What is printed in one column of a row, and the shares by agency in brackets after it."""

    words: list[Word]
    share: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words without white space."""
        return "".join(word.text for word in self.words)


@dataclass(slots=True)
class Row:
    """A fiscal year (Gregorian), or with None the total of a phase; its words follow the label."""

    label: Word
    year: int | None
    phase: int | None
    words: list[Word] = field(default_factory=list)


def read_rows(words: Sequence[Word]) -> Iterator[Row]:
    """The words of the table by row: each begins with its year or 總計, at most with its phase before it."""
    row: Row | None = None
    phase = year = None
    for position, word in enumerate(words):
        following = words[position + 1] if position + 1 < len(words) else None
        if _is_phase(word, following):
            phase = int(word.text)
        elif _opens_year(word, words[position - 1] if position else None, following, year):
            if row:
                yield row
            year = int(word.text)
            row = Row(word, year + _ROC, phase)
        elif word.opens and word.text in lexicon().totals:
            if row:
                yield row
            row = Row(word, None, phase)
        elif row:
            row.words.append(word)
    if row:
        yield row


def _is_phase(word: Word, following: Word | None) -> bool:
    return bool(word.opens and _PHASE.fullmatch(word.text) and following and _is_fiscal_year(following))


def _is_fiscal_year(word: Word) -> bool:
    return bool(_YEAR.fullmatch(word.text)) and int(word.text) in _FISCAL_YEARS


def _opens_year(word: Word, before: Word | None, following: Word | None, last: int | None) -> bool:
    """Whether a word is the label of the next year's row, and not a figure that looks like one."""
    if not _is_fiscal_year(word):
        return False
    number = int(word.text)
    if last is not None and not last < number <= last + _YEARS_APART:
        return False
    if word.opens or (before is not None and before.opens and bool(_PHASE.fullmatch(before.text))):
        return True
    after_remark = before is not None and not _is_cell(before.text)
    return after_remark and number == (last or 0) + 1 and (following is None or _is_cell(following.text))


def _is_cell(text: str) -> bool:
    return is_figure(text) or bool(SAME.fullmatch(text))


def read_cells(words: Sequence[Word]) -> Iterator[Cell]:
    """The cells of a row, up to the words of its remark; what a line end cut (同/(A), 1,490./257) is one."""
    cell: Cell | None = None
    in_bracket = False
    for word in words:
        if cell and (_BEGUN.fullmatch(cell.text) or word.text in {"%", "％"}):
            cell.words.append(word)
        elif cell and (in_bracket or word.text[0] in "(（"):
            cell.share.append(word)
            in_bracket = word.text[-1] not in ")）"
        elif _is_cell(word.text) or _BEGUN.fullmatch(word.text):
            if cell:
                yield cell
            cell = Cell([word])
        else:
            break
    if cell:
        yield cell


def place_cells(cells: Sequence[Cell], width: int, row: Row) -> list[Cell | None] | None:
    """The cells by column: where some are empty, by the blanks these left on the line; a lone one is the first.

    Returns: None where the cells do not tell which columns they are of.
    """
    if len(cells) == width:
        return list(cells)
    if all(not cell.words[0].opens for cell in cells) and not any(w.opens for w in row.words[: len(cells)]):
        placed: list[Cell | None] = [None] * width
        column = -1
        for cell in cells:
            column += cell.words[0].blanks
            if column >= width:
                return None
            placed[column] = cell
        return placed
    if len(cells) <= 1:
        return [*cells, *[None] * (width - len(cells))]
    return None
