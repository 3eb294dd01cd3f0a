"""Amounts of money in the cells of a table."""

from ingest.extraction.draft import Doubt, Draft, Figure, Said
from ingest.extraction.tables.table_caption import Caption
from ingest.extraction.words.numerals import read_number
from ingest.extraction.words.quantities import find_quantities
from ingest.layout.pipe_table import Cell


def read_amount(draft: Draft, cell: Cell | None, caption: Caption, *, unit: str | None = None) -> Figure | None:
    """The amount in a cell, in the unit printed with it, else in ``unit``, else in the unit above the table.

    Returns: None where nothing or a dash is printed, because unknown is not zero; and, with a doubt, where no number
    can be read or no unit is printed.
    """
    if cell is None or cell.is_blank:
        return None
    if figure := _with_its_unit(cell.words):
        return figure
    value = read_number(cell.words.rstrip("%％"))
    unit = unit or caption.unit
    if value is None or unit is None:
        reason = "is no number" if value is None else "has no unit"
        draft.doubts.extend(
            Doubt("table.amount", f"The amount '{cell.words[:30]}' {reason}.", place)
            for place in cell.text().places()[:1]
        )
        return None
    return Figure(cell.words.rstrip("%％"), value, unit)


def said_in(cell: Cell, rule: str) -> tuple[Said, ...]:
    """The words of a cell as evidence."""
    return tuple(Said(place, rule) for place in cell.text().places())


def _with_its_unit(words: str) -> Figure | None:
    """The amount in a cell that prints its own unit (5億元, 1,200千元)."""
    if not words.endswith("元"):
        return None
    quantities = find_quantities(words)
    whole = quantities[0] if len(quantities) == 1 else None
    return whole.figure if whole and (whole.start, whole.end) == (0, len(words)) else None
