"""What the organ table knows of public bodies beside their names: from when until when, and who took over."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from graph.errors import RuleError
from graph.model.batch import Batch, Mention, Statement
from graph.model.entities import Agency, AgencyKind
from graph.model.evidence import Evidence, EvidenceSource
from graph.model.keys import agency_id, fold
from graph.model.relations import RelationType
from ingest.extraction.words.agencies import AgencyRules
from ingest.extraction.words.agency_gazetteer import Body
from ingest.rules import read_rule_file

_RULE = "linking.organs"
_LOCAL = re.compile(r".{2,3}[縣市]政府")


@dataclass(frozen=True, slots=True)
class Known:
    """A body of the organ table under its full name, with that of the one it is part of, and the dates of its use."""

    full_name: str
    body: Body
    parent: str | None
    used_from: str | None
    used_until: str | None

    @property
    def id(self) -> str:
        """The id it has wherever its full name is known."""
        return agency_id(self.full_name, full_name=self.full_name, speaker=None)


class Organs:
    """The bodies of ``rules/agencies.yml`` by their full names."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._known: dict[str, Known] = {}
        for body in bodies:
            self._add(body, None)
        self._before: dict[str, list[Known]] = {}
        for known in self._known.values():
            if known.body.successor:
                self._check(known)
                self._before.setdefault(fold(known.body.successor), []).append(known)

    def get(self, name: str) -> Known | None:
        """The body with this full name."""
        return self._known.get(fold(name))

    def ministry(self, name: str) -> str | None:
        """The body below the 行政院 that the one of this full name, or what opens the name, belongs to.

        Where others took over, it is who has the work today, so that the papers of both meet.
        """
        if local := _LOCAL.match(fold(name)):
            return local[0]
        known = self._within(name)
        while known and known.parent and known.parent != "行政院":
            known = self._known[fold(known.parent)]
        while known and known.body.successor and (after := self.get(known.body.successor)):
            known = self._topmost(after)
        return known.full_name if known and known.full_name != "行政院" else None

    def governs(self, name: str) -> bool:
        """Whether a body of this full name is a ministry or a local government, so that another's work is not its."""
        known = self.get(name)
        return known.body.kind is AgencyKind.MINISTRY if known else _LOCAL.fullmatch(fold(name)) is not None

    def successions(self, names: Iterable[str]) -> Iterator[tuple[Known, Known]]:
        """Who was followed by whom, for bodies of these full names and all before and after them."""
        waiting = [known for name in names if (known := self.get(name))]
        seen: set[str] = set()
        while waiting:
            known = waiting.pop()
            if known.full_name in seen:
                continue
            seen.add(known.full_name)
            after = self.get(known.body.successor) if known.body.successor else None
            waiting += [*([after] if after else []), *self._before.get(fold(known.full_name), ())]
            if after:
                yield known, after

    def _add(self, body: Body, parent: Known | None) -> None:
        within = parent if body.prefixed else None  # a name with another in it is in use no longer than that one
        known = Known(
            (within.full_name if within else "") + body.name,
            body,
            parent.full_name if parent else None,
            body.used_from or (within.used_from if within else None),
            body.used_until or (within.used_until if within else None),
        )
        if (twice := self.get(known.full_name)) is not None:
            raise RuleError(
                f"ingest/rules/agencies.yml: '{known.full_name}' stands in it twice, {_in_use(twice)} and "
                f"{_in_use(known)}: a name is in use once, so make one entry of the two."
            )
        self._known[fold(known.full_name)] = known
        for part in body.parts:
            self._add(part, known)

    def _check(self, known: Known) -> None:
        """Raises: RuleError where who took over is unknown, did so before, or was itself followed by the body."""
        line = [known]
        while (successor := line[-1].body.successor) is not None:
            after, last = self.get(successor), line[-1].used_until
            if after is None:
                raise RuleError(
                    f"ingest/rules/agencies.yml: '{successor}', successor of '{line[-1].full_name}', is not in it."
                )
            if after in line:
                raise RuleError(f"ingest/rules/agencies.yml: '{after.full_name}' comes to follow itself.")
            if after.used_until and last and after.used_until <= last:
                raise RuleError(
                    f"ingest/rules/agencies.yml: '{after.full_name}' ended on {after.used_until}, before it could "
                    f"follow '{line[-1].full_name}', which lasted until {last}."
                )
            line.append(after)

    def _within(self, name: str) -> Known | None:
        folded = fold(name)
        ends = range(len(folded), 1, -1)
        return next((self._known[folded[:end]] for end in ends if folded[:end] in self._known), None)

    def _topmost(self, known: Known) -> Known:
        while known.parent and known.parent != "行政院":
            known = self._known[fold(known.parent)]
        return known


def _in_use(known: Known) -> str:
    return f"from {known.used_from or 'ever'} until {known.used_until or 'today'}"


@cache
def organs() -> Organs:
    """The organ table."""
    return Organs(read_rule_file("agencies", AgencyRules).everyone())


def with_successions(batch: Batch) -> Batch:
    """The batch with what the table says of its bodies: how long they were in being, and who came before and after.

    Those that the document does not name are known by the table alone, and say so.
    """
    agencies = [m.entity.full_name or m.entity.name for m in batch.mentions if isinstance(m.entity, Agency)]
    mentions = {mention.entity.id: _dated(mention) for mention in batch.mentions}
    statements = list(batch.statements)
    for before, after in sorted(organs().successions(agencies), key=lambda pair: pair[0].full_name):
        for known in (before, after):
            mentions.setdefault(known.id, _mention(known))
        statements.append(_succession(before, after))
    return batch.model_copy(update={"mentions": tuple(mentions.values()), "statements": tuple(statements)})


def _dated(mention: Mention) -> Mention:
    """The mention with the dates between which its official name was in use, where it has one that the table knows."""
    entity = mention.entity
    known = organs().get(entity.full_name or entity.name) if isinstance(entity, Agency) else None
    if known is None or not (known.used_from or known.used_until):
        return mention
    return mention.model_copy(update={"used_from": known.used_from, "used_until": known.used_until})


def _succession(before: Known, after: Known) -> Statement:
    return Statement(
        relation=RelationType.SUCCEEDED_BY,
        source=before.id,
        target=after.id,
        since=_since(before, after),
        evidence=(_evidence(before.body.succession or before.body.citation),),
    )


def _mention(known: Known) -> Mention:
    return Mention(
        entity=Agency(id=known.id, name=known.full_name, kind=known.body.kind, full_name=known.full_name),
        names=(),
        official=True,
        used_from=known.used_from,
        used_until=known.used_until,
        evidence=(_evidence(known.body.citation, "full_name"),),
    )


def _evidence(citation: str, *says: str) -> Evidence:
    return Evidence(source=EvidenceSource.TABLE, authority=citation, rule=_RULE, says=says)


def _since(before: Known, after: Known) -> str | None:
    """From when on the one has done the work of the other: the day after the other's last."""
    last = before.used_until
    is_day = last is not None and len(last) == len("2023-09-25")
    return (date.fromisoformat(last) + timedelta(days=1)).isoformat() if last and is_day else after.used_from
