"""Figures as printed and as read: exact numbers, bounds, ranges, and absence that says its kind."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from graph.model.base import Described, Model, PartialDate


class Absence(StrEnum):
    """Why a value is not there: unknown is not zero."""

    NOT_STATED = "not_stated"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"


class Bound(StrEnum):
    """Whether a printed figure is a floor or a ceiling of the value."""

    MIN = "min"
    MAX = "max"


class Value(Model):
    """A figure of a fact: the words as printed beside what they mean."""

    value: Annotated[
        Decimal | None,
        Described("The number in the printed unit; null where none is printed.", "以原印單位計之數值；未印則為空。"),
    ] = None
    text: Annotated[str | None, Described("The figure as printed.", "原文所印之數字。")] = None
    unit: Annotated[str | None, Described("The unit as printed.", "原文所印之單位。")] = None
    normalised: Annotated[
        Decimal | None, Described("The number in the base unit, 元 for money.", "換算為基本單位之數值，金額為元。")
    ] = None
    normalised_unit: Annotated[str | None, Described("The base unit.", "基本單位。")] = None
    low: Annotated[Decimal | None, Described("The lower end of a printed range.", "所印區間之下限。")] = None
    high: Annotated[Decimal | None, Described("The upper end of a printed range.", "所印區間之上限。")] = None
    date: Annotated[PartialDate | None, Described("The date, where the value is one.", "值為日期時之日期。")] = None
    bound: Annotated[
        Bound | None,
        Described("Whether the words make it a floor or a ceiling (至少, 不超過).", "文字是否使其為下限或上限。"),
    ] = None
    approximate: Annotated[bool, Described("Whether the words say about (約).", "文字是否稱「約」。")] = False
    absence: Annotated[
        Absence | None, Described("Why there is no value; null where there is one.", "無值之原因；有值則為空。")
    ] = None

    @property
    def number(self) -> Decimal | None:
        """The number lists are ordered and filtered by: normalised where known, so that 千元 and 億元 compare."""
        return self.normalised if self.normalised is not None else self.value


class Quantity(Model):
    """One counted thing in an outcome."""

    label: Annotated[str, Described("What is counted, in the words of the text.", "所計之事物，依原文。")]
    value: Annotated[Decimal | None, Described("The number in the printed unit.", "以原印單位計之數值。")] = None
    text: Annotated[str | None, Described("The figure as printed.", "原文所印之數字。")] = None
    unit: Annotated[str | None, Described("The unit as printed.", "原文所印之單位。")] = None
    bound: Annotated[Bound | None, Described("Floor or ceiling, where said.", "下限或上限（如有敘明）。")] = None


NOT_STATED = Value(absence=Absence.NOT_STATED)
"""The value of what a document does not speak of."""
