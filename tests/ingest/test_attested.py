"""Of the fictitious documents, each attribute of which evidence tells where it is printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.assembly import all_facts, all_mentions
from graph.model.evidence import Evidence
from graph.model.facts import Fact
from graph.model.keys import fold
from graph.model.values import Value
from ingest.candidates import find_candidates
from ingest.linking.batch import link
from ingest.pipeline import extract

Attested = list[tuple[str, tuple[Evidence, ...]]]


@pytest.fixture(scope="module")
def said(examples: Path) -> dict[str, Attested]:
    """What is said of each attribute (Programme.category): its words, and the places that print it."""
    found: dict[str, Attested] = {}
    for candidate in find_candidates([examples]):
        batch = link(extract(candidate))
        things = [(mention.entity, mention.evidence) for mention in all_mentions(batch).values()]
        for thing, evidence in (*things, *((fact, fact.evidence) for fact in all_facts(batch))):
            for name, words in _words(thing):
                places = tuple(piece for piece in evidence if name in piece.says)
                found.setdefault(f"{type(thing).__name__}.{name}", []).append((words, places))
    return found


def _words(thing: object) -> Iterator[tuple[str, str]]:
    for name, value in vars(thing).items():
        words = value.text if isinstance(value, Value) else value
        if isinstance(words, str) and (name != "unit" or isinstance(thing, Fact) or words):
            yield name, words


@pytest.mark.parametrize(
    "attribute",
    [
        *("Plan.period_start", "Plan.period_end", "Programme.period_start", "Programme.period_end"),
        *("Programme.category", "Programme.code", "Indicator.unit", "Indicator.aspect"),
        *("Measurement.unit", "Measurement.target", "Measurement.actual", "BudgetItem.amount", "Document.edition"),
    ],
)
def test_every_attribute_that_a_document_prints_has_its_places(said: dict[str, Attested], attribute: str) -> None:
    assert said[attribute]
    assert all(places for words, places in said[attribute] if words != "-")


@pytest.mark.parametrize("attribute", ["Programme.category", "Indicator.unit", "Measurement.unit", "Document.edition"])
def test_the_places_print_the_words(said: dict[str, Attested], attribute: str) -> None:
    for words, places in said[attribute]:  # together, where a page end cuts them
        assert fold(words) in "".join(fold(place.quote or "") for place in places)


def test_a_code_is_printed_by_its_places_together(said: dict[str, Attested]) -> None:
    for words, places in said["Programme.code"]:
        assert words in {"".join(place.quote or "" for place in places), *(place.quote for place in places)}
