"""The document itself: its title, its publisher, who speaks in it, the year it is about, and its own plan."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Said, Thing
from ingest.extraction.links import link
from ingest.extraction.reading import Reading
from ingest.extraction.words.numerals import read_number
from ingest.extraction.words.plan_names import PlanName, find_plan_names
from ingest.layout.aligned import Aligned
from ingest.rules import patterns

_COVER_LINES = 20
_TITLE_LENGTH = 60
_ABOVE_TITLE = re.compile(r"中華民國|^\d{2,4}年度$|總預算案?$")
_FIRST_BLOCKS = 40
_OFTEN = 3
_ROC = 1911


@dataclass(frozen=True, slots=True)
class Title:
    """The title as printed: its last line, and that line with the cover lines above it that belong to the name."""

    line: Aligned
    whole: Aligned


def read_title(reading: Reading) -> None:
    """Establish the document, who speaks in it and publishes it, the year it is about, and the plan it is."""
    cover = list(_cover(reading))
    title = _find_title(cover)
    name = reading.source.sidecar.title or (title.whole.text if title else reading.source.id)
    evidence = _said(title.whole, "title.closing") if title else []
    reading.document = reading.draft.thing(EntityType.DOCUMENT, name, evidence)
    printed = title.whole.text if title else ""
    reading.year = _year_of(name) or _year_of(printed) or _year_of_chapters(reading) or _year_of_opening(reading)
    reading.until = _last_year_counted(reading)
    if edition := patterns("titles")["title.edition"].search(name):
        is_printed = edition["edition"] in printed
        reading.document.tell("edition", edition["edition"], evidence if is_printed else ())
    _read_speaker(reading, title)
    for line in cover:
        if match := patterns("titles")["title.publisher_line"].match(line.text):
            _publish(reading, _organ(reading, match["organ"]), line, "title.publisher_line")
    if title:
        _read_own_plan(reading, title)
    if reading.plan is None:
        _read_plan_reported_on(reading, title)


def _cover(reading: Reading) -> Iterator[Aligned]:
    """The first printed lines, each by itself; furniture too, because a running head repeats the title."""
    source = reading.source
    return (Aligned.of_lines(source, [number]) for number in source.printed[:_COVER_LINES])


def _find_title(cover: list[Aligned]) -> Title | None:
    closing = patterns("titles")["title.closing"]
    above: list[Aligned] = []
    for line in cover:
        if len(line) > _TITLE_LENGTH or "。" in line.text:
            return None
        if _ABOVE_TITLE.search(line.text):
            above.append(line)
        elif closing.search(line.text):
            return Title(line, Aligned.of_lines(line.source, [part.line(0) for part in (*above, line)]))
    return None


def _read_speaker(reading: Reading, title: Title | None) -> None:
    """The organ that says 本部: the sidecar's, else that of the title, else the one the first sentences speak for."""
    named = _organ_in(title.line, "title.genre") if title else None
    if named and title:
        reading.speaker = _organ(reading, named)
        _publish(reading, reading.speaker, title.line, "title.genre")
    elif (opening := _opening_sentence(reading)) and (named := _organ_in(opening, "title.opening_organ")):
        reading.speaker = _organ(reading, named)
        if patterns("titles")["title.compiled"].search(opening.text):
            _publish(reading, reading.speaker, opening.slice(0, len(named)), "title.compiled")
    if (told := reading.source.sidecar.speaker) and told != named:
        reading.speaker = _organ(reading, told)


def _opening_sentence(reading: Reading) -> Aligned | None:
    """The first paragraph of the document that is a sentence."""
    return next((block.text for block in reading.layout.blocks[:5] if "，" in block.text.text), None)


def _organ_in(line: Aligned, rule: str) -> str | None:
    match = patterns("titles")[rule].match(line.text)
    return match["organ"] if match else None


def _organ(reading: Reading, name: str) -> Thing:
    return reading.draft.thing(EntityType.AGENCY, name, [], full_name=name)


def _publish(reading: Reading, publisher: Thing, line: Aligned, rule: str) -> None:
    """The document is published by ``publisher``, as ``line`` says."""
    said = _said(line, rule)
    publisher.evidence.extend(said)
    if reading.document is not None:
        link(reading, reading.document, RelationType.PUBLISHED_BY, publisher, tuple(said))


