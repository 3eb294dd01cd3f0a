"""What every part of the vocabulary is made of: frozen models and descriptions in two languages."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


@dataclass(frozen=True, slots=True)
class Described:
    """What a type, a field, a value or a relation means, in English and in Traditional Chinese."""

    en: str
    zh: str

    def __str__(self) -> str:
        return f"{self.en} {self.zh}"


@dataclass(frozen=True, slots=True)
class Attested:
    """Marks an attribute of which it is known, beside the thing's other evidence, which places print it."""


class Model(BaseModel):
    """A value of the vocabulary: immutable, and nothing in it that the vocabulary does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_PARTIAL_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def _check_partial_date(text: str) -> str:
    if not _PARTIAL_DATE.fullmatch(text):
        raise ValueError(f"{text!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    return text


PartialDate = Annotated[str, AfterValidator(_check_partial_date)]
"""A Gregorian date in the precision it was printed with: ``2021``, ``2021-12`` or ``2021-12-31``."""


def is_partial_date(text: str) -> bool:
    """Whether ``text`` has the form of a :data:`PartialDate`."""
    return _PARTIAL_DATE.fullmatch(text) is not None
