"""Why two names are, or are not, names of one node."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from graph.model.entities import EntityType
from graph.resolution.decisions import Decisions
from graph.resolution.members import Member, joined, name_key
from graph.resolution.resolve import Merge, resolve
from graph.resolution.similarity import similarity


def explain(members: Iterable[Member], decisions: Decisions, one: str, other: str) -> Iterator[str]:
    """Lines that say of each pair of nodes known by two names (or ids) whether they are one, and why; none for none."""
    said = joined(members)
    merges = resolve(chain.from_iterable(said.values()), decisions)
    for type in EntityType:
        ones, others = (_nodes(said, merges, name, type) for name in (one, other))
        for node, ids in ones.items():
            for beside, those in others.items():
                yield from _same(node, {*ids, *those}, said, merges) if node == beside else _apart(ids, those, said)


def _nodes(
    said: Mapping[str, Sequence[Member]], merges: Mapping[str, Merge], name: str, type: EntityType
) -> dict[str, list[str]]:
    """The nodes of a type that have a member of a name or an id, with those members."""
    key, nodes = name_key(type, name), dict[str, list[str]]()
    for identity, mentioned in said.items():
        if mentioned[0].type is type and (identity == name or any(key in member.reached_by() for member in mentioned)):
            nodes.setdefault(merges[identity].node if identity in merges else identity, []).append(identity)
    return nodes


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


def _apart(ids: Iterable[str], others: Iterable[str], said: Mapping[str, Sequence[Member]]) -> Iterator[str]:
    """That members are two nodes, what they share all the same, and what keeps them apart."""
    one, other = min(ids), min(others)
    yield f"{said[one][0].type} {_called(one, said)} and {_called(other, said)}: two nodes, {one} and {other}."
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
