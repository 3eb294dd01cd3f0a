"""One document being read: what the components share and pass on."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model.entities import EntityType
from ingest.extraction.draft import Draft, Thing
from ingest.layout.document import Block, Layout, Section
from ingest.readers.source import Source

if TYPE_CHECKING:
    from ingest.extraction.prose.headings import Heading
    from ingest.extraction.prose.named import Words


WORKS = frozenset({EntityType.PROGRAMME, EntityType.PLAN})
"""What has owners, parts and measurements."""


@dataclass(slots=True)
class Reading:
    """The state of one document's extraction; each component reads it and adds to it.

    ``taken`` are the lines that a table reader has read, so that prose is not looked for in them. Running text
    in a table's cells (實施內容, 說明) is in ``cells``, as blocks of sections of their own, whose subjects stand in
    ``subjects`` like those of any other section. ``speaker`` is the organ that says 本部, ``year`` the Gregorian year
    the document is about, where it is known. ``words`` and ``headings`` keep what was read of a block and a section.
    """

    source: Source
    layout: Layout
    draft: Draft = field(default_factory=Draft)
    taken: set[int] = field(default_factory=set)
    cells: list[Block] = field(default_factory=list)
    subjects: dict[Section, Thing] = field(default_factory=dict)
    words: "dict[Block, Words]" = field(default_factory=dict)
    headings: "dict[Section, Heading | None]" = field(default_factory=dict)
    document: Thing | None = None
    speaker: Thing | None = None
    plan: Thing | None = None
    year: int | None = None
    until: int | None = None

    def subject_of(self, section: Section) -> Thing | None:
        """The thing a section is about: its own subject, else that of the nearest above, else the document's plan."""
        for candidate in (section, *section.ancestors()):
            if candidate in self.subjects:
                return self.subjects[candidate]
        return self.plan

    def subject_at(self, line: int) -> Thing | None:
        """The thing the text at ``line`` is about."""
        return self.subject_of(self.layout.section_at(line))
