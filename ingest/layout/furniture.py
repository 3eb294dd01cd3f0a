"""Page furniture: the lines a page prints of itself, its number and its running head."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ingest.layout.numbering import read_marker
from ingest.readers.source import Source
from ingest.rules import patterns

_PAGE_LENGTHS = (15, 150)  # lines to a page, blank ones counted; what lies outside is no page
_STEADY = 0.2  # how far page lengths may lie from their median
_NUMBER_LENGTH = 8  # characters of a page number with all that stands around it
_HEAD_LENGTH = 30
_HEAD_REPEATS = 3
_SENTENCE = re.compile(r"[。，；：:|]|單位")


def find_furniture(source: Source) -> frozenset[int]:
    """The numbers of the lines that belong to the page and not to the text."""
    numbers = _page_numbers(source) | _chapter_pages(source)
    return frozenset(numbers | _heads_beside(source, numbers) | _repeated_heads(source))


def _page_numbers(source: Source) -> set[int]:
    """Lone numbers that grow with the lines at a steady rate; table cells do not."""
    found = [(line, int(match["page"])) for line, match in _matching(source, "furniture.page_number")]
    rates = sorted(line / page for line, page in found if page > 1)
    rates = [rate for rate in rates if _PAGE_LENGTHS[0] <= rate <= _PAGE_LENGTHS[1]]
    if not rates:
        return set()
    usual = rates[len(rates) // 2]
    steady = {line for line, page in found if abs(line - page * usual) <= max(_STEADY * line, usual)}
    return steady if 2 * len(steady) > len(found) else set()


def _chapter_pages(source: Source) -> set[int]:
    """Numbers such as 8-1, 8-2 that count up within their chapter, or the only one of a document."""
    chapters: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, match in _matching(source, "furniture.chapter_page"):
        chapters[match["chapter"]].append((number, int(match["page"])))
    return {
        line
        for pages in chapters.values()
        if all(later > earlier for (_, earlier), (_, later) in pairwise(pages))
        for line, _ in pages
    }


def _matching(source: Source, rule: str) -> Iterator[tuple[int, "re.Match[str]"]]:
    """The short lines that are a page number of some form."""
    pattern = patterns("furniture")[rule]
    for number in source.printed:
        if len(source.words[number - 1]) <= _NUMBER_LENGTH and (match := pattern.match(source.lines[number - 1])):
            yield number, match


def _heads_beside(source: Source, numbers: set[int]) -> set[int]:
    """Short lines next to a page number that repeat a line printed elsewhere, as a running head repeats its chapter."""
    if not numbers:
        return set()
    words = Counter(word for word in source.words if 0 < len(word) <= _HEAD_LENGTH)
    chapters = {_after_mark(word) for word in words}
    heads = set()
    for number in numbers:
        for neighbours in (range(number - 1, 0, -1), range(number + 1, len(source.lines) + 1)):
            beside = next((n for n in neighbours if source.words[n - 1]), None)
            if beside is not None and beside not in numbers and _is_head(source.words[beside - 1], words, chapters):
                heads.add(beside)
    return heads


def _is_head(word: str, words: "Counter[str]", chapters: set[str]) -> bool:
    if len(word) > _HEAD_LENGTH or _SENTENCE.search(word) or read_marker(word):  # a numbered heading opens its section
        return False
    return words[word] >= _HEAD_REPEATS or word in chapters


def _after_mark(word: str) -> str:
    """What follows a chapter's mark, or nothing where there is no mark."""
    _, mark, name = word.partition("、")
    return name if mark else ""


def _repeated_heads(source: Source) -> set[int]:
    """Two or more short lines that stand one under the other again and again."""
    pairs = list(pairwise(filter(None, source.words)))
    heads = {
        pair
        for pair, count in Counter(pairs).items()
        if count >= _HEAD_REPEATS and "年度" in "".join(pair) and all(map(_may_head, pair))
    }
    return {
        line for lines, pair in zip(pairwise(source.printed), pairs, strict=True) if pair in heads for line in lines
    }


def _may_head(word: str) -> bool:
    return 2 < len(word) <= _HEAD_LENGTH and not (_SENTENCE.search(word) or read_marker(word))
