"""Quantities in running text: a number, its magnitude and unit, and the words that make it a bound or a range."""

import re
from collections.abc import Collection
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from graph.model.values import Bound
from ingest.extraction.draft import Figure
from ingest.extraction.words.numerals import OPENING, RUN, read_number
from ingest.rules import read_rule_file

PERCENT = frozenset({"%", "％"})
"""How a rate in hundredths is printed."""


class Quantity(NamedTuple):
    """A figure with its place; ``text[start:end]`` is the number with its unit, bound words left out."""

    start: int
    end: int
    figure: Figure


class Units(BaseModel):
    """The lexicon of units; ``money`` gives the currency of each of its words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    money: dict[str, str]
    counted: tuple[str, ...]
    counted_arabic: tuple[str, ...]
    measured: tuple[str, ...]
    latin: tuple[str, ...]
    per: tuple[str, ...]
    continued: dict[str, tuple[str, ...]]


@cache
def lexicon() -> Units:
    """The units of ``rules/units.yml``."""
    return read_rule_file("units", Units)


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of ``text`` in printed order, not overlapping.

    ``figure.text`` is the number as printed without white space, with its magnitude words and, for money, its unit
    (5.6億元, 72萬3,097); ``value`` is in ``figure.unit``, which keeps one magnitude (5.6 億元, 4.2 萬戶) and drops
    several (82969212 元, 723097 人次). A range has ``low`` and ``high`` and no value. What no unit follows is no
    quantity: so dates, ordinals, codes, list marks and numbers inside names are left out. ``label`` is left empty.
    """
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        number = _number(text, match)
        if number and (quantity := _range(text, number) or _single(text, number)):
            found.append(quantity)
    return found


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """A value in its base unit: this country's money in ``TWD`` (億元, 千元), a magnitude multiplied out (萬人次).

    Returns: None where the unit is its own base.
    """
    base = _base_of(unit)
    return (value * base[0], base[1]) if base else None


@lru_cache(maxsize=1 << 10)
def _base_of(unit: str) -> tuple[Decimal, str] | None:
    """How many of which base unit a unit is."""
    match = _SCALED.fullmatch(unit.removeprefix("新臺幣").removeprefix("新台幣"))
    if match is None:
        return None
    domestic = lexicon().money.get(match["base"]) == "TWD"
    if not match["scale"] and not domestic:
        return None
    return _factor(match["scale"]), "TWD" if domestic else match["base"]


def without_trillions(figure: Figure) -> Figure:
    """The figure as printed; of 5.7兆元 the number alone, which is what is read back as its value."""
    number = _TRILLIONS.match(figure.text)
    return figure._replace(text=number[0]) if number else figure


class _Number(NamedTuple):
    """A number with the unit right after it, None where nothing there is one; ``scale`` is its one magnitude word."""

    start: int
    end: int
    printed: str
    value: Decimal
    scale: str
    unit: str | None

    @property
    def scaled(self) -> Decimal:
        """The value in the unit with its magnitude."""
        return self.value / _factor(self.scale) if self.scale else self.value


_SCALED = re.compile(r"(?P<scale>[十百千仟]?[萬億兆]|[千仟]|)(?P<base>\D+)")
_NUMBER = re.compile(rf"(?={OPENING})(?<![A-Za-z0-9]-){RUN}")
_SECOND = re.compile(RUN)
_LARGE = re.compile(r"[^萬億兆]+([萬億兆])")
_THOUSAND = re.compile(r"[\d,.]+([千仟])")
_COUNTING = re.compile(r"[二三四五六七八九兩零〇○壹貳參肆伍陸柒捌玖十拾]|一.")
_SIGN = re.compile(r"[-−－▲△]")
_DASH = re.compile(r"[~～\-－–—至到]")
_LEAD = re.compile(
    r"(?:(?P<min>至少|不低於|不少於|超過|超逾|逾|突破|大於|≧|≥|＞|>)"
    r"|(?P<max>不超過|不高於|不逾|至多|最多|小於|≦|≤|＜|<)|(?P<about>約|近))[達了計為約]{0,2}(?:新[臺台]幣|NT\$|US\$)?$"
)
_TAIL = re.compile(r"[（(]?含?[)）]?(?:(?P<min>以上)|(?P<max>以下|以內))")
_PERCENT = "百分之"
_TRILLIONS = re.compile(r"[\d,.]+(?=兆元$)")
_RATES = {*PERCENT, "百分點", "個百分點"}
_ORDINAL = "第"
_VAGUE = re.compile(r"[數幾](?=[十拾百佰千仟萬億兆])|[上週期]")  # before Chinese numerals: 數十億元, 星期三場次
_ROUNDED_AFTER = {"近", "逾", "約"}


def _factor(scale: str) -> Decimal:
    """What a magnitude word multiplies by; the empty one by 1."""
    return (read_number(scale) if scale else None) or Decimal(1)


