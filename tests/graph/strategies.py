"""Random small graphs, and random plans over them: what they ask for is likely to be there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from graph.model.batch import Batch, MatchKey
from graph.model.entities import AgencyKind, Entity
from graph.model.facts import BudgetFigure, Corroboration, OutcomeKind, Scope
from graph.model.groups import groups_of, summable_attributes
from graph.model.relations import RELATIONS, RelationType, Role
from graph.model.values import Absence, Bound, Quantity, Value
from graph.model.vocabulary import (
    COUNTED,
    EDGE_ATTRIBUTES,
    ENTITY_LABELS,
    FACT_LABELS,
    SAME_POINT,
    SAME_SERIES,
    SAYS,
    TEXT_LABELS,
    VALUE_PARTS,
    Attribute,
    Kind,
    Link,
    Reach,
    attributes_of,
    link_of,
    part_property,
    vocabulary,
)
from graph.plan import (
    Aggregate,
    Argument,
    Aside,
    ByCode,
    ById,
    ByIds,
    ByName,
    Compare,
    CompareAny,
    Comparing,
    Comparison,
    Condition,
    Connection,
    Cursor,
    Edges,
    Either,
    Every,
    Facets,
    Field,
    First,
    Foremost,
    Found,
    GroupedBy,
    GroupKeys,
    Groups,
    Highlights,
    IsOf,
    Items,
    KeyEntity,
    KnownAs,
    Label,
    LinkCount,
    Linked,
    Nearest,
    Node,
    Nodes,
    Not,
    OrderBy,
    Page,
    PageInfo,
    Parts,
    Paths,
    Property,
    Quantifier,
    QueryPlan,
    ReleaseInfo,
    Root,
    Search,
    Selection,
    Several,
    Statistics,
    Stats,
    Step,
    Total,
    Which,
)
from graph.search import SEARCHED
from tests.graph.builders import Paper, agency, indicator, plan, programme
from tests.graph.plans import fields, of_each

THINGS = (*ENTITY_LABELS, *FACT_LABELS, *TEXT_LABELS)
_LISTED = (*((label,) for label in THINGS), FACT_LABELS)
CODES = ("a", "b", "c")
# Few, so that they meet; each differs from another only by case, width, plane, an accent, or one character more.
NAMES = ("甲", "甲乙", "臺", "台", "髮", "发", "b", "B", "ｂ", "é", "%", "\uff5e", "𠮷")
UNITS = (None, "人次", "%", "𠮷", "\uff5e")
ATTESTED = ("category", "period_start", "unit")
DATES = (None, "2019", "2019-03", "2021-12-31")
NUMBERS = ("0", "-1", "0.1", "98.60", "1200", "9007199254740993", "123456789012345678901")

# ---- graphs ---------------------------------------------------------------------------------------------------------


def batches() -> st.SearchStrategy[tuple[Batch, ...]]:
    """Up to three documents that speak of the same few things."""
    return st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).flatmap(
        lambda codes: st.tuples(*map(_batch, codes))
    )


@st.composite
def _batch(draw: st.DrawFn, code: str) -> Batch:
    paper = Paper(code, draw(st.sampled_from(NAMES)), draw(st.sampled_from([None, 2019, 2021])))
    things = draw(st.lists(_entities(code), max_size=8))
    for thing in things:
        for text in draw(st.lists(_texts(), max_size=1)):
            paper.prints(text, *draw(st.lists(st.sampled_from(NAMES), max_size=2))).doubts(text)
        printed = draw(st.lists(st.sampled_from(NAMES), max_size=2))
        more = {"used_from": draw(st.sampled_from(DATES)), "official": draw(st.booleans())}
        printing = draw(st.lists(st.sampled_from(ATTESTED), max_size=2, unique=True))
        paper.names(thing, *printed, printing=printing, match_keys=draw(_match_keys(thing)), **more)
    things = list({thing.id: thing for thing in things}.values())
    for source, relation, target in draw(_pairs(things)):
        paper.states(source, relation, target, draw(st.sampled_from([None, *Role])), since=draw(st.sampled_from(DATES)))
    draw(_facts(paper, things))
    return paper.batch()


def _texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("".join)


def _entities(code: str) -> st.SearchStrategy[Entity]:
    name, date = st.sampled_from(NAMES), st.sampled_from(DATES)
    category = st.sampled_from([None, *NAMES[:3]])
    return st.one_of(
        st.builds(agency, name, st.sampled_from(AgencyKind), full_name=category),
        st.builds(plan, name, period_start=date),
        st.builds(programme, name, st.just(code), category=category, period_start=date, title_missing=st.booleans()),
        st.builds(indicator, name, st.sampled_from(UNITS)),
    )


def _match_keys(thing: Entity) -> st.SearchStrategy[tuple[MatchKey, ...]]:
    """Few keys, so that things of different documents are one node; things of different types never are."""
    keys = st.sampled_from([f"{thing.type}: {shared}" for shared in "xy"])
    key = st.builds(MatchKey, key=keys, rule=st.just("test.rule"), score=st.sampled_from([0.8, 0.9]))
    return st.lists(key, max_size=1).map(tuple)


def _pairs(things: Sequence[Entity]) -> st.SearchStrategy[list[tuple[Entity, Any, Entity]]]:
    """Relations that the vocabulary has, between some of the things."""
    possible = [
        (source, relation.type, target)
        for relation in RELATIONS
        for ends in relation.ends
        for source in things
        for target in things
        if source.type in ends.sources and target.type in ends.targets
    ]
    return st.lists(st.sampled_from(possible), max_size=12, unique_by=str) if possible else st.just([])


@st.composite
def _facts(draw: st.DrawFn, paper: Paper, things: Sequence[Entity]) -> None:
    works = [thing for thing in things if thing.type in {"Plan", "Programme"}]
    bodies = [thing for thing in things if thing.type == "Agency"]
    by = [thing for thing in things if thing.type == "Indicator"]
    year = st.sampled_from([None, 2019, 2021])
    heard = st.sampled_from([None, *Corroboration])
    for subject in draw(st.lists(st.sampled_from([*works, *bodies]), max_size=4)) if works or bodies else ():
        whose = draw(st.sampled_from([None, *(body.id for body in bodies)]))
        paper.budgets_for(
            subject,
            draw(_values()),
            year=draw(year),
            agency=whose,
            figure=draw(st.sampled_from([BudgetFigure.APPROPRIATED, BudgetFigure.EXECUTION_RATE])),
            phase=draw(st.sampled_from([None, 1])),
            item=draw(st.sampled_from([None, None, "甲"])),
            corroboration=draw(heard),
        )
        paper.reports(
            subject,
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(OutcomeKind)),
            draw(st.lists(_quantities(), max_size=2)),
        )
    pairs = [(subject, indicator_) for subject in works for indicator_ in by]
    seen = set()
    for subject, indicator_ in draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else ():
        key = (subject, indicator_, draw(st.sampled_from(Scope)), draw(year))
        if key not in seen:
            seen.add(key)
            paper.measures(
                subject,
                indicator_,
                scope=key[2],
                year=key[3],
                target=draw(_values()),
                actual=draw(_values()),
                corroboration=draw(heard),
            )


def _values() -> st.SearchStrategy[Value]:
    number = st.none() | st.sampled_from(NUMBERS).map(Decimal)
    return st.builds(
        Value,
        value=number,
        normalised=number,
        low=number,
        text=st.sampled_from([None, *NAMES]),
        unit=st.sampled_from(UNITS),
        normalised_unit=st.sampled_from([None, "TWD"]),
        date=st.sampled_from(DATES),
        bound=st.sampled_from([None, *Bound]),
        approximate=st.booleans(),
        absence=st.sampled_from([None, *Absence]),
    )


def _quantities() -> st.SearchStrategy[Quantity]:
    return st.builds(Quantity, label=st.sampled_from(NAMES), value=st.none() | st.sampled_from(NUMBERS).map(Decimal))


# ---- plans ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listing:
    """One list, to be read a page at a time by the arguments ``size``, ``after`` and ``before``."""

    labels: tuple[str, ...]
    """Those of the things it hangs on; none where it stands at the root."""
    connection: Connection
    constants: Mapping[str, object]

    def plan(self, *, backward: bool) -> QueryPlan:
        """The plan of a page of the list, under the key ``list`` at the root or below ``start``."""
        page = Page(Argument("size"), Argument("after"), Argument("before"), backward)
        listed = replace(self.connection, page=page)
        if not self.labels:
            return QueryPlan((listed,), self.constants)
        start = ById("start", Argument("id"), self.labels, Selection(dict.fromkeys(self.labels, (listed,))))
        return QueryPlan((start,), self.constants)


def listings(ids: Sequence[str]) -> st.SearchStrategy[Listing]:
    """Lists of anything in any order, filtered or not, over a graph with these ids."""
    return st.composite(lambda draw: _Plans(draw, ids).listing())()


def plans(ids: Sequence[str]) -> st.SearchStrategy[QueryPlan]:
    """Plans of one to three roots over a graph with these ids."""
    return st.composite(lambda draw: _Plans(draw, ids).plan())()


@dataclass
class _Plans:
    """Draws one plan; its values become constants as they are drawn."""

    draw: st.DrawFn
    ids: Sequence[str]
    constants: dict[str, object] = field(default_factory=dict)

    def plan(self) -> QueryPlan:
        roots = tuple(self._root(f"r{number}") for number in range(self.draw(st.integers(1, 3))))
        return QueryPlan(roots, self.constants)

    def listing(self) -> Listing:
        start = self.draw(st.sampled_from([None, *ENTITY_LABELS]))
        labels, link = self.draw(st.sampled_from(_LISTED)), None
        if start is not None:
            link = self.draw(st.sampled_from([k for k in vocabulary()[start].links.values() if _is_list(k)]))
            labels = link.targets
        identity = Node("node", of_each(labels, Property("id", "id"))) if set(labels) <= set(THINGS) else Cursor("id")
        listed = replace(
            self._connection("list", labels, link, 0),
            parts=(Total("total"), _PAGE_INFO, Edges("edges", (Cursor("cursor"), identity))),
        )
        return Listing((start,) if start else (), listed, self.constants)

    def _argument(self, values: st.SearchStrategy[Any]) -> Argument:
        name = f"a{len(self.constants)}"
        self.constants[name] = self.draw(values)
        return Argument(name)

    def _root(self, key: str) -> Root:
        ids = st.sampled_from(self.ids)
        name = st.sampled_from(NAMES)
        match self.draw(
            st.sampled_from(
                [
                    ById,
                    ByIds,
                    ByName,
                    Nearest,
                    ByCode,
                    Connection,
                    Connection,
                    Comparing,
                    Paths,
                    ReleaseInfo,
                    Statistics,
                    Search,
                ]
            )
        ):
            case plan_ if plan_ is ById:
                labels = self.draw(st.sampled_from([THINGS, ENTITY_LABELS, FACT_LABELS, ("Agency",)]))
                return ById(key, self._argument(ids), labels, self._selection(labels, 2))
            case plan_ if plan_ is ByIds:
                return ByIds(key, self._argument(st.lists(ids, max_size=4)), self._selection(THINGS, 2))
            case plan_ if plan_ is ByName:
                label = self.draw(st.sampled_from(ENTITY_LABELS))
                return ByName(key, label, self._argument(name), self._selection((label,), 2))
            case plan_ if plan_ is Nearest:
                label = self.draw(st.sampled_from(ENTITY_LABELS))
                return Nearest(key, label, self._argument(_texts()), fields("id", "name", "known_as"))
            case plan_ if plan_ is ByCode:
                return ByCode(key, self._argument(st.sampled_from(CODES)), self._selection(("Document",), 2))
            case plan_ if plan_ is Comparing:
                return self._comparison(key)
            case plan_ if plan_ is Paths:
                return self._paths(key)
            case plan_ if plan_ is ReleaseInfo:
                return ReleaseInfo(key, (Property("id", "id"), Label("type")))
            case plan_ if plan_ is Statistics:
                return Statistics(key, (Property("type", "type"), Property("count", "count")))
            case plan_ if plan_ is Search:
                return self._search(key)
            case _:
                return self._connection(key, self.draw(st.sampled_from(_LISTED)), None, 2)

    def _comparison(self, key: str) -> Comparing:
        alike = sorted({identity.split("-")[0] for identity in self.ids})
        of_one_type = st.sampled_from(alike).map(lambda kind: [i for i in self.ids if i.startswith(kind)])
        ids = of_one_type.flatmap(lambda ids: st.lists(st.sampled_from(ids), min_size=2, max_size=3))
        links = vocabulary()["Programme"].links
        lists = [
            ("all", ENTITY_LABELS, links["neighbours"]),
            ("agencies", ("Agency",), links["neighbours"]),
            ("references", links["references"].targets, links["references"]),
            ("documents", ("Document",), links["documents"]),
        ]
        chosen = self.draw(st.lists(st.sampled_from(lists), max_size=2, unique=True))
        shared = [self._connection(*listed, 0, shared=True) for listed in chosen]
        return Comparing(key, self._argument(ids), (Nodes("of", self._selection(ENTITY_LABELS, 0)), *shared))

    def _paths(self, key: str) -> Paths:
        ids = st.sampled_from(self.ids)
        step = [Property(name, name) for name in ("relation", "forward", "role", "part", "since")]
        evidence = self._items("evidence", vocabulary()["Agency"].links["evidence"], 0)
        node = Node("node", self._selection(ENTITY_LABELS, 0))
        return Paths(
            key,
            start=self._argument(ids),
            end=self._argument(ids),
            longest=self._argument(st.integers(1, 5)),
            first=self._argument(st.integers(1, 4)),
            without=self._argument(st.none() | st.lists(ids, max_size=2)),
            relations=self.draw(st.just(tuple(RelationType)) | st.lists(st.sampled_from(RelationType)).map(tuple)),
            fields=(Property("length", "length"), node, Edges("steps", (*step, node, evidence))),
        )

    def _search(self, key: str) -> Search:
        labels = tuple(self.draw(st.lists(st.sampled_from(SEARCHED), min_size=1, max_size=3, unique=True)))
        node, highlights = (
            Node("node", self._selection(labels, 1)),
            Highlights("highlights", fields("field", "fragment")),
        )
        found = Found("edges", (Property("score", "score"), Cursor("cursor"), highlights, node))
        return Search(
            key,
            self._argument(st.lists(_texts(), min_size=1, max_size=2).map(" ".join)),
            {label: self._maybe_condition((label,), 1) or Every(()) for label in labels},
            Page(self._argument(st.integers(1, 4)), backward=self.draw(st.booleans())),
            (Total("total"), _PAGE_INFO, found, Nodes("nodes", self._selection(labels, 0)), _FACETS),
        )

    def _selection(self, labels: tuple[str, ...], depth: int) -> Selection:
        return Selection({label: tuple(self._fields(label, depth)) for label in labels})

    def _fields(self, label: str, depth: int) -> list[Field]:
        kind = vocabulary()[label]
        fields: list[Field] = [Label("label")]
        fields += map(_attribute, self.draw(st.lists(st.sampled_from(kind.attributes), max_size=3, unique=True)))
        fields += [Property(count.name, count.name) for count in kind.counts]
        links = (
            self.draw(st.lists(st.sampled_from(list(kind.links.values())), max_size=2, unique=True))
            if depth and kind.links
            else ()
        )
        if label == "Measurement" and depth:
            fields += self._beside(depth - 1)
        if depth and self.draw(st.booleans()):
            fields.append(Aside("aside", self._selection((label,), depth - 1)))
        return [*fields, *(self._link(link, depth - 1) for link in links)]

    def _beside(self, depth: int) -> list[Field]:
        """What is wanted of the measurements that one stands together with."""
        mates = self.draw(st.sampled_from(MATES))
        nodes = (Nodes("nodes", self._selection(mates.targets, depth)),)
        first = replace(
            self._connection("first", mates.targets, mates, 0),
            parts=(Nodes("nodes", of_each(mates.targets, _attribute(_TARGET))),),
            order=(OrderBy("target_said", descending=True), OrderBy("place")),
        )
        cases = ((name, self._condition(("Measurement",), 1)) for name in (True, "甲"))
        return [
            Several("several", replace(self._connection("several", mates.targets, mates, 0), parts=nodes)),
            First("first", first, "target"),
            Which("which", tuple(cases), False),
        ]

    def _link(self, link: Link, depth: int) -> Field:
        if not link.many:
            return Step(link.name, link, self._selection(link.targets, depth))
        if link.reach in {Reach.EVIDENCE, Reach.MERGE}:
            return self._items(link.name, link, depth)
        return self._connection(link.name, link.targets, link, depth)

    def _items(self, key: str, link: Link, depth: int) -> Items:
        first, selection = self._argument(st.integers(1, 3)), self._selection(link.targets, depth)
        is_narrowed = link.reach is Reach.EVIDENCE and self.draw(st.booleans())
        where = CompareAny(SAYS.name, Comparison.EQ, self._argument(st.sampled_from(ATTESTED))) if is_narrowed else None
        return Items(key, link, first, selection, where)

    def _connection(
        self,
        key: str,
        labels: tuple[str, ...],
        link: Link | None,
        depth: int,
        *,
        pair: bool = False,
        shared: bool = False,
    ) -> Connection:
        return Connection(
            key,
            labels,
            link,
            Page(self._argument(st.integers(1, 4)), backward=self.draw(st.booleans())),
            self._parts(labels, link, depth, shared=shared),
            where=self._maybe_condition(labels, depth + 1),
            via=self._via() if link and link.reach is Reach.EDGE and self.draw(st.booleans()) else None,
            order=() if link and link.reach is Reach.PARTNER else self._order(labels),
            pair=pair,
            shared=shared,
        )

    def _parts(self, labels: tuple[str, ...], link: Link | None, depth: int, *, shared: bool) -> tuple[Any, ...]:
        nodes = Nodes("nodes", self._selection(labels, depth))
        edges = Edges("edges", tuple(self._edge_fields(labels, link, depth, shared=shared)))
        return tuple(
            self.draw(
                st.lists(
                    st.sampled_from([Total("total"), _PAGE_INFO, _ENDS, nodes, edges, self._aggregate(labels)]),
                    min_size=1,
                    max_size=4,
                    unique_by=id,
                )
            )
        )

    def _aggregate(self, labels: tuple[str, ...]) -> Aggregate:
        groups = groups_of(labels) if set(labels) <= set(THINGS) else {}
        names = self.draw(st.lists(st.sampled_from(list(groups)), max_size=2, unique=True)) if groups else []
        by = tuple(_grouped_by(labels, name, groups[name]) for name in names)
        stats, count = Stats("stats", tuple(Property(name, name) for name in STATS)), Property("count", "count")
        entity = KeyEntity("entity", Selection(dict.fromkeys(ENTITY_LABELS, (Label("label"), Property("id", "id")))))
        keys = GroupKeys("keys", (Property("by", "by"), Property("value", "value"), entity))
        parts = (count, stats, Groups("groups", (keys, count, stats)), Property("groups_total", "groups_total"))
        summed = self.draw(st.sampled_from([None, *summable_attributes(labels)]))
        return Aggregate("aggregate", by, self._argument(st.integers(1, 4)), parts, summed)

    def _edge_fields(self, labels: tuple[str, ...], link: Link | None, depth: int, *, shared: bool) -> list[Any]:
        cursor = [Cursor("cursor")] if self.draw(st.booleans()) else []
        fields: list[Any] = [*cursor, Node("node", self._selection(labels, depth))]
        if link is None or not set(labels) <= set(ENTITY_LABELS):
            return fields
        if link.reach is Reach.NEIGHBOUR and not shared:
            return [*fields, Property("relations", "relations")]
        if link.reach is Reach.PARTNER:
            works = vocabulary()["Agency"].links["programmes"]
            return [*fields, self._connection("shared", works.targets, works, 0, shared=True)]
        fields += [Property(attribute.name, attribute.name) for attribute in EDGE_ATTRIBUTES]
        fields.append(self._items("evidence", vocabulary()["Agency"].links["evidence"], 0))
        if link.name == "indicators":
            facts = vocabulary()["Programme"].links["measurements"]
            fields.append(self._connection("measurements", facts.targets, facts, 0, pair=True))
        return fields

    def _order(self, labels: tuple[str, ...]) -> tuple[OrderBy, ...]:
        kind = vocabulary()[labels[0]]
        orders = kind.orders if len(labels) == 1 else ()
        chosen = self.draw(st.lists(st.sampled_from(orders), max_size=2, unique=True)) if orders else []
        return tuple(
            OrderBy(order.property, self.draw(st.booleans()), kind.links[order.link] if order.link else None)
            for order in chosen
        )

    # ---- conditions

    def _maybe_condition(self, labels: tuple[str, ...], depth: int) -> Condition | None:
        things = set(labels) <= set(THINGS)
        return self._condition(labels, depth) if things and self.draw(st.booleans()) else None

    def _condition(self, labels: tuple[str, ...], depth: int) -> Condition:
        kinds = ["compare"]
        kinds += ["known"] if set(labels) <= set(ENTITY_LABELS) else []
        kinds += ["type"] if len(labels) > 1 else []
        kinds += ["said"] if not set(labels) <= set(TEXT_LABELS) else []
        kinds += ["every", "either", "not", "linked", "count"] if depth else []
        kinds += ["foremost"] if labels == ("Measurement",) else []
        match self.draw(st.sampled_from(kinds)):
            case "known":
                return self._known_as()
            case "foremost":
                return Foremost(self.draw(st.sampled_from(MATES)))
            case "type":
                return IsOf(tuple(self.draw(st.lists(st.sampled_from(labels), max_size=2, unique=True))))
            case "said":
                return self._said_in()
            case "every":
                return Every(self._conditions(labels, depth - 1))
            case "either":
                return Either(self._conditions(labels, depth - 1))
            case "not":
                return Not(self._condition(labels, depth - 1))
            case "linked":
                return self._linked(labels, depth - 1)
            case "count":
                return self._link_count(labels)
            case _:
                return self._compare(_shared(labels))

    def _conditions(self, labels: tuple[str, ...], depth: int) -> tuple[Condition, ...]:
        return tuple(self._condition(labels, depth) for _ in range(self.draw(st.integers(0, 2))))

    def _known_as(self) -> KnownAs:
        comparison = self.draw(
            st.sampled_from([Comparison.EQ, Comparison.IN, Comparison.CONTAINS, Comparison.STARTS_WITH])
        )
        names = st.sampled_from(NAMES)
        return KnownAs(
            comparison, self._argument(st.lists(names, max_size=2) if comparison is Comparison.IN else names)
        )

    def _said_in(self) -> Condition:
        """That something is said in a document, or under a heading."""
        document, passage = (vocabulary()["Evidence"].links[name] for name in ("document", "passage"))
        places = {
            document: self._compare(vocabulary()["Document"].attributes),
            passage: self._compare([a for a in vocabulary()["Passage"].attributes if a.name == "heading"]),
        }
        chosen = self.draw(st.lists(st.sampled_from(list(places)), min_size=1, max_size=2, unique=True))
        some = Every(tuple(Linked(link, Quantifier.SOME, places[link]) for link in chosen))
        return Linked(vocabulary()["Agency"].links["evidence"], Quantifier.SOME, some)

    def _compare(self, attributes: Sequence[Attribute]) -> Condition:
        attribute = self.draw(st.sampled_from([a for a in attributes if a.kind in _COMPARED]))
        if attribute.kind is Kind.VALUE:
            part = self.draw(st.sampled_from([a for a in attributes_of(Value) if a.name in VALUE_PARTS]))
            attribute = replace(part, name=part_property(attribute.name, part.name))
        comparison = self.draw(st.sampled_from(_COMPARED[attribute.kind]))
        values = self._values(attribute)
        if comparison is Comparison.IN:
            values = st.lists(values, max_size=2)
        argument = self._argument(st.booleans() if comparison is Comparison.IS_NULL else values)
        compare = CompareAny if attribute.kind is Kind.TEXTS else Compare
        return compare(attribute.name, comparison, argument)

    def _values(self, attribute: Attribute) -> st.SearchStrategy[Any]:
        match attribute.kind:
            case Kind.ID:
                return st.sampled_from(self.ids)
            case Kind.INTEGER:
                return st.sampled_from([0, 1, 2019, 2021])
            case Kind.NUMBER:
                return st.sampled_from(NUMBERS).map(float)
            case Kind.BOOLEAN:
                return st.booleans()
            case Kind.DATE:
                return st.sampled_from([date for date in DATES if date])
            case Kind.ENUM:
                assert attribute.enum is not None
                return st.sampled_from(list(attribute.enum))
            case _:
                return st.sampled_from((*NAMES, *CODES))

    def _via(self) -> Condition:
        if self.draw(st.booleans()):
            return self._said_in()
        return self._compare([attribute for attribute in EDGE_ATTRIBUTES if attribute.name != "depth"])

    def _linked(self, labels: tuple[str, ...], depth: int) -> Condition:
        link, quantifier = self._filter_link(labels), self.draw(st.sampled_from(Quantifier))
        if link is COUNTED:
            return Linked(link, quantifier, self._compare(tuple(attributes_of(Quantity))))
        via = self._via() if link.reach is Reach.EDGE and self.draw(st.booleans()) else None
        return Linked(link, quantifier, self._condition(link.targets, depth), via)

    def _link_count(self, labels: tuple[str, ...]) -> Condition:
        link = self._filter_link(labels)
        via = self._via() if link.reach is Reach.EDGE and self.draw(st.booleans()) else None
        comparison = self.draw(st.sampled_from([Comparison.EQ, Comparison.NE, Comparison.GTE, Comparison.LT]))
        return LinkCount(link, comparison, self._argument(st.integers(0, 2)), via)

    def _filter_link(self, labels: tuple[str, ...]) -> Link:
        links = [set(vocabulary()[label].links.values()) for label in labels]
        shared = [link for link in set.intersection(*links) if set(link.targets) <= set(THINGS)]
        usable = [link for link in shared if link.many or link.reach is Reach.HELD]
        usable += MATES if labels == ("Measurement",) else ()
        usable += [COUNTED] if "Outcome" in labels else []
        usable = [link for link in usable if link.reach not in {Reach.PARTNER, Reach.NEIGHBOUR}]
        return self.draw(st.sampled_from(sorted(usable, key=lambda link: (link.name, link.targets))))


MATES = (SAME_SERIES, SAME_POINT)
_TARGET = next(attribute for attribute in vocabulary()["Measurement"].attributes if attribute.name == "target")
_PAGE_INFO = PageInfo("page", fields("has_next_page", "has_previous_page", "start_cursor", "end_cursor"))
_ENDS = PageInfo("ends", (Property("more", "has_next_page"), Property("before", "has_previous_page")))
_FACETS = Facets(
    "facets",
    (
        GroupKeys(
            "keys", (*fields("by", "value"), KeyEntity("entity", of_each(ENTITY_LABELS, Property("code", "id"))))
        ),
        Property("count", "count"),
        Stats("stats", fields("sum")),
    ),
)
STATS = (
    *("of", "of_agencies", "unit", "figure", "phase", "item", "coverage", "through", "scope", "year", "as_of"),
    *("sum", "average", "min", "max", "counted", "missing", "excluded", "conflicting", "inexact"),
)


def _grouped_by(labels: tuple[str, ...], name: str, said: str | None) -> GroupedBy:
    link = link_of(labels, said or "")
    return GroupedBy(name, link=link) if link else GroupedBy(name, property=said)


_SAME = [Comparison.EQ, Comparison.NE, Comparison.IN]
_RANGE = [Comparison.GT, Comparison.GTE, Comparison.LT, Comparison.LTE]
_COMPARED = {
    Kind.ID: [Comparison.EQ, Comparison.IN],
    Kind.TEXT: [*_SAME, Comparison.CONTAINS, Comparison.STARTS_WITH, Comparison.IS_NULL],
    Kind.INTEGER: [*_SAME, *_RANGE, Comparison.IS_NULL],
    Kind.DATE: [*_SAME, *_RANGE, Comparison.IS_NULL],
    Kind.NUMBER: [*_SAME, *_RANGE, Comparison.IS_NULL],
    Kind.VALUE: [Comparison.IS_NULL],
    Kind.TEXTS: [Comparison.EQ, Comparison.IN, Comparison.CONTAINS, Comparison.STARTS_WITH],
    Kind.BOOLEAN: [Comparison.EQ],
    Kind.ENUM: [Comparison.EQ, Comparison.IN, Comparison.IS_NULL],
}


def _attribute(attribute: Attribute) -> Field:
    if attribute.kind is Kind.VALUE:
        names = ("value", "text", "normalised", "low", "date", "bound", "approximate", "absence")
        return Parts(attribute.name, attribute.name, tuple(Property(name, name) for name in names))
    if attribute.kind is Kind.QUANTITIES:
        return Parts(attribute.name, attribute.name, (Property("label", "label"), Property("value", "value")))
    return Property(attribute.name, attribute.name)


def _is_list(link: Link) -> bool:
    return link.many and link.reach is not Reach.EVIDENCE


def _shared(labels: tuple[str, ...]) -> list[Attribute]:
    first, *others = (vocabulary()[label] for label in labels)
    return [a for a in first.attributes if all(a == other.attribute(a.name) for other in others)]
