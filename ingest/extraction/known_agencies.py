"""The agencies that a document names: one thing for a body, under whichever of its names it is printed."""

import re

from graph.model.entities import EntityType
from graph.model.relations import RelationType, Role
from ingest.extraction.draft import Link, Said, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.words.agencies import AgencyMention, lexicon
from ingest.layout.pipe_table import Cell

_ROLES = (
    (re.compile("召集"), Role.CONVENER),
    (re.compile("主管|督導"), Role.SUPERVISOR),
    (re.compile("[協合]辦|協助|配合"), Role.CO),
    (re.compile("主[辦責政]|統籌"), Role.LEAD),
    (re.compile("承辦|代辦|執行"), Role.EXECUTING),
)
"""The words of a label or of a column's head → in what role the bodies there run the work."""


def role_of(label: str) -> Role | None:
    """The role that 主辦機關： before bodies, or 協辦單位 at the head of their column, gives them."""
    return next((role for words, role in _ROLES if words.search(label)), None)


def establish_agency(reading: Reading, mention: AgencyMention, said: tuple[Said, ...]) -> Thing:
    """The agency that ``mention`` names; the known one where the official name or the printed one is known."""
    full_name = mention.full_name or (mention.name if mention.official else None)
    known = _known(reading, mention, full_name)
    return reading.draft.thing(
        EntityType.AGENCY,
        known.name if known else mention.name,
        said,
        aliases=[mention.name],
        kind=mention.kind,
        full_name=full_name,
    )


def _known(reading: Reading, mention: AgencyMention, full_name: str | None) -> Thing | None:
    """The agency that the document has named already, by its full name or this one, or that speaks.

    A short form means the body that was named with it (the 漁業署 of 農業委員會漁業署), whichever has it today.
    """
    find, speaker = reading.draft.find, reading.speaker
    known = (full_name and find(EntityType.AGENCY, full_name)) or find(EntityType.AGENCY, mention.name)
    if known or not mention.official or not full_name:
        return known or None
    if speaker and full_name in {speaker.name, speaker.attributes.get("full_name")}:
        return speaker
    agencies = (thing for thing in reading.draft.things if thing.type is EntityType.AGENCY)
    return next((thing for thing in agencies if str(thing.attributes.get("full_name")).endswith(mention.name)), None)


def find_agency(reading: Reading, text: str, year: int | None) -> AgencyMention | None:
    """The body that ``text`` is the name of, or opens with; it stands where only bodies are named."""
    speaker = reading.speaker.name if reading.speaker else None
    for mentions in (
        lexicon().find_agencies(text, speaker=speaker, year=year),
        lexicon().read_agency_list(text, speaker=speaker, year=year),
    ):
        if mentions and mentions[0].start == 0:
            return mentions[0]
    return None


def read_owners_cell(reading: Reading, thing: Thing, cell: Cell, head: str, naming: tuple[Said, ...]) -> None:
    """Record the bodies in an owner's cell as running ``thing``, named by ``naming``; ``head`` tells in what role."""
    text = cell.text()
    speaker = reading.speaker.name if reading.speaker else None
    role = role_of(head)
    for mention in lexicon().read_agency_list(text.text, speaker=speaker, year=reading.year):
        said = tuple(Said(place, "table.owner") for place in text.places(mention.start, mention.end))
        agency = establish_agency(reading, mention, said)
        reading.draft.links.append(Link(thing, RelationType.EXECUTED_BY, agency, (*said, *naming), role=role))
