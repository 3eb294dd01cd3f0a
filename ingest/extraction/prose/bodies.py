"""The public bodies that running text names, each as one agency, and what bodies they are part of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise

from graph.model.entities import AgencyKind, EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Said, Thing
from ingest.extraction.known_agencies import establish_agency
from ingest.extraction.links import link
from ingest.extraction.reading import Reading
from ingest.extraction.words.agencies import AgencyMention, lexicon
from ingest.layout.aligned import Aligned
from ingest.rules import patterns

JOINING = frozenset({"、", "及", "與", "和", "暨", "以及"})
_WITH_SUBORDINATES = re.compile(r"及所屬")
_LONGEST_JOINT = 4
_FURTHEST = 60  # from a body to the first of its parts
_SELF = ("本", "大院", "貴院")
_NOISE = re.compile(r"[\s()（）]+")
_NOT_ABOVE = frozenset({AgencyKind.LEGISLATURE})


def read_bodies(reading: Reading) -> None:
    """Record every body that running text names, and those that it says to be parts of another."""
    for block in reading.prose():
        text, mentions = block.text.text, reading.words_of(block).agencies
        for mention in mentions:
            if not is_only_addressed(text, mention):
                record_body(reading, block.text, mention, "agency.named")
        _read_subordinates(reading, block.text, mentions)


def is_only_addressed(text: str, mention: AgencyMention) -> bool:
    """Whether a body stands for all that are under it (行政院所屬各機關), names a rule, or is reported to."""
    told = mention.kind is AgencyKind.LEGISLATURE and text[max(0, mention.start - 1) : mention.start] in {
        "向",
        "送",
        "俟",
    }
    return told or bool(patterns("owners")["owner.not_itself"].match(text, mention.end))


def _read_subordinates(reading: Reading, text: Aligned, mentions: Sequence[AgencyMention]) -> None:
    """Read 甲部主管包括甲部、乙局及丙所, 「甲小組」設置乙室及丙會: the bodies of the series belong to the first."""
    has_parts = patterns("owners")["owner.has_parts"]
    for position, (head, following) in enumerate(pairwise(mentions)):
        if following.start > head.end + _FURTHEST or not has_parts.match(text.text[head.end : following.start]):
            continue
        parent = record_body(reading, text, head, "owner.has_parts")
        for part in series(text.text, mentions[position + 1 :]):
            thing = record_body(reading, text, part, "owner.has_parts")
            said = tuple(Said(place, "owner.has_parts") for place in text.places(head.start, part.end))
            link(reading, thing, RelationType.PART_OF, parent, said)


def series(text: str, mentions: Sequence[AgencyMention]) -> Iterator[AgencyMention]:
    """The first of ``mentions`` with those that follow it in one series (A、B及C)."""
    for position, mention in enumerate(mentions):
        if position and not is_joined(text, mentions[position - 1], mention):
            return
        yield mention


def is_joined(text: str, one: AgencyMention, other: AgencyMention) -> bool:
    """Whether a body is named right after another in one series."""
    return other.start <= one.end + _LONGEST_JOINT and text[one.end : other.start].strip("「」") in JOINING


def record_body(reading: Reading, text: Aligned, mention: AgencyMention, rule: str) -> Thing:
    """The agency named at a place of ``text``."""
    said = tuple(Said(place, rule) for place in text.places(mention.start, mention.end))
    return establish_agency(reading, mention, said)


def read_bodies_above(reading: Reading) -> None:
    """Record of what body those are part whose names open with its name, where the document names it, too."""
    speaker = reading.speaker.name if reading.speaker else None
    for thing in [thing for thing in reading.draft.things if thing.type is EntityType.AGENCY]:
        for name in thing.names:
            above = _body_above(name, speaker)
            if above and _is_above(above, name, thing) and _is_named(reading, above):
                said = _where_printed(thing, name)
                link(reading, thing, RelationType.PART_OF, establish_agency(reading, above, said), said)


def _is_named(reading: Reading, above: AgencyMention) -> bool:
    """Whether the document names a body by itself or speaks for it (本部)."""
    speaks = above.full_name is not None and above.name.startswith(_SELF)
    return speaks or reading.draft.find(EntityType.AGENCY, above.full_name or above.name) is not None


def _where_printed(thing: Thing, name: str) -> tuple[Said, ...]:
    """The first place that prints an agency's name in this form."""
    printed = (said for said in thing.evidence if name in _NOISE.sub("", said.place.quote))
    return tuple(islice(printed, 1)) or tuple(thing.evidence[:1])


def _is_above(above: AgencyMention, name: str, thing: Thing) -> bool:
    """Whether the first part of a name is the body above: not the same with its subordinates, nor a ministry's Yuan."""
    if above.kind in _NOT_ABOVE or _WITH_SUBORDINATES.fullmatch(name[len(above.name) :]):
        return False
    return not (above.kind is AgencyKind.OTHER and thing.attributes.get("kind") == AgencyKind.MINISTRY)


@cache
def _body_above(name: str, speaker: str | None) -> AgencyMention | None:
    """The body that the first part of a printed name names: 經濟部 in 經濟部水利署, 本部 in 本部水利署."""
    known = lexicon().line_of(name)
    for end in range(len(name) - 2, 1, -1):
        found = lexicon().find_agencies(name[:end], speaker=speaker)
        whole = len(found) == 1 and (found[0].start, found[0].end) == (0, end) and found[0].official
        if whole and (not known or (found[0].full_name or found[0].name) in known):
            return found[0]
    return None
