"""Plans and programmes named in running text become entities; what rests on what, and what is part of what."""

import re
from collections.abc import Iterator
from itertools import pairwise

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Said, Thing
from ingest.extraction.links import link
from ingest.extraction.prose.topics import names_of, thing_of
from ingest.extraction.reading import Reading
from ingest.extraction.words.named_plans import Named, Use
from ingest.layout.document import Block
from ingest.rules import patterns

_ORGAN = "項"
_QUOTED_PART = re.compile(r"「([^」]{2,30})」.")


def read_references(reading: Reading) -> None:
    """Record the plans and programmes that running text names, and what refers to what."""
    works: dict[int, Thing] = {}
    for block in reading.prose():
        named = [(name, _establish(reading, block, name)) for name in names_of(reading, block)]
        above = {id(below): thing for thing, below in _pairs(block, named)}
        made = next((thing for name, thing in named if name.use is Use.MADE), None)
        if made is not None:
            reading.subjects.setdefault(block.section, made)
            if reading.speaker is not None:
                link(reading, made, RelationType.EXECUTED_BY, reading.speaker, tuple(made.evidence[-1:]))
        for name, thing in sorted(
            named, key=lambda pair: id(pair[1]) not in above
        ):  # parts before what they are part of
            _relate(reading, block, name, thing, above.get(id(thing)))
        works |= {id(thing): thing for name, thing in named if name.use is Use.WORK}
    if len(works) == 1 and not reading.subjects and reading.plan is None:  # a document of one work is about it
        reading.plan = next(iter(works.values()))


def _establish(reading: Reading, block: Block, name: Named) -> Thing:
    said = _said(block, name)
    first, last = name.years or (None, None)
    if known := thing_of(reading, name):
        known.evidence.extend(said)
        if first and last:
            known.attributes.setdefault("period_start", first)
            known.attributes.setdefault("period_end", last)
        return known
    shown = name.official or name.name
    inner = _QUOTED_PART.match(name.name)
    aliases = [name.name, *([inner[1]] if inner else [])]
    return reading.draft.thing(
        name.type, shown, said, aliases=aliases, code=name.code, period_start=first, period_end=last
    )


def _pairs(block: Block, named: list[tuple[Named, Thing]]) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of a title and the part of it that is named right after."""
    between = patterns("references")["reference.above_below"]
    for (above, above_thing), (below, below_thing) in pairwise(named):
        if above_thing is not below_thing and between.match(block.text.text[above.end : below.start]):
            yield above_thing, below_thing


def _relate(reading: Reading, block: Block, name: Named, thing: Thing, above: Thing | None) -> None:
    subject = reading.subject_of(block.section)
    said = _said(block, name)
    if name.whole:
        whole = reading.draft.thing(EntityType.PLAN, name.whole, said)
        link(reading, thing, RelationType.PART_OF, whole, said)
    if above is not None:
        link(reading, thing, RelationType.PART_OF, above, said)
    elif name.use is Use.WORK and subject is not None:
        _place_under(reading, block, thing, subject, said)
    elif name.use is Use.REFERENCE:
        _refer(reading, subject, thing, said)


def _place_under(reading: Reading, block: Block, thing: Thing, subject: Thing, said: tuple[Said, ...]) -> None:
    """Work is part of what its section is about; under an organ's budget the organ runs it; the document names it."""
    marker = block.section.marker
    if subject.type is EntityType.DOCUMENT:
        link(reading, subject, RelationType.REFERENCES, thing, said)
    elif subject.type is EntityType.AGENCY and marker and marker.style == _ORGAN:
        link(reading, thing, RelationType.EXECUTED_BY, subject, said)
    elif subject.type is not EntityType.AGENCY and not reading.draft.is_linked(subject, RelationType.PART_OF, thing):
        link(reading, thing, RelationType.PART_OF, subject, said)


def _refer(reading: Reading, subject: Thing | None, thing: Thing, said: tuple[Said, ...]) -> None:
    """``subject`` names ``thing``; the document does where nothing in it but itself is the subject."""
    if subject is not None and subject.type is not EntityType.AGENCY:
        link(reading, subject, RelationType.REFERENCES, thing, said)
    if reading.document is not None and thing.type is EntityType.PLAN and reading.plan in {None, subject}:
        link(reading, reading.document, RelationType.REFERENCES, thing, said)


def _said(block: Block, name: Named) -> tuple[Said, ...]:
    return tuple(Said(place, name.rule) for place in block.text.places(name.start, name.end))
