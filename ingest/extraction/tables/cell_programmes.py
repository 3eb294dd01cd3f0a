"""Programmes named inside the running text of a table's cells: parts of what a row is about, headings over results."""

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Link, Said, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.tables.programme_names import KnownProgrammes
from ingest.extraction.words.plan_names import find_plan_names
from ingest.layout.aligned import Aligned
from ingest.layout.document import Section
from ingest.rules import patterns

_RESULT_STYLES = ("1", "(1)")


def read_contents(reading: Reading, root: Section, subject: Thing) -> None:
    """Record the programmes that the contents of ``subject`` open their items with, or list."""
    known = KnownProgrammes(reading.draft)
    for section in _walk(root):
        for block in section.blocks:
            parent = reading.subject_of(section) or subject
            if block is section.opening and (thing := _named_item(reading, known, block.text, parent)):
                reading.subjects[section] = parent = thing
            _read_listed(reading, known, block.text, parent)


def read_result_headings(reading: Reading, root: Section) -> None:
    """Record the headings over results, which have results of their own; a policy among them groups what follows."""
    for section in _walk(root):
        siblings = section.parent.children if section.parent else []
        if section.opening is None or section.marker is None or section.marker.style not in _RESULT_STYLES:
            continue
        if not any(_is_bare_heading(sibling) for sibling in siblings):
            continue
        rule = "results.heading" if _is_bare_heading(section) else "results.named"
        if match := patterns("plan_tables")[rule].match(section.opening.text.text):
            name = section.opening.text.slice(*match.span("name"))
            _establish_heading(reading, section, name, rule)


def _is_bare_heading(section: Section) -> bool:
    """Whether a section opens with a name alone, under which more is numbered."""
    text = section.opening.text.text if section.opening else ""
    return bool(section.children or len(section.blocks) > 1) and bool(
        patterns("plan_tables")["results.heading"].match(text)
    )


def _establish_heading(reading: Reading, section: Section, name: Aligned, rule: str) -> None:
    above = reading.subject_of(section.parent) if section.parent else None
    said = tuple(Said(place, rule) for place in name.places())
    thing = establish_policy(reading, name, rule) or reading.draft.thing(EntityType.PROGRAMME, name.text, said)
    if above and above is not thing and (thing.type is EntityType.PROGRAMME or above.type is EntityType.PLAN):
        reading.draft.links.append(Link(thing, RelationType.PART_OF, above, said))
    reading.subjects[section] = thing


def establish_policy(reading: Reading, name: Aligned, rule: str) -> Thing | None:
    """The national policy that ``name`` is the name of; None where it is no policy's."""
    policy = next((plan for plan in find_plan_names(name.text) if plan.official), None)
    if policy is None or policy.end - policy.start < len(name):
        return None
    said = tuple(Said(place, rule) for place in name.places())
    return reading.draft.thing(EntityType.PLAN, policy.official or name.text, said, aliases=[name.text])


def _named_item(reading: Reading, known: KnownProgrammes, text: Aligned, parent: Thing) -> Thing | None:
    rule = "content.sub_programme"
    match = patterns("plan_tables")[rule].match(text.text)
    if match is None or patterns("plan_tables")["content.generic"].search(match["name"]):
        return None
    return _part(reading, known, text.slice(*match.span("name")), parent, rule)


def _read_listed(reading: Reading, known: KnownProgrammes, text: Aligned, parent: Thing) -> None:
    rules, rule = patterns("plan_tables"), "content.listed_programmes"
    for match in rules[rule].finditer(text.text):
        if not rules["content.generic"].search(match["name"]):
            _part(reading, known, text.slice(*match.span("name")), parent, rule)


def _part(reading: Reading, known: KnownProgrammes, name: Aligned, parent: Thing, rule: str) -> Thing:
    """The programme of this name as a part of ``parent``; the parent itself where its own name is repeated."""
    said = tuple(Said(place, rule) for place in name.places())
    thing = known.find(name.text)
    thing = reading.draft.thing(EntityType.PROGRAMME, thing.name if thing else name.text, said, aliases=[name.text])
    if thing is not parent:
        reading.draft.links.append(Link(thing, RelationType.PART_OF, parent, said))
    return thing


def _walk(root: Section) -> list[Section]:
    """A section and all below it, in printed order."""
    return [root, *(below for child in root.children for below in _walk(child))]
