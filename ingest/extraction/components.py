"""The one list of components, in the order they read a document."""

from collections.abc import Callable

from ingest.extraction.flat.chapters import read_chapters
from ingest.extraction.flat.flat_tables import read_flat_tables
from ingest.extraction.prose.bodies import read_bodies, read_bodies_above
from ingest.extraction.prose.budget_sentences import read_budget_sentences
from ingest.extraction.prose.measures import read_measures
from ingest.extraction.prose.owners import read_owners
from ingest.extraction.prose.periods import read_periods
from ingest.extraction.prose.references import read_references
from ingest.extraction.prose.results import read_results
from ingest.extraction.prose.titles import read_title
from ingest.extraction.reading import Reading
from ingest.extraction.tables.glued_table import read_glued_table
from ingest.extraction.tables.pipe_tables import read_pipe_tables, read_tables_in_context
from ingest.extraction.witnesses import read_witnesses
from ingest.layout.document import Layout

COMPONENTS: tuple[Callable[[Reading], None], ...] = (
    read_title,
    read_chapters,
    read_flat_tables,
    read_glued_table,
    read_pipe_tables,
    read_measures,
    read_references,
    read_periods,
    read_tables_in_context,
    read_bodies,
    read_owners,
    read_bodies_above,
    read_budget_sentences,
    read_results,
    read_witnesses,
)
"""Each adds to the draft what it finds; tables come before prose, so that prose skips the lines they have taken."""


def read(layout: Layout) -> Reading:
    """Everything the components find in one document."""
    reading = Reading(layout.source, layout)
    for component in COMPONENTS:
        component(reading)
    return reading
