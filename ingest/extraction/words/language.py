"""The spaCy pipeline: one Doc a block, with the bodies, figures, dates and plans it names as span groups."""

from collections.abc import Iterable
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.extraction.words.agencies import lexicon
from ingest.extraction.words.dates import find_dates
from ingest.extraction.words.plan_names import find_plan_names
from ingest.extraction.words.quantities import find_quantities
from ingest.extraction.words.tokenizer import SCRIPT_TOKENIZER, TEXT

AGENCIES, QUANTITIES, DATES, PLANS = "agencies", "quantities", "dates", "plans"
"""The span groups of a Doc."""

# Spans of two groups over the same words share their attributes, so that each group has one of its own.
_ATTRIBUTES = {AGENCIES: "agency", QUANTITIES: "quantity", DATES: "date", PLANS: "plan"}


class _Found(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def make_language() -> Language:
    """A blank Chinese pipeline with the script-aware tokenizer and a component for each span group."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": SCRIPT_TOKENIZER}}})
    for group in _ATTRIBUTES:
        nlp.add_pipe(f"plangraph_{group}", name=group)
    return nlp


def read(nlp: Language, text: str, *, speaker: str | None = None, year: int | None = None) -> Doc:
    """The Doc of one block, its ``doc.spans`` filled.

    ``agencies``: each ``span._.agency`` an AgencyMention; ``quantities``: ``span._.quantity`` a Quantity; ``dates``:
    ``span._.date`` a Date; ``plans``: ``span._.plan`` a PlanName. ``speaker`` is the organ that says 本部, ``year`` the
    one that months without year belong to. A Doc made inside ``nlp.memory_zone()`` must not outlive it.
    """
    doc = nlp.make_doc(text)
    doc._.speaker, doc._.year = speaker, year
    return nlp(doc)


@Language.component("plangraph_agencies", assigns=["doc.spans"])
def find_agency_spans(doc: Doc) -> Doc:
    """Fill ``doc.spans["agencies"]``."""
    return _grouped(doc, AGENCIES, lexicon().find_agencies(doc.user_data[TEXT], speaker=doc._.speaker, year=doc._.year))


@Language.component("plangraph_quantities", assigns=["doc.spans"])
def find_quantity_spans(doc: Doc) -> Doc:
    """Fill ``doc.spans["quantities"]``."""
    return _grouped(doc, QUANTITIES, find_quantities(doc.user_data[TEXT]))


@Language.component("plangraph_dates", assigns=["doc.spans"])
def find_date_spans(doc: Doc) -> Doc:
    """Fill ``doc.spans["dates"]``."""
    return _grouped(doc, DATES, find_dates(doc.user_data[TEXT], year=doc._.year))


@Language.component("plangraph_plans", assigns=["doc.spans"])
def find_plan_spans(doc: Doc) -> Doc:
    """Fill ``doc.spans["plans"]``."""
    return _grouped(doc, PLANS, find_plan_names(doc.user_data[TEXT]))


def _grouped(doc: Doc, group: str, found: Iterable[_Found]) -> Doc:
    """Put what was found into a span group; a span takes in the whole of a token that it only touches."""
    spans = []
    for item in found:
        if span := doc.char_span(item.start, item.end, label=group, alignment_mode="expand"):
            span._.set(_ATTRIBUTES[group], item)
            spans.append(span)
    doc.spans[group] = spans
    return doc


for _attribute in _ATTRIBUTES.values():
    Span.set_extension(_attribute, default=None, force=True)
for _attribute in ("speaker", "year"):
    Doc.set_extension(_attribute, default=None, force=True)
