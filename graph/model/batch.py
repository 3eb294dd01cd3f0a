"""What one document says, whole: the unit in which facts enter a store, leave it, and are compared."""

import hashlib
from typing import Annotated

from pydantic import Field

from graph.model.base import Model, PartialDate
from graph.model.entities import Agency, Document, Indicator, Plan, Programme
from graph.model.evidence import Evidence, Finding, Passage
from graph.model.facts import BudgetItem, Measurement, Outcome
from graph.model.relations import RelationType, Role


class MatchKey(Model):
    """What mentions of one thing have in common and those of other things do not: those that share it are one node.

    ``key`` says what is shared, in words; ``score`` how sure that makes it, up to 1. A key does not join those of
    different ``side`` (whose work it is, where the key does not say), nor, where it is only ``proposed``, those whose
    names are not alike.
    """

    key: str
    rule: str
    score: float
    side: str | None = None
    proposed: bool = False


class Mention(Model):
    """One entity as one document speaks of it: what it says of the thing, the names it uses, and where.

    ``official`` says that ``entity.name`` is the official name, which is then shown whatever else was printed; it was
    in use between the dates given. Mentions in several documents that share a key are one node, unless they differ in
    a trait of one name. A body that a table of ours knows and the document does not name has no ``names``. Those names
    that are ``spoken`` mean it only in the mouth of whose document it is (本部工業局), so that nobody knows it by them.
    """

    entity: Annotated[Agency | Plan | Programme | Indicator | Document, Field(discriminator="type")]
    names: tuple[str, ...]
    spoken: tuple[str, ...] = ()
    official: bool = False
    used_from: PartialDate | None = None
    used_until: PartialDate | None = None
    match_keys: tuple[MatchKey, ...] = ()
    traits: dict[str, str] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...]


class Statement(Model):
    """One relation as one document states it."""

    relation: RelationType
    source: str
    target: str
    role: Role | None = None
    part: str | None = None
    since: PartialDate | None = None
    evidence: tuple[Evidence, ...]


class Batch(Model):
    """Everything taken from one document; a graph release is a function of the batches it was made from."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    budgets: tuple[BudgetItem, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> str:
        """The canonical text of the batch, from which ``Batch.model_validate_json`` makes an equal one."""
        return self.model_dump_json(exclude_none=True)

    def digest(self) -> str:
        """A hash of the content: equal batches have equal digests, whoever made them and when."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()
