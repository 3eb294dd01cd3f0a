"""What a block names and counts: bodies, plans, quantities and dates, read once and shared by the components."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language

from ingest.extraction.reading import Reading
from ingest.extraction.words.agencies import AgencyMention
from ingest.extraction.words.dates import Date
from ingest.extraction.words.language import AGENCIES, DATES, PLANS, QUANTITIES, make_language, read
from ingest.extraction.words.named_plans import Named, find_named_plans
from ingest.extraction.words.quantities import Quantity
from ingest.layout.document import Block


@dataclass(frozen=True, slots=True)
class Words:
    """The mentions of one block, each list in printed order; offsets are those of the block's text."""

    agencies: tuple[AgencyMention, ...]
    plans: tuple[Named, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]


def words_of(reading: Reading, block: Block) -> Words:
    """What ``block`` names and counts; the document's speaker and year settle 本部 and months without year."""
    if block not in reading.words:
        speaker = reading.speaker.name if reading.speaker else None
        reading.words[block] = _read(block.text.text, speaker, reading.year)
    return reading.words[block]


def prose(reading: Reading) -> Iterator[Block]:
    """The blocks of running text: what no table reader has taken, and the text in table cells."""
    yield from (block for block in reading.layout.blocks if block.line not in reading.taken)
    yield from reading.cells


def _read(text: str, speaker: str | None, year: int | None) -> Words:
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
