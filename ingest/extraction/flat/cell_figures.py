"""What the cell of a table says: a number, a blank, a range, a number with a note, or words."""

import re
from decimal import Decimal

from ingest.extraction.draft import Figure
from ingest.extraction.words.numerals import read_number
from ingest.extraction.words.quantities import find_quantities

_NUMERAL = r"\d[\d,，]*(?:\.\d+)?"
_NUMBER = re.compile(rf"[-−－▲△]?{_NUMERAL}\s?[%％]?")
_BLANK = re.compile(r"[-－—–─―‒]{1,3}")
_PLACEHOLDER = re.compile(r"0[0,]*,[0,]*")
_RANGE = re.compile(rf"(?P<low>{_NUMERAL})\s?[-~～－–至]\s?(?P<high>{_NUMERAL})\s?[%％]?")
_NOTED = re.compile(rf"(?P<figure>{_NUMERAL}|[-－—–─―‒]{{1,3}})\s?(?P<note>註\d*|[*※]+|[(（][^()（）]*[)）])")
_SECOND_FIGURE = re.compile(rf"[(（]{_NUMERAL}[)）]")
_MAGNITUDE = re.compile(r"[十百千仟]?[萬億兆]|[千仟](?!瓦|卡|赫)")


def is_figure(text: str) -> bool:
    """Whether ``text`` is nothing but a number, a range, or the dash that stands for nothing."""
    return bool(_NUMBER.fullmatch(text) or _BLANK.fullmatch(text) or _RANGE.fullmatch(text))


def is_placeholder(text: str) -> bool:
    """Whether ``text`` is a number of the form that was never filled in (000,000)."""
    return _PLACEHOLDER.fullmatch(text) is not None


def is_counted(text: str) -> bool:
    """Whether ``text`` is nothing but a number with its unit (900家, 27萬4仟人次)."""
    return any(q.start == 0 and q.end == len(text) for q in find_quantities(text))


def read_cell(text: str, unit: str | None = None) -> Figure:
    """The figure of a cell whose column or row has the unit ``unit``.

    A dash or nothing has no value. A note (註, a bracket with words or a per cent figure) is left out; a second number
    in brackets makes the whole cell words.
    """
    if _NUMBER.fullmatch(text):
        return Figure(text, read_number(text.rstrip("%％ ")), unit)
    if not text or _BLANK.fullmatch(text):
        return Figure(text, unit=unit)
    if match := _RANGE.fullmatch(text):
        return Figure(text, low=read_number(match["low"]), high=read_number(match["high"]), unit=unit)
    if (match := _NOTED.fullmatch(text)) and not _SECOND_FIGURE.fullmatch(match["note"]):
        return read_cell(match["figure"], unit)
    return _read_counted(text, unit) or Figure(text, words=text, unit=unit)


def _read_counted(text: str, unit: str | None) -> Figure | None:
    """The figure of a number that has its own unit, in the magnitude of ``unit``."""
    if not is_counted(text):
        return None
    printed = find_quantities(text)[0].figure.text
    value = read_number(_without_unit(printed))
    magnitude = _MAGNITUDE.match(unit or "")
    scale = read_number(magnitude[0]) if magnitude else None
    return None if value is None else Figure(printed, value / (scale or Decimal(1)), unit)


def _without_unit(printed: str) -> str:
    """A printed figure without the money unit that may be part of it (5.6億元)."""
    return re.sub(r"[^\d.,，十百千仟萬億兆]+$", "", printed)
