"""What a document says, as the components find it: things by reference, before keys and ids are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure, Corroboration, OutcomeKind, Scope
from graph.model.keys import fold
from graph.model.relations import RelationType, Role
from graph.model.values import Bound
from ingest.layout.aligned import Place


@dataclass(eq=False, slots=True)
class Thing:
    """One entity of the document; compared by identity, because two programmes may share a name."""

    type: EntityType
    name: str
    parent: "Thing | None" = None
    aliases: list[str] = field(default_factory=list)
    attributes: dict[str, object] = field(default_factory=dict)
    evidence: list["Said"] = field(default_factory=list)
    told: dict[str, dict["Said", None]] = field(default_factory=dict)
    """The places that print an attribute, by its name; some of the evidence, or beside it."""
    _said: set["Said"] = field(default_factory=set, repr=False)
    _counted: int = 0  # how many of the evidence stand in _said

    def add_evidence(self, evidence: Iterable["Said"]) -> None:
        """Add places that say something of it, each once."""
        self._said.update(self.evidence[self._counted :])
        for said in evidence:
            if said not in self._said:
                self._said.add(said)
                self.evidence.append(said)
        self._counted = len(self.evidence)

    def tell(self, attribute: str, value: object, said: Iterable["Said"] = ()) -> None:
        """Say an attribute, which is not overwritten once it is said; ``said`` are the places that print this value."""
        if value is not None and self.attributes.setdefault(attribute, value) == value:
            self.told.setdefault(attribute, {}).update(dict.fromkeys(said))

    def tell_period(self, first: str, last: str, said: Iterable["Said"]) -> None:
        """Say when it begins and ends, unless that is said otherwise already; ``said`` are the places that print it."""
        if self.attributes.get("period_start", first) == first and self.attributes.get("period_end", last) == last:
            self.tell("period_start", first, said)
            self.tell("period_end", last, said)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the document uses for it, the shown one first."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


class Said(NamedTuple):
    """One place that says something, by which rule it was read, and in which words the thing is named there."""

    place: Place
    rule: str
    printed_as: str | None = None


class Figure(NamedTuple):
    """A value as printed and as read; ``value`` is in the printed ``unit``.

    ``text`` is the printed form, white space aside; a date or words that are no number stand in ``words``.
    """

    text: str
    value: Decimal | None = None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    words: str | None = None
    bound: Bound | None = None
    approximate: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two things; ``mentions`` gives the words that mean an end not named by a name of its own."""

    source: Thing
    relation: RelationType
    target: Thing
    evidence: tuple[Said, ...]
    role: Role | None = None
    part: str | None = None
    since: str | None = None
    mentions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """A target, an actual value, or both. None: not stated; a Figure without value or words: printed as blank.

    ``corroboration`` is what the arithmetic of the document says of them, known when all of it is read.
    """

    subject: Thing
    indicator: Thing
    scope: Scope
    evidence: tuple[Said, ...]
    year: int | None = None
    target: Figure | None = None
    actual: Figure | None = None
    agency: Thing | None = None
    as_of: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    corroboration: Corroboration | None = None

    @property
    def unit(self) -> str | None:
        """The unit of the indicator, else the one printed with a figure."""
        units = (self.indicator.attributes.get("unit"), *(f.unit for f in (self.target, self.actual) if f))
        return next((str(unit) for unit in units if unit), None)


@dataclass(frozen=True, slots=True)
class Budgeted:
    """One figure of a budget; the amount in the unit it is printed in (千元, 億元, 元, %).

    ``corroboration`` is what the arithmetic of the document says of it, known when all of it is read.
    """

    subject: Thing
    figure: BudgetFigure
    amount: Figure
    evidence: tuple[Said, ...]
    fiscal_year: int | None = None
    phase: int | None = None
    item: str | None = None
    scope: str | None = None
    agency: Thing | None = None
    through: int | None = None
    installment: int | None = None
    corroboration: Corroboration | None = None


Side = Literal["amount", "target", "actual"]
"""Which of its figures a fact has: the one of a budget, or one of the two that are measured."""


