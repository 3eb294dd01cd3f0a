"""How the rows of a page are found: along an index where one has the order, and from a hub as from all things."""

from dataclasses import dataclass
from functools import partial

from graph.cursors import Keys, read_cursor
from graph.errors import InvalidCursor
from graph.model.vocabulary import Link, Reach, vocabulary
from graph.plan import Connection, PageInfo, Property
from graph.store.neo4j.conditions import Reached, along, any_of, arrow
from graph.store.neo4j.order import after, index_order, order_by
from graph.store.neo4j.schema import indexes
from graph.store.neo4j.select import Here, Names, Run, all_of, choice
from graph.store.order import Term, signature_of, terms_of

_WALK_COST = 8  # what reading a thing from an index and testing it costs, if following an edge to one costs 1; measured


def find_page(wanted: Connection, reached: Reached, here: Here | None, names: Names) -> str:
    """The clauses that find the things of a page; and one more, where there is one and somebody asks for that."""
    terms = terms_of(wanted)
    anchor = _anchor(wanted, terms, names)
    rest = after(terms, reached.thing, anchor.thing) if anchor else ()
    found = _Search(wanted, reached.narrowed(*rest), terms, rest, anchor, names).clauses(here)
    return f"{anchor.match} {found}" if anchor else found


def find_page_of(found: str, wanted: Connection, thing: str, names: Names) -> str:
    """The clauses that find the same of a list of things, which stands in the variable ``found``."""
    terms = terms_of(wanted)
    anchor = _anchor(wanted, terms, names)
    cut = f"WITH {thing} ORDER BY {order_by(terms, thing)} LIMIT {_size(wanted)}"
    if anchor is None:
        return f"UNWIND {found} AS {thing} {cut}"
    rest = all_of(after(terms, thing, anchor.thing))
    return f"{anchor.match} UNWIND {found} AS {thing} WITH {thing}, {anchor.thing}{rest} {cut}"


def stored_count(wanted: Connection, here: Here | None) -> str | None:
    """The expression of how many things a list holds in all, where that is stored."""
    if here is None or wanted.link is None or wanted.where is not None or wanted.via is not None:
        return None
    counts = {_counts(label).get(wanted.link.name) for label in here.labels}
    return f"{here.name}.{name}" if len(counts) == 1 and (name := counts.pop()) is not None else None


def keys_in(cursor: str, terms: tuple[Term, ...], run: Run) -> Keys:
    """The keys in a cursor of a list in this order. Raises: InvalidCursor."""
    return read_cursor(cursor, release=run.release.id, order=signature_of(terms), length=len(terms))


def asks_for_more(wanted: Connection) -> bool:
    """Whether somebody asks if there are things after the page."""
    asked = (field for part in wanted.parts if isinstance(part, PageInfo) for field in part.fields)
    return any(isinstance(field, Property) and field.name == "has_next_page" for field in asked)


def _size(wanted: Connection) -> str:
    """How many things are to be found."""
    first = f"${wanted.page.first.name}"
    return f"({first} + 1)" if asks_for_more(wanted) else first


def _counts(label: str) -> dict[str, str]:
    return {count.link: count.name for count in vocabulary()[label].counts}


# ---- going on from a cursor


def _anchor(wanted: Connection, terms: tuple[Term, ...], names: Names) -> Reached | None:
    """The thing at which the page's cursor stands; None where the page is the first."""
    if wanted.page.after is None or wanted.page.after.name not in names.given:
        return None
    thing = names.fresh("c")
    sought = names.parameter(partial(_item_at, wanted.page.after.name, terms))
    found = (f"{thing}.id = {sought}", f"{thing}.added IS NOT NULL", *names.visible(thing))
    return Reached(thing, f"({thing}:{any_of(wanted.labels)})", found)


def _item_at(after: str, terms: tuple[Term, ...], run: Run) -> str | None:
    """The id of the item at which a cursor stands; None for one that will be refused."""
    try:
        return str(keys_in(str(run.arguments[after]), terms, run)[-1])
    except InvalidCursor:
        return None


# ---- which way to go


