"""The numbering of administrative text: 壹 一 (一) 1 (1) ① A as one stack machine."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_NUMERALS = "壹貳參参叁肆伍陸柒捌玖拾"
_HAN = "一二三四五六七八九十"
_STYLES = (
    ("壹", rf"([{_NUMERALS}]{{1,3}})[、.．]"),
    ("章", rf"第([{_HAN}百\d]{{1,4}})[章篇編]"),
    ("款", rf"第([{_HAN}百\d]{{1,4}})款"),
    ("項", rf"第([{_HAN}百\d]{{1,4}})項(?!至)"),
    ("目", rf"第([{_HAN}百\d]{{1,4}})目"),
    ("節", rf"第([{_HAN}百\d]{{1,4}})節"),
    ("主軸", rf"(?:主軸|策略|面向|構面|目標|願景)([{_HAN}\d]{{1,2}})[：:、]"),
    ("一", rf"([{_HAN}百]{{1,4}})、"),
    ("(一)", rf"[（(]([{_HAN}百]{{1,4}})[)）]、?"),
    ("1", r"(\d{1,3})(?:、|[.．](?!\d))"),
    ("1-1", r"\d{1,2}-(\d{1,2})(?=[【「《])"),
    ("(1)", r"[（(](\d{1,3})[)）]"),
    ("①", r"([①-⑳])"),
    ("A", r"([A-Z])[.．、](?![A-Za-z.])"),
)
UNNUMBERED, FIELD = "題", "方面"
_RANKS = {style: float(rank) for rank, (style, _) in enumerate(_STYLES)}
_RANKS[UNNUMBERED] = _RANKS["(一)"] + 0.5
_RANKS[FIELD] = _RANKS[UNNUMBERED]
_UNNUMBERED = re.compile(r"[^。；;【】]{3,60}【[^】]{2,120}】$")
_FIELD = re.compile(r"在[^。；：:「」]{4,40}方面，")
_MARK = re.compile(
    rf"(?=[\s#*\-第主策面構目願（(①-⑳A-Z\d{_NUMERALS}{_HAN}百])"
    rf"\s*(?:#{{1,6}} |\*\*|- )?(?:{'|'.join(f'(?:{pattern})' for _, pattern in _STYLES)})\s*"
)  # one group a style, in their order
_VALUES = (
    {c: i for i, c in enumerate("一二三四五六七八九", 1)}
    | {c: i for i, c in enumerate("壹貳參肆伍陸柒捌玖", 1)}
    | {"参": 3, "叁": 3}
)
_TENS = "十拾"


class Marker(NamedTuple):
    """The mark a numbered line opens with: its style, its number as printed and as read, and where the text begins."""

    style: str
    printed: str
    number: int
    end: int


def read_marker(line: str) -> Marker | None:
    """The numbering mark that ``line`` opens with, or None; ``end`` is the index of the first character after it."""
    match = _MARK.match(line)
    if match is None:
        return None
    style, printed = _STYLES[(match.lastindex or 1) - 1][0], match[match.lastindex or 1]
    return Marker(style, printed, _number(printed), match.end())


def read_unnumbered(text: str) -> Marker | None:
    """A mark without number for a paragraph that is a heading with its owners in heavy brackets, or opens with one.

    Such a paragraph begins with the field it reports on (在海象服務方面，); None for any other.
    """
    if _FIELD.match(text):
        return Marker(FIELD, "", 0, 0)
    return Marker(UNNUMBERED, "", 0, 0) if _UNNUMBERED.match(text) else None


def _number(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if len(printed) == 1 and printed.isascii():
        return ord(printed) - ord("A") + 1
    total, current = 0, 0
    for c in printed:
        if c == "百":
            total, current = total + (current or 1) * 100, 0
        elif c in _TENS:
            total, current = total + (current or 1) * 10, 0
        else:
            current = _VALUES.get(c, 0)
    return total + current


@dataclass(slots=True)
class NumberingStack:
    """Which styles are open, outermost first; a mark closes those of its own rank and below and opens its level."""

    styles: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def place(self, marker: Marker) -> int:
        """The depth (from 0) at which a mark stands now; what lay deeper is closed.

        A paragraph that opens with its field stands beside the item that is open, and the next item beside both.
        """
        if marker.style == FIELD and self.styles:
            return len(self.styles) - 1
        depth = next(
            (i for i, style in enumerate(self.styles) if _RANKS[style] >= _RANKS[marker.style]), len(self.styles)
        )
        del self.styles[depth:], self.numbers[depth:]
        self.styles.append(marker.style)
        self.numbers.append(marker.number)
        return depth

    def expects(self, marker: Marker) -> bool:
        """Whether the mark is the first of a list or the next of one that is open."""
        if marker.style in self.styles:
            return marker.number in {1, self.numbers[self.styles.index(marker.style)] + 1}
        return marker.number == 1
