"""The gazetteer of public bodies: official names, short forms, what is part of what, and when a name was in use."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import ahocorasick_rs
from pydantic import BaseModel, BeforeValidator, ConfigDict

from graph.model.base import PartialDate
from graph.model.entities import AgencyKind


def fold(text: str) -> str:
    """``text`` with the variants made one that do not tell bodies apart; offsets stay."""
    return text.replace("臺", "台").replace("巿", "市")


_Date = Annotated[PartialDate, BeforeValidator(str)]  # YAML reads 2023-09-26 as a date of its own


class Body(BaseModel):
    """One body; a part's official name is its parent's followed by its own where it is ``prefixed``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: AgencyKind
    citation: str
    short: tuple[str, ...] = ()
    prefixed: bool = True
    used_from: _Date | None = None
    used_until: _Date | None = None
    successor: str | None = None
    parts: tuple["Body", ...] = ()


class Bodies(BaseModel):
    """The bodies of ``rules/agencies.yml``; each of ``localities`` has a government and a council."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bodies: tuple[Body, ...]
    localities: tuple[str, ...]
    common_units: tuple[str, ...]
    local_units: tuple[str, ...]


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
        self.localities = frozenset(fold(locality) for locality in content.localities)
        self._organs: dict[str, Organ] = {}
        self._forms: dict[str, list[Organ]] = defaultdict(list)
        self._parts: dict[str, dict[str, Organ]] = defaultdict(dict)
        for body in content.bodies:
            self._add(body, None)
        for locality in content.localities:
            self._add_locality(locality)
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
        full_name = (parent.full_name if parent and body.prefixed else "") + body.name
        organ = Organ(full_name, body.kind, parent, body.used_from, body.used_until, listed=True)
        forms = {fold(form) for form in (body.name, *body.short)}
        if parent:
            self._parts[parent.full_name].update(dict.fromkeys(forms, organ))
        self._enter(organ, forms - self.common_units)
        for part in body.parts:
            self._add(part, organ)

    def _add_locality(self, locality: str) -> None:
        government = Organ(f"{locality}政府", AgencyKind.LOCAL_GOVERNMENT, listed=True)
        forms = (locality, f"{locality}府", f"{locality}{locality[-1]}府")
        self._enter(government, {fold(form) for form in forms})
        self._enter(Organ(f"{locality}議會", AgencyKind.LEGISLATURE, listed=True), set())

    def _enter(self, organ: Organ, forms: set[str]) -> None:
        full_name = fold(organ.full_name)
        self._organs[full_name] = organ
        for form in {full_name, *forms}:
            self._forms[form].append(organ)
