"""What a block names and counts: bodies, plans, quantities and dates."""

from dataclasses import dataclass
from functools import cache

from spacy.language import Language

from ingest.extraction.words.agencies import AgencyMention
from ingest.extraction.words.dates import Date
from ingest.extraction.words.language import AGENCIES, DATES, PLANS, QUANTITIES, make_language, read
from ingest.extraction.words.named_plans import Named, find_named_plans
from ingest.extraction.words.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Words:
    """The mentions of one block, each list in printed order; offsets are those of the block's text."""

    agencies: tuple[AgencyMention, ...]
    plans: tuple[Named, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]


def read_words(text: str, *, speaker: str | None, year: int | None) -> Words:
    """What ``text`` names and counts; ``speaker`` and ``year`` settle 本部 and months without year."""
    doc = read(language(), text, speaker=speaker, year=year)
    spans = doc.spans  # lives no longer than its Doc
    agencies = tuple(span._.agency for span in spans[AGENCIES])
    return Words(
        agencies,
        tuple(find_named_plans(text, [span._.plan for span in spans[PLANS]], agencies)),
        tuple(span._.quantity for span in spans[QUANTITIES]),
        tuple(span._.date for span in spans[DATES]),
    )


@cache
def language() -> Language:
    """The pipeline, built on first use; one ``memory_zone()`` a document keeps its vocabulary from growing for ever."""
    return make_language()
