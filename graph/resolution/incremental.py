"""Which members a change may move to another node: those it touches, and all that keys lead to from them."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from graph.resolution.decisions import Decisions
from graph.resolution.members import Member, name_key


class KnownMembers(Protocol):
    """What a store keeps of the members of all its documents."""

    def members(self, ids: Iterable[str]) -> Iterable[Member]:
        """What documents say of these members."""

    def sharing(self, keys: Iterable[str]) -> Iterable[str]:
        """The ids of the members found under these keys."""

    def mates(self, ids: Iterable[str]) -> Iterable[str]:
        """The ids of the members that are part of one node with these."""


def affected(touched: Iterable[str], known: KnownMembers, decisions: Decisions) -> list[Member]:
    """All that documents say of the touched members and of those that may be one node with them, now or until now.

    Whoever is not among them shares no key with any of them: resolving them alone gives what resolving all would.
    """
    found: list[Member] = []
    seen: set[str] = set()
    asked: set[str] = set()
    waiting = set(touched)
    while waiting:
        waiting |= set(known.mates(waiting)) - seen
        members = list(known.members(waiting))
        found += members
        seen |= waiting
        keys = {key for member in members for key in _followed(member, decisions)} - asked
        asked |= keys
        waiting = {*known.sharing(keys), *decisions.ids_beside(waiting)} - seen
    return found


def touched_by(before: Decisions, after: Decisions) -> tuple[set[str], set[str]]:
    """The name keys and the ids that decisions which came or went speak of."""
    one, other = ({decision.model_dump_json(): decision for decision in decisions} for decisions in (before, after))
    changed = [decision for said, decision in (one | other).items() if (said in one) != (said in other)]
    keys = {key for decision in changed for key in decision.name_keys()}
    return keys, {thing.id for decision in changed for thing in decision.things if thing.id}


def _followed(member: Member, decisions: Decisions) -> Iterator[str]:
    """The keys by which a member may meet others: its own, and the names in decisions about a name or id of it."""
    yield from (match.key for match in member.keys)
    for decision in decisions.about({member.id, *(name_key(member.type, n) for n in (member.name, *member.names))}):
        yield from decision.name_keys()
