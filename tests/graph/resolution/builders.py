"""Members by hand."""

from graph.model.batch import MatchKey
from graph.model.entities import EntityType
from graph.resolution.members import Member


def key(shared: str, score: float = 0.9, **more: object) -> MatchKey:
    return MatchKey(key=shared, rule="test.rule", score=score, **more)


def member(
    identity: str,
    *keys: MatchKey | str,
    document: str = "a",
    name: str = "",
    traits: dict[str, str] | None = None,
    **more: object,
) -> Member:
    """A programme of a document with the keys given, or with their words alone."""
    return Member(
        id=identity,
        type=EntityType.PROGRAMME,
        document=document,
        name=name or identity,
        keys=tuple(k if isinstance(k, MatchKey) else key(k) for k in keys),
        traits=traits or {},
        **more,
    )
