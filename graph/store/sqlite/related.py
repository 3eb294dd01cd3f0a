"""What is related in more than one way or through others: partners, neighbours, and what several things share."""

from collections.abc import Iterable

from graph.model.relations import RelationType
from graph.model.vocabulary import Link, Reach
from graph.store.sqlite.conditions import Aliases, Reached, of_nodes


def partners(aliases: Aliases) -> Reached:
    """The bodies that run the same programmes as another: each once, with how many both run."""
    return of_nodes("partner", aliases.fresh("w"), aliases, id_="other", here="node")


def neighbours(link: Link, aliases: Aliases, parent: str) -> Reached:
    """What edges lead to in either direction: each thing once, with the relations that do."""
    ways = (("source", "target"), ("target", "source"))
    each = (
        f"SELECT {there} AS id, {there}_name AS name, {there}_label AS label, relation FROM edge "
        f"WHERE {here} = {parent} AND {_among(link.relations)} AND source <> target"
        for here, there in ways
    )
    listed = (
        f"SELECT id, name, label, json_group_array(DISTINCT relation) AS relations, {parent} AS origin "
        f"FROM ({' UNION ALL '.join(each)}) GROUP BY id"
    )
    return of_nodes(f"({listed})", aliases.fresh("w"), aliases, id_="id", here="origin", label="label")


def from_each(link: Link, reached: Reached) -> str:
    """The predicate of what a link leads to from ``:other``, where there is one, and from each of the ids ``:more``.

    Mostly there is one other: to go through a list of it takes longer than to look for it.
    """
    ways = (_ways(link, identity, reached) for identity in (":other", "json_each.value"))
    one, each = (" OR ".join(f"EXISTS ({way})" for way in each) for each in ways)
    return (
        f"(:other IS NULL OR {one}) AND "
        f"(:more IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(:more) WHERE NOT ({each})))"
    )


def _ways(link: Link, here: str, there: Reached) -> Iterable[str]:
    """The rows by which a link leads from one thing to another; all that an index of edges holds is said."""
    if link.reach is Reach.MENTION:
        yield f"SELECT 1 FROM mention WHERE node = {here} AND document = {there.id} AND named"
        return
    both = link.reach is Reach.NEIGHBOUR
    relations = _among(link.relations) if both else f"relation = '{link.relation}'"
    for near, far in (("source", "target"), ("target", "source")):
        if both or link.forward is (near == "source"):
            yield (
                f"SELECT 1 FROM edge WHERE edge.{near} = {here} AND {relations} AND edge.{far}_label = {there.label} "
                f"AND edge.{far}_name = {there.name} AND edge.{far} = {there.id}"
            )


def _among(relations: tuple[RelationType, ...]) -> str:
    listed = ", ".join(f"'{relation}'" for relation in relations)
    return f"relation IN ({listed})"
