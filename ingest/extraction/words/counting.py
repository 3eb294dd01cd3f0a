"""Which quantities of running text count something."""

import re
from collections.abc import Iterator, Sequence

from ingest.extraction.words.quantities import Quantity
from ingest.rules import patterns

QUOTED = re.compile(r"「[^」]{0,80}」|《[^》]{0,80}》")
"""Quoted words: what is printed in them belongs to a name."""

_TIME_UNITS = frozenset({"年", "個月", "月", "日", "天", "小時", "週", "周", "分鐘", "秒", "歲", "屆", "期"})
_DIGIT = re.compile(r"[\d一二三四五六七八九兩○〇]")
_SENTENCE = re.compile(r"[^。]+")


def find_counting(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities that count something: no spans of time, nothing inside quoted words, no money of a budget."""
    if not quantities:
        return []
    quoted = [match.span() for match in QUOTED.finditer(text)]
    budgets = list(_budget_sentences(text)) if any(map(_is_money, quantities)) else []
    return [
        quantity
        for quantity in quantities
        if _counts(text, quantity)
        and not _is_quoted_part(quantity, quoted)
        and not (_is_money(quantity) and any(start <= quantity.start < end for start, end in budgets))
    ]


def _budget_sentences(text: str) -> Iterator[tuple[int, int]]:
    of_budget = patterns("results")["result.of_budget"]
    return (sentence.span() for sentence in _SENTENCE.finditer(text) if of_budget.search(sentence[0]))


def _counts(text: str, quantity: Quantity) -> bool:
    """Whether a quantity counts something: a span of time does not, nor does 千家, nor 2Gbps in 2Gbps等級."""
    described = patterns("labels")["label.attribute"].match(text[quantity.end : quantity.end + 4])
    return quantity.figure.unit not in _TIME_UNITS and bool(_DIGIT.search(quantity.figure.text)) and not described


def _is_quoted_part(quantity: Quantity, quoted: list[tuple[int, int]]) -> bool:
    """Whether a quantity is part of quoted words, not the whole of them."""
    long = quantity.end - quantity.start
    return any(start <= quantity.start < end and long < end - start - 2 for start, end in quoted)


def _is_money(quantity: Quantity) -> bool:
    return (quantity.figure.unit or "").endswith("元")
