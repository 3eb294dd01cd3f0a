"""A graph as large as a country's, in the shape of the examples: what they say, said again and again of other things.

One agency runs most of its programmes; where counties are wanted, two of them run each programme too. The same batches
each time, made one by one.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice, product
from typing import TypeVar

from graph.model.batch import Batch, Mention, Statement
from graph.model.entities import Agency, AgencyKind, Entity, Indicator, Programme
from graph.model.evidence import Evidence
from graph.model.facts import BudgetItem, Measurement, Outcome
from graph.model.keys import agency_id, document_id, hashed_id
from graph.model.relations import RelationType, Role

DOCUMENTS = 130
NODES_OF_DOCUMENT = 3_300  # with counties: things, their names, facts and places
REPEATED = 13  # times an example is said in one document, each time of other programmes
HUB = Agency(
    id=agency_id("經濟部工業局", full_name="經濟部工業局", speaker=None), name="經濟部工業局", kind=AgencyKind.BUREAU
)
"""The agency that one of the contract's documents names."""

_SHARE = 5 / 6  # of the programmes, which the hub runs
_FACTS = 1 / 4  # of what the examples say, which is said again: so many as to load them in a minute
_SYLLABLES = "東西南北山川林田雲松竹梅高平安和永新光明"

_HELPERS = 2  # counties that run a programme too

Fact = TypeVar("Fact", Measurement, BudgetItem, Outcome)


def large_batches(examples: Sequence[Batch], *, documents: int = DOCUMENTS, counties: int = 0) -> Iterator[Batch]:
    """What the documents of the large graph say, one after the other; of ``counties`` there are 256 at most."""
    chance = random.Random(20211231)  # noqa: S311 -- the same graph each time
    bare = [_without_passages(batch) for batch in examples]
    helpers = cycle([_county("".join(pair)) for pair in islice(product(_SYLLABLES, repeat=2), counties)])
    for number, example in enumerate(islice(cycle(bare), documents)):
        yield _document(example, f"{example.document.code}-{number}", chance, helpers)


def _county(name: str) -> Agency:
    name = f"{name}縣政府"
    return Agency(id=agency_id(name, full_name=name, speaker=None), name=name, kind=AgencyKind.LOCAL_GOVERNMENT)


def _document(example: Batch, code: str, chance: random.Random, counties: Iterator[Agency]) -> Batch:
    """One document, in which the example is said several times over."""
    said = [_Copy(example, code, number, chance, counties).batch() for number in range(REPEATED)]
    own = example.document
    return Batch(
        document=own.model_copy(update={"id": document_id(code), "code": code, "name": f"{own.name} {code}"}),
        mentions=tuple(mention for batch in said for mention in batch.mentions),
        statements=tuple(statement for batch in said for statement in batch.statements),
        measurements=tuple(fact for batch in said for fact in batch.measurements),
        budgets=tuple(fact for batch in said for fact in batch.budgets),
        outcomes=tuple(fact for batch in said for fact in batch.outcomes),
    )


class _Copy:
    """What an example says, said of other programmes, and of agencies and plans that only its document knows."""

    def __init__(
        self, example: Batch, code: str, number: int, chance: random.Random, counties: Iterator[Agency]
    ) -> None:
        self._example = example
        self._code = code
        self._number = number
        self._chance = chance
        self._ids = {example.document.id: document_id(code)}
        self._mentioned = [m for m in example.mentions if m.entity.id != example.document.id]
        self._entities = {mention.entity.id: self._other(mention.entity) for mention in self._mentioned}
        programmes = (identity for identity, entity in self._entities.items() if isinstance(entity, Programme))
        self._helpers = {identity: tuple(islice(counties, _HELPERS)) for identity in programmes}

    def batch(self) -> Batch:
        """The same batch with other things in it."""
        example = self._example
        return example.model_copy(
            update={
                "mentions": tuple(self._mentions()),
                "statements": tuple(self._statements()),
                "measurements": tuple(self._facts(example.measurements)),
                "budgets": tuple(self._facts(example.budgets)),
                "outcomes": tuple(self._facts(example.outcomes)),
            }
        )

    def _other(self, entity: Entity) -> Entity:
        """What stands in the place of an entity; indicators stay what they are, as they do between documents."""
        if isinstance(entity, Indicator):
            return entity
        own = (self._code, self._number) if isinstance(entity, Programme) else (self._code,)
        self._ids[entity.id] = hashed_id(type(entity).__name__, entity.id, *own)
        syllables = "".join(self._chance.choices(_SYLLABLES, k=2)) if len(own) > 1 else ""
        name = f"{syllables}{entity.name} {' '.join(map(str, own))}"
        return entity.model_copy(update={"id": self._ids[entity.id], "name": name})

    def _mentions(self) -> Iterator[Mention]:
        for mention in self._mentioned:
            entity = self._entities[mention.entity.id]
            if isinstance(entity, Indicator):
                yield mention
            else:  # without the keys, by which they would all be one thing
                yield mention.model_copy(update={"entity": entity, "names": (entity.name,), "match_keys": ()})
        evidence = self._mentioned[0].evidence
        yield Mention(entity=HUB, names=(HUB.name,), evidence=evidence)
        for county in {agency.id: agency for agencies in self._helpers.values() for agency in agencies}.values():
            yield Mention(entity=county, names=(county.name,), evidence=evidence[:1])

    def _statements(self) -> Iterator[Statement]:
        for statement in self._example.statements:
            ends = {"source": self._id(statement.source), "target": self._id(statement.target)}
            yield statement.model_copy(update=ends)
        for mention in (mention for mention in self._mentioned if isinstance(mention.entity, Programme)):
            if self._chance.random() < _SHARE:
                yield self._run_by(HUB, mention, Role.LEAD, mention.evidence)
            for county in self._helpers[mention.entity.id]:
                yield self._run_by(county, mention, Role.CO, mention.evidence[:1])

    def _run_by(self, agency: Agency, programme: Mention, role: Role, evidence: tuple[Evidence, ...]) -> Statement:
        return Statement(
            relation=RelationType.EXECUTED_BY,
            source=self._id(programme.entity.id),
            target=agency.id,
            role=role,
            evidence=evidence,
        )

    def _facts(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        for fact in (fact for fact in facts if self._chance.random() < _FACTS):
            other = {"id": hashed_id(type(fact).__name__, fact.id, self._code, self._number)}
            for field in ("subject", "indicator", "agency"):
                if getattr(fact, field, None) is not None:
                    other[field] = self._id(getattr(fact, field))
            yield fact.model_copy(update=other)

    def _id(self, identity: str) -> str:
        return self._ids.get(identity, identity)


def _without_passages(batch: Batch) -> Batch:
    """The batch without its text, which no query of the contract reads yet and which would be half of the graph."""
    parts = {
        name: tuple(
            item.model_copy(update={"evidence": tuple(map(_bare, item.evidence))}) for item in getattr(batch, name)
        )
        for name in ("mentions", "statements", "measurements", "budgets", "outcomes")
    }
    return batch.model_copy(update={**parts, "passages": ()})


def _bare(evidence: Evidence) -> Evidence:
    return evidence.model_copy(update={"passage": None})
