"""The parts of a chapter's plan that have a body of their own to run them, and rows of the chapter's tables."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.model.entities import EntityType
from graph.model.keys import fold
from graph.model.relations import RelationType
from ingest.extraction.draft import Link, Said, Thing
from ingest.extraction.flat.chapter_titles import read_bodies_only
from ingest.extraction.prose.bodies import record_body
from ingest.extraction.reading import Reading
from ingest.extraction.words.agencies import AgencyMention
from ingest.layout.aligned import Aligned
from ingest.layout.document import Section
from ingest.layout.numbering import read_marker
from ingest.rules import patterns

_ALIKE = 0.7
_OUTERMOST = "壹"


@dataclass(frozen=True, slots=True)
class PartHeading:
    """A heading that may name a part, up to its colon; ``bodies`` are those of its ``text``.

    ``is_bare`` says that nothing stands after it.
    """

    section: Section
    rule: str
    text: Aligned
    name: Aligned
    bodies: tuple[AgencyMention, ...]
    is_bare: bool

    @property
    def number(self) -> int:
        """The number it is printed with."""
        return self.section.marker.number if self.section.marker else 0


def read_parts(reading: Reading, programme: Thing, sections: Sequence[Section]) -> None:
    """Record the parts of a chapter's plan; sets what the sections under their headings are about.

    A part is what a heading gives to a body (海事署「港埠節能計畫」), and what comes again under the same name in
    several of the chapter's outermost sections. It may come again under nearly the same name with the same number.
    """
    headings = [heading for section in sections if (heading := _read_heading(reading, section))]
    recurring = _recurring(headings, [section.line for section in sections if _is_outermost(section)])
    parts: dict[int, Thing] = {}
    for heading in headings:
        known = _known(parts, heading)
        if known or heading.rule == "chapter.part" or fold(heading.name.text) in recurring:
            parts[heading.number] = _record(reading, programme, heading, known)


def _read_heading(reading: Reading, section: Section) -> PartHeading | None:
    if section.opening is None or section in reading.subjects:
        return None
    text = section.opening.text
    for rule in ("chapter.part", "chapter.part_heading"):
        if match := patterns("chapters")[rule].match(text.text):
            bodies = _bodies(reading, text, *match.span("agencies")) if match["agencies"] else ()
            if rule == "chapter.part" and not bodies:
                continue
            end = match.end("name") if bodies or not match["agencies"] else match.end("agencies") + 1
            name = text.slice(match.start("name"), end)
            is_body = bool(_bodies(reading, name, 0, len(name)))
            whole, is_bare = text.slice(0, match.end()), match.end() == len(text)
            return None if is_body else PartHeading(section, rule, whole, name, bodies, is_bare)
    return None


def _recurring(headings: Iterable[PartHeading], outermost: Sequence[int]) -> set[str]:
    """The names that are bare headings in several of the sections that begin at the lines ``outermost``."""
    under: dict[str, set[int]] = defaultdict(set)
    for heading in headings:
        if heading.is_bare:
            under[fold(heading.name.text)].add(bisect_right(outermost, heading.section.line))
    return {name for name, places in under.items() if len(places) > 1}


def _is_outermost(section: Section) -> bool:
    return section.marker is not None and section.marker.style == _OUTERMOST


def _known(parts: dict[int, Thing], heading: PartHeading) -> Thing | None:
    """The part that a heading names again: by the same name, or with the same number by nearly the same."""
    same = (part for part in parts.values() if fold(heading.name.text) in map(fold, part.names))
    numbered = parts.get(heading.number)
    return next(same, numbered if numbered and is_alike(heading.name.text, numbered) else None)


def _record(reading: Reading, programme: Thing, heading: PartHeading, known: Thing | None) -> Thing:
    said = tuple(Said(place, heading.rule) for place in heading.text.places())
    part = _establish(reading, programme, heading.name.text, said, known)
    reading.subjects[heading.section] = part
    for mention in heading.bodies:
        body = record_body(reading, heading.text, mention, heading.rule)
        reading.draft.links.append(Link(part, RelationType.EXECUTED_BY, body, said))
    return part


def part_in_table(reading: Reading, programme: Thing, line: int) -> Thing:
    """The part that a line inside a table names, known or new; the plan itself where the line names none."""
    source = reading.source
    marker = read_marker(source.lines[line - 1])
    start, end = source.span_of(line)
    text = Aligned.of(source, [(start + (marker.end if marker else 0), end)])
    match = patterns("chapters")["chapter.part_line"].match(text.text)
    if not match or is_alike(match["name"], programme):
        return programme
    said = tuple(Said(place, "chapter.part_line") for place in text.places(*match.span("name")))
    known = next((part for part in _parts_of(reading, programme) if is_alike(match["name"], part)), None)
    return _establish(reading, programme, match["name"], said, known)


def is_alike(name: str, thing: Thing) -> bool:
    """Whether a name is nearly one of those of ``thing``: most pairs of characters in it are the same."""
    return any(_likeness(name, other) >= _ALIKE for other in thing.names)


def _establish(reading: Reading, programme: Thing, name: str, said: tuple[Said, ...], known: Thing | None) -> Thing:
    if known:
        return reading.draft.thing(EntityType.PROGRAMME, known.name, said, aliases=[name])
    part = reading.draft.thing(EntityType.PROGRAMME, name, said)
    reading.draft.links.append(Link(part, RelationType.PART_OF, programme, (*said, *programme.evidence[:1])))
    return part


def _parts_of(reading: Reading, programme: Thing) -> list[Thing]:
    return [
        link.source
        for link in reading.draft.links
        if link.target is programme and link.relation is RelationType.PART_OF
    ]


def _bodies(reading: Reading, text: Aligned, start: int, end: int) -> tuple[AgencyMention, ...]:
    """The bodies that ``text[start:end]`` lists, where it is nothing but a list of them."""
    speaker = reading.speaker.name if reading.speaker else None
    return tuple(
        replace(body, start=body.start + start, end=body.end + start)
        for body in read_bodies_only(text.text[start:end], speaker=speaker, year=reading.year)
    )


def _likeness(first: str, second: str) -> float:
    a, b = _pairs(fold(first)), _pairs(fold(second))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
