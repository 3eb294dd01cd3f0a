"""How the rows of a page are found: along an index where one has the order, and from a hub as from all things."""

from dataclasses import dataclass, replace
from functools import partial

from graph.cursors import item_at, keys_at
from graph.model.vocabulary import FACT_LABELS, SHARED, Link, Reach
from graph.plan import (
    Argument,
    Compare,
    Condition,
    Connection,
    Either,
    Every,
    Foremost,
    Linked,
    PageInfo,
    Property,
    conjuncts,
)
from graph.store.columns import stored_count
from graph.store.neo4j.conditions import Reached, along, any_of, arrow
from graph.store.neo4j.order import index_order, lies_after, order_by
from graph.store.neo4j.schema import indexes
from graph.store.neo4j.select import Here, Names, Run, all_of, choice
from graph.store.order import Term, reverse, terms_of

_HUBS = frozenset({"Agency", "Plan", "Indicator", "Document"})
"""The labels of what may lead to thousands of things; of others a statement need not ask whether they do."""
_WALK_COST = 8  # what reading a thing from an index and testing it costs, if following an edge to one costs 1; measured


def find_page(wanted: Connection, reached: Reached, here: Here | None, names: Names) -> str:
    """The clauses that find the things of a page, the way it goes; and one more, where that is asked for."""
    bounds = _bounds(wanted, names)
    rest = bounds.predicates(reached.ordered)
    if reached.opening:  # which keeps nothing that was found before it
        opened = replace(reached, opening=" ".join((reached.opening, *bounds.matches))).narrowed(*rest)
        return _Search(wanted, opened, _way(wanted), rest, bounds.anchors, names).clauses(here)
    found = _Search(wanted, reached.narrowed(*rest), _way(wanted), rest, bounds.anchors, names).clauses(here)
    return " ".join((*bounds.matches, found))


def find_page_of(found: str, wanted: Connection, thing: str, names: Names) -> str:
    """The clauses that find the same of a list of things, which stands in the variable ``found``."""
    bounds = _bounds(wanted, names)
    within = f"WITH {', '.join((thing, *bounds.anchors))}{all_of(bounds.predicates(thing))}"
    cut = f"WITH {thing} ORDER BY {order_by(_way(wanted), thing)} LIMIT {_size(wanted)}"
    return " ".join((*bounds.matches, f"UNWIND {found} AS {thing}", *((within,) if bounds.anchors else ()), cut))


def held_count(wanted: Connection, here: Here | None) -> str | None:
    """The expression of how many things a list holds in all, where that is stored."""
    name = stored_count(wanted, here.labels) if here else None
    return f"{here.name}.{name}" if here and name else None


def asks_for_more(wanted: Connection) -> bool:
    """Whether somebody asks if there are things after the page, the way it goes."""
    asked = (field for part in wanted.parts if isinstance(part, PageInfo) for field in part.fields)
    return any(isinstance(field, Property) and field.name in {"has_next_page", "has_previous_page"} for field in asked)


def _size(wanted: Connection) -> str:
    """How many things are to be found."""
    size = f"${wanted.page.size.name}"
    return f"({size} + 1)" if asks_for_more(wanted) else size


