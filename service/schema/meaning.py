"""What a field of the schema means, for whoever compiles an operation: said where the field is declared."""

from dataclasses import dataclass
from typing import Any

from graph.model.vocabulary import Attribute, Link
from graph.plan import Comparison, Quantifier


@dataclass(frozen=True, slots=True)
class Plain:
    """A property of something that is no thing of the graph: a page, a release, a count."""

    property: str


@dataclass(frozen=True, slots=True)
class PairFacts:
    """The facts that join both ends of an edge; ``link`` leads to them from the edge's subject."""

    link: Link


@dataclass(frozen=True, slots=True)
class SharedThings:
    """What a link leads to from each of several things: both ends of an edge, or all that are compared.

    Of what it leads to, those of ``labels``.
    """

    link: Link
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidIn:
    """A condition on where something is said: ``link`` leads there from a piece of evidence.

    On an ``attribute`` of what it leads to, or on all of that.
    """

    link: Link
    attribute: Attribute | None = None


@dataclass(frozen=True, slots=True)
class LookUp:
    """One thing of a label, by what its arguments say."""

    label: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All things of some labels."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All measurements, or those a link leads to, put together by what they have in common (``by``)."""

    link: Link | None
    by: Link


@dataclass(frozen=True, slots=True)
class Mates:
    """The measurements that have something in common, as a plain list.

    With ``each``, the first of those that have that in common too; with ``stating``, those that print this value.
    """

    by: Link
    each: Link | None = None
    stating: str | None = None


@dataclass(frozen=True, slots=True)
class FirstMate:
    """The first measurement of a point that prints a value."""

    stating: str


@dataclass(frozen=True, slots=True)
class FirstValue:
    """What the first measurement of a point prints that prints a value."""

    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a point has a target and a result."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whether measurements of a point contradict each other."""


Together = Mates | FirstMate | FirstValue | Status | Conflict
"""What a field of a series, of a point or of a promise is."""

Meaning = (
    Attribute
    | Link
    | Plain
    | PairFacts
    | SharedThings
    | SaidIn
    | LookUp
    | Listing
    | Gathered
    | Together
    | Comparison
    | Quantifier
    | type[Any]
)
"""A class stands for the part of a plan, or the condition, that the field is."""
