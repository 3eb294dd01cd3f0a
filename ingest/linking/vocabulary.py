"""What the vocabulary has a place for: which relations may join which things, and what facts may speak of."""

from graph.model.facts import FactType
from graph.model.relations import REFERENCES, RELATIONS, Reference
from ingest.extraction.draft import Achieved, Budgeted, Link, Measured
from ingest.linking.keys import Keys

Fact = Measured | Budgeted | Achieved

_TYPES: dict[type[Fact], FactType] = {
    Measured: FactType.MEASUREMENT,
    Budgeted: FactType.BUDGET_ITEM,
    Achieved: FactType.OUTCOME,
}


def why_not_linked(link: Link, keys: Keys) -> str | None:
    """Why the vocabulary has no place for a relation; None where it has one."""
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
    type, subject = _TYPES[fact.__class__], fact.subject
    if any(subject.type in reference.targets for reference in REFERENCES if _is_about(reference, type)):
        return None
    return f"No {type} can be about '{subject.name}' ({subject.type})."


def _is_about(reference: Reference, type: FactType) -> bool:
    return reference.field == "subject" and type in reference.facts
