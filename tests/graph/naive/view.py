"""The independent reference: a plan answered by looking at everything, with nothing an engine could share."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any

from graph.cursors import Cursors
from graph.errors import AmbiguousName, InvalidArgument, UnknownId
from graph.model.batch import Batch
from graph.model.keys import fold
from graph.model.search_form import search_form
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, TEXT_LABELS, Link, Reach, constant_name, vocabulary
from graph.nearest import CANDIDATES, Candidate, form_of, nearest, stretches_of
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
from graph.resolution.decisions import Decisions
from graph.search import Words, highlight_fields
from graph.store.facets import Facet, facet_fields
from tests.graph.naive.aggregates import Group, figures_of, grouped, largest_first
from tests.graph.naive.graph import Graph, Hop, Thing
from tests.graph.naive.paths import Step as PathStep
from tests.graph.naive.paths import paths_between
from tests.graph.naive.search import score_of, texts_of


class NaiveView:
    """Answers plans from batches."""

    def __init__(self, batches: Sequence[Batch], decisions: Decisions | None = None) -> None:
        self._graph = Graph(batches, decisions or Decisions())
        self.ids = [*(thing.id for thing in self._graph.things((*ENTITY_LABELS, *FACT_LABELS))), "agency-0"]
        self.ids += self._graph.nodes
        """The ids of all entities and facts, of their former members, and one that nothing has."""

    def ids_of(self, labels: tuple[str, ...]) -> list[str]:
        """The ids of all things of these labels."""
        return [thing.id for thing in self._graph.things(labels)]

    def answer(self, plan: QueryPlan, arguments: Mapping[str, object]) -> dict[str, Any]:
        """The plan's answer, an error in place of what cannot be answered."""
        run = _Run(self._graph, {**plan.constants, **arguments})
        return {root.key: run.root(root) for root in plan.roots}


