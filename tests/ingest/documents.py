"""Documents by hand: text as a file would hold it, laid out and read by chosen components."""

from collections.abc import Callable
from pathlib import Path

from graph.model.relations import RelationType
from ingest.extraction.reading import Reading
from ingest.layout.document import Layout, lay_out
from ingest.readers.sidecar import Sidecar
from ingest.readers.source import Source


def source_of(text: str, **sidecar: str) -> Source:
    """A source of this text; what the sidecar says is given by name."""
    return Source.of(Path("harbour.txt"), data=text.encode(), text=text, sidecar=Sidecar(**sidecar), sidecar_bytes=b"")


def layout_of(text: str) -> Layout:
    return lay_out(source_of(text))


def read_text(text: str, *components: Callable[[Reading], None], **sidecar: str) -> Reading:
    """The reading of a text after these components."""
    source = source_of(text, **sidecar)
    reading = Reading(source, lay_out(source))
    for component in components:
        component(reading)
    return reading


def links_of(reading: Reading, relation: RelationType) -> set[tuple[str, str]]:
    """The names that one relation joins."""
    return {(link.source.name, link.target.name) for link in reading.draft.links if link.relation is relation}
