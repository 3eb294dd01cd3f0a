"""What cells of a table print: amounts of money, names behind a number."""

import re

from ingest.extraction.draft import Doubt, Draft, Figure, Said
from ingest.extraction.tables.table_caption import Caption
from ingest.extraction.words.dates import read_year
from ingest.extraction.words.numerals import read_number
from ingest.extraction.words.quantities import Quantity, find_quantities
from ingest.layout.aligned import Aligned
from ingest.layout.numbering import read_marker
from ingest.layout.pipe_table import Cell

_YEAR = re.compile(r"(?:民國)?(?P<year>\d{2,4})(?!\d)")
_NOTED = re.compile(r"(?P<whole>[\d,]+(?:\.\d+)?)[（(](?=[^（()）]*[\u4e00-\u9fff])[^（()）]{2,60}[)）]")
_AROUND = re.compile(r"(?:至少|超過|達|逾|約|[≧≥>＞≦≤<＜]){0,2}(?:以上|以下|以內)?")


def read_amount(draft: Draft, cell: Cell | None, caption: Caption, *, unit: str | None = None) -> Figure | None:
    """The amount in a cell, in the unit printed with it, else in ``unit``, else in the unit above the table.

    A bracket with words behind it (48,000(中央36,000縣款12,000)) says what it is made of and is left out.

    Returns: None where nothing or a dash is printed, because unknown is not zero; and, with a doubt, where no number
    can be read or no unit is printed.
    """
    if cell is None or cell.is_blank:
        return None
    if figure := _with_its_unit(cell.words):
        return figure
    noted = _NOTED.fullmatch(cell.words)
    printed = noted["whole"] if noted else cell.words.rstrip("%％")
    value = read_number(printed)
    unit = unit or caption.unit
    if value is None or unit is None:
        reason = "is no number" if value is None else "has no unit"
        draft.doubts.extend(
            Doubt("table.amount", f"The amount '{cell.words[:30]}' {reason}.", place)
            for place in cell.text().places()[:1]
        )
        return None
    return Figure(printed, value, unit)


def read_value(cell: Cell) -> Figure:
    """The figure in a cell that counts anything: a number, a rate, a number with its unit or bound; else its words."""
    printed = cell.words.rstrip("%％")
    if (value := read_number(printed)) is not None:
        return Figure(printed, value, "%" if printed != cell.words else None)
    quantities = find_quantities(cell.words)
    if len(quantities) == 1 and _is_whole(cell.words, quantities[0]):
        return quantities[0].figure
    return Figure(cell.words, words=cell.words)


def _is_whole(words: str, quantity: Quantity) -> bool:
    """Whether a cell holds nothing but a quantity and the words or signs that make it a bound."""
    around = words[: quantity.start] + words[quantity.end :]
    return _AROUND.fullmatch(around) is not None


def said_in(cell: Cell, rule: str) -> tuple[Said, ...]:
    """The words of a cell as evidence."""
    return tuple(Said(place, rule) for place in cell.text().places())


def read_row_year(cell: Cell) -> int | None:
    """The year that a row is about, whether 年 or 年度 is printed with it or not; a note may follow it."""
    match = _YEAR.match(cell.words)
    return read_year(f"{match['year']}年度") if match else None


def without_mark(name: Aligned) -> Aligned:
    """A name without the number of its row before it."""
    marker = read_marker(name.text)
    return name.slice(marker.end if marker else 0, len(name))


def _with_its_unit(words: str) -> Figure | None:
    """The amount in a cell that prints its own unit (5億元, 1,200千元)."""
    if not words.endswith("元"):
        return None
    quantities = find_quantities(words)
    whole = quantities[0] if len(quantities) == 1 else None
    return whole.figure if whole and (whole.start, whole.end) == (0, len(words)) else None
