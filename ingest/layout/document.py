"""A document as a reader sees it: furniture set aside, sections by their numbering, blocks of running text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.layout.aligned import Aligned
from ingest.layout.furniture import find_furniture
from ingest.layout.numbering import Marker, NumberingStack, read_unnumbered
from ingest.layout.paragraphs import read_paragraphs
from ingest.readers.source import Source


@dataclass(eq=False, repr=False, slots=True)  # blocks and sections hold each other: shown whole, each shows all
class Block:
    """A paragraph, an item or a heading as running text; ``marker`` is its numbering mark, not part of ``text``."""

    text: Aligned
    line: int
    line_end: int
    marker: Marker | None
    section: "Section"


@dataclass(eq=False, repr=False, slots=True)
class Section:
    """A numbered part and what stands under it; the root has neither marker nor heading.

    ``line`` to ``line_end`` (inclusive) takes in the parts below; ``blocks`` are its own, the opening one first.
    """

    marker: Marker | None
    line: int
    line_end: int
    depth: int
    parent: "Section | None"
    children: list["Section"] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def opening(self) -> Block | None:
        """The block that carries the mark: a bare heading, 名稱：說明, or a sentence."""
        return self.blocks[0] if self.marker and self.blocks else None

    def ancestors(self) -> Iterator["Section"]:
        """The sections above, nearest first, the root last."""
        section = self.parent
        while section is not None:
            yield section
            section = section.parent


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole document; ``sections`` in printed order, the root first; ``furniture`` are line numbers."""

    source: Source
    furniture: frozenset[int]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Section starts are kept, because every fact asks for its section."""
        self._starts.extend(section.line for section in self.sections)

    def section_at(self, line: int) -> Section:
        """The innermost section that holds a line."""
        return self.sections[max(0, bisect_right(self._starts, line) - 1)]


def lay_out(source: Source) -> Layout:
    """The document with its furniture set aside, its sections nested by their marks, its lines joined to blocks."""
    furniture = find_furniture(source)
    root = Section(None, 1, len(source.lines), -1, None)
    sections, blocks = [root], []
    open_sections, stack = [root], NumberingStack()
    for paragraph in read_paragraphs(source, furniture):
        text = Aligned.of(source, paragraph.pieces)
        first, last = paragraph.lines[0], paragraph.lines[-1]
        if marker := paragraph.marker or read_unnumbered(text.text):
            depth = stack.place(marker)
            del open_sections[depth + 1 :]
            open_sections.append(Section(marker, first, last, depth, open_sections[-1]))
            open_sections[-2].children.append(open_sections[-1])
            sections.append(open_sections[-1])
        blocks.append(Block(text, first, last, marker, open_sections[-1]))
        open_sections[-1].blocks.append(blocks[-1])
    _close(sections, len(source.lines))
    return Layout(source, furniture, tuple(sections), tuple(blocks))


def _close(sections: list[Section], last_line: int) -> None:
    """Give each section its last line: the one before the next section that is not below it."""
    open_sections: list[Section] = []
    for section in sections:
        while open_sections and open_sections[-1].depth >= section.depth:
            open_sections.pop().line_end = max(section.line - 1, 1)
        open_sections.append(section)
    for section in open_sections:
        section.line_end = last_line
