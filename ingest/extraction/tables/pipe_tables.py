"""Everything that pipe tables say; the kind of each is told by its heads."""

from ingest.extraction.reading import Reading
from ingest.extraction.tables.account_tables import read_account_tables
from ingest.extraction.tables.figure_tables import read_figure_tables, read_tables_of_one
from ingest.extraction.tables.measure_tables import read_measure_tables
from ingest.extraction.tables.plan_tables import read_plan_tables
from ingest.extraction.tables.resolution_tables import read_resolution_tables
from ingest.extraction.tables.share_tables import read_share_tables
from ingest.extraction.tables.unit_budget import read_unit_budget
from ingest.extraction.tables.unread_tables import doubt_unread_tables
from ingest.layout.columns import find_columns
from ingest.layout.pipe_table import find_pipe_tables


def read_pipe_tables(reading: Reading) -> None:
    """Record the tables that name in their rows what they are about."""
    reading.tables = tables = find_pipe_tables(reading.source)
    read_account_tables(reading, tables)
    read_unit_budget(reading, tables)
    read_share_tables(reading, tables)
    read_figure_tables(reading, tables)
    read_plan_tables(reading, tables)
    read_resolution_tables(reading, tables)


def read_tables_in_context(reading: Reading) -> None:
    """Record the tables that are about what the text around them is about; runs once that is known."""
    read_tables_of_one(reading, reading.tables)
    read_measure_tables(reading, reading.tables)
    doubt_unread_tables(reading, reading.tables)
    find_columns.cache_clear()  # of tables that no other document has