class Term(NamedTuple):
    """A figure of a fact, as it stands in an equation."""

    fact: Measured | Budgeted
    side: Side

    @property
    def figure(self) -> Figure | None:
        """The figure; None where the fact does not state this one."""
        figure: Figure | None = getattr(self.fact, self.side)
        return figure

    @property
    def place(self) -> Place:
        """Where it is printed."""
        return self.fact.evidence[0].place


class Printed(NamedTuple):
    """A figure that a table prints, and the fact whose figure it is, if it is one's."""

    figure: Figure
    term: Term | None = None


class Worked(NamedTuple):
    """A figure that a table works out of others of its row, as its head says, or of those above a total.

    It is the sum of all ``parts`` (+), the first less the second (-), or the first in per cent of the second (/), in
    place of which documents also take one of those that follow. ``is_whole`` tells that no part is left blank.
    """

    result: Printed
    sign: Literal["+", "-", "/"]
    parts: tuple[Printed, ...]
    place: Place
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Achieved:
    """One result reported as achieved."""

    subject: Thing
    type: OutcomeKind
    text: str
    evidence: tuple[Said, ...]
    date: str | None = None
    year: int | None = None
    quantities: tuple[Figure, ...] = ()
    agency: Thing | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that looks like a fact and could not be read; becomes a finding."""

    rule: str
    message: str
    place: Place


class Draft:
    """Collects what the components find in one document, in the order they find it."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self.links: list[Link] = []
        self.measured: list[Measured] = []
        self.budgeted: list[Budgeted] = []
        self.achieved: list[Achieved] = []
        self.worked: list[Worked] = []
        self.doubts: list[Doubt] = []
        self._by_name: dict[tuple[EntityType, str, Thing | None], Thing] = {}
        self._first: dict[tuple[EntityType, str], Thing] = {}
        self._pairs: set[tuple[int, RelationType, int]] = set()
        self._paired = 0  # how many of the links stand in _pairs

    def thing(
        self,
        type: EntityType,
        name: str,
        evidence: Iterable[Said],
        *,
        aliases: Iterable[str] = (),
        parent: Thing | None = None,
        told: Mapping[str, Iterable[Said]] = MappingProxyType({}),
        **attributes: object,
    ) -> Thing:
        """The entity of this name, made on its first mention; later mentions add names, attributes and evidence.

        ``parent`` keeps apart two programmes of one name; an attribute once said is not overwritten. ``told`` gives
        the places that print an attribute. An indicator's unit belongs to its key.
        """
        unit = str(attributes.get("unit") or "") if type is EntityType.INDICATOR else ""
        key = (type, fold(name) + "\x1f" + fold(unit), parent)
        thing = self._by_name.get(key)
        if thing is None:
            thing = self._by_name[key] = Thing(type, name, parent)
            self._first.setdefault(key[:2], thing)
            self.things.append(thing)
        for alias in aliases:
            if alias != thing.name and alias not in thing.aliases:
                thing.aliases.append(alias)
            key = (type, fold(alias) + "\x1f" + fold(unit), parent)
            self._by_name.setdefault(key, thing)
            self._first.setdefault(key[:2], thing)
        for attribute, value in attributes.items():
            thing.tell(attribute, value, told.get(attribute, ()))
        if full_name := attributes.get("full_name"):  # found by it, though the document may not print it
            self._first.setdefault((type, fold(str(full_name)) + "\x1f"), thing)
        thing.add_evidence(evidence)
        return thing

    def find(self, type: EntityType, name: str) -> Thing | None:
        """The entity already known by this name, whatever its parent; the first one found where there are several."""
        key = (type, fold(name) + "\x1f", None)
        return self._by_name.get(key) or self._first.get(key[:2])

    def is_linked(self, source: Thing, relation: RelationType, target: Thing) -> bool:
        """Whether a link of this relation leads from the one thing to the other already."""
        for known in self.links[self._paired :]:
            self._pairs.add((id(known.source), known.relation, id(known.target)))
        self._paired = len(self.links)
        return (id(source), relation, id(target)) in self._pairs
