"""What is related in more than one way or through others: partners, neighbours, and what several things share."""

from graph.model.relations import RelationType
from graph.model.vocabulary import SHARED, Link, Reach
from graph.store.neo4j.conditions import Reached, any_of, arrow, reach
from graph.store.neo4j.schema import ENTITY, MENTIONS, SHARES_WITH
from graph.store.neo4j.select import Here, Names, all_of


def relate(link: Link, here: str, names: Names) -> Reached:
    """What ``link`` leads to from the thing with the variable ``here``, whichever way it leads."""
    if link.reach is Reach.PARTNER:
        return _partners(link, here, names)
    return _neighbours(link, here, names) if link.reach is Reach.NEIGHBOUR else reach(link, here, names)


# ---- partners -------------------------------------------------------------------------------------------------------


def _partners(link: Link, here: str, names: Names) -> Reached:
    """Each with what the list is ordered by, of which how many things both share stands between the two."""
    between, thing, key = names.fresh("w"), names.fresh(), names.fresh("k")
    way = f"({here})-[{between}:{SHARES_WITH}]-({thing}:{any_of(link.targets)}){all_of(names.visible(between))}"
    found = f"MATCH {way} WITH {thing}, {{{SHARED}: {between}.{SHARED}, name: {thing}.name, id: {thing}.id}} AS {key}"
    return Reached(thing, f"({thing})", opening=found, key=key)


# ---- neighbours -----------------------------------------------------------------------------------------------------


def _neighbours(link: Link, here: str, names: Names) -> Reached:
    """Each once: of several edges to one, only the first by its id is followed."""
    edge, thing, other = names.fresh("e"), names.fresh(), names.fresh("e")
    earlier = all_of((f"{other}.id < {edge}.id", *names.visible(other)))
    first = f"NOT EXISTS {{ MATCH ({here})-[{_types(other, link.relations)}]-({thing}){earlier} }}"
    pattern = f"({here})-[{_types(edge, link.relations)}]-({thing}:{ENTITY})"
    return Reached(thing, pattern, (f"{thing} <> {here}", *names.visible(edge), first), edge=edge)


def relations_between(link: Link, here: Here, thing: str, names: Names) -> str:
    """The expression of the relations that join two things, each once."""
    edge = names.fresh("e")
    match = f"MATCH ({here.name})-[{_types(edge, link.relations)}]-({thing}){all_of(names.visible(edge))}"
    return f"COLLECT {{ {match} RETURN DISTINCT type({edge}) AS relation ORDER BY relation }}"


def _types(edge: str, relations: tuple[RelationType, ...]) -> str:
    """An edge of any of the relations; of none, where there are none."""
    return f"{edge}:{'|'.join(relations) or '!%'}"


# ---- what several things share --------------------------------------------------------------------------------------


def also_from(link: Link, here: str, thing: str, names: Names) -> str:
    """The predicate of what a link leads to from the thing ``here`` as well."""
    edge = names.fresh("e")
    only = names.visible(edge)
    match link.reach:
        case Reach.NEIGHBOUR:
            way = f"({here})-[{_types(edge, link.relations)}]-({thing})"
        case Reach.MENTION:
            way, only = f"({here})<-[{edge}:{MENTIONS}]-({thing})", (f"{edge}.named", *only)
        case _:
            way = arrow(link, f"({here})", f"[{edge}:{link.relation}]", f"({thing})")
    return f"EXISTS {{ MATCH {way}{all_of(only)} }}"
