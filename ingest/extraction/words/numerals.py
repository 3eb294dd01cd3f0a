"""Printed numbers: Arabic, Chinese and mixed numerals with magnitude words, found and read exactly."""

import re
from decimal import Decimal
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("０１２３４５６７８９")}
_DIGITS |= {"〇": 0, "○": 0, "兩": 2} | {c: i for i, c in enumerate("壹貳參肆伍陸柒捌玖", 1)} | {"参": 3, "叁": 3}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_LARGE = {"萬": 10**4, "億": 10**8, "兆": 10**12}
_HAN = "".join(_DIGITS)
_MAGNITUDES = "".join([*_SMALL, *_LARGE])

OPENING = rf"[\d{_HAN}{_MAGNITUDES}]"
"""Pattern source of the characters that a number opens with."""

RUN = (
    r"(?<![\d.,A-Za-z])"
    rf"(?:(?:\d|(?<=\d)(?:[,.](?=\d)|，(?=\d{{3}}(?!\d))))|[{_HAN}{_MAGNITUDES}]|(?<=[{_HAN}])、(?=[{_HAN}]{{3}})"
    rf"|(?<=[{_HAN}{_MAGNITUDES}])點(?=[{_HAN}])"
    rf"|[餘多](?=[{_MAGNITUDES}])|(?<=億)元(?=\d[\d,]{{0,6}}萬))++"  # 16億元9,643萬: said twice, meant once
)
"""Pattern source of a stretch of text that may be one number; whether it is, :func:`read_number` tells."""

_STEP = re.compile(
    rf"(?P<arabic>\d+(?:[,，]\d+)*+(?:\.\d+)?)|(?P<han>[{_HAN}][{_HAN}、]*|(?=點))(?:點(?P<fraction>[{_HAN}]+))?"
    rf"|(?P<small>[{''.join(_SMALL)}])|(?P<large>[{''.join(_LARGE)}])"
)
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)*+(?:\.[0-9]+)?")  # most numbers are so printed
_SIGNED = re.compile(r"[-−－–▲△](?P<after>.+)|[(（](?P<within>.+)[)）]")
_DROPPED = re.compile(r"[餘多]|(?<=億)元(?=\d)")
_UNSEPARATED = str.maketrans("", "", ",，")


@lru_cache(maxsize=1 << 14)  # nine in ten numbers were read before: years, ordinals, the same sum again
def read_number(text: str) -> Decimal | None:
    """The exact value of a printed number (72萬3,097, 三百二十, 一億五、○○○萬, ▲5.2).

    ``text`` is nothing but the number, white space and a 餘 aside. Misplaced separators are read as digits
    (1220,000), a magnitude word alone counts one (百億); a minus, ▲ or brackets make it negative.

    Returns: None where ``text`` is no number.
    """
    printed = "".join(text.split())
    if _PLAIN.fullmatch(printed):
        return Decimal(printed.replace(",", "")) or Decimal(0)  # 0.00 is 0
    if signed := _SIGNED.fullmatch(printed):
        value = _evaluate(signed["after"] or signed["within"])
        return None if value is None else -value
    return _evaluate(printed)


def _evaluate(printed: str) -> Decimal | None:
    """Add up sections below 萬 and multiply each by the large magnitude that follows it."""
    printed = _DROPPED.sub("", printed)
    total, section, position = Decimal(0), Decimal(0), 0
    digits: Decimal | None = None
    while step := _STEP.match(printed, position):
        if step["small"]:
            section += (1 if digits is None else digits) * _SMALL[step["small"]]
            digits = None
        elif step["large"]:
            factor = _LARGE[step["large"]]
            if digits is None and not section:  # 百萬億: what stands before is multiplied as a whole
                total = (total if position else Decimal(1)) * factor
            else:
                total += (section + (digits or 0)) * factor
            section, digits = Decimal(0), None
        elif digits is not None:  # 2021三: two numbers side by side
            return None
        else:
            digits = _digits(step)
        position = step.end()
    return total + section + (digits or 0) if position and position == len(printed) else None


def _digits(step: "re.Match[str]") -> Decimal:
    if step["arabic"]:
        return Decimal(step["arabic"].translate(_UNSEPARATED))
    whole = "".join(str(_DIGITS[c]) for c in step["han"] if c in _DIGITS)
    fraction = "".join(str(_DIGITS[c]) for c in step["fraction"] or "")
    return Decimal(f"{whole or 0}.{fraction or 0}") if fraction else Decimal(whole or 0)
