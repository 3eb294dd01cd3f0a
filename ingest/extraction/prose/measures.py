"""Headings become programmes: what has an owner or results of its own, and what groups such."""

import re
from collections import Counter

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Said, Thing
from ingest.extraction.links import link
from ingest.extraction.prose.bodies import record_body
from ingest.extraction.prose.headings import Heading, names_of_measure
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.named_plans import Use
from ingest.layout.document import Block, Section
from ingest.rules import patterns

_TELLING = frozenset(
    {"heading.owned", "heading.bracketed", "heading.named", "heading.funded", "heading.budget_title"}
)  # forms that say something of what they name
_ORGANS = ("款", "項")
_UMBRELLA = re.compile(r"(?:方案|政策|戰略|策略|政策綱領)$")
_SHORTEST_STEM, _SHORTEST_OPENING = 4, 6
_BODY_ALONE = re.compile(r"(?:及所屬|主管)?[：:]?")


def read_measures(reading: Reading) -> None:
    """Record the programmes that the numbering names; sets what each section is about."""
    working = _sections_with_work(reading)
    headings = [h for h in _find_headings(reading) if h.rule in _TELLING or h.section in working]
    names = [_names(reading, heading) for heading in headings]
    named = Counter(name for name, _ in names)
    for heading, (name, aliases) in zip(headings, names, strict=True):
        _establish(reading, heading, name, aliases, apart=named[name] > 1)


def _names(reading: Reading, heading: Heading) -> tuple[str, list[str]]:
    """The name of a heading's measure and its others: the plan of its text whose words it says (推動甲, of 甲計畫)."""
    name, aliases = names_of_measure(heading)
    ending = patterns("plan_names")["plans.by_name"]
    plans = {
        plan.name
        for block in heading.section.blocks
        for plan in reading.words_of(block).plans
        if plan.use is Use.WORK and ending.search(plan.name) and _is_of(ending.sub("", plan.name), name)
    } - {name}
    return (plans.pop(), [name, *aliases]) if len(plans) == 1 else (name, aliases)


def _is_of(stem: str, heading: str) -> bool:
    """Whether a heading says the words of a plan's name, or opens it; a phase of something is not the whole."""
    opens = len(heading) >= _SHORTEST_OPENING and stem.startswith(heading) and stem[len(heading) :][:1] != "第"
    return opens or (len(stem) >= _SHORTEST_STEM and stem in heading)


def _find_headings(reading: Reading) -> list[Heading]:
    """The headings that may name a measure, in printed order; those that name a body are recorded as such."""
    settled = set(reading.subjects)  # what an earlier component has read, with all that stands below
    found: list[Heading] = []
    for section in reading.layout.sections:
        if section.opening is None or section.line in reading.taken or _read_body(reading, section, section.opening):
            continue
        heading = reading.heading_of(section)
        if section.parent in settled or (heading and heading.tells_of_other):
            settled.add(section)
        elif heading and not heading.is_field_of_business:
            found.append(heading)
    return found


def _read_body(reading: Reading, section: Section, opening: Block) -> bool:
    """Whether a section is about a body: 第三款行政院主管, or a heading that is a body's name; then it is recorded."""
    mentions = reading.words_of(opening).agencies
    if not mentions or mentions[0].start != 0:
        return False
    body, style = mentions[0], section.marker.style if section.marker else None
    if style not in _ORGANS and not _BODY_ALONE.fullmatch(opening.text.text, body.end):
        return False
    thing = record_body(reading, opening.text, body, "heading.body")
    parent = reading.subject_of(section.parent) if section.parent else None
    if parent is not None and parent.type is EntityType.AGENCY:
        said = tuple(Said(place, "heading.body") for place in opening.text.places(body.start, body.end))
        link(reading, thing, RelationType.PART_OF, parent, said)
    reading.subjects[section] = thing
    return True


def _sections_with_work(reading: Reading) -> set[Section]:
    """The sections in which, or below which, something is reported, promised or owned."""
    work = patterns("headings")["heading.work"]
    working: set[Section] = set()
    for section in reversed(reading.layout.sections):
        below = any(child in working for child in section.children)
        if below or any(work.search(block.text.text) for block in section.blocks):
            working.add(section)
    return working


def _establish(reading: Reading, heading: Heading, name: str, aliases: list[str], *, apart: bool) -> None:
    """Make the programme (or the umbrella plan) of a heading, and say what it is part of."""
    section = heading.section
    parent = reading.subject_of(section.parent) if section.parent else reading.plan
    said = tuple(Said(place, heading.rule) for place in heading.name.places())
    is_plan = heading.policy is not None or (section.children and _is_umbrella(name))
    kind = EntityType.PLAN if is_plan else EntityType.PROGRAMME
    first, last = (years.first, years.last) if (years := heading.told.years) else (None, None)
    thing = reading.draft.thing(
        kind,
        name,
        said,
        aliases=aliases,
        parent=parent if apart else None,
        told={
            "code": [Said(place, heading.rule) for text in heading.numbers for place in text.places()],
            "period_start": said,
            "period_end": said,
        },
        code=heading.code,
        period_start=first,
        period_end=last,
    )
    reading.subjects[section] = thing
    if heading.told.alias:
        reading.called[heading.told.alias] = thing
    if heading.policy and reading.document is not None and reading.plan is None:
        link(reading, reading.document, RelationType.REFERENCES, thing, said)
    if parent is not None and parent.type in WORKS:
        link(reading, thing, RelationType.PART_OF, parent, said + _naming(reading, section, parent))


def _is_umbrella(name: str) -> bool:
    """Whether a heading with measures below it names a policy or scheme, and not the making of one."""
    return bool(_UMBRELLA.search(name)) and not patterns("headings")["heading.verb"].match(name)


def _naming(reading: Reading, section: Section, parent: Thing) -> tuple[Said, ...]:
    """Where the parent is named: in its own heading, else where it was first named."""
    for above in section.ancestors():
        if reading.subjects.get(above) is parent and (heading := reading.heading_of(above)):
            return tuple(Said(place, heading.rule) for place in heading.name.places())
    return tuple(parent.evidence[:1])
