"""Dates and periods in running text: years of the Republic and Gregorian ones, as precise as they are printed."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from graph.model.base import PartialDate
from ingest.extraction.words.numerals import read_number
from ingest.rules import patterns


class Date(NamedTuple):
    """A date with its place; ``value`` is YYYY, YYYY-MM or YYYY-MM-DD.

    ``text[start:end]`` takes in 底 and 度. The end of a year (110年底) is its last month. ``inherited`` says that the
    year is not printed with the date.
    """

    start: int
    end: int
    value: PartialDate
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with its place; ``first`` and ``last`` in the precision they are printed with."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate


def find_dates(text: str, *, year: int | None = None) -> list[Date]:
    """The dates of ``text`` in printed order, not overlapping.

    A month without year takes the year last printed before it in ``text``, else ``year`` (Gregorian); 本年 and 去年
    count from ``year``. What has no year even so is left out, as are durations (為期8年), decimals and 每月.
    """
    found: list[Date] = []
    last, slashes = year, False
    for match in _date().finditer(text):
        if _is_fraction(match, slashes=slashes):
            continue
        known = _year(match, last=last, current=year)
        value = _partial_date(known, match)
        if known is not None and value is not None:
            found.append(Date(*match.span(), value, inherited=_printed_year(match) is None))
            last, slashes = known, slashes or bool(match["year_a"])
    return found


@lru_cache(maxsize=1 << 12)  # names are asked again and again
def find_periods(text: str) -> tuple[Period, ...]:
    """The stretches of time in ``text``, in printed order: 104/4/10~112/12/31, 107-114年, （104~109）, 1月至8月.

    What runs to the end of a year (至112年底) runs to that year.
    """
    until, bare_years = patterns("dates")["dates.until"], patterns("dates")["dates.bare_years"]
    spans = [
        Period(first.start, last.end, first.value, last.value[:4] if text[last.end - 1] in "底末" else last.value)
        for first, last in pairwise(find_dates(text))
        if until.search(text[first.end : last.start]) and first.value[: len(last.value)] <= last.value
    ]
    bare = [
        Period(match.start("first"), match.end("last"), str(first), str(last))
        for match in bare_years.finditer(text)
        if (first := _gregorian(int(match["first"]))) and (last := _gregorian(int(match["last"]))) and first <= last
    ]
    return tuple(sorted([*spans, *bare], key=lambda period: period.start))


@lru_cache(maxsize=1 << 12)
def read_year(text: str) -> int | None:
    """The first year printed in ``text`` (110年度, 2021年, 民國九十三年), Gregorian; None where there is none."""
    return next((int(date.value[:4]) for date in find_dates(text) if not date.inherited), None)


_REPUBLIC = 1911
_FORMS = ("dates.day", "dates.day_without_year", "dates.month", "dates.worded", "dates.month_without_year")
_OPENS = (
    r"(?=[\d〇零○一二三四五六七八九十百民西本明去上全前今同當（(])"  # what no date opens with is passed over at once
)
_OFFSETS = {"本": 0, "今": 0, "當": 0, "去": -1, "上": -1, "明": 1}  # 同年 is the year last printed


@cache
def _date() -> re.Pattern[str]:
    rules = patterns("dates")
    forms = "|".join(rules[form].pattern for form in _FORMS)
    return re.compile(rf"{_OPENS}(?<![\d./A-Za-z+$])(?<!\d,)(?:{forms})")


_YEARS = tuple(f"year_{form}" for form in "acde")
_MONTHS = tuple(f"month_{form}" for form in "abcdf")
_DAYS = tuple(f"day_{form}" for form in "abdf")
"""The groups in which the forms print a year, a month, a day."""


def _first(match: re.Match[str], groups: tuple[str, ...]) -> str | None:
    """What the form that matched prints in one of these groups."""
    return next(filter(None, match.group(*groups)), None)


def _printed_year(match: re.Match[str]) -> str | None:
    return _first(match, _YEARS)


def _year(match: re.Match[str], *, last: int | None, current: int | None) -> int | None:
    """The Gregorian year of a match: printed, or the one it counts from; None where there is none."""
    if printed := _printed_year(match):
        return _read_year(match, printed)
    word = match["word"]
    if word and word[0] in _OFFSETS:
        return None if current is None else current + _OFFSETS[word[0]]
    return last


def _read_year(match: re.Match[str], printed: str) -> int | None:
    """The year that a number is; None where it is too small for one, or a duration."""
    number = read_number(printed)
    exact = match["era"] or match["month_d"] or "度" in match[0]
    year = _gregorian(int(number or 0), least=1 if match["era"] == "民國" else 20 if exact else 60)
    if year is None or exact or match["year_d"] is None or len(printed) == 4:
        return year
    rules, text, (start, end) = patterns("dates"), match.string, match.span()
    before, after = text[max(0, start - 3) : start], text[end : end + 2]
    deadline = match["ending"] or (len(printed) == 3 and rules["dates.deadline_after"].match(after))
    lasts = rules["dates.duration_before"].search(before) or (
        not deadline and rules["dates.duration_after"].match(after)
    )
    return None if lasts else year


def _gregorian(number: int, *, least: int = 60) -> int | None:
    """A printed year as Gregorian: up to three digits count from 1911; None outside the years documents speak of."""
    if least <= number <= 150:
        return number + _REPUBLIC
    return number if 1900 <= number <= 2100 else None


def _partial_date(year: int | None, match: re.Match[str]) -> PartialDate | None:
    """The date in its precision; None where month or day cannot be."""
    month, day = _number(_first(match, _MONTHS)), _number(_first(match, _DAYS))
    if year is None or (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if month is None:
        return f"{year}-12" if match["ending"] else f"{year}"
    return f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}"


def _number(printed: str | None) -> int | None:
    value = read_number(printed) if printed else None
    return None if value is None else int(value)


def _is_fraction(match: re.Match[str], *, slashes: bool) -> bool:
    """Whether 4/27 or 111.1 may be a number: neither 日 nor brackets nor an earlier 110/2/26 say that it is a date."""
    day, month = match["month_b"], match["month_c"]
    if not day and not (month and len(month) == 1):
        return False
    text, (start, end) = match.string, match.span()
    bracketed = text[start - 1 : start] in {"(", "（"} and text[end : end + 1] in {")", "）"}
    return not (bracketed or (day and (slashes or match["day_word"])))
