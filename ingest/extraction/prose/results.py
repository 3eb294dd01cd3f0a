"""What running text reports and promises becomes outcomes and measurements."""

from functools import cache, partial

from ingest.extraction.prose.genres import Genre, genre_of
from ingest.extraction.prose.levels import record_levels
from ingest.extraction.prose.outcomes import RESULTS_BY_THEMSELVES, record_outcomes
from ingest.extraction.prose.statements import statements_of
from ingest.extraction.reading import Reading
from ingest.layout.document import Block
from ingest.rules import patterns

_REPORTING = ("tense.done", "result.unmet")


def read_results(reading: Reading) -> None:
    """Record what the prose reports as achieved and what it promises.

    What a table has measured is not measured again in the words that repeat it.
    """
    measured_in_tables = {id(measured.subject) for measured in reading.draft.measured}
    genre_at = cache(partial(genre_of, reading))
    for block in reading.prose():
        genre = genre_at(block.section)
        if not _may_state(reading, block, genre):
            continue
        statements = statements_of(reading, block, reporting=genre is not Genre.PLAN)
        record_outcomes(reading, statements, genre)
        for statement in statements:
            if id(statement.subject) not in measured_in_tables:
                record_levels(reading, statement)


def _may_state(reading: Reading, block: Block, genre: Genre) -> bool:
    """Whether a block can hold a result or a promise: it counts, tells a date, or reports in so many words.

    Half of all blocks do nothing of the kind, and what they say clause by clause is not asked for.
    """
    words, text, rules = reading.words_of(block), block.text.text, patterns("results")
    if words.quantities or words.dates:
        return True
    reports = _REPORTING + (RESULTS_BY_THEMSELVES if genre is Genre.REPORT else ())
    return any(rules[rule].search(text) for rule in reports)
