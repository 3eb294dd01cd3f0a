"""Why two names are, or are not, names of one node."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product

from graph.model.batch import Statement
from graph.model.entities import EntityType
from graph.resolution.decisions import Decisions
from graph.resolution.lineage import Lineage
from graph.resolution.members import Member, joined, name_key
from graph.resolution.resolve import Merge, resolve
from graph.resolution.similarity import similarity


def explain(
    members: Iterable[Member],
    decisions: Decisions,
    one: str,
    other: str,
    stated: Iterable[tuple[str, Statement]] = (),
) -> Iterator[str]:
    """Lines that say of each pair of nodes known by two names (or ids) whether they are one, and why; none for none.

    ``stated`` is what documents (codes) state; it tells which of two took the other's place, or is part of it. Of two
    nodes of two types nothing is told but that.
    """
    said = joined(members)
    merges = resolve(chain.from_iterable(said.values()), decisions)
    lineage = Lineage(stated, {identity: merge.node for identity, merge in merges.items()})
    names = {identity: f"'{mentioned[0].name}'" for identity, mentioned in said.items()}
    ones, others = (_nodes(said, merges, name) for name in (one, other))
    for (node, ids), (beside, those) in product(ones.items(), others.items()):
        if node == beside:
            yield from _same(node, {*ids, *those}, said, merges)
            continue
        related = [f"  {step.told(names)}" for step in lineage.between(node, beside)]
        if said[node][0].type is said[beside][0].type:
            yield from (_two(ids, those, said), *related, *_why_apart(ids, those, said))
        elif related:
            yield from (_two(ids, those, said), *related)


def _nodes(said: Mapping[str, Sequence[Member]], merges: Mapping[str, Merge], name: str) -> dict[str, list[str]]:
    """The nodes that have a member of a name or an id, with those members, type by type."""
    keys, nodes = {type: name_key(type, name) for type in EntityType}, dict[str, list[str]]()
    for identity, mentioned in said.items():
        key = keys[mentioned[0].type]
        if identity == name or any(key in member.reached_by() for member in mentioned):
            nodes.setdefault(merges[identity].node if identity in merges else identity, []).append(identity)
    order = list(EntityType)
    return dict(sorted(nodes.items(), key=lambda found: order.index(said[found[0]][0].type)))


def _same(
    node: str, ids: Iterable[str], said: Mapping[str, Sequence[Member]], merges: Mapping[str, Merge]
) -> Iterator[str]:
    """That members are one node, and the merges that lead from each to the first."""
    wanted = sorted(ids)
    yield f"{said[node][0].type} {_told(wanted, said)}: one node, {node}."
    led = dict.fromkeys(merge for identity in wanted for merge in _way(identity, merges))
    for merge in led:
        yield (
            f"  {_called(merge.member, said)} and {_called(merge.to, said)} share "
            f"'{merge.key}' ({merge.rule}, {merge.score:g})."
        )
    if not led:
        yield "  One document has both names for it, or both have the same official name."


def _way(identity: str, merges: Mapping[str, Merge]) -> Iterator[Merge]:
    """The merges that lead from a member to the first of its node."""
    if identity in merges:
        yield merges[identity]
        yield from _way(merges[identity].to, merges)


def _two(ids: Iterable[str], others: Iterable[str], said: Mapping[str, Sequence[Member]]) -> str:
    """That members are two nodes, maybe of two types."""
    one, other = min(ids), min(others)
    type, its_type = said[one][0].type, said[other][0].type
    beside = _called(other, said) if type is its_type else f"{its_type} {_called(other, said)}"
    return f"{type} {_called(one, said)} and {beside}: two nodes, {one} and {other}."


def _why_apart(ids: Iterable[str], others: Iterable[str], said: Mapping[str, Sequence[Member]]) -> Iterator[str]:
    """What two nodes share all the same, and what keeps them apart."""
    one, other = min(ids), min(others)
    keys, others_keys = ({match.key for member in said[i] for match in member.keys} for i in (one, other))
    traits, others_traits = ({t: v for member in said[i] for t, v in member.traits.items()} for i in (one, other))
    for trait in sorted(traits.keys() & others_traits.keys()):
        if traits[trait] != others_traits[trait]:
            yield f"  They differ in '{trait}': {traits[trait]} and {others_traits[trait]}."
    for key in sorted(keys & others_keys):
        yield f"  They share '{key}', which was not enough."
    if keys.isdisjoint(others_keys):
        alike = similarity(said[one][0].name, said[other][0].name)
        yield f"  They share no key; their names are alike to {alike:.2f}, which alone never joins."


def _told(ids: Sequence[str], said: Mapping[str, Sequence[Member]]) -> str:
    return ", ".join(_called(identity, said) for identity in ids)


def _called(identity: str, said: Mapping[str, Sequence[Member]]) -> str:
    """The name of a member, and the documents that speak of it; none do of what only a table of ours knows."""
    documents = ", ".join(member.document for member in said[identity] if member.names) or "organ table"
    return f"'{said[identity][0].name}' ({documents})"
