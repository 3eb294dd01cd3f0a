"""What a figure counts, in the words around it; whether that is a level, and whether the figure is an aim."""

import re
from enum import Enum

from ingest.extraction.words.quantities import Quantity
from ingest.rules import patterns

_LONGEST = 40
_SHORTEST = 3  # characters; a shorter noun keeps its verb (帶動投資)
_FARTHEST = 120  # characters before a number in which its name stands
_LEAD = 40  # characters before a figure that may say whether it is an aim
_MONEY_OR_RATE = ("元", "%", "％", "成")
_PARTS = re.compile(r",(?!\d)|[（(](?=[^（()）]{0,40}$)")  # a comma between words, a bracket that stays open
_BRACKETED = re.compile(r"^[（(]?[^（()）]{0,30}[)）]")
_LEVEL_BEFORE = re.compile(r"(?P<name>[^，。；（）()「」]{2,40})[，；]?$")
_LEVEL_ENDS = re.compile(r"[率比例重度模量值力數]")
_NEAR = 16  # characters before the end of a clause in which a level's name ends
_AFTER_NOUN = re.compile(
    r"等(?!級|候)|(?<=[^\s]{2})(?=[一二三四五六七八九十][一二三四五六七八九十百千萬])|(?<=[^\s]{6})(?:並|以利|以供)|(?<=[^\s]{3})(?:可|將|已|預計)"
)


class Standing(Enum):
    """What the words around a figure make of it."""

    AIM = "aim"
    REAL = "real"


def label_of(text: str, quantity: Quantity, start: int) -> str:
    """The name of what a quantity counts: the words before the number from ``start`` on, or the noun after its unit.

    Money and rates are named before their number; what is counted is named behind its unit, where anything is.
    Empty where the words only stand for something named before (目標值, 提升至).
    """
    before = name_before(text[start : quantity.start])
    after = name_after(text[quantity.end : quantity.end + 32])
    if (quantity.figure.unit or "").endswith(_MONEY_OR_RATE):
        only_verb = patterns("labels")["label.bare_verb"].match(before)
        return after if after and only_verb else before or after
    if after and not is_level(before):
        return after
    return before


def name_before(words: str) -> str:
    """The noun phrase that ends where a number begins, without dates, adverbs and the verb of doing."""
    rules = patterns("labels")
    name = _PARTS.split(rules["label.closing"].sub("", words[-_FARTHEST:]))[-1]
    if name.endswith("」"):
        name = name[name.rfind("「") + 1 : -1]
    elif "」" in name and "「" not in name[name.rfind("」") :]:
        name = name[name.rfind("」") + 1 :]
    name = rules["label.opening"].sub("", name)
    bare = rules["label.opening"].sub("", rules["label.doing"].sub("", name))
    name = name if 0 < len(bare) < _SHORTEST else bare
    name = _BRACKETED.sub("", name).strip("「」『』，、：: ")
    return "" if rules["label.pronoun"].match(name) or len(name) > _LONGEST else name


def name_after(words: str) -> str:
    """The noun right behind a unit, up to the next mark or figure."""
    match = patterns("labels")["label.after"].match(words)
    return _AFTER_NOUN.split(match["noun"])[0] if match else ""


def level_before(text: str, start: int, end: int) -> str:
    """The level that the last clause of ``text[start:end]`` ends with (涵蓋率，截至2021年已達), or nothing."""
    if not _LEVEL_ENDS.search(text, max(start, end - _NEAR), end):
        return ""
    match = _LEVEL_BEFORE.search(text, start, end)
    name = name_before(match["name"].rsplit("、", 1)[-1]) if match else ""
    return name if is_level(name) else ""


def is_level(name: str) -> bool:
    """Whether a name is that of a level (rate, share, capacity, output value), not of an effect."""
    rules = patterns("labels")
    return bool(rules["label.level"].search(name)) and not rules["label.flow"].match(name)


def is_term(name: str) -> bool:
    """Whether a name is that of a rate which says nothing of the work: a share of its money, growth over last year."""
    return patterns("labels")["label.term"].search(name) is not None


def standing_of(text: str, quantity: Quantity, start: int) -> Standing | None:
    """What the words between ``start`` and a figure make of it, those nearest to it first; else those behind it."""
    rules = patterns("labels")
    if rules["label.aim_after"].match(text[quantity.end : quantity.end + 80]):
        return Standing.AIM
    lead = text[max(start, quantity.start - _LEAD) : quantity.start]
    said = [(match.start(), standing) for rule, standing in _SAID for match in rules[rule].finditer(lead)]
    return max(said, key=lambda word: word[0])[1] if said else None


_SAID = (("label.aim", Standing.AIM), ("label.real", Standing.REAL))
