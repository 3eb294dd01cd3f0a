"""How public bodies are named: by their endings, by what may stand before and after, by the words that open a name."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from graph.model.entities import AgencyKind

_WORD = "A-Za-z0-9\u4e00-\u9fff"
_LONGEST_UNIT = 14
_LONGEST_BODY = 24
_OF = "所屬"
_LOOKAHEAD = 8  # more than the longest ending

Place = Literal["listed", "after_body", "quoted", "anywhere"]


class Ending(BaseModel):
    """An ending of bodies' names, and the kind it makes them.

    ``found`` says where it makes a body: only in a list of owners; also right after a known body (經濟部|商業司);
    also at the end of a name in quotation marks (「…團隊」); or wherever a name opens (推動小組).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: str
    kind: AgencyKind
    found: Place = "after_body"


class WholeName(BaseModel):
    """What the whole names of some bodies open with and end in, the kind it makes them, and what they never contain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    opening: str
    kind: AgencyKind
    endings: tuple[str, ...]
    without: tuple[str, ...]

    def pattern(self) -> str:
        """A pattern of such names."""
        word = rf"(?:(?!{_any(self.without)})[{_WORD}])"
        return f"{self.opening}{word}{{2,{_LONGEST_UNIT}}}?{_any(self.endings)}"


class NameRules(BaseModel):
    """The part of ``rules/agencies.yml`` that says how names are formed; see the comments there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    endings: tuple[Ending, ...]
    institutions: tuple[str, ...]
    whole_names: tuple[WholeName, ...]
    not_after: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]
    not_in_units: tuple[str, ...]
    openers: tuple[str, ...]
    also_inside: tuple[str, ...]
    generic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit named right after a body: ``text[start:end]`` is its name, ``stop`` takes in a closing bracket."""

    start: int
    end: int
    stop: int


class AgencyNames:
    """Tells names by their form; works on folded text."""

    def __init__(self, rules: NameRules) -> None:
        self._kinds = {ending.word: ending.kind for ending in rules.endings}
        self._openings = {whole.opening: whole.kind for whole in rules.whole_names}
        self._openers = rules.openers
        self._not_after = {form: frozenset(befores) for form, befores in rules.not_after.items()}
        self._not_before = {last: re.compile(_any(afters)) for last, afters in rules.not_before.items()}
        self._generic = re.compile(_any(rules.generic))
        self._word = re.compile(f"[{_WORD}]")
        anywhere = _endings(rules, "anywhere")
        self._anywhere = re.compile(anywhere)
        self._edge = re.compile(
            rf"[^{_WORD}]|{_any(_longest_first(rules.openers))}|{_any(rules.also_inside)}(?!{anywhere})"
        )
        quoted = _endings(rules, "quoted", "anywhere")
        self._quoted = re.compile(rf"「(?P<name>[{_WORD}]{{2,{_LONGEST_BODY}}}?{quoted})」")
        part = rf"(?![及與和暨或、\d])(?:(?!{_any(rules.not_in_units)})[{_WORD}]){{1,{_LONGEST_UNIT}}}"
        after_body = _endings(rules, "after_body", "quoted", "anywhere")
        self._unit = re.compile(rf"(?P<bracket>[(（])?(?P<name>{part}?{after_body})(?(bracket)[)）])")
        self._alone = re.compile(part + _endings(rules, "listed", "after_body", "quoted", "anywhere"))
        self._whole = re.compile(_any(whole.pattern() for whole in rules.whole_names))
        self._institution = re.compile(part + "?" + _any(rules.institutions))

    def kind(self, name: str) -> AgencyKind:
        """What sort of body what ``name`` opens with, else its longest known ending, makes it."""
        for opening, kind in self._openings.items():
            if name.startswith(opening):
                return kind
        return next((self._kinds[name[n:]] for n in range(len(name)) if name[n:] in self._kinds), AgencyKind.OTHER)

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether the form at ``text[start:end]`` is a name there, not part of other words (平|台電|子, 經濟部|門)."""
        before, form = text[start - 1 : start], text[start:end]
        if before and (before in self._not_after.get(form, ()) or before in self._not_after.get(form[0], ())):
            return False
        guard = self._not_before.get(form[-1])
        return not (guard and guard.match(text, end))

    def opens(self, text: str, start: int) -> bool:
        """Whether a name may open at ``start``: after a mark, or after a word that opens names."""
        before = text[start - 1 : start]
        return not before or not self._word.match(before) or text.endswith(self._openers, 0, start)

    def opens_institution(self, text: str, end: int) -> bool:
        """Whether what ends at ``end`` only opens the name of a hospital or a school (國防部|三軍總醫院)."""
        return self._institution.match(text, end) is not None

    def unit_at(self, text: str, position: int, limit: int, known: Collection[str]) -> Unit | None:
        """The unit named at ``position``, in brackets or not: the longest of ``known``, else what its ending makes one.

        Such a one ends before ``limit``, where the next body is named. 所屬 may stand before it (經濟部所屬水利署).
        """
        position += len(_OF) * text.startswith(_OF, position)
        start = position + (text[position : position + 1] in {"(", "（"})
        for form in sorted((form for form in known if text.startswith(form, start)), key=len, reverse=True):
            end = start + len(form)
            closed = start == position or text[end : end + 1] in {")", "）"}
            if closed and self.stands(text, start, end):
                return Unit(start, end, end + (start > position))
        match = self._unit.match(text, position, limit)
        return Unit(*match.span("name"), match.end()) if match and not self._generic.fullmatch(match["name"]) else None

    def is_unit(self, text: str) -> bool:
        """Whether ``text`` is nothing but a name with an ending of bodies (工程司, 永續發展組)."""
        return self._alone.fullmatch(text) is not None and not self._generic.fullmatch(text)

    def bodies(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand that only their form shows: whole ones, quoted ones, and others from what opens them."""
        yield from (match.span() for match in self._whole.finditer(text))
        found = self._quoted.finditer(text) if "「" in text else ()
        quoted = {match.end("name"): match.start("name") for match in found}
        for match in self._anywhere.finditer(text):
            start = quoted.pop(match.end(), self._opening(text, match.start()))
            if start is not None and not self._generic.fullmatch(text, start, match.end()):
                yield start, match.end()
        yield from ((start, end) for end, start in quoted.items() if not self._generic.fullmatch(text, start, end))

    def _opening(self, text: str, end: int) -> int | None:
        """Where a name opens whose ending begins at ``end``; None where nothing near opens one."""
        window = max(0, end - _LONGEST_BODY)
        near = text[window : end + _LOOKAHEAD]
        edges = [window + edge.end() for edge in self._edge.finditer(near) if window + edge.end() <= end]
        return edges[-1] if edges else None if window else 0


def _endings(rules: NameRules, *found: Place) -> str:
    """A pattern of the endings found there, each not before what would make it another word."""
    words = _longest_first(ending.word for ending in rules.endings if ending.found in found)
    guards = {last: f"(?!{_any(afters)})" for last, afters in rules.not_before.items()}
    return _any(word + guards.get(word[-1], "") for word in words)


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))
