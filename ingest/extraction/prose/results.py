"""What running text reports and promises becomes outcomes and measurements."""

from ingest.extraction.prose.levels import record_levels
from ingest.extraction.prose.outcomes import record_outcomes
from ingest.extraction.prose.statements import statements_of
from ingest.extraction.reading import Reading


def read_results(reading: Reading) -> None:
    """Record what the prose reports as achieved and what it promises.

    What a table has measured is not measured again in the words that repeat it.
    """
    measured_in_tables = {id(measured.subject) for measured in reading.draft.measured}
    for block in reading.prose():
        statements = statements_of(reading, block)
        record_outcomes(reading, statements)
        for statement in statements:
            if id(statement.subject) not in measured_in_tables:
                record_levels(reading, statement)
