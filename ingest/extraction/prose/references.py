"""Plans and programmes named in running text become entities; what rests on what, and what is part of what."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Said, Thing
from ingest.extraction.links import link
from ingest.extraction.prose.again import carry_works, find_again, opens_with
from ingest.extraction.prose.successions import link_successions
from ingest.extraction.prose.topics import names_of, thing_of, works_of
from ingest.extraction.reading import Reading
from ingest.extraction.words.named_plans import Named, Use
from ingest.layout.document import Block
from ingest.rules import patterns

_ORGAN = "項"
_QUOTED_PART = re.compile(r"「([^」]{2,30})」.")


def read_references(reading: Reading) -> None:
    """Record the plans and programmes that running text names, what refers to what, and what followed what."""
    works: dict[int, Thing] = {}
    for block in reading.prose():
        named = [(name, _establish(reading, block, name)) for name in names_of(reading, block)]
        if not named:
            continue
        _read_made(reading, block, named)
        _relate_all(reading, block, named)
        link_successions(reading, block, named)
        works |= {id(thing): thing for name, thing in named if name.use is Use.WORK}
    if len(works) == 1 and not reading.subjects and reading.plan is None and _is_of_one_piece(reading):
        reading.plan = next(iter(works.values()))
    find_again(reading)
    carry_works(reading)


def _is_of_one_piece(reading: Reading) -> bool:
    """Whether a document has no parts side by side, or opens with a work, so that one work named is all of it."""
    first = next(iter(reading.layout.blocks), None)
    works = works_of(reading, first) if first else []
    return len(reading.layout.sections[0].children) <= 1 or bool(first and works and opens_with(first, works[0][0]))


def _establish(reading: Reading, block: Block, name: Named) -> Thing:
    said = _said(block, name)
    first, last = name.years or (None, None)
    known = thing_of(reading, name)
    if known is None:
        inner = _QUOTED_PART.match(name.name)
        aliases = [name.name, *([inner[1]] if inner else [])]
        known = reading.draft.thing(
            name.type,
            name.official or name.name,
            said,
            aliases=aliases,
            told={"code": _code_said(block, name)},
            code=name.code,
        )
    known.add_evidence(said)
    if first and last:
        known.tell_period(first, last, said)
    if name.alias:
        reading.called[name.alias] = known
        if name.alias not in known.names:
            known.aliases.append(name.alias)
    return known


def _read_made(reading: Reading, block: Block, named: Sequence[tuple[Named, Thing]]) -> None:
    """A plan that the speaker draws up is what its section is about, and the speaker's to carry out."""
    made = next((thing for name, thing in named if name.use is Use.MADE), None)
    if made is None:
        return
    reading.subjects.setdefault(block.section, made)
    if reading.speaker is not None:
        link(reading, made, RelationType.EXECUTED_BY, reading.speaker, tuple(made.evidence[-1:]))


def _relate_all(reading: Reading, block: Block, named: Sequence[tuple[Named, Thing]]) -> None:
    """What each name of a block is part of, or is referred to by; parts before what they are part of."""
    above = {id(below): thing for thing, below in _pairs(block, named)}
    for name, thing, referrer in sorted(_referrers(reading, block, named), key=lambda told: id(told[1]) not in above):
        said = _said(block, name)
        if name.whole:
            whole = reading.draft.thing(EntityType.PLAN, name.whole, said)
            link(reading, thing, RelationType.PART_OF, whole, said)
        if part_of := above.get(id(thing)):
            link(reading, thing, RelationType.PART_OF, part_of, said)
        elif name.use is Use.WORK:
            _place_under(reading, block, thing, said)
        elif name.use is Use.REFERENCE:
            _refer(reading, referrer, thing, said)


def _pairs(block: Block, named: Sequence[tuple[Named, Thing]]) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of a title and the part of it that is named right after."""
    between = patterns("references")["reference.above_below"]
    for (above, above_thing), (below, below_thing) in pairwise(named):
        if above_thing is not below_thing and between.match(block.text.text[above.end : below.start]):
            yield above_thing, below_thing


def _place_under(reading: Reading, block: Block, thing: Thing, said: tuple[Said, ...]) -> None:
    """Work is part of what its section is about; under an organ's budget the organ runs it; the document names it."""
    subject, marker = reading.subject_of(block.section), block.section.marker
    if subject is None:
        return
    if subject.type is EntityType.DOCUMENT:
        link(reading, subject, RelationType.REFERENCES, thing, said)
    elif subject.type is EntityType.AGENCY and marker and marker.style == _ORGAN:
        link(reading, thing, RelationType.EXECUTED_BY, subject, said)
    elif subject.type is not EntityType.AGENCY and not reading.draft.is_linked(subject, RelationType.PART_OF, thing):
        link(reading, thing, RelationType.PART_OF, subject, said)


def _referrers(
    reading: Reading, block: Block, named: Sequence[tuple[Named, Thing]]
) -> Iterator[tuple[Named, Thing, Thing | None]]:
    """Each name with what it is referred to by: what the section is about, else the work before that takes it up."""
    subject = reading.subject_of(block.section)
    told = subject if subject is not None and subject.type is not EntityType.AGENCY else None
    text, takes_up = block.text.text, patterns("references")["reference.taking_up"]
    work: tuple[Named, Thing] | None = None
    end = 0
    for name, thing in named:
        work = None if "。" in text[end : name.start] else work
        taken_up = work if work and takes_up.search(text, work[0].end, name.start) else None
        yield name, thing, told or (taken_up[1] if taken_up else None)
        work, end = (name, thing) if name.use is Use.WORK else work, name.end


def _refer(reading: Reading, referrer: Thing | None, thing: Thing, said: tuple[Said, ...]) -> None:
    """``referrer`` names ``thing``; a document of one voice does where nothing in it but itself is the subject."""
    if referrer is not None:
        link(reading, referrer, RelationType.REFERENCES, thing, said)
    document = reading.document
    if document is None or thing.type is not EntityType.PLAN or reading.plan not in {None, referrer}:
        return
    if not patterns("titles")["title.collection"].search(document.name):
        link(reading, document, RelationType.REFERENCES, thing, said)


def _code_said(block: Block, name: Named) -> Iterator[Said]:
    """Where the code is printed that stands before a name."""
    start = block.text.text.rfind(name.code, 0, name.end) if name.code else -1
    if name.code and start >= 0:
        yield from (Said(place, name.rule) for place in block.text.places(start, start + len(name.code)))


def _said(block: Block, name: Named) -> tuple[Said, ...]:
    return tuple(Said(place, name.rule) for place in block.text.places(name.start, name.end))
