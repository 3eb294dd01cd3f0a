"""What a block names and counts: bodies, plans, quantities and dates."""

from functools import cache
from typing import NamedTuple

from spacy.language import Language

from ingest.extraction.words.agencies import AgencyMention
from ingest.extraction.words.dates import Date
from ingest.extraction.words.language import AGENCIES, DATES, PLANS, QUANTITIES, make_language, read
from ingest.extraction.words.named_plans import Named, find_named_plans
from ingest.extraction.words.quantities import Quantity


class Words(NamedTuple):
    """The mentions of one block, each list in printed order; offsets are those of the block's text."""

    agencies: tuple[AgencyMention, ...]
    plans: tuple[Named, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]


def read_words(text: str, *, speaker: str | None, year: int | None) -> Words:
    """What ``text`` names and counts; ``speaker`` and ``year`` settle 本部 and months without year."""
    found = read(language(), text, speaker=speaker, year=year).user_data
    agencies = tuple(found[AGENCIES])
    named = tuple(find_named_plans(text, found[PLANS], agencies))
    return Words(agencies, named, tuple(found[QUANTITIES]), tuple(found[DATES]))


@cache
def language() -> Language:
    """The pipeline, built on first use."""
    return make_language()
