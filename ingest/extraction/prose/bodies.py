"""The public bodies that running text names, each as one agency, with the body it is part of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.model.entities import AgencyKind
from graph.model.relations import RelationType
from ingest.extraction.draft import Said, Thing
from ingest.extraction.known_agencies import establish_agency
from ingest.extraction.links import link
from ingest.extraction.reading import Reading
from ingest.extraction.words.agencies import AgencyMention, lexicon
from ingest.layout.aligned import Aligned
from ingest.rules import patterns

JOINING = frozenset({"、", "及", "與", "和", "暨"})
_WITH_SUBORDINATES = re.compile(r"及所屬")
_NOT_ABOVE = frozenset({AgencyKind.LEGISLATURE})
_ALL_UNDER = re.compile(
    r"(?:及|暨)?(?:其)?所屬(?:各|中央|機關|學校)|[^，。；」]{0,30}(?:要點|辦法|條例|原則|準則|規則|須知)」"
)


def read_bodies(reading: Reading) -> None:
    """Record every body that running text names, and what it is part of where its name says so."""
    for block in reading.prose():
        text, mentions = block.text.text, reading.words_of(block).agencies
        for mention in mentions:
            if not _is_only_addressed(text, mention):
                record_body(reading, block.text, mention, "agency.named")
        _read_subordinates(reading, block.text, mentions)


def _is_only_addressed(text: str, mention: AgencyMention) -> bool:
    """Whether a body stands for all that are under it (行政院所屬各機關), names a rule, or is reported to."""
    told = mention.kind is AgencyKind.LEGISLATURE and text[max(0, mention.start - 1) : mention.start] in {
        "向",
        "送",
        "俟",
    }
    return told or bool(_ALL_UNDER.match(text, mention.end))


def _read_subordinates(reading: Reading, text: Aligned, mentions: Sequence[AgencyMention]) -> None:
    """Read 甲部主管包括甲部、乙局及丙所, 「甲小組」設置乙室及丙會: the bodies of the series belong to the first."""
    has_parts = patterns("owners")["owner.has_parts"]
    for position, head in enumerate(mentions):
        following = mentions[position + 1 :]
        if not following or not has_parts.match(text.text[head.end : following[0].start]):
            continue
        parent = record_body(reading, text, head, "owner.has_parts")
        for part in series(text.text, following):
            thing = record_body(reading, text, part, "owner.has_parts")
            said = tuple(Said(place, "owner.has_parts") for place in text.places(head.start, part.end))
            link(reading, thing, RelationType.PART_OF, parent, said)


def series(text: str, mentions: Sequence[AgencyMention]) -> Iterator[AgencyMention]:
    """The first of ``mentions`` with those that follow it in one series (A、B及C)."""
    for position, mention in enumerate(mentions):
        if position and text[mentions[position - 1].end : mention.start].strip("「」") not in JOINING:
            return
        yield mention


def record_body(reading: Reading, text: Aligned, mention: AgencyMention, rule: str) -> Thing:
    """The agency named at a place of ``text``; with it the body that its printed name opens with."""
    said = tuple(Said(place, rule) for place in text.places(mention.start, mention.end))
    thing = establish_agency(reading, mention, said)
    above = _body_above(text.text[mention.start : mention.end], reading.speaker.name if reading.speaker else None)
    if above and _is_above(above, mention):
        parent = establish_agency(reading, above, said)
        link(reading, thing, RelationType.PART_OF, parent, said)
    return thing


def _is_above(above: AgencyMention, mention: AgencyMention) -> bool:
    """Whether the first part of a name is the body above: not the same with its subordinates, nor a ministry's Yuan."""
    if above.kind in _NOT_ABOVE or _WITH_SUBORDINATES.fullmatch(mention.name[len(above.name) :]):
        return False
    return not (above.kind is AgencyKind.OTHER and mention.kind is AgencyKind.MINISTRY)


@cache
def _body_above(name: str, speaker: str | None) -> AgencyMention | None:
    """The body that the first part of a printed name names: 經濟部 in 經濟部水利署, 本部 in 本部水利署."""
    for end in range(len(name) - 2, 1, -1):
        found = lexicon().find_agencies(name[:end], speaker=speaker)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, end) and found[0].official:
            return found[0]
    return None
