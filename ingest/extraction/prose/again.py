"""Works named again: where a document comes back to one by name alone, and what the text after it goes on about."""

from bisect import bisect_left
from collections.abc import Mapping

import ahocorasick_rs

from ingest.extraction.draft import Said, Thing
from ingest.extraction.prose.topics import is_plan_by_name, works_of
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.plan_names import read_brackets
from ingest.layout.document import Block, Section
from ingest.rules import patterns

_BEFORE = 12
_SHORTEST = 6  # characters; a shorter name may be common words, unless the text says that it is one
_LONGEST = (
    200  # characters; what is longer nobody prints again, and looking for pages that repeat themselves takes long
)


def find_again(reading: Reading) -> None:
    """Note in which blocks the document's works are named again; a period printed there is theirs."""
    works = _names(reading)
    if not works:
        return
    names = list(works)
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST)
    for block in reading.prose():
        for index, start, end in automaton.find_matches_as_indexes(block.text.text):
            if not _is_read(reading, block, start, end):
                _note(reading, block, start, end, works[names[index]])


def _names(reading: Reading) -> dict[str, Thing]:
    """The names that mean one work wherever they stand: those of plans, also without their verb, and short names."""
    verb = patterns("headings")["heading.verb"]
    found: dict[str, Thing | None] = {}
    for thing in reading.draft.things:
        if thing.type in WORKS and is_plan_by_name(thing):
            for name in {thing.name, verb.sub("", thing.name)}:
                found[name] = thing if found.get(name, thing) is thing else None
    long = {name: thing for name, thing in found.items() if thing is not None and _SHORTEST <= len(name) <= _LONGEST}
    return long | reading.called


def _is_read(reading: Reading, block: Block, start: int, end: int) -> bool:
    """Whether a name is read already: in a longer one, in a heading, or as what the text only rests on."""
    text = block.text.text
    heading = reading.heading_of(block.section) if block.section.opening is block else None
    if heading is not None and start < heading.end:
        return True
    plans = reading.words_of(block).plans
    before = bisect_left(plans, end, key=lambda name: name.start)  # names stand in order and do not overlap
    if before and start < plans[before - 1].end:
        return True
    words = text[max(0, start - _BEFORE) : start].removesuffix("「")
    return patterns("references")["reference.before"].search(words) is not None


def _note(reading: Reading, block: Block, start: int, end: int, thing: Thing) -> None:
    reading.again.setdefault(block, []).append((start, thing))
    text, name = block.text, block.text.text[start:end]
    told = read_brackets(text.text, end)
    said = [Said(place, "reference.again") for place in text.places(start, told.end)]
    if name not in thing.names or told.years:
        thing.evidence.extend(said)
    if name not in thing.names:
        thing.aliases.append(name)
    if told.years:
        thing.tell_period(told.years.first, told.years.last, said)


def carry_works(reading: Reading) -> None:
    """Note what the blocks of numbered parts without a heading go on about.

    An item goes on about the work that it opens with, with all below it, unless that is part of a plan by name; a part
    that is about no work at all about the one that was named last.
    """
    opened: dict[Section, Thing] = {}
    last: dict[Section, Thing] = {}
    for block in reading.prose():
        section = block.section
        if section.marker is None or section in reading.subjects:
            continue
        works = works_of(reading, block)
        subject = reading.subject_of(section)
        about = subject if subject is not None and subject.type in WORKS else None
        if works and opens_with(block, works[0][0]) and not (about and is_plan_by_name(about)):
            opened[section] = works[0][1]
        carried = _nearest(reading, opened, section)
        if carried is None and about is None:
            carried = _nearest(reading, last, section)
        if carried is not None:
            reading.carried[block] = carried
        if works:
            last[section] = works[-1][1]


def opens_with(block: Block, start: int) -> bool:
    """Whether a block opens its section, and nothing but a verb stands before the work that it names at ``start``."""
    opening = patterns("references")["reference.opening"]
    return block.section.opening is block and opening.fullmatch(block.text.text, 0, start) is not None


def _nearest(reading: Reading, told: Mapping[Section, Thing], section: Section) -> Thing | None:
    """What is told of a section or of the nearest above it, up to one with a subject of its own."""
    for above in (section, *section.ancestors()):
        if above in told:
            return told[above]
        if above in reading.subjects:
            return None
    return None