def _read_own_plan(reading: Reading, title: Title) -> None:
    """The plan that the document is (施政計畫), or the budget of one organ; that organ runs it."""
    match = patterns("titles")["title.own_plan"].search(title.line.text)
    if not match:
        return
    place = title.line.slice(match.start("plan"), len(title.line))
    said = _said(place, "title.own_plan")
    name = title.line.text if reading.speaker and title.line.text.startswith(reading.speaker.name) else match["plan"]
    year = str(reading.year) if reading.year else None
    dated = next((text for text in (title.line, title.whole) if _year_of(text.text) == reading.year), None)
    printed = _said(dated, "title.own_plan") if dated and year else []
    reading.plan = reading.draft.thing(
        EntityType.PLAN,
        name,
        said,
        aliases=[match["plan"]],
        told={"period_start": printed, "period_end": printed},
        period_start=year,
        period_end=year,
    )
    if reading.speaker:
        whole = tuple(_said(title.line, "title.own_plan"))
        link(reading, reading.plan, RelationType.EXECUTED_BY, reading.speaker, whole)


def _read_plan_reported_on(reading: Reading, title: Title | None) -> None:
    """The plan in the document's title; where the title is lost, the one that its first pages name most often."""
    told = find_plan_names(reading.source.sidecar.title or "")
    if title is None and not reading.source.sidecar.title:
        told = _named_most(reading)
    elif title:
        told = find_plan_names(title.line.text)
    umbrella = next((plan for plan in told if plan.type is EntityType.PLAN), None)
    if umbrella is None:
        return
    said = [
        Said(place, "title.plan")
        for block in reading.layout.blocks[:_FIRST_BLOCKS]
        for plan in find_plan_names(block.text.text)
        if _is_same(plan, umbrella)
        for place in block.text.places(plan.start, plan.end)
    ][:1]
    name = umbrella.official or umbrella.name
    reading.plan = reading.draft.thing(EntityType.PLAN, name, said, aliases=[umbrella.name])
    if reading.document is not None:
        link(reading, reading.document, RelationType.REFERENCES, reading.plan, tuple(said))


def _named_most(reading: Reading) -> list[PlanName]:
    """The umbrella plan that is named most often at the beginning, at least three times."""
    texts = [block.text.text for block in reading.layout.blocks[:_FIRST_BLOCKS]]
    named: dict[str, list[PlanName]] = defaultdict(list)
    for text in texts:
        for plan in find_plan_names(text):
            if plan.official or (plan.type is EntityType.PLAN and plan.quoted):
                named[plan.official or plan.name].append(plan)
    counted = {name: sum(text.count(name) for text in texts) for name in named}
    most = max(counted, key=lambda name: counted[name], default=None)
    return named[most] if most and counted[most] >= _OFTEN else []


def _is_same(plan: PlanName, other: PlanName) -> bool:
    return (plan.official or plan.name) == (other.official or other.name)


def _year_of_chapters(reading: Reading) -> int | None:
    """The year that a chapter's heading reports on (2021年階段推動成果)."""
    for section in reading.layout.sections:
        heading = section.opening.text.text if section.opening and section.depth == 0 else ""
        if len(heading) < _TITLE_LENGTH and "。" not in heading and (year := _year_of(heading)):
            return year
    return None


def _year_of_opening(reading: Reading) -> int | None:
    """The year of the sentence that says what report this is (110年…撰擬本績效檢討報告)."""
    for block in reading.layout.blocks[:5]:
        if patterns("titles")["title.compiled"].search(block.text.text) and (year := _year_of(block.text.text)):
            return year
    return None


def _last_year_counted(reading: Reading) -> int | None:
    """The last year up to which the document counts; what is said of later ones is still to come."""
    text = "".join(block.text.text for block in reading.layout.blocks)
    years = [_gregorian(match["year"]) for match in patterns("titles")["title.until"].finditer(text)]
    return reading.year or max(years, default=None)


def _year_of(text: str) -> int | None:
    match = patterns("titles")["title.year"].search(text)
    return _gregorian(match["year"]) if match else None


def _gregorian(printed: str) -> int:
    year = int(read_number(printed) or 0)
    return year if year > _ROC else year + _ROC


def _said(text: Aligned, rule: str) -> list[Said]:
    return [Said(place, rule) for place in text.places()]
