"""The spaCy pipeline: one Doc a block, with the bodies, figures, dates and plans it names."""

from collections.abc import Callable
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ingest.extraction.words.agencies import lexicon
from ingest.extraction.words.dates import find_dates
from ingest.extraction.words.plan_names import find_plan_names
from ingest.extraction.words.quantities import find_quantities
from ingest.extraction.words.tokenizer import CHARACTER_TOKENIZER, TEXT

AGENCIES, QUANTITIES, DATES, PLANS = "agencies", "quantities", "dates", "plans"
"""The lists of mentions that ``doc.user_data`` holds."""

_SPEAKER, _YEAR = "speaker", "year"


def make_language() -> Language:
    """A blank Chinese pipeline with the tokenizer by characters and a component for each kind of mention."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": CHARACTER_TOKENIZER}}})
    for kind in (AGENCIES, QUANTITIES, DATES, PLANS):
        nlp.add_pipe(f"plangraph_{kind}", name=kind)
    return nlp


def read(nlp: Language, text: str, *, speaker: str | None = None, year: int | None = None) -> Doc:
    """The Doc of one block, the mentions in its ``user_data``, whose offsets are those of ``text``.

    ``agencies``: AgencyMention, ``quantities``: Quantity, ``dates``: Date, ``plans``: PlanName. They are lists, not
    span groups, because making 20,000 spans costs as much as finding what they would hold. ``speaker`` is the organ
    that says 本部, ``year`` the one that months without year belong to.
    """
    doc = nlp.make_doc(text)
    doc.user_data[_SPEAKER], doc.user_data[_YEAR] = speaker, year
    for component in _components(nlp):
        doc = component(doc)
    return doc


@cache
def _components(nlp: Language) -> tuple[Callable[[Doc], Doc], ...]:
    """The pipes in order; ``nlp(doc)`` looks them up anew for each block, which costs as much as finding its dates."""
    return tuple(component for _, component in nlp.pipeline)


@Language.component("plangraph_agencies")
def find_agency_mentions(doc: Doc) -> Doc:
    """Fill ``doc.user_data["agencies"]``."""
    said = doc.user_data
    said[AGENCIES] = lexicon().find_agencies(said[TEXT], speaker=said[_SPEAKER], year=said[_YEAR])
    return doc


@Language.component("plangraph_quantities")
def find_quantity_mentions(doc: Doc) -> Doc:
    """Fill ``doc.user_data["quantities"]``."""
    doc.user_data[QUANTITIES] = find_quantities(doc.user_data[TEXT])
    return doc


@Language.component("plangraph_dates")
def find_date_mentions(doc: Doc) -> Doc:
    """Fill ``doc.user_data["dates"]``."""
    doc.user_data[DATES] = find_dates(doc.user_data[TEXT], year=doc.user_data[_YEAR])
    return doc


@Language.component("plangraph_plans")
def find_plan_mentions(doc: Doc) -> Doc:
    """Fill ``doc.user_data["plans"]``."""
    doc.user_data[PLANS] = find_plan_names(doc.user_data[TEXT])
    return doc
