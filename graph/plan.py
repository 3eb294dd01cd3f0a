"""What a query means, whoever asks it and whichever engine answers: look up, list, expand, filter, order, page, add up.

A plan is built once from an operation and answered any number of times. It holds no value of a request: every value
is an :class:`Argument`, a name under which the caller passes it. Names of types, attributes and links are those of the
vocabulary.

The answer is a tree of plain JSON values that mirrors the plan, each field under its ``key``: an enumeration's value
stands there as its member's name, a number as int where it is whole and as float otherwise, a label as itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.model.relations import RelationType
from graph.model.vocabulary import Link


@dataclass(frozen=True, slots=True)
class Argument:
    """The name of a value that is passed when the plan is answered."""

    name: str


# ---- conditions -----------------------------------------------------------------------------------------------------


class Comparison(StrEnum):
    """How a property is held against a value; ``IN`` takes a list, ``IS_NULL`` a boolean.

    What is more or less than a value is a number or a date; texts are ordered in lists alone.
    """

    EQ = "eq"
    NE = "ne"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    IN = "in"
    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    IS_NULL = "is_null"


@dataclass(frozen=True, slots=True)
class Compare:
    """A property compared with a value; a comparison other than IS_NULL never holds for an absent property.

    An ``id`` is compared with the node that a value leads to: that of any of its members, now and before.
    """

    property: str
    comparison: Comparison
    value: Argument


@dataclass(frozen=True, slots=True)
class CompareAny:
    """Holds where one of the several texts of a property compares so; never, where there are none."""

    property: str
    comparison: Comparison
    value: Argument


@dataclass(frozen=True, slots=True)
class IsOf:
    """Holds for a thing of one of these labels, in lists of several types."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownAs:
    """Holds for a thing that is printed under a name; EQ and IN compare folded names, the rest the folded words."""

    comparison: Comparison
    value: Argument


@dataclass(frozen=True, slots=True)
class Every:
    """Holds where all of the conditions hold; always, where there are none."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Holds where one of the conditions holds; never, where there are none."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where the condition does not."""

    condition: "Condition"


class Quantifier(StrEnum):
    """How many of the things a link leads to must fulfil a condition."""

    SOME = "some"
    NONE = "none"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Linked:
    """A condition on the things a link leads to; ``via`` is a condition on the edges themselves."""

    link: Link
    quantifier: Quantifier
    where: "Condition"
    via: "Condition | None" = None


@dataclass(frozen=True, slots=True)
class LinkCount:
    """A condition on how many things a link leads to, of those whose edges fulfil ``via``."""

    link: Link
    comparison: Comparison
    value: Argument
    via: "Condition | None" = None


@dataclass(frozen=True, slots=True)
class Foremost:
    """Holds for a fact that is the first, by document and line, of those that a MATE link leads to from it."""

    link: Link


Condition = Compare | CompareAny | IsOf | KnownAs | Every | Either | Not | Linked | LinkCount | Foremost


def conjuncts(condition: Condition | None) -> Iterator[Condition]:
    """The conditions that all have to hold for this one; none where there is none."""
    if isinstance(condition, Every):
        for inner in condition.conditions:
            yield from conjuncts(inner)
    elif condition is not None:
        yield condition


# ---- lists ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OrderBy:
    """One term of an order: a property of the vocabulary's orders. Absent values come last, either way.

    ``link`` leads to the one thing whose property it is, where it is not the listed thing's own.
    """

    property: str
    descending: bool = False
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Which stretch of a list: the first ``size`` items or, ``backward``, the last, of those between two cursors.

    ``after`` and ``before`` are None where nothing bounds the list on that side. Either way the items stand in the
    list's order.
    """

    size: Argument
    after: Argument | None = None
    before: Argument | None = None
    backward: bool = False


# ---- what is wanted of a thing --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Property:
    """An attribute or stored count of a thing, or of the edge that led to it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """The type of a thing, as its label."""

    key: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Some fields of an attribute that has fields of its own: a Value, or each of the Quantities."""

    key: str
    name: str
    fields: tuple[Property | Label, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Some fields of the thing itself, put aside under a key of their own."""

    key: str
    selection: "Selection"


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing a link that is not ``many`` leads to; null where it leads nowhere."""

    key: str
    link: Link
    selection: "Selection"


@dataclass(frozen=True, slots=True)
class Items:
    """The first things a link leads to, as a plain list: evidence, of it that which fulfils a condition."""

    key: str
    link: Link
    first: Argument
    selection: "Selection"
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """How many things a list holds in all."""

    key: str


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where the page stands: fields of ``has_next_page``, ``has_previous_page``, ``start_cursor``, ``end_cursor``."""

    key: str
    fields: tuple[Property | Label, ...]


