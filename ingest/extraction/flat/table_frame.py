"""A flattened table as its readers get it: head, words of its rows, what stands above it, whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.entities import IndicatorAspect
from ingest.extraction.draft import Doubt, Said, Thing
from ingest.extraction.flat.table_heads import Head, lexicon
from ingest.extraction.reading import Reading
from ingest.extraction.words.dates import find_dates
from ingest.layout.aligned import Aligned
from ingest.layout.flat_table import Word, places_of
from ingest.layout.numbering import read_marker
from ingest.rules import patterns

_LINES_ABOVE = 7


@dataclass(frozen=True, slots=True)
class Caption:
    """What the lines above a table say of all of it; ``as_of`` is the end of 截至110年12月底."""

    unit: str | None = None
    as_of: str | None = None
    aspect: IndicatorAspect | None = None
    said: tuple[Said, ...] = ()

    @property
    def year(self) -> int | None:
        """The year its figures are of."""
        return int(self.as_of[:4]) if self.as_of else None

    def told(self, *attributes: str) -> dict[str, tuple[Said, ...]]:
        """Where each of these attributes is printed."""
        return {name: tuple(said for said in self.said if said.rule == f"flat_table.{name}") for name in attributes}


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table; ``parts`` are the words of its rows below each printing of its head, a page break between them."""

    reading: Reading
    head: Head
    parts: tuple[Sequence[Word], ...]
    caption: Caption
    subject: Thing
    year: int | None = None

    @property
    def rows(self) -> list[Word]:
        """The words of all its rows."""
        return [word for part in self.parts for word in part]

    def said(self, words: Sequence[Word], rule: str) -> tuple[Said, ...]:
        """Where words of the table are printed."""
        places = places_of(self.reading.source, words, self.reading.layout.furniture)
        return tuple(Said(place, rule) for place in places)

    def head_said(self, rule: str) -> tuple[Said, ...]:
        """Where the head and what stands above the table are printed."""
        return (*self.said(self.head.words, rule), *self.caption.said)

    def take(self, words: Sequence[Word]) -> None:
        """Keep prose readers from the lines of these words."""
        for word in words:
            self.reading.taken.update(range(word.line, word.line_end + 1))

    def doubt(self, rule: str, message: str, words: Sequence[Word]) -> None:
        """Record that these words could not be read, or contradict others."""
        if said := self.said(words, rule):
            self.reading.draft.doubts.append(Doubt(rule, message, said[0].place))


def read_caption(reading: Reading, line: int, floor: int) -> Caption:
    """What stands above the head at ``line``: up to the numbered heading over it, and not above the line ``floor``."""
    unit = as_of = aspect = None
    said: list[Said] = []
    for text in _lines_above(reading, line, floor):
        if unit is None and (match := patterns("flat_tables")["flat_table.unit"].search(text.text)):
            unit = match["unit"]
            said += _said(text, "flat_table.unit")
        if as_of is None and (date := _as_of(text.text)):
            as_of = date
            said += _said(text, "flat_table.as_of")
        if aspect is None and (named := [a for words, a in lexicon().aspects.items() if words in text.text]):
            aspect = named[0]
            said += _said(text, "flat_table.aspect")
    return Caption(unit, as_of, aspect, tuple(said))


def _lines_above(reading: Reading, line: int, floor: int) -> list[Aligned]:
    """The printed lines above a table, nearest first."""
    source = reading.source
    above: list[Aligned] = []
    for number in range(line - 1, floor, -1):
        if len(above) == _LINES_ABOVE:
            break
        if not source.words[number - 1]:
            continue
        above.append(Aligned.of_lines(source, [number]))
        if read_marker(source.lines[number - 1]):
            break
    return above


def _as_of(text: str) -> str | None:
    match = patterns("flat_tables")["flat_table.as_of"].search(text)
    dates = find_dates(match["date"]) if match else []
    return dates[0].value if dates else None


def _said(text: Aligned, rule: str) -> list[Said]:
    return [Said(place, rule) for place in text.places()]