# ---- going on from a cursor


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The things at which the cursors of a page stand, each with the order in which the page comes after it."""

    things: tuple[tuple[Reached, tuple[Term, ...]], ...]

    @property
    def anchors(self) -> tuple[str, ...]:
        """Their variables."""
        return tuple(anchor.thing for anchor, _ in self.things)

    @property
    def matches(self) -> tuple[str, ...]:
        """The clauses that find them."""
        return tuple(anchor.match for anchor, _ in self.things)

    def predicates(self, thing: str) -> tuple[str, ...]:
        """What holds for a thing that lies between them."""
        return tuple(p for anchor, terms in self.things for p in lies_after(terms, thing, anchor.ordered))


def _bounds(wanted: Connection, names: Names) -> _Bounds:
    page, terms = wanted.page, terms_of(wanted)
    sides = ((page.after, terms), (page.before, reverse(terms)))
    return _Bounds(tuple((_anchor(wanted, c, names), way) for c, way in sides if c and c.name in names.given))


def _anchor(wanted: Connection, cursor: Argument, names: Names) -> Reached:
    """The thing at which a cursor stands, none where it is no cursor; whether it is one of this list is seen later."""
    thing = names.fresh("c")
    sought = names.parameter(partial(_item_at, cursor.name))
    found = (f"{thing}.id = {sought}", f"{thing}.added IS NOT NULL", *names.visible(thing))
    # of facts each label by its own name, because only those have an index by id
    labels = "|".join(wanted.labels) if wanted.labels == FACT_LABELS else any_of(wanted.labels)
    return Reached(thing, f"({thing}:{labels})", found, key=_key_at(wanted, cursor, thing, names))


def _key_at(wanted: Connection, cursor: Argument, thing: str, names: Names) -> str | None:
    """What a list is ordered by at a cursor, as a map, where that is not all stored with the thing."""
    if all(term.property != SHARED for term in terms_of(wanted)):
        return None
    shared = names.parameter(partial(_first_key_at, cursor.name))
    return f"{{{SHARED}: {shared}, name: {thing}.name, id: {thing}.id}}"


def _first_key_at(cursor: str, run: Run) -> int | None:
    first = next(iter(keys_at(str(run.arguments[cursor]))), None)
    return first if isinstance(first, int) else None


def _item_at(cursor: str, run: Run) -> str | None:
    return item_at(str(run.arguments[cursor]))


def _way(wanted: Connection) -> tuple[Term, ...]:
    """The order in which the rows of a page are found: that of the list, or the same from its end."""
    return reverse(terms_of(wanted)) if wanted.page.backward else terms_of(wanted)


# ---- which way to go


@dataclass(frozen=True, slots=True)
class _Search:
    """A page to be found: what it is of, in which order, and the predicates of what its cursors leave of the list."""

    wanted: Connection
    reached: Reached
    terms: tuple[Term, ...]
    rest: tuple[str, ...]
    anchors: tuple[str, ...]
    names: Names

    def clauses(self, here: Here | None) -> str:
        """The clauses that find the rows; ``here`` is the one thing the list starts from, if there is one."""
        link, thing = self.wanted.link, self.reached.thing
        if link is None:
            return self._cut(self._from_all())
        if here is None:
            return self._cut(self.reached.match)
        order = tuple(term.property for term in self.terms)
        if link.reach is Reach.HOLDER and self._has_index(link.field, *order):
            return self._facts_of(here, f"{thing}.{link.field}")
        count = held_count(self.wanted, here)
        if link.reach is Reach.EDGE and count is not None and set(here.labels) <= _HUBS and self._has_index(*order):
            return self._cut(self._from_hub_or_not(here, link, count))
        return self._cut(self.reached.match)

    def _cut(self, found: str) -> str:
        return f"{found} WITH {', '.join(self.reached.found)} {self._first(self.reached.ordered)}"

    def _first(self, thing: str, before: str = "") -> str:
        return f"ORDER BY {before}{order_by(self.terms, thing)} LIMIT {self._size}"

    @property
    def _size(self) -> str:
        return _size(self.wanted)

    @property
    def _label(self) -> str:
        return any_of(self.wanted.labels)

    def _from_all(self) -> str:
        """Finds among all things of the label; those that lack what orders them come from no index of it, and apart."""
        thing, first = self.reached.thing, self.terms[0]
        if not first.absence:
            walked = self.reached.narrowed(*index_order(self.terms, thing))
            return replace(walked, hint=self._order(thing)).match if self._is_walked() else walked.match
        known, ordering = self.names.fresh("l"), f"{thing}.{first.property}"
        present = self.reached.narrowed(f"{ordering} IS NOT NULL", f"{thing}.id IS NOT NULL").match
        absent = self.reached.narrowed(f"{ordering} IS NULL", f"{thing}.id IS NOT NULL", f"{thing}.added IS NOT NULL")
        parts = (
            f"{present} WITH {thing} ORDER BY {order_by(self.terms[1:], thing)} LIMIT {self._size}",
            f"{absent.match} WITH {thing} ORDER BY {order_by(self.terms[2:], thing)} LIMIT {self._size}",
        )
        some, more = parts[::-1] if first.descending else parts
        start = f"CALL ({', '.join(self.anchors)}) {{ {some} RETURN collect({thing}) AS {known} }}"
        ways = {"TRUE": f"UNWIND {known} AS {thing}", f"size({known}) < {self._size}": more}
        return f"{start} {choice(ways, ', '.join((known, *self.anchors)), thing, self.names)}"

    def _has_index(self, *key: str | None) -> bool:
        """Whether an index of the label has these properties."""
        return any((index.label, index.properties) == (self._label, key) for index in indexes())

    def _is_walked(self) -> bool:
        """Whether all things of the label are walked in order: where only the first of each kind count.

        Then the planner may read and sort them all instead. It refuses the hint where it sees that nothing can hold.
        """
        conditions = list(conjuncts(self.wanted.where))
        first = any(isinstance(condition, Foremost) for condition in conditions) and all(map(_can_hold, conditions))
        return first and not self.reached.opening and self._has_index(*(term.property for term in self.terms))

    def _order(self, thing: str) -> str:
        """The hint that things come from the index that has their order."""
        return f" USING INDEX {thing}:{self._label}({', '.join(term.property for term in self.terms)})"

    def _facts_of(self, here: Here, held: str) -> str:
        """Finds the facts that hold an id; only an order that begins with it is one the index is known to have."""
        fact = self.reached.thing
        found = (f"{held} = {here.name}.id", *index_order(self.terms, fact), *self.reached.predicates)
        before = f"{held}{' DESC' if self.terms[0].descending else ''}, "
        return f"MATCH ({fact}:{self._label}){all_of(found)} WITH {fact} {self._first(fact, before)}"

    def _from_hub_or_not(self, here: Here, link: Link, count: str) -> str:
        """Finds the things at the ends of edges, from a hub by walking all of their label in order.

        The choice is made for each thing when it is met; where nothing is to be found, neither way is gone.
        """
        hub = self.names.fresh("h")
        ways = {hub: self._walk(here, link), f"NOT {hub}": self.reached.match}
        chosen = f"CASE WHEN {count} > 0 THEN {self._is_hub(here, link, count)} END AS {hub}"
        branches = choice(ways, f"{self._known(here)}, {hub}", ", ".join(self.reached.found), self.names)
        return f"WITH {', '.join((*self.anchors, chosen))} {branches}"

    def _walk(self, here: Here, link: Link) -> str:
        thing = self.reached.thing
        member = f"EXISTS {{ {along(link, here.name, thing, self.names).match} }}"
        found = all_of((*index_order(self.terms, thing), *self.rest, member))
        # else the planner, which takes few of the things for members, may read and sort them all
        walk = f"MATCH ({thing}:{self._label}){self._order(thing)}{found} RETURN {thing} {self._first(thing)}"
        return f"CALL ({self._known(here)}) {{ {walk} }} {self.reached.match}"

    def _is_hub(self, here: Here, link: Link, count: str) -> str:
        """Whether walking all things of the label and testing each is less than following all edges.

        The walk is over when the page is full, the sooner the more of the things belong to it.
        """
        degree = f"COUNT {{ {arrow(link, f'({here.name})', f'[:{link.relation}]', '()')} }}"
        share = f"CASE WHEN {count} > {self._size} THEN {count} ELSE {self._size} END"
        return f"({degree} * {share} > {_WALK_COST} * {self._size} * COUNT {{ (:{self._label}) }})"

    def _known(self, here: Here) -> str:
        return ", ".join((here.name, *self.anchors))


def _can_hold(condition: Condition) -> bool:
    """Whether a condition is plainly one that holds for some things."""
    match condition:
        case Foremost() | Linked(where=Compare()) | Linked(where=Every(())):
            return True
        case Either(conditions):
            return bool(conditions) and all(map(_can_hold, conditions))
        case _:
            return False
