"""The agencies that a document names: one thing for a body, under whichever of its names it is printed."""

from graph.model.entities import EntityType
from graph.model.relations import RelationType, Role
from ingest.extraction.draft import Link, Said, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.words.agencies import AgencyMention, lexicon
from ingest.layout.pipe_table import Cell

_ROLES = (
    ("主辦", Role.LEAD),
    ("主管", Role.SUPERVISOR),
    ("協辦", Role.CO),
    ("承辦", Role.EXECUTING),
    ("執行", Role.EXECUTING),
)
"""The word in a column's head → in what role its bodies run the programme of the row."""


def establish_agency(reading: Reading, mention: AgencyMention, said: tuple[Said, ...]) -> Thing:
    """The agency that ``mention`` names; the known one where the official name or the printed one is known."""
    full_name = mention.full_name or (mention.name if mention.official else None)
    known = (full_name and reading.draft.find(EntityType.AGENCY, full_name)) or reading.draft.find(
        EntityType.AGENCY, mention.name
    )
    if (
        known is None
        and reading.speaker
        and full_name in {reading.speaker.name, reading.speaker.attributes.get("full_name")}
    ):
        known = reading.speaker
    return reading.draft.thing(
        EntityType.AGENCY,
        known.name if known else mention.name,
        said,
        aliases=[mention.name],
        kind=mention.kind,
        full_name=full_name,
    )


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
    role = next((role for word, role in _ROLES if word in head), None)
    for mention in lexicon().read_agency_list(text.text, speaker=speaker, year=reading.year):
        said = tuple(Said(place, "table.owner") for place in text.places(mention.start, mention.end))
        agency = establish_agency(reading, mention, said)
        reading.draft.links.append(Link(thing, RelationType.EXECUTED_BY, agency, (*said, *naming), role=role))
