"""The formulas that the head of a table prints, as what they say of each of its rows: (G)=(C+D+E+F), (C/B)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from ingest.extraction.draft import Printed, Worked
from ingest.extraction.flat.table_heads import Column
from ingest.layout.aligned import Place

_SIGNS: tuple[Literal["+", "-", "/"], ...] = ("+", "-", "/")
_BOTH = 2
_DIGITS = frozenset("0123456789")


def work_out(columns: Sequence[Column], row: Mapping[str, Printed], place: Place) -> Iterator[Worked]:
    """What the formulas of the columns say of a row, given by column.

    What is left open: a rate that is a fact, because it is held against its amounts anyway; a cell that only points to
    another (同執行率); a difference or a rate that lacks a figure. A sum may lack some.
    """
    lettered = {column.letter: row[column.name] for column in columns if column.letter and column.name in row}
    rated = [column.formula[-1] for column in columns if column.formula and "/" in column.formula]
    for column in columns:
        result = row.get(column.name)
        if column.formula is None or result is None or _DIGITS.isdisjoint(result.figure.text):
            continue
        sign, letters = _parse(column.formula)
        parts = [lettered[letter] for letter in letters if letter in lettered]
        is_whole = len(parts) == len(letters)
        if sign == "+" and parts:
            yield Worked(result, sign, tuple(parts), place, is_whole)
        elif sign == "-" and is_whole and len(parts) == _BOTH:
            yield Worked(result, sign, tuple(parts), place)
        elif sign == "/" and is_whole and len(parts) == _BOTH and result.term is None:
            others = [lettered[letter] for letter in rated if letter in lettered and letter not in letters]
            yield Worked(result, sign, (*parts, *others), place)


def _parse(formula: str) -> tuple[Literal["+", "-", "/"] | None, list[str]]:
    """The sign of a formula and its letters; None where it has several signs."""
    letters, signs = formula[::2], set(formula[1::2])
    sign = next((sign for sign in _SIGNS if signs == {sign}), None)
    return sign, list(letters)
