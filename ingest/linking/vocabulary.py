"""What the vocabulary has a place for: what may be named, which relations may join what, what facts may speak of."""

from graph.model.entities import EntityType
from graph.model.facts import FactType
from graph.model.keys import fold
from graph.model.relations import REFERENCES, RELATIONS, Reference
from ingest.extraction.draft import Achieved, Budgeted, Link, Measured, Thing
from ingest.linking.keys import Keys

Fact = Measured | Budgeted | Achieved

_TYPES: dict[type[Fact], FactType] = {
    Measured: FactType.MEASUREMENT,
    Budgeted: FactType.BUDGET_ITEM,
    Achieved: FactType.OUTCOME,
}


_LONGEST_NAME = 1000  # characters; documents print names of some hundred, and no index of every engine holds thousands


def names_of(thing: Thing) -> tuple[str, ...]:
    """Those of a thing's names that can be one; none where all are mere marks, or run on for pages."""
    return tuple(name for name in thing.names if len(fold(name)) <= _LONGEST_NAME and any(map(str.isalnum, name)))


def why_not_named(thing: Thing) -> str | None:
    """Why a thing cannot be told by a name; None where it can, as a document always can by its file."""
    if thing.type is EntityType.DOCUMENT or names_of(thing):
        return None
    why = "longer than any name" if len(thing.name) > _LONGEST_NAME else "no name"
    return f"'{thing.name[:40]}' ({thing.type}) is {why}."


def why_not_linked(link: Link, keys: Keys) -> str | None:
    """Why the vocabulary has no place for a relation; None where it has one."""
    if reason := why_not_named(link.source) or why_not_named(link.target):
        return reason
    if keys.id_of(link.source) == keys.id_of(link.target):
        return f"'{link.source.name}' and '{link.target.name}' are one, so {link.relation} cannot join them."
    ends = (end for relation in RELATIONS if relation.type is link.relation for end in relation.ends)
    if any(link.source.type in end.sources and link.target.type in end.targets for end in ends):
        return None
    return (
        f"{link.relation} cannot lead from '{link.source.name}' ({link.source.type}) "
        f"to '{link.target.name}' ({link.target.type})."
    )


def why_not_said(fact: Fact) -> str | None:
    """Why the vocabulary has no place for a fact about such a subject; None where it has one."""
    about = (fact.subject, *((fact.agency,) if fact.agency else ()), *_measure(fact))
    if reason := next(filter(None, map(why_not_named, about)), None):
        return reason
    type, subject = _TYPES[fact.__class__], fact.subject
    if any(subject.type in reference.targets for reference in REFERENCES if _is_about(reference, type)):
        return None
    return f"No {type} can be about '{subject.name}' ({subject.type})."


def _measure(fact: Fact) -> tuple[Thing, ...]:
    return (fact.indicator,) if isinstance(fact, Measured) else ()


def _is_about(reference: Reference, type: FactType) -> bool:
    return reference.field == "subject" and type in reference.facts