class _Run:
    """One answering of a plan."""

    def __init__(self, graph: Graph, arguments: Mapping[str, Any]) -> None:
        self._graph = graph
        self._arguments = arguments
        self._cursors = Cursors(graph.release, arguments)

    def root(self, root: Root) -> Any:
        things = (*ENTITY_LABELS, *FACT_LABELS)
        match root:
            case ById(_, id_, labels, selection):
                return self._only(labels, selection, lambda thing: thing.id == self._node(id_))
            case ByIds(_, ids, selection):
                wanted = [self._graph.nodes.get(i, i) for i in self._value(ids)]
                return [self._only((*things, *TEXT_LABELS), selection, lambda t, i=i: t.id == i) for i in wanted]
            case ByCode(_, code, selection):
                return self._only(("Document",), selection, lambda thing: thing.said["code"] == self._value(code))
            case ByName():
                return self._named(root)
            case Nearest():
                return self._nearest(root)
            case Connection():
                return self._list(root, [Hop(thing, thing.id) for thing in self._graph.things(root.labels)])
            case Statistics(_, fields):
                counted = {label: len(self._graph.things((label,))) for label in things}
                return [_plain_fields(fields, {"type": t, "count": n}, "TypeCount") for t, n in counted.items()]
            case Search():
                return self._search(root)
            case ReleaseInfo(_, fields):
                return _plain_fields(fields, {"id": self._graph.release, "hash": self._graph.release}, "Release")
            case Comparing():
                return self._comparison(root)
            case Paths():
                return self._paths(root)

    def _comparison(self, root: Comparing) -> Any:
        things = [self._entity(self._graph.nodes.get(i, i)) for i in self._value(root.ids)]
        compared = list({thing.id: thing for thing in things if thing}.values())
        if None in things:
            return UnknownId("")
        if len(compared) < 2 or len({thing.label for thing in compared}) > 1:
            return InvalidArgument("")
        return {part.key: self._compared_part(part, compared) for part in root.parts}

    def _compared_part(self, part: Any, things: list[Thing]) -> Any:
        if isinstance(part, Nodes):
            return [self._thing(part.selection, thing) for thing in things]
        return self._list(part, self._shared(part.link, things), tuple(thing.id for thing in things))

    def _shared(self, link: Link, things: Sequence[Thing]) -> list[Hop]:
        """Where a link leads from each of the things, on no one edge."""
        first, *others = ([hop.thing for hop in self._graph.hops(link, thing)] for thing in things)
        return [Hop(thing, thing.id) for thing in first if all(thing in other for other in others)]

    def _paths(self, root: Paths) -> Any:
        ends = [self._entity(self._node(end)) for end in (root.start, root.end)]
        if None in ends:
            return UnknownId("")
        start, end = (thing.id for thing in ends if thing)
        without = [self._graph.nodes.get(i, i) for i in (self._value(root.without) or ())] if root.without else []
        found = paths_between(self._graph, start, end, root.relations, self._value(root.longest), without)
        return [
            {part.key: self._path_part(part, start, path) for part in root.fields}
            for path in found[: self._value(root.first)]
        ]

    def _entity(self, identity: str) -> Thing | None:
        return next((thing for thing in self._graph.things(ENTITY_LABELS) if thing.id == identity), None)

    def _path_part(self, part: Any, start: str, path: tuple[PathStep, ...]) -> Any:
        match part:
            case Property():
                return len(path)
            case Node(_, selection):
                return self._there(selection, start)
            case Edges(_, fields):
                return [{wanted.key: self._step_part(wanted, step) for wanted in fields} for step in path]

    def _step_part(self, part: Any, step: PathStep) -> Any:
        match part:
            case Property(_, name):
                return step.forward if name == "forward" else _plain(getattr(step.said, name))
            case Node(_, selection):
                return self._there(selection, step.there)
            case Items():
                return self._items(part, Thing("", step.edge, {}))

    def _there(self, selection: Selection, identity: str) -> Any:
        thing = self._entity(identity)
        return thing and self._thing(selection, thing)

    def _node(self, argument: Argument) -> Any:
        asked = self._value(argument)
        return self._graph.nodes.get(asked, asked)

    def _value(self, argument: Argument) -> Any:
        value = self._arguments.get(argument.name)
        return [_stored(item) for item in value] if isinstance(value, list) else _stored(value)

    def _only(self, labels: tuple[str, ...], selection: Selection, wanted: Callable[[Thing], bool]) -> Any:
        found = [thing for thing in self._graph.things(labels) if wanted(thing)]
        return self._thing(selection, found[0]) if found else None

    def _named(self, root: ByName) -> Any:
        name = fold(self._value(root.name))
        found = [thing for thing in self._graph.things((root.label,)) if name in map(fold, thing.said["aliases"])]
        if len(found) > 1:
            return AmbiguousName("", tuple(map(self._candidate, sorted(found, key=lambda t: (t.said["name"], t.id)))))
        return self._thing(root.selection, found[0]) if found else None

    def _nearest(self, root: Nearest) -> list[dict[str, Any]]:
        name = self._value(root.name)
        sought = form_of(name)

        def nearness(alias: Thing) -> Any:
            form = search_form(alias.said["name"])
            return (-sum(stretch in form for stretch in stretches_of(name)), abs(len(form) - len(sought)), alias.id)

        things = {thing.id: thing.said["name"] for thing in self._graph.things((root.label,))}
        named = [alias for alias in self._graph.things(("Alias",)) if alias.said["node"] in things]
        sharing = sorted((alias for alias in named if nearness(alias)[0] < 0), key=nearness)[:CANDIDATES]
        owners = ((alias.said["node"], alias.said["name"]) for alias in sharing)
        return nearest(root, name, (Candidate(node, things[node], known_as) for node, known_as in owners))

    def _candidate(self, thing: Thing) -> Mapping[str, object]:
        up = next(link for t in vocabulary().values() for link in t.links.values() if link.name == "parents")
        parents = sorted(self._graph.along(up, thing.id), key=lambda hop: (hop.edge["of"].place, hop.thing.id))
        return {
            "id": thing.id,
            "name": thing.said["name"],
            "parent": parents[0].thing.said["name"] if parents else None,
        }

    # ---- what is wanted of a thing

    def _thing(self, selection: Selection, thing: Thing) -> dict[str, Any]:
        return {wanted.key: self._field(wanted, thing) for wanted in selection.fields.get(thing.label, ())}

    def _field(self, wanted: Any, thing: Thing) -> Any:
        match wanted:
            case Label():
                return thing.label
            case Property(_, name):
                return _plain(thing.said.get(name))
            case Parts(_, name, fields):
                value = thing.said[name]
                if isinstance(value, tuple):
                    return [_plain_fields(fields, dict(item), "Quantity") for item in value]
                return _plain_fields(fields, dict(value), "Value")
            case Aside(_, selection):
                return self._thing(selection, thing)
            case Step(_, link, selection):
                return self._step(link, selection, thing)
            case Items():
                return self._items(wanted, thing)
            case Connection(link=link):
                assert link is not None
                return self._list(wanted, self._graph.hops(link, thing), (thing.id,))
            case Several(_, listed):
                return self._field(listed, thing)["nodes"]
            case First(_, listed, field):
                found = self._field(listed, thing)["nodes"]
                return (found[0][field] if field else found[0]) if found else None
            case Which(_, cases, otherwise):
                return next((value for value, holds in cases if self._holds(holds, thing.said, thing)), otherwise)

    def _step(self, link: Link, selection: Selection, thing: Thing) -> Any:
        def nearness(hop: Hop) -> Any:
            printed = hop.edge["of"].place if "of" in hop.edge else hop.thing.said["place"]
            return (hop.edge.get("depth"), printed, hop.thing.id)

        hops = sorted(self._graph.hops(link, thing), key=nearness)
        return self._thing(selection, hops[0].thing) if hops else None

    def _items(self, wanted: Items, thing: Thing) -> list[Any]:
        hops = self._graph.hops(wanted.link, thing)
        if wanted.where is not None:
            hops = [hop for hop in hops if self._holds(wanted.where, hop.thing.said, hop.thing)]
        places = sorted(hops, key=lambda hop: hop.thing.said["place"])
        return [self._thing(wanted.selection, hop.thing) for hop in places[: self._value(wanted.first)]]

    # ---- lists

    def _list(self, wanted: Connection, hops: list[Hop], start: tuple[str, ...] = ()) -> dict[str, Any]:
        hops = [hop for hop in hops if hop.thing.label in wanted.labels and self._is_listed(wanted, hop)]
        hops.sort(key=lambda hop: hop.thing.id)
        orders = wanted.order or _default_order(wanted)
        for order in reversed(orders):
            present = [hop for hop in hops if self._key(hop, order) is not None]
            present.sort(key=lambda hop, order=order: self._key(hop, order), reverse=order.descending)
            hops = present + [hop for hop in hops if self._key(hop, order) is None]
        keys = [self._keys(wanted.labels, orders, hop) for hop in hops]
        return self._paged(wanted, hops, keys, start)

    def _search(self, root: Search) -> dict[str, Any]:
        text = self._value(root.text)
        found = [
            (score, thing.id, Hop(thing, thing.id, {"score": score, "text": text}))
            for label, where in root.where.items()
            for thing in self._graph.things((label,))
            if (score := score_of(thing, text)) is not None and self._holds(where, thing.said, thing)
        ]
        found.sort(key=lambda item: item[:2], reverse=True)
        hops, keys = [hop for *_, hop in found], [[score, identity] for score, identity, _ in found]
        paged = replace(root, parts=tuple(part for part in root.parts if not isinstance(part, Facets)))
        facets = {p.key: self._facets(p, [h.thing for h in hops]) for p in root.parts if isinstance(p, Facets)}
        return {**self._paged(paged, hops, keys, ()), **facets}

    def _facets(self, wanted: Facets, things: list[Thing]) -> list[Any]:
        types = Counter(thing.label for thing in things)
        documents = Counter(d for t in things for d in t.said.get("documents", [t.said.get("document")]))
        counted = [
            *(Facet("TYPE", *one) for one in sorted(types.items(), key=lambda one: (-one[1], one[0]))),
            *(Facet("DOCUMENT", *one) for one in sorted(documents.items(), key=lambda one: (-one[1], one[0]))[:20]),
        ]
        return [
            facet_fields(
                wanted, facet, lambda key, of: self._only(("Document",), key.selection, lambda t: t.id == of.key)
            )
            for facet in counted
        ]

    def _paged(self, wanted: Connection | Search, hops: list[Hop], keys: list[Any], start: Any) -> dict[str, Any]:
        written = self._cursors.of(wanted, start)
        cursors = [written.write(key) for key in keys]
        page = self._page(wanted.page, cursors)
        info = {
            "has_next_page": page.stop < len(hops)
            or (wanted.page.before and self._value(wanted.page.before)) is not None,
            "has_previous_page": page.start > 0,
            "start_cursor": next(iter(cursors[page]), None),
            "end_cursor": next(reversed(cursors[page]), None),
        }
        return {
            part.key: self._aggregate(part, wanted.labels, [hop.thing for hop in hops])
            if isinstance(part, Aggregate)
            else self._part(part, hops[page], cursors[page], len(hops), info)
            for part in wanted.parts
        }

    def _is_listed(self, wanted: Connection, hop: Hop) -> bool:
        return (wanted.where is None or self._holds(wanted.where, hop.thing.said, hop.thing)) and (
            wanted.via is None or self._holds(wanted.via, hop.edge, hop.thing)
        )

    def _page(self, page: Page, cursors: list[str]) -> slice:
        """Where in a list a page stands, of what its cursors leave of the list."""
        after, before = (self._value(bound) if bound else None for bound in (page.after, page.before))
        start = cursors.index(after) + 1 if after is not None else 0
        stop = max(start, cursors.index(before) if before is not None else len(cursors))
        size = self._value(page.size)
        return slice(max(start, stop - size), stop) if page.backward else slice(start, min(stop, start + size))

    def _key(self, hop: Hop, order: OrderBy) -> Any:
        if order.property == "shared":
            return hop.edge["shared"]
        thing = self._graph.hops(order.link, hop.thing)[0].thing if order.link else hop.thing
        return _stored(thing.said.get(order.property))

    def _keys(self, labels: tuple[str, ...], orders: Sequence[OrderBy], hop: Hop) -> list[Any]:
        keys: list[Any] = []
        for order in orders:
            key = self._key(hop, order)
            own = () if order.link else labels
            keys += [int(key is None)] if any(_may_be_absent(label, order.property) for label in own) else []
            keys.append(key)
        return [*keys, hop.thing.said.get("former_id", hop.thing.id)]  # a merge is told by the member it is of

    def _part(self, part: Any, hops: Sequence[Hop], cursors: Sequence[str], total: int, info: Mapping[str, Any]) -> Any:
        match part:
            case Total():
                return total
            case PageInfo(_, fields):
                return _plain_fields(fields, info, "PageInfo")
            case Nodes(_, selection):
                return [self._thing(selection, hop.thing) for hop in hops]
            case Edges(_, fields) | Found(_, fields):
                return [
                    {wanted.key: self._edge_field(wanted, hop, cursor) for wanted in fields}
                    for hop, cursor in zip(hops, cursors, strict=True)
                ]

    def _aggregate(self, wanted: Aggregate, labels: tuple[str, ...], things: list[Thing]) -> dict[str, Any]:
        groups = grouped(self._graph, wanted.by, things)
        if wanted.summed:
            groups = largest_first(self._graph, labels, groups, wanted.summed)
        found = Group((), tuple(things))
        return {
            part.key: [
                {field.key: self._of_group(field, wanted, labels, group) for field in part.fields}
                for group in groups[: self._value(wanted.first)]
            ]
            if isinstance(part, Groups)
            else len(groups)
            if isinstance(part, Property) and part.name == "groups_total"
            else self._of_group(part, wanted, labels, found)
            for part in wanted.parts
        }

    def _of_group(self, field: Any, wanted: Aggregate, labels: tuple[str, ...], group: Group) -> Any:
        match field:
            case Property():
                return len(group.things)
            case Stats(_, fields):
                return [_plain_fields(fields, said, "") for said in figures_of(self._graph, labels, group.things)]
            case GroupKeys(_, fields):
                return [
                    {one.key: self._of_key(one, by, key) for one in fields}
                    for by, key in zip(wanted.by, group.keys, strict=True)
                ]

    def _of_key(self, field: Property | KeyEntity, by: GroupedBy, key: Any) -> Any:
        if isinstance(field, KeyEntity):
            return self._only(ENTITY_LABELS, field.selection, lambda thing: thing.id == key) if by.link else None
        if field.name == "by" or key is None:
            return by.name if field.name == "by" else None
        return str(_plain(key)) if by.property or by.link else constant_name(key)

    def _edge_field(self, wanted: Any, hop: Hop, cursor: str) -> Any:
        match wanted:
            case Cursor():
                return cursor
            case Node(_, selection):
                return self._thing(selection, hop.thing)
            case Property(_, name):
                return _plain(hop.edge.get(name))
            case Highlights():
                return highlight_fields(wanted, Words.of(hop.edge["text"]), texts_of(hop.thing))
            case Items():
                return self._items(wanted, Thing("", hop.id, {}))
            case Connection(link=link, shared=True):
                assert link is not None
                here, there = hop.edge["ends"]
                return self._list(wanted, self._shared(link, (here, self._entity(there))), (here.id, there))
            case Connection(link=link):
                assert link is not None
                subject = Thing("", hop.edge["of"].source, {})
                facts, by = self._graph.hops(link, subject), hop.edge["of"].target
                return self._list(wanted, [f for f in facts if f.thing.said["indicator"] == by], (subject.id, by))

    # ---- conditions

    def _holds(self, condition: Condition, said: Mapping[str, Any], thing: Thing) -> bool:
        match condition:
            case Every(conditions):
                return all(self._holds(inner, said, thing) for inner in conditions)
            case Either(conditions):
                return any(self._holds(inner, said, thing) for inner in conditions)
            case Not(inner):
                return not self._holds(inner, said, thing)
            case Compare("id", Comparison.EQ | Comparison.IN, value):
                asked = self._value(value)
                ids = asked if isinstance(asked, list) else [asked]
                return said["id"] in {self._graph.nodes.get(identity, identity) for identity in ids}
            case Compare(name, comparison, value):
                return _compare(_stored(said.get(name)), comparison, self._value(value))
            case CompareAny(name, comparison, value):
                return any(_compare(text, comparison, self._value(value)) for text in said[name])
            case IsOf(labels):
                return thing.label in labels
            case KnownAs(comparison, value):
                return self._is_known(thing, comparison, self._value(value))
            case Linked(link, Quantifier.SOME, where) if link.reach is Reach.EVIDENCE:  # of a thing, or of an edge
                places = self._graph.hops(link, Thing("", said["id"], {}))
                return any(self._holds(where, hop.thing.said, hop.thing) for hop in places)
            case Linked(link, quantifier, where, via):
                found = [self._holds(where, hop.thing.said, hop.thing) for hop in self._hops(link, via, thing)]
                return {Quantifier.SOME: any(found), Quantifier.NONE: not any(found), Quantifier.ALL: all(found)}[
                    quantifier
                ]
            case Foremost(link):
                order = [(hop.thing.said["place"], hop.thing.id) for hop in self._graph.hops(link, thing)]
                return (thing.said["place"], thing.id) == min(order)
            case LinkCount(link, comparison, value, via):
                return _compare(len(self._hops(link, via, thing)), comparison, self._value(value))

    def _hops(self, link: Link, via: Condition | None, thing: Thing) -> list[Hop]:
        return [h for h in self._graph.hops(link, thing) if via is None or self._holds(via, h.edge, h.thing)]

    def _is_known(self, thing: Thing, comparison: Comparison, value: Any) -> bool:
        known = [fold(alias) for alias in thing.said["aliases"]]
        asked = [fold(item) for item in value] if isinstance(value, list) else fold(value)
        if comparison is Comparison.NE:
            return asked not in known
        return any(_compare(name, comparison, asked) for name in known)


