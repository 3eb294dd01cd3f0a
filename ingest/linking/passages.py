"""A document's text as passages, and which of them a place stands in."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from graph.model.evidence import Evidence, Passage
from graph.model.keys import fold, hashed_id
from ingest.extraction.draft import Said
from ingest.layout.aligned import Aligned, Place
from ingest.layout.document import Layout, Section

_LONGEST_HEADING = 60  # characters: what is longer is a sentence, of which the beginning tells enough


class Passages:
    """One passage a block, in printed order; a place outside all blocks (a table's row) gets one of its own."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._headings: dict[Section, tuple[str, ...]] = {}
        self._blocks = sorted(layout.blocks, key=lambda block: (block.line, block.line_end))
        self._starts = [block.line for block in self._blocks]
        ranges: Counter[tuple[int, int]] = Counter()
        self._of_blocks: list[Passage] = []
        for block in self._blocks:
            lines = (block.line, block.line_end)
            is_opening = block is block.section.opening
            above = block.section.parent if is_opening and block.section.parent else block.section
            self._of_blocks.append(self._passage(lines, block.text.text, above, ranges[lines]))
            ranges[lines] += 1
        self._of_rows: dict[tuple[int, int], Passage] = {}

    def all(self) -> tuple[Passage, ...]:
        """Every passage, those that were asked for outside the blocks included, in printed order."""
        passages = [*self._of_blocks, *self._of_rows.values()]
        return tuple(sorted(passages, key=lambda passage: (passage.line_start, passage.line_end, passage.id)))

    def evidence(
        self,
        said: Iterable[Said],
        names: Iterable[str] = (),
        told: Mapping[str, Iterable[Said]] = MappingProxyType({}),
    ) -> tuple[Evidence, ...]:
        """Places as evidence, each once; one without words for the thing has the longest of ``names`` printed there.

        ``told`` gives the places that print an attribute: some of the others, or more, which then come last.
        """
        folded = [(name, fold(name)) for name in sorted(names, key=len, reverse=True)]
        says: dict[Said, tuple[str, ...]] = dict.fromkeys(said, ())
        for attribute, places in told.items():
            says |= {place: (*says.get(place, ()), attribute) for place in places}
        return tuple(dict.fromkeys(self._evidence(place, folded, says[place]) for place in says))

    def _evidence(self, said: Said, names: list[tuple[str, str]], says: tuple[str, ...]) -> Evidence:
        place = said.place
        return Evidence(
            passage=self._at(place).id,
            line_start=place.line,
            line_end=place.line_end,
            quote=place.quote,
            printed_as=said.printed_as or (_printed(names, place.quote) if names else None),
            rule=said.rule,
            says=says,
        )

    def _at(self, place: Place) -> Passage:
        position = bisect_right(self._starts, place.line) - 1
        if position >= 0 and place.line <= self._blocks[position].line_end:
            return self._of_blocks[position]
        lines = (place.line, place.line_end)
        if lines not in self._of_rows:
            text = Aligned.of_lines(self._layout.source, range(place.line, place.line_end + 1)).text
            self._of_rows[lines] = self._passage(lines, text, self._layout.section_at(place.line))
        return self._of_rows[lines]

    def _passage(self, lines: tuple[int, int], text: str, section: Section, ordinal: int = 0) -> Passage:
        """``ordinal`` tells apart blocks that stand on the same lines."""
        key = (self._layout.source.id, *lines, *((ordinal,) if ordinal else ()))
        identity = hashed_id(Passage.__name__, *key)
        return Passage(id=identity, text=text, heading=self._heading(section), line_start=lines[0], line_end=lines[1])

    def _heading(self, section: Section) -> tuple[str, ...]:
        """The headings down to a section's own, outermost first."""
        if section not in self._headings:
            above = self._heading(section.parent) if section.parent else ()
            own = section.opening.text.text.partition("：")[0][:_LONGEST_HEADING] if section.opening else ""
            self._headings[section] = (*above, own) if own else above
        return self._headings[section]


def _printed(names: list[tuple[str, str]], quote: str) -> str | None:
    text = fold(quote)
    return next((name for name, folded in names if folded in text), None)
