"""One document being read: what the components share and pass on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.model.entities import EntityType
from ingest.extraction.draft import Draft, Thing
from ingest.extraction.prose.headings import Heading, read_heading
from ingest.extraction.words.mentions import Words, read_words
from ingest.layout.document import Block, Layout, Section
from ingest.layout.pipe_table import PipeTable
from ingest.readers.source import Source

WORKS = frozenset({EntityType.PROGRAMME, EntityType.PLAN})
"""What has owners, parts and measurements."""


@dataclass(repr=False, slots=True)
class Reading:
    """The state of one document's extraction; each component reads it and adds to it.

    ``tables`` are the pipe tables of the document; ``taken`` are the lines that a table reader has read, so that prose
    is not looked for in them. Running text in a table's cells (實施內容, 說明) is in ``cells``, as blocks of sections
    of their own, whose subjects stand in ``subjects`` like those of any other section. ``called`` are the short names
    that the text gives (以下簡稱), ``again`` the works that a block names again, and where, ``carried`` what a block
    goes on about without a subject of its own, ``headings`` the words of the headings above a section that was asked
    about. ``speaker`` is the organ that says 本部, ``year`` the Gregorian year the document is about where it is known,
    else ``until`` is the last year that it counts results up to.
    """

    source: Source
    layout: Layout
    draft: Draft = field(default_factory=Draft)
    taken: set[int] = field(default_factory=set)
    tables: tuple[PipeTable, ...] = ()
    cells: list[Block] = field(default_factory=list)
    subjects: dict[Section, Thing] = field(default_factory=dict)
    called: dict[str, Thing] = field(default_factory=dict)
    again: dict[Block, list[tuple[int, Thing]]] = field(default_factory=dict)
    carried: dict[Block, Thing] = field(default_factory=dict)
    headings: dict[Section, tuple[str, ...]] = field(default_factory=dict)
    document: Thing | None = None
    speaker: Thing | None = None
    plan: Thing | None = None
    year: int | None = None
    until: int | None = None
    _words: dict[Block, Words] = field(default_factory=dict)
    _words_of_text: dict[tuple[str, str | None, int | None], Words] = field(default_factory=dict)
    _headings: dict[Section, Heading | None] = field(default_factory=dict)

    def prose(self) -> Iterator[Block]:
        """The blocks of running text: what no table reader has taken, and the text in table cells."""
        yield from (block for block in self.layout.blocks if block.line not in self.taken)
        yield from self.cells

    def words_of(self, block: Block) -> Words:
        """What a block names and counts, read once."""
        words = self._words.get(block)
        if words is None:
            said = (block.text.text, self.speaker.name if self.speaker else None, self.year)
            if said not in self._words_of_text:  # a quarter of the blocks, in tables above all, say what another said
                self._words_of_text[said] = read_words(said[0], speaker=said[1], year=said[2])
            words = self._words[block] = self._words_of_text[said]
        return words

    def heading_of(self, section: Section) -> Heading | None:
        """The heading a section opens with, read once; None where it opens with a sentence, a label or a list."""
        if section not in self._headings:
            self._headings[section] = read_heading(section)
        return self._headings[section]

    def subject_of(self, section: Section) -> Thing | None:
        """The thing a section is about: its own subject, else that of the nearest above, else the document's plan."""
        for candidate in (section, *section.ancestors()):
            if candidate in self.subjects:
                return self.subjects[candidate]
        return self.plan

    def subject_at(self, line: int) -> Thing | None:
        """The thing the text at ``line`` is about."""
        return self.subject_of(self.layout.section_at(line))