@dataclass(frozen=True, slots=True)
class Nodes:
    """The things of the page."""

    key: str
    selection: "Selection"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of an item in its list, to go on from."""

    key: str


@dataclass(frozen=True, slots=True)
class Node:
    """The thing at the far end of an edge."""

    key: str
    selection: "Selection"


@dataclass(frozen=True, slots=True)
class Edges:
    """The items of the page with what belongs to the pair.

    ``Property`` names an edge attribute; ``Items`` its evidence; ``Connection`` the facts of the pair.
    """

    key: str
    fields: tuple["Property | Cursor | Node | Items | Connection", ...]


# ---- aggregates -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GroupedBy:
    """What the things of a list are put together by: an attribute, what a link leads to, or with neither their type.

    Where a link leads to several things, its start belongs to the group of each.
    """

    name: str
    property: str | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class KeyEntity:
    """The thing that a link, by which a list is grouped, leads to; null for any other key."""

    key: str
    selection: "Selection"


@dataclass(frozen=True, slots=True)
class GroupKeys:
    """What the things of a group have in common, in the order of ``by``.

    Fields are ``by`` and ``value``: an enumeration's member by its name, a thing by its id, all else as it stands.
    """

    key: str
    fields: tuple[Property | KeyEntity, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a list of facts of one type, added up where that is true of them; of any other list nothing.

    Each item is about figures that are alike in all that keeps figures from being added: fields ``of`` (the
    attribute), ``unit``, ``of_agencies`` (agencies' own money, which contains that of the work they run), and what
    ``graph.store.summands`` says must be alike, by its names. Of several prints of one figure one counts; a figure
    that is contained in another of the list, as an agency's share or a part of the work, does not.

    Fields ``sum`` (none of rates), ``average``, ``min``, ``max`` and ``counted`` are about the figures that count;
    ``inexact`` tells how many of these are about, at least or at most; ``missing``, how many figures have no number;
    ``conflicting``, how many facts print one figure differently, so that it does not count; ``excluded``, how many
    facts are further prints, or contained. Together the four counts are all the facts.
    """

    key: str
    fields: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """The largest groups, of equal ones the one with the smaller keys first: field ``count`` beside keys and stats.

    What makes a group large says the aggregate.
    """

    key: str
    fields: tuple[Property | GroupKeys | Stats, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What can be said of all things of a list at once, whatever the page.

    Fields ``count`` and ``groups_total``; ``first`` is how many groups at most. The largest groups are those of most
    things or, where ``summed`` names a VALUE attribute, those with the largest of the sums that their stats have of it,
    whatever its unit: those without a sum last, of equal ones those of most things first.
    """

    key: str
    by: tuple[GroupedBy, ...]
    first: Argument
    parts: tuple[Property | Stats | Groups, ...]
    summed: str | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """A list with its page and its total: of all things of ``labels``, or of those a link leads to.

    ``link`` None: the list stands at the root. ``pair``: the facts that join both ends of an edge (an indicator's
    figures for one subject), ``link`` then leads to them from the subject. ``shared``: what the link leads to from each
    of several things: those that are compared, or both partners; on no one edge, as at the root.
    """

    key: str
    labels: tuple[str, ...]
    link: Link | None
    page: Page
    parts: tuple[Total | PageInfo | Nodes | Edges | Aggregate, ...]
    where: Condition | None = None
    via: Condition | None = None
    order: tuple[OrderBy, ...] = ()
    pair: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """The things of a list's page, as a plain list; ``listed`` has its Nodes as its only part."""

    key: str
    listed: Connection


@dataclass(frozen=True, slots=True)
class First:
    """The first of those things, or of it the one ``field``; null where there is none."""

    key: str
    listed: Connection
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """The first of several values whose condition a thing fulfils, or else ``otherwise``."""

    key: str
    cases: tuple[tuple[str | bool, Condition], ...]
    otherwise: str | bool | None = None


Field = Property | Label | Parts | Aside | Step | Items | Connection | Several | First | Which


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of a thing, by its label; a thing of a label that is not here answers with an empty object."""

    fields: Mapping[str, tuple[Field, ...]]


# ---- searches -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Highlights:
    """Where the words of a search stand in what was found, the best first: fields ``field`` and ``fragment``."""

    key: str
    fields: tuple[Property | Label, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, with what belongs to that: ``Property`` names its ``score``."""

    key: str
    fields: tuple[Property | Cursor | Node | Highlights, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """How much of what was found is of each type, and then is said or named by each of the documents with the most.

    Fields are those of groups, each with one key, ``TYPE`` or ``DOCUMENT``; the largest first, then by the key.
    """

    key: str
    fields: tuple[Property | GroupKeys | Stats, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """The things of some labels that are known by, or say, all words of a text: the best first, ties by id.

    ``where`` has the condition that things of each label must fulfil besides. What a word is, and how good an answer,
    says ``graph.search``. Raises when answered: InvalidArgument for a text without words, or too long.
    """

    key: str
    text: Argument
    where: Mapping[str, Condition]
    page: Page
    parts: tuple[Total | PageInfo | Nodes | Found | Facets, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of what can be found."""
        return tuple(self.where)

    @property
    def shared(self) -> bool:
        """False, because what is found hangs on nothing, as the things do that others share."""
        return False


# ---- roots ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ById:
    """The thing of this id, whatever its type; null where there is none or its label is not among ``labels``."""

    key: str
    id: Argument
    labels: tuple[str, ...]
    selection: Selection


@dataclass(frozen=True, slots=True)
class ByIds:
    """The things of these ids, in their order, null for an unknown one."""

    key: str
    ids: Argument
    selection: Selection


@dataclass(frozen=True, slots=True)
class ByName:
    """The one thing of a label that is known by a name, folded; null where there is none.

    Raises when answered: AmbiguousName where several things answer to it.
    """

    key: str
    label: str
    name: Argument
    selection: Selection


@dataclass(frozen=True, slots=True)
class Nearest:
    """The few names most like one that no thing of a label is known by, the nearest first, each thing once.

    Fields of each: ``id``, ``name`` as the thing is shown, and ``known_as``, the name of it that is near.
    """

    key: str
    label: str
    name: Argument
    fields: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class ByCode:
    """The document of this code; null where there is none."""

    key: str
    code: Argument
    selection: Selection


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """Fields of the release that answers: ``id``, ``published_at``, ``hash``, ``documents``."""

    key: str
    fields: tuple[Property | Label, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many things there are of each type, by label: fields ``type`` and ``count``."""

    key: str
    fields: tuple[Property | Label, ...]


@dataclass(frozen=True, slots=True)
class Comparing:
    """Several things of one type beside each other: ``Nodes`` are they, in the order of ``ids``; lists are ``shared``.

    Raises when answered: UnknownId for an id that no entity has, InvalidArgument for things of several types or ids
    that are all of one thing.
    """

    key: str
    ids: Argument
    parts: tuple[Nodes | Connection, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest ways from one thing to another along relations, in either direction, each thing once on a way.

    At most ``first`` of at most ``longest`` steps, none through a thing of ``without`` (None: any); the shortest first,
    those of one length by their steps, one after the other: by relation, then by the id of the thing reached, then the
    step along the relation before the one against it. From a thing to itself leads the way of no steps.

    ``fields``: ``Property`` names the ``length``; ``Node`` is where the way starts, ``Edges`` are its steps, whose
    ``Property`` names ``relation``, ``forward`` (whether it is read in its direction) or an edge attribute.
    Raises when answered: UnknownId for an end that is no entity, SearchTooWide where too much lies between.
    """

    key: str
    start: Argument
    end: Argument
    longest: Argument
    first: Argument
    without: Argument | None
    relations: tuple[RelationType, ...]
    fields: tuple[Property | Node | Edges, ...]


Root = ById | ByIds | ByName | Nearest | ByCode | Connection | ReleaseInfo | Statistics | Comparing | Paths | Search


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """A whole operation: its roots in order, and the values that stand in the operation itself.

    What ``constants`` does not hold is passed when the plan is answered.
    """

    roots: tuple[Root, ...]
    constants: Mapping[str, object]
