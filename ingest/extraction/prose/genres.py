"""What a part of a document does: reports what was done, tells what is to be done, or says neither of itself."""

from enum import Enum
from functools import lru_cache

from ingest.extraction.reading import Reading
from ingest.extraction.words.dates import read_year
from ingest.layout.document import Block, Section
from ingest.rules import patterns

_LABEL = 12  # characters; a longer text before a colon is a sentence


class Genre(Enum):
    """What a part does with the work it tells of."""

    REPORT = "report"
    PLAN = "plan"
    UNSAID = "unsaid"


def genre_of(reading: Reading, section: Section) -> Genre:
    """What a section does, by the nearest heading that tells, else by the document's title."""
    return _genre_told((*headings_above(reading, section), reading.document.name if reading.document else ""))


@lru_cache(maxsize=1024)
def _genre_told(titles: tuple[str, ...]) -> Genre:
    """The genre by the first title that tells one."""
    genres = map(_genre_of_words, titles)
    return next((genre for genre in genres if genre is not Genre.UNSAID), Genre.UNSAID)


def is_reporting(reading: Reading, block: Block) -> bool:
    """Whether bare verbs report in a block: wherever nothing says that it tells what is to be done."""
    return genre_of(reading, block.section) is not Genre.PLAN


def year_of(reading: Reading, section: Section) -> int | None:
    """The year that a section reports on: of the nearest heading that reports and prints one, else the document's."""
    return _year_reported(headings_above(reading, section)) or reading.year


@lru_cache(maxsize=1024)  # the same headings stand above many blocks
def _year_reported(headings: tuple[str, ...]) -> int | None:
    return next(
        (year for words in headings if _genre_of_words(words) is Genre.REPORT and (year := read_year(words))), None
    )


def headings_above(reading: Reading, section: Section) -> tuple[str, ...]:
    """The words of a section's heading and of those above it, nearest first; empty ones where it opens otherwise."""
    if section not in reading.headings:
        above = headings_above(reading, section.parent) if section.parent else ()
        reading.headings[section] = (_heading_words(reading, section), *above)
    return reading.headings[section]


def _heading_words(reading: Reading, section: Section) -> str:
    """The words of a section's heading, a label such as 辦理情形 among them; none where it opens with a sentence."""
    heading = reading.heading_of(section)
    if heading is not None:
        return heading.name.text
    label = section.opening.text.text.partition("：")[0] if section.opening else ""
    return label if len(label) < _LABEL else ""


@lru_cache(maxsize=1024)  # a heading stands above many blocks
def _genre_of_words(words: str) -> Genre:
    rules = patterns("results")
    if rules["result.past_document"].search(words):
        return Genre.REPORT
    return Genre.PLAN if rules["result.future_document"].search(words) else Genre.UNSAID
