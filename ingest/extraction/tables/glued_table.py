"""An annual plan printed as a glued table: its work programmes, their items with category and period, what they do."""

from functools import cache

from pydantic import BaseModel, ConfigDict

from graph.model.entities import AgencyKind, EntityType
from graph.model.keys import fold
from graph.model.relations import RelationType, Role
from ingest.extraction.draft import Link, Said, Thing
from ingest.extraction.known_agencies import establish_agency
from ingest.extraction.reading import Reading
from ingest.extraction.tables.cell_programmes import read_contents
from ingest.extraction.words.agencies import AgencyMention, lexicon
from ingest.extraction.words.dates import find_periods
from ingest.layout.aligned import Aligned
from ingest.layout.cell_outline import outline_lines
from ingest.layout.glued_table import GluedRow, find_glued_table
from ingest.rules import patterns, read_rule_file


class PlanCategories(BaseModel):
    """What ``rules/plan_categories.yml`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    categories: tuple[str, ...]


def read_glued_table(reading: Reading) -> None:
    """Record the programmes of a glued table; what their prose tells goes to ``reading.cells``."""
    table = find_glued_table(reading.layout, _categories())
    if table is None:
        return
    work_programme: Thing | None = None
    for row in table.rows:
        if row.work_programme:
            work_programme = _record_work_programme(reading, row.work_programme)
        _record_item(reading, row, work_programme)
    reading.taken.update(range(_title_line(reading, table.line), table.line_end + 1))


def _title_line(reading: Reading, line: int) -> int:
    """The line of the chapter that has nothing but the table in it, else the table's first."""
    opening = reading.layout.section_at(line).opening
    return opening.line if opening and opening.line_end == line - 1 else line


@cache
def _categories() -> tuple[str, ...]:
    return read_rule_file("plan_categories", PlanCategories).categories


def _record_work_programme(reading: Reading, name: Aligned) -> Thing:
    said = _said(name, "glued_table.work_programme")
    thing = reading.draft.thing(EntityType.PROGRAMME, name.text, said, level="工作計畫")
    _part_of(reading, thing, reading.plan, said)
    _record_owner(reading, thing, name)
    return thing


def _record_item(reading: Reading, row: GluedRow, work_programme: Thing | None) -> None:
    """One row; an item that has the name of its work programme is a thing of its own."""
    said = _said(row.item, "glued_table.item")
    is_namesake = work_programme is not None and fold(work_programme.name) == fold(row.item.text)
    period = next(iter(find_periods(row.item.text)), None)
    running = _said(row.item.slice(period.start, period.end), "glued_table.item") if period else ()
    thing = reading.draft.thing(
        EntityType.PROGRAMME,
        row.item.text,
        said,
        parent=work_programme if is_namesake else None,
        told={
            "category": _said(row.category, "glued_table.item"),
            "period_start": running,
            "period_end": running,
        },
        category=row.category.text,
        period_start=period.first if period else None,
        period_end=period.last if period else None,
    )
    _part_of(reading, thing, work_programme or reading.plan, said)
    _record_owner(reading, thing, row.item)
    root, blocks = outline_lines(row.content, parent=reading.layout.section_at(row.item.line(0)))
    reading.subjects[root] = thing
    reading.cells.extend(blocks)
    read_contents(reading, root, thing)


def _record_owner(reading: Reading, thing: Thing, name: Aligned) -> None:
    """The body that a programme's name tells: in brackets at its end, or an institute that it opens with."""
    bracket = patterns("plan_tables")["plan_table.owner"].search(name.text)
    start = bracket.start("owner") if bracket else 0
    words = bracket["owner"] if bracket else name.text
    speaker = reading.speaker.name if reading.speaker else None
    if bracket:
        mentions = lexicon().read_agency_list(words, speaker=speaker, year=reading.year)
    else:
        mentions = lexicon().find_agencies(words, speaker=speaker, year=reading.year)[:1]
    for mention in mentions:
        if bracket or (mention.start == 0 and mention.kind is AgencyKind.INSTITUTE):
            _own(reading, thing, mention, name.slice(start + mention.start, start + mention.end), bool(bracket))


def _own(reading: Reading, thing: Thing, mention: AgencyMention, words: Aligned, is_unit: bool) -> None:
    said = _said(words, "glued_table.owner")
    agency = establish_agency(reading, mention, said)
    evidence = (*said, *thing.evidence)
    role = None if is_unit else Role.EXECUTING
    reading.draft.links.append(Link(thing, RelationType.EXECUTED_BY, agency, evidence, role=role))


def _part_of(reading: Reading, part: Thing, whole: Thing | None, said: tuple[Said, ...]) -> None:
    if whole:
        reading.draft.links.append(Link(part, RelationType.PART_OF, whole, said))


def _said(text: Aligned, rule: str) -> tuple[Said, ...]:
    return tuple(Said(place, rule) for place in text.places())
