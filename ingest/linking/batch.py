"""A reading as a batch: everything one document says, with ids, ready for a store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from graph.model.batch import Batch, Mention, Statement
from graph.model.entities import ENTITIES, Agency, Document, Entity, EntityType
from graph.model.evidence import Evidence, EvidenceSource, Finding
from graph.model.keys import document_id
from graph.model.relations import RelationType
from graph.model.vocabulary import vocabulary
from ingest.extraction.draft import Achieved, Budgeted, Link, Measured, Said, Thing
from ingest.extraction.reading import Reading
from ingest.layout.aligned import Place
from ingest.linking.attestation import attested
from ingest.linking.facts import Facts
from ingest.linking.keys import Keys, is_self_reference, official_name, stated
from ingest.linking.match_keys import with_match_keys
from ingest.linking.organs import with_successions
from ingest.linking.passages import Passages
from ingest.linking.printed_years import names_with_years
from ingest.linking.vocabulary import names_of, why_not_linked, why_not_named, why_not_said
from ingest.readers.sidecar import SIDECAR_SUFFIX
from ingest.readers.source import Source

_ATTESTED = {attribute.name for attribute in vocabulary()[EntityType.DOCUMENT].attributes if attribute.attested}

T = TypeVar("T", Link, Measured, Budgeted, Achieved)


def link(reading: Reading) -> Batch:
    """Everything the document says; the same reading gives the same batch, byte for byte.

    What the vocabulary has no place for (a thing that is part of itself, a measured agency) becomes a finding.
    """
    speaker = official_name(reading.speaker) if reading.speaker else None
    return with_match_keys(with_successions(_Linker(reading).batch()), speaker=speaker)


class _Linker:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._keys = Keys(reading)
        self._passages = Passages(reading.layout)
        self._findings = [_finding(d.rule, d.message, d.place) for d in reading.draft.doubts]

    def batch(self) -> Batch:
        draft = self._reading.draft
        measured = list(self._admitted(draft.measured, why_not_said))
        budgeted = list(self._admitted(draft.budgeted, why_not_said))
        achieved = list(self._admitted(draft.achieved, why_not_said))
        links = list(
            self._admitted((*self._printed(), *self._unsaid(measured)), lambda link: why_not_linked(link, self._keys))
        )
        facts = Facts(self._reading.source.id, self._keys, self._passages)
        return Batch(
            document=self._document(self._reading.document),
            mentions=tuple(self._mentions(dict.fromkeys(_things_in(links, (*measured, *budgeted, *achieved))))),
            statements=tuple(self._statements(links)),
            measurements=facts.measurements(measured),
            budgets=facts.budgets(budgeted),
            outcomes=facts.outcomes(achieved),
            passages=self._passages.all(),
            findings=tuple(self._findings),
        )

    # -------------------------------------------------------------------------------------------------------- entities

    def _document(self, thing: Thing | None) -> Document:
        """The document as it was read; what its sidecar says wins."""
        source = self._reading.source
        read = {"encoding": source.encoding, "year": self._reading.year, **(_attributes(thing) if thing else {})}
        name = source.sidecar.title or (thing.name if thing else source.id)
        return Document(**{**read, **_told(source), "id": document_id(source.id), "code": source.id, "name": name})

    def _mentions(self, used: dict[Thing, None]) -> Iterator[Mention]:
        """What the document says of each thing; one that no line and no fact speaks of is left out."""
        members: dict[str, list[Thing]] = {}
        for thing in dict.fromkeys((*self._reading.draft.things, *used)):
            if thing in used or (thing.evidence and self._is_named(thing)):
                members.setdefault(self._keys.id_of(thing), []).append(thing)
        return (self._mention(identity, things) for identity, things in members.items())

    def _is_named(self, thing: Thing) -> bool:
        reason = why_not_named(thing)
        self._findings += [_finding("linking.vocabulary", reason, said.place) for said in thing.evidence[:1] if reason]
        return reason is None

    def _mention(self, identity: str, things: Sequence[Thing]) -> Mention:
        printed = tuple(dict.fromkeys(name for thing in things for name in names_of(thing)))
        names = tuple(name for name in printed if not is_self_reference(name)) or printed
        official = next((name for thing in things if (name := stated(thing, "full_name"))), None)
        with_years = (name for thing in things for name in names_with_years(thing))
        entity = self._entity(identity, official or _title(names), things)
        return Mention(
            entity=entity,
            names=tuple(dict.fromkeys((*names, *with_years))),
            spoken=tuple(filter(is_self_reference, names)),
            official=official is not None,
            evidence=self._evidence(things, entity, printed),
        )

    def _evidence(self, things: Sequence[Thing], entity: Any, names: Sequence[str]) -> tuple[Evidence, ...]:
        """Where things that are one are printed, and their attributes: those of which it is known that say the same."""
        told: dict[str, list[Said]] = {}
        for thing in things:
            for attribute, places in thing.told.items():
                if getattr(entity, attribute, None) == thing.attributes[attribute]:
                    told.setdefault(attribute, []).extend(places)
        evidence = self._passages.evidence((said for thing in things for said in thing.evidence), names, told)
        if isinstance(entity, Agency):  # its full name stands where it is named by it
            return attested(evidence, {"full_name": entity.full_name})
        return (*evidence, *self._told_of_document()) if isinstance(entity, Document) else evidence

    def _told_of_document(self) -> Iterator[Evidence]:
        """The evidence for what the sidecar alone says of the document."""
        if says := tuple(sorted(_told(self._reading.source).keys() & _ATTESTED)):
            yield _told_by(self._reading.source, says)

    def _entity(self, identity: str, name: str, things: Sequence[Thing]) -> Any:
        """The entity that one or several things of the draft are; of what they say, the first to say it counts."""
        if things[0].type is EntityType.DOCUMENT:
            return self._document(things[0])
        said = {key: value for thing in reversed(things) for key, value in _attributes(thing).items()}
        return ENTITIES[things[0].type](**{**said, "id": identity, "name": name})

    # ------------------------------------------------------------------------------------------------------- relations

    def _printed(self) -> list[Link]:
        """The relations of the draft; where the sidecar names the publisher, nobody else published the document."""
        links = [link for link in self._reading.draft.links if link.evidence]
        if (name := self._reading.source.sidecar.publisher) is None:
            return links
        publisher = Thing(EntityType.AGENCY, name, attributes={"full_name": name})
        document = self._reading.document or Thing(EntityType.DOCUMENT, self._reading.source.id)
        published = [link for link in links if link.relation is RelationType.PUBLISHED_BY]
        printed = [link for link in published if self._keys.id_of(link.target) == self._keys.id_of(publisher)]
        told = Link(document, RelationType.PUBLISHED_BY, publisher, evidence=())
        return [*(link for link in links if link not in published), *(printed or [told])]

    def _unsaid(self, measured: Iterable[Measured]) -> Iterator[Link]:
        """That a figure of an indicator measures its subject goes without saying; here it is said."""
        said = {(link.source, link.target) for link in self._reading.draft.links}
        for fact in measured:
            if (fact.subject, fact.indicator) not in said:
                yield Link(fact.subject, RelationType.MEASURED_BY, fact.indicator, fact.evidence)

    def _statements(self, links: Iterable[Link]) -> Iterator[Statement]:
        """What is stated of each pair, however often it is printed."""
        stated: dict[tuple[Any, ...], dict[Evidence, None]] = {}
        for link in links:
            ends = self._keys.id_of(link.source), self._keys.id_of(link.target)
            evidence = self._passages.evidence(link.evidence, link.mentions.values())
            told = evidence or (_told_by(self._reading.source),)
            stated.setdefault((link.relation, *ends, link.role, link.part, link.since), {}).update(dict.fromkeys(told))
        for (relation, source, target, role, part, since), told_by in stated.items():
            yield Statement(
                relation=relation,
                source=source,
                target=target,
                role=role,
                part=part,
                since=since,
                evidence=tuple(told_by),
            )

    def _admitted(self, items: Iterable[T], why_not: Callable[[T], str | None]) -> Iterator[T]:
        """What the vocabulary has a place for; the rest becomes findings."""
        for item in items:
            if (reason := why_not(item)) is None:
                yield item
            else:
                self._findings += [_finding("linking.vocabulary", reason, said.place) for said in item.evidence[:1]]


def _title(names: Sequence[str]) -> str:
    """The longest name that is no heading over another of them (辦理「海岸復育計畫」)."""
    return max((name for name in names if not any(f"「{other}」" in name for other in names)), key=len)


def _told(source: Source) -> dict[str, Any]:
    """What the sidecar says of the document itself."""
    sidecar = source.sidecar
    told = {
        "genre": sidecar.kind,
        "edition": sidecar.edition,
        "published_on": sidecar.published,
        "source": sidecar.source,
    }
    return {name: value for name, value in told.items() if value is not None}


def _told_by(sidecar_of: Source, says: tuple[str, ...] = ()) -> Evidence:
    """The evidence for what no line says, but the sidecar does."""
    authority = sidecar_of.path.stem + SIDECAR_SUFFIX
    return Evidence(source=EvidenceSource.TABLE, authority=authority, rule="linking.sidecar", says=says)


def _attributes(thing: Thing) -> dict[str, Any]:
    """The attributes the vocabulary gives this type; others are read for keys only."""
    known = ENTITIES[thing.type].model_fields.keys() - Entity.model_fields.keys() - {"type"}
    return {name: value for name, value in thing.attributes.items() if name in known}


def _things_in(links: Iterable[Link], facts: Iterable[Measured | Budgeted | Achieved]) -> Iterator[Thing]:
    for link in links:
        yield from (link.source, link.target)
    for fact in facts:
        yield fact.subject
        if fact.agency is not None:
            yield fact.agency
        if isinstance(fact, Measured):
            yield fact.indicator


def _finding(rule: str, message: str, place: Place) -> Finding:
    return Finding(rule=rule, message=message, line_start=place.line, line_end=place.line_end, quote=place.quote)
