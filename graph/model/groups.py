"""What the lists of a type can be grouped by: for each type the names, and the attribute or link behind each."""

from collections.abc import Mapping

from graph.model.vocabulary import Kind, vocabulary

TYPE = "TYPE"
"""The name by which a list of several types is grouped by type."""

_OF_FACTS = {"SUBJECT": "subject", "AGENCY": "agency", "DOCUMENT": "document"}

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Agency": {"KIND": "kind", "PARENT": "parents", "DOCUMENT": "documents"},
    "Plan": {"PERIOD_START": "period_start", "AGENCY": "agencies", "DOCUMENT": "documents"},
    "Programme": {
        "CATEGORY": "category",
        "LEVEL": "level",
        "PERIOD_START": "period_start",
        "AGENCY": "agencies",
        "PARENT": "parents",
        "DOCUMENT": "documents",
    },
    "Indicator": {"UNIT": "unit", "ASPECT": "aspect", "SUBJECT": "subjects", "DOCUMENT": "documents"},
    "Document": {"GENRE": "genre", "YEAR": "year", "PUBLISHER": "publishers"},
    "Measurement": {
        "YEAR": "year",
        "SCOPE": "scope",
        "UNIT": "unit",
        "CORROBORATION": "corroboration",
        "INDICATOR": "indicator",
        **_OF_FACTS,
    },
    "BudgetItem": {
        "FISCAL_YEAR": "fiscal_year",
        "PHASE": "phase",
        "FIGURE": "figure",
        "ITEM": "item",
        "CORROBORATION": "corroboration",
        **_OF_FACTS,
    },
    "Outcome": {"RESULT": "type", "YEAR": "year", "DATE": "date", **_OF_FACTS},
    "Passage": {"DOCUMENT": "document", "PAGE": "page"},
}
"""By label, then by name, what it groups by; a new way to group a list is registered here."""


def groups_of(labels: tuple[str, ...]) -> dict[str, str | None]:
    """What a list of things of these labels can be grouped by; None stands for the type, where there are several."""
    if len(labels) == 1:
        return {**GROUPS.get(labels[0], {})}
    first, *others = (GROUPS[label] for label in labels)
    return {TYPE: None, **{name: by for name, by in first.items() if all(other.get(name) == by for other in others)}}


def summable_attributes(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The attributes whose figures a list of these labels adds up: those of one type, because only these are alike."""
    if len(labels) > 1:
        return ()
    return tuple(a.name for a in vocabulary()[labels[0]].attributes if a.kind is Kind.VALUE)
