"""The gazetteer of public bodies: official names, short forms, what is part of what, and when a name was in use."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

import ahocorasick_rs
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from graph.errors import RuleError
from graph.model.base import PartialDate
from graph.model.entities import AgencyKind


def fold(text: str) -> str:
    """``text`` with the variants made one that do not tell bodies apart; offsets stay."""
    return text.replace("臺", "台").replace("巿", "市")


_Date = Annotated[PartialDate, BeforeValidator(str)]  # YAML reads 2023-09-26 as a date of its own


class Seen(StrEnum):
    """What was looked up for an entry; only what a law or register says, or a page in so many words, dates a name."""

    LAW = "law"
    TITLE = "title"
    REGISTER = "register"
    PAGE = "page"
    DOCUMENT = "document"


class _InUse(BaseModel):
    """From when until when a name was official, and which name followed it by what law."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    used_from: _Date | None = None
    used_until: _Date | None = None
    successor: str | None = None
    succession: str | None = None

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.used_from and self.used_until and self.used_until < self.used_from[: len(self.used_until)]:
            raise ValueError(f"used until {self.used_until}, before it was used ({self.used_from})")
        if self.succession and not (self.successor and self.used_until):
            raise ValueError(
                "'succession' cites the law by which a name was followed; it needs successor and used_until"
            )
        return self


class Body(_InUse):
    """One body; a part's official name is its parent's followed by its own where it is ``prefixed``.

    ``citation`` is the law of the body and its name, ``succession`` that by which ``successor`` took over.
    """

    name: str
    kind: AgencyKind
    citation: str
    seen: Seen | None = None
    short: tuple[str, ...] = ()
    prefixed: bool = True
    parts: tuple["Body", ...] = ()

    @model_validator(mode="after")
    def _says_no_more_than_was_seen(self) -> Self:
        if self.seen in {Seen.TITLE, Seen.DOCUMENT} and (self.used_from or self.used_until or self.successor):
            raise ValueError(f"only the name was seen ({self.seen}), which says no date and no successor")
        return self


class Locality(_InUse):
    """A county or city, which has a government and a council; ``successor`` is another one."""

    name: str

    def bodies(self, citation: str) -> Iterator[Body]:
        """Its government, which its name alone means too, and its council."""
        forms = (self.name, f"{self.name}府", f"{self.name}{self.name[-1]}府")
        yield self._body("政府", AgencyKind.LOCAL_GOVERNMENT, citation, forms)
        yield self._body("議會", AgencyKind.LEGISLATURE, citation, ())

    def _body(self, own: str, kind: AgencyKind, citation: str, short: tuple[str, ...]) -> Body:
        return Body(
            name=self.name + own,
            kind=kind,
            citation=citation,
            short=short,
            used_from=self.used_from,
            used_until=self.used_until,
            successor=self.successor and self.successor + own,
            succession=self.succession,
        )


def _named_only(entry: object) -> object:
    return {"name": entry} if isinstance(entry, str) else entry


class Bodies(BaseModel):
    """The bodies of ``rules/agencies.yml``; ``local_citation`` is the law of the governments of ``localities``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bodies: tuple[Body, ...]
    localities: tuple[Annotated[Locality, BeforeValidator(_named_only)], ...]
    local_citation: str
    common_units: tuple[str, ...]
    local_units: tuple[str, ...]

    def everyone(self) -> Iterator[Body]:
        """The bodies that are part of no other, with the governments and councils of the localities."""
        yield from self.bodies
        for locality in self.localities:
            yield from locality.bodies(self.local_citation)


@dataclass(frozen=True, slots=True)
class Organ:
    """A body by its full name, with the one it is part of; ``listed`` says that the gazetteer has it."""

    full_name: str
    kind: AgencyKind
    parent: "Organ | None" = None
    used_from: str | None = None
    used_until: str | None = None
    listed: bool = False

    def used_in(self, year: int | None) -> bool:
        """Whether the name was in use in ``year``; in an unknown year only those in use today are."""
        if year is None:
            return self.used_until is None
        return (self.used_from or "0")[:4] <= str(year) <= (self.used_until or "9")[:4]

    def overlaps(self, other: "Organ") -> bool:
        """Whether there was a day on which both names were in use."""
        first, last = (
            max(self.used_from or "", other.used_from or ""),
            min(self.used_until or "9", other.used_until or "9"),
        )
        return first <= last

    def line(self) -> Iterator["Organ"]:
        """The body and those it is part of, outwards."""
        organ: Organ | None = self
        while organ:
            yield organ
            organ = organ.parent


class Gazetteer:
    """The bodies by every form of their names; all look-ups take folded text."""

    def __init__(self, content: Bodies) -> None:
        self.common_units = frozenset(fold(unit) for unit in content.common_units)
        self.local_units = frozenset(fold(unit) for unit in content.local_units)
        self.localities = frozenset(fold(locality.name) for locality in content.localities)
        self._organs: dict[str, Organ] = {}
        self._forms: dict[str, list[Organ]] = defaultdict(list)
        self._parts: dict[str, dict[str, Organ]] = defaultdict(dict)
        for body in content.everyone():
            self._add(body, None)
        self._patterns = sorted(self._forms)
        longest = ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, matchkind=longest)

    def named(self, text: str) -> Iterator[tuple[int, int, list[Organ]]]:
        """Where a form stands in ``text``, leftmost and longest, and the organs that it may mean."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield start, end, self._forms[self._patterns[index]]

    def organ(self, name: str) -> Organ | None:
        """The organ with this full name."""
        return self._organs.get(name)

    def organ_within(self, name: str) -> Organ | None:
        """The organ whose full name ``name`` opens with, the longest."""
        return self._organs.get(max((full for full in self._organs if name.startswith(full)), key=len, default=""))

    def parts(self, organ: Organ) -> Mapping[str, Organ]:
        """The parts of ``organ`` by their own names and short forms."""
        return self._parts.get(organ.full_name, {})

    def _add(self, body: Body, parent: Organ | None) -> None:
        within = parent if body.prefixed else None  # a name with another in it is in use no longer than that one
        full_name = (within.full_name if within else "") + body.name
        used_from = body.used_from or (within.used_from if within else None)
        used_until = body.used_until or (within.used_until if within else None)
        organ = Organ(full_name, body.kind, parent, used_from, used_until, listed=True)
        forms = {fold(form) for form in (body.name, *body.short)}
        if parent:
            self._parts[parent.full_name].update(dict.fromkeys(forms, organ))
        self._enter(organ, forms - self.common_units)
        for part in body.parts:
            self._add(part, organ)

    def _enter(self, organ: Organ, forms: set[str]) -> None:
        full_name = fold(organ.full_name)
        self._organs[full_name] = organ
        for form in sorted({full_name, *forms}):
            self._forms[form].append(organ)
            self._check(form)

    def _check(self, form: str) -> None:
        """Raises: RuleError where a form means two bodies at one time: nothing would tell which is meant."""
        *others, organ = self._forms[form]
        for other in others:
            if other.overlaps(organ):
                raise RuleError(
                    f"ingest/rules/agencies.yml: '{form}' means both '{other.full_name}' and '{organ.full_name}', "
                    "in use at one time: leave it to one of them, or give the dates until and from which each used it."
                )