def _number(text: str, match: re.Match[str]) -> _Number | None:
    """The number at ``match`` with its unit; None where it is no number, an ordinal, or part of a word."""
    (start, end), run = match.span(), match[0]
    value, arabic, scale = _read_run(run)
    before = text[start - 1 : start]
    if value is None or before == _ORDINAL:
        return None
    if before == _PERCENT[-1] and text.startswith(_PERCENT, start - len(_PERCENT)):
        return _Number(start - len(_PERCENT), end, _PERCENT + run, value, "", "%")
    follower = (_units_of_figures() if arabic else _units_of_words()).match(text, end)
    if follower is None:
        return _Number(start, end, run, value, scale, scale or None) if arabic else None
    money = follower["unit"] in lexicon().money
    vague = not arabic and start > 0 and _VAGUE.match(text, start - 1)
    if not arabic and (vague or not (money or _counts(run, follower["unit"], before))):
        return None
    printed = run + ("".join(text[end : follower.end("unit")].split()) if money else "")
    return _Number(start, follower.end(), printed, value, scale, scale + follower["whole"])


def _counts(run: str, unit: str, before: str) -> bool:
    """Whether Chinese numerals count: not 一 (統一, 每一家), a bare magnitude only so: 百噸, 近百家, not 百家爭鳴."""
    return bool(_COUNTING.search(run)) or (run != "一" and (unit in lexicon().measured or before in _ROUNDED_AFTER))


@lru_cache(maxsize=1 << 14)  # nine in ten were read before: years, ordinals, the same sum again
def _read_run(run: str) -> tuple[Decimal | None, bool, str]:
    """The value of a run, None where it is no number; whether it has Arabic figures; its magnitude."""
    return read_number(run), any(c.isdecimal() for c in run), _scale(run)


def _scale(run: str) -> str:
    """The one magnitude word that belongs to the unit: 億 of 5.6億, 仟 of 455,000仟; none of 72萬3,097 or 三百."""
    one = _LARGE.fullmatch(run) or _THOUSAND.fullmatch(run)
    return one[1] if one else ""


@cache
def _units_of_figures() -> re.Pattern[str]:
    """What may follow Arabic figures."""
    return _followers({*_units(), *lexicon().counted_arabic, *lexicon().latin})


@cache
def _units_of_words() -> re.Pattern[str]:
    """What may follow Chinese numerals."""
    return _followers(_units())


def _units() -> set[str]:
    units = lexicon()
    return {*units.money, *units.counted, *units.measured}


def _followers(units: Collection[str]) -> re.Pattern[str]:
    """What may follow a number: 餘, then the longest unit, with what it is reckoned by (噸/日)."""
    per = _alternatives(lexicon().per)
    return re.compile(rf"[餘多]?(?:[大 ]??)(?P<whole>(?P<unit>{_alternatives(units)})(?:[/／每](?:{per}))?)")


def _alternatives(units: Collection[str]) -> str:
    """The units as pattern, longest first."""
    return "|".join(map(_unit, sorted(units, key=lambda unit: (-len(unit), unit))))


def _unit(unit: str) -> str:
    """A unit as pattern: a Latin one ends where the word ends, a Chinese one does not go on as another word."""
    if unit[-1].isascii() and unit[-1].isalnum():
        return re.escape(unit) + "(?![A-Za-z0-9])"
    others = "|".join(lexicon().continued.get(unit, ()))
    return re.escape(unit) + (f"(?!{others})" if others else "")


def _single(text: str, number: _Number) -> Quantity | None:
    """The quantity that one number with its unit is."""
    if number.unit is None:
        return None
    sign, value = _sign(text, number.start, number.unit), number.scaled
    bound, about = _bound(text, number)
    figure = Figure(sign + number.printed, -value if sign else value, number.unit, bound=bound, approximate=about)
    return Quantity(number.start - len(sign), number.end, figure)


def _sign(text: str, start: int, unit: str) -> str:
    """The minus before a number; between Chinese words and anything but a rate a dash is only a dash (桃園-5家)."""
    sign = _SIGN.match(text, start - 1) if start else None
    return sign[0] if sign and (unit in _RATES or not text[start - 2 : start - 1].isalnum()) else ""


def _range(text: str, low: _Number) -> Quantity | None:
    """The range that begins with ``low``: 8-12家, 2%至3%; None where no larger number of its unit follows."""
    dash = _DASH.match(text, low.end)
    match = _SECOND.match(text, dash.end()) if dash else None
    high = _number(text, match) if match else None
    if high is None or high.unit is None or low.unit not in {None, high.unit} or low.scaled >= high.scaled:
        return None
    if text[low.start - 1 : low.start] in {"由", "從"}:  # 由5%至8%: a change, not a range
        return None
    printed = text[low.start : high.start] + high.printed
    figure = Figure("".join(printed.split()), None, high.unit, low=low.scaled, high=high.scaled)
    return Quantity(low.start, high.end, figure)


def _bound(text: str, number: _Number) -> tuple[Bound | None, bool]:
    """Whether the words around a quantity make it a floor or a ceiling, and whether they say about."""
    lead = _LEAD.search(text, max(0, number.start - 12), number.start)
    tail = _TAIL.match(text, number.end)
    said = {match.lastgroup for match in (lead, tail) if match}
    return Bound.MIN if "min" in said else Bound.MAX if "max" in said else None, "about" in said
