"""What a figure counts, in the words around it; whether that is a level, and whether the figure is an aim."""

import re

from ingest.extraction.words.quantities import Quantity
from ingest.rules import patterns

_LONGEST = 40
_MONEY_OR_RATE = ("元", "%", "％", "成")
_BRACKETED = re.compile(r"^[（(][^（()）]{0,30}[)）]")
_LEVEL_BEFORE = re.compile(r"(?P<name>[^，。；（）()「」]{2,40})[，；]?$")


def label_of(text: str, quantity: Quantity, start: int) -> str:
    """The name of what a quantity counts: the words before the number from ``start`` on, or the noun after its unit.

    Money and rates are named before their number; what is counted is named behind its unit, where anything is.
    Empty where the words only stand for something named before (目標值, 提升至).
    """
    before = name_before(text[start : quantity.start])
    after = name_after(text[quantity.end : quantity.end + 32])
    if (quantity.figure.unit or "").endswith(_MONEY_OR_RATE):
        return before or after
    if after and not is_level(before):
        return after
    return before


def name_before(words: str) -> str:
    """The noun phrase that ends where a number begins, without dates, adverbs and the verb of doing."""
    rules = patterns("labels")
    name = rules["label.closing"].sub("", words)
    if name.endswith("」"):
        name = name[name.rfind("「") + 1 : -1]
    name = rules["label.opening"].sub("", name)
    name = rules["label.doing"].sub("", name)
    name = _BRACKETED.sub("", rules["label.opening"].sub("", name)).strip("「」『』，、：: ")
    return "" if rules["label.pronoun"].match(name) or len(name) > _LONGEST else name


def name_after(words: str) -> str:
    """The noun right behind a unit, up to the next mark or figure."""
    match = patterns("labels")["label.after"].match(words)
    return re.split(r"等(?!級|候)|(?<=[^\s]{6})(?:並|以利|以供)", match["noun"])[0] if match else ""


def level_before(text: str, start: int, end: int) -> str:
    """The level that the last clause of ``text[start:end]`` ends with (涵蓋率，截至2021年已達), or nothing."""
    match = _LEVEL_BEFORE.search(text, start, end)
    name = name_before(match["name"].rsplit("、", 1)[-1]) if match else ""
    return name if is_level(name) else ""


def is_level(name: str) -> bool:
    """Whether a name is that of a level (rate, share, capacity, output value), not of an effect."""
    rules = patterns("labels")
    return bool(rules["label.level"].search(name)) and not rules["label.flow"].match(name)


def is_aim(text: str, quantity: Quantity, start: int) -> bool:
    """Whether the words around a figure make it an aim."""
    rules = patterns("labels")
    return bool(
        rules["label.aim"].search(text[start : quantity.start])
        or rules["label.aim_after"].match(text[quantity.end : quantity.end + 10])
    )