@dataclass(frozen=True, slots=True)
class _Search:
    """A page to be found: what it is of, in which order, and the predicates of what comes after its cursor."""

    wanted: Connection
    reached: Reached
    terms: tuple[Term, ...]
    rest: tuple[str, ...]
    anchor: Reached | None
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
        count = stored_count(self.wanted, here)
        if link.reach is Reach.EDGE and count is not None and self._has_index(*order):
            return self._cut(self._from_hub_or_not(here, link, count))
        return self._cut(self.reached.match)

    def _cut(self, found: str) -> str:
        return f"{found} WITH {', '.join(self.reached.found)} {self._first(self.reached.thing)}"

    def _first(self, thing: str, before: str = "") -> str:
        return f"ORDER BY {before}{order_by(self.terms, thing)} LIMIT {self._size}"

    @property
    def _size(self) -> str:
        return _size(self.wanted)

    @property
    def _label(self) -> str:
        return any_of(self.wanted.labels)

    def _from_all(self) -> str:
        """Finds among all things of the label; those that lack what orders them come from no index of it, and last."""
        thing, first = self.reached.thing, self.terms[0]
        if not first.absence:
            return self.reached.narrowed(*index_order(self.terms, thing)).match
        known, ordering = self.names.fresh("l"), f"{thing}.{first.property}"
        present = self.reached.narrowed(f"{ordering} IS NOT NULL", f"{thing}.id IS NOT NULL").match
        absent = self.reached.narrowed(f"{ordering} IS NULL", f"{thing}.id IS NOT NULL", f"{thing}.added IS NOT NULL")
        some = f"{present} WITH {thing} ORDER BY {order_by(self.terms[1:], thing)} LIMIT {self._size}"
        more = f"{absent.match} WITH {thing} ORDER BY {order_by(self.terms[2:], thing)} LIMIT {self._size}"
        start = f"CALL ({self.anchor.thing if self.anchor else ''}) {{ {some} RETURN collect({thing}) AS {known} }}"
        ways = {"TRUE": f"UNWIND {known} AS {thing}", f"size({known}) < {self._size}": more}
        variables = f"{known}, {self.anchor.thing}" if self.anchor else known
        return f"{start} {choice(ways, variables, thing, self.names)}"

    def _has_index(self, *key: str | None) -> bool:
        """Whether an index of the label has these properties."""
        return any((index.label, index.properties) == (self._label, key) for index in indexes())

    def _facts_of(self, here: Here, held: str) -> str:
        """Finds the facts that hold an id; only an order that begins with it is one the index is known to have."""
        fact = self.reached.thing
        found = (f"{held} = {here.name}.id", *index_order(self.terms, fact), *self.reached.predicates)
        return f"MATCH ({fact}:{self._label}){all_of(found)} WITH {fact} {self._first(fact, f'{held}, ')}"

    def _from_hub_or_not(self, here: Here, link: Link, count: str) -> str:
        """Finds the things at the ends of edges, from a hub by walking all of their label in order.

        The choice is made for each thing when it is met; where nothing is to be found, neither way is gone.
        """
        hub = self.names.fresh("h")
        ways = {hub: self._walk(here, link), f"NOT {hub}": self.reached.match}
        chosen = f"CASE WHEN {count} > 0 THEN {self._is_hub(here, link, count)} END AS {hub}"
        variables = f"{self.anchor.thing}, {chosen}" if self.anchor else chosen
        known = f"{self._known(here)}, {hub}"
        return f"WITH {variables} {choice(ways, known, ', '.join(self.reached.found), self.names)}"

    def _walk(self, here: Here, link: Link) -> str:
        thing = self.reached.thing
        member = f"EXISTS {{ {along(link, here.name, thing, self.names).match} }}"
        found = all_of((*index_order(self.terms, thing), *self.rest, member))
        # else the planner, which takes few of the things for members, may read and sort them all
        order = f"USING INDEX {thing}:{self._label}({', '.join(term.property for term in self.terms)})"
        walk = f"MATCH ({thing}:{self._label}) {order}{found} RETURN {thing} {self._first(thing)}"
        return f"CALL ({self._known(here)}) {{ {walk} }} {self.reached.match}"

    def _is_hub(self, here: Here, link: Link, count: str) -> str:
        """Whether walking all things of the label and testing each is less than following all edges.

        The walk is over when the page is full, the sooner the more of the things belong to it.
        """
        degree = f"COUNT {{ {arrow(link, f'({here.name})', f'[:{link.relation}]', '()')} }}"
        share = f"CASE WHEN {count} > {self._size} THEN {count} ELSE {self._size} END"
        return f"({degree} * {share} > {_WALK_COST} * {self._size} * COUNT {{ (:{self._label}) }})"

    def _known(self, here: Here) -> str:
        return f"{here.name}, {self.anchor.thing}" if self.anchor else here.name
