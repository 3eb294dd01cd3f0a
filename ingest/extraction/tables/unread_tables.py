"""Pipe tables that look like those of plans and budgets and that no reader has read."""

from collections.abc import Sequence

from ingest.extraction.draft import Doubt
from ingest.extraction.reading import Reading
from ingest.layout.columns import find_all_columns
from ingest.layout.pipe_table import PipeTable

_TELLING = {
    "budget_columns": frozenset(
        {
            "this_year",
            "last_year",
            "appropriated",
            "allocated",
            "realized",
            "executed",
            "accounts",
            "execution_rate",
            "total",
        }
    ),
    "plan_columns": frozenset({"item", "owner", "objective", "indicator", "target", "actual", "results", "expected"}),
}
"""The columns of which two make a table one of ours, by the rules that know their heads."""
_ENOUGH = 2


def doubt_unread_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record what a table has columns for that no reader knew what to make of."""
    known: set[int] = set()
    for lexicon, telling in _TELLING.items():
        for table, columns in find_all_columns(tables, lexicon):
            found = columns.slugs & telling
            if len(found) < _ENOUGH or table.line in reading.taken | known:
                continue
            known.add(table.line)
            message = f"The table has columns for {', '.join(sorted(found))}, but its rows could not be read."
            first = next(cell for row in table.rows for cell in row.printed)
            reading.draft.doubts.extend(
                Doubt("pipe_table.unread", message, place) for place in first.text().places()[:1]
            )
