"""What of a document's things decides which things of other documents they are."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from graph.model.base import Model
from graph.model.batch import Batch, MatchKey, Mention
from graph.model.entities import EntityType
from graph.model.keys import fold

_NAME = "name"
_LONGEST_NAME = 200  # characters: what is longer is no name to look up, and no index takes it


class Member(Model):
    """A thing under the id it has in a document; several documents may have one id for it."""

    id: str
    type: EntityType
    document: str
    name: str
    names: tuple[str, ...] = ()
    official: bool = False
    keys: tuple[MatchKey, ...] = ()
    traits: dict[str, str] = Field(default_factory=dict)

    def reached_by(self) -> Iterator[str]:
        """The keys it is found under: those it may share, and one for each name that a decision may give it."""
        yield from dict.fromkeys(match.key for match in self.keys)
        yield from dict.fromkeys(name_key(self.type, name) for name in (self.name, *self.names))


def name_key(type: EntityType, name: str) -> str:
    """The key under which things of a type are found by one of their names; it joins nothing."""
    return f"{_NAME}\x1f{type.value}\x1f{fold(name)[:_LONGEST_NAME]}"


def members_of(batch: Batch) -> list[Member]:
    """The members that a batch speaks of, each once."""
    mentions: dict[str, Mention] = {}
    for mention in batch.mentions:
        if mention.entity.type is not EntityType.DOCUMENT:
            mentions.setdefault(mention.entity.id, mention)
    return [_member(batch.document.code, mention) for mention in mentions.values()]


def _member(document: str, mention: Mention) -> Member:
    return Member(
        id=mention.entity.id,
        type=mention.entity.type,
        document=document,
        name=mention.entity.name,
        names=mention.names,
        official=mention.official,
        keys=mention.match_keys,
        traits=mention.traits,
    )


def joined(members: Iterable[Member]) -> dict[str, list[Member]]:
    """What all documents say of each member, by its id, in the order of ids and documents."""
    said: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda member: (member.id, member.document)):
        said.setdefault(member.id, []).append(member)
    return said