def _stored(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _default_order(wanted: Connection) -> tuple[OrderBy, ...]:
    if wanted.link is not None and wanted.link.reach is Reach.PARTNER:
        return (OrderBy("shared", descending=True), OrderBy("name"))
    return (OrderBy("name" if vocabulary()[wanted.labels[0]].attribute("name") else "place"),)


def _may_be_absent(label: str, name: str) -> bool:
    attribute = vocabulary()[label].attribute(name)
    return not attribute.required if attribute else name.endswith(("_number", "plan_name"))


def _compare(said: Any, comparison: Comparison, value: Any) -> bool:
    if comparison is Comparison.IS_NULL:
        return (said is None) == value
    if said is None:
        return False
    match comparison:
        case Comparison.EQ:
            return bool(said == value)
        case Comparison.NE:
            return bool(said != value)
        case Comparison.GT:
            return bool(said > value)
        case Comparison.GTE:
            return bool(said >= value)
        case Comparison.LT:
            return bool(said < value)
        case Comparison.LTE:
            return bool(said <= value)
        case Comparison.IN | Comparison.CONTAINS:
            return said in value if comparison is Comparison.IN else value in said
        case Comparison.STARTS_WITH:
            return bool(said.startswith(value))


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.name
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case tuple():
            return list(value)
        case _:
            return value


def _plain_fields(fields: Sequence[Property | Label], said: Mapping[str, Any], label: str) -> dict[str, Any]:
    return {wanted.key: label if isinstance(wanted, Label) else _plain(said.get(wanted.name)) for wanted in fields}
