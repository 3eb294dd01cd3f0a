"""Tables of a plan: its work programmes and their items, what they are to do, and what was done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Link, Said, Thing
from ingest.extraction.known_agencies import read_owners_cell
from ingest.extraction.reading import Reading
from ingest.extraction.tables.cell_programmes import establish_policy, read_contents, read_result_headings
from ingest.extraction.tables.measure_series import is_measure_table
from ingest.extraction.tables.table_amounts import said_in
from ingest.extraction.tables.table_caption import subject_in_title
from ingest.layout.aligned import Aligned
from ingest.layout.cell_outline import Stretches, outline
from ingest.layout.columns import Columns, find_all_columns
from ingest.layout.numbering import read_marker
from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_LEXICON = "plan_columns"
_WORK_PROGRAMME = "工作計畫"
_NAMES = frozenset({"work_programme", "item", "overview"})
_PROSE = ("content", "expected", "results")
_NUMBER = re.compile(r"\s*(?:<[^<>]{1,40}>)?\s*(?P<number>\d{1,2})(?=\s)")


@dataclass(slots=True)
class Prose:
    """The running text of one column that is about one programme, row by row."""

    slug: str
    subject: Thing
    cells: list[Sequence[Stretches]] = field(default_factory=list)


def read_plan_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record the programmes of plan tables; what their cells tell goes to ``reading.cells``."""
    facts: _PlanFacts | None = None
    for table, columns in find_all_columns(tables, _LEXICON):
        is_plan = columns.slugs & _NAMES and (columns.slugs & set(_PROSE) or _tells_owners(reading, table, columns))
        if facts and not (is_plan and table.is_headless):
            facts.finish()
            facts = None
        if is_plan:
            facts = facts or _PlanFacts(reading, table, columns)
            facts.record(columns)
            reading.taken.update(range(table.line, table.line_end + 1))
    if facts:
        facts.finish()


def _tells_owners(reading: Reading, table: PipeTable, columns: Columns) -> bool:
    """Whether a table says who does what (分工表), and is none of figures."""
    return "owner" in columns.slugs and table.line not in reading.taken and not is_measure_table(columns)


class _PlanFacts:
    """Records one table over all its pages; where a name is blank, that of the row above still holds."""

    def __init__(self, reading: Reading, table: PipeTable, columns: Columns) -> None:
        self._reading = reading
        self._section = reading.layout.section_at(table.line)
        self._owners_known = table.line in reading.taken
        self._plan = subject_in_title(reading, table, _LEXICON)
        if self._plan is None and "content" in columns.slugs:
            self._plan = _find_annual_plan(reading, table.line)
        self._work_programme: Thing | None = None
        self._item: Thing | None = None
        self._prose: list[Prose] = []

    def record(self, columns: Columns) -> None:
        for row in columns.body:
            self._record_names(columns, row)
            subject = self._item or self._work_programme
            for slug in _PROSE:
                cell = columns.cell(row, slug)
                if subject and cell and (paragraphs := cell.paragraphs()):
                    self._stream(slug, subject).cells.append(paragraphs)

    def finish(self) -> None:
        """Hand the running text on, now that no page of the table follows."""
        for prose in self._prose:
            root, blocks = outline(self._reading.source, prose.cells, parent=self._section)
            self._reading.subjects[root] = prose.subject
            self._reading.cells.extend(blocks)
            if prose.slug == "results":
                read_result_headings(self._reading, root)
            elif prose.slug == "content":
                read_contents(self._reading, root, prose.subject)

    def _record_names(self, columns: Columns, row: Row) -> None:
        if name := _name_in(columns.cell(row, "work_programme")):
            self._work_programme = self._programme(name, self._plan, level=_WORK_PROGRAMME)
            self._item = None
        whole = self._work_programme or self._plan
        if name := _name_in(columns.cell(row, "item")):
            category = columns.cell(row, "category")
            self._item = self._programme(name, whole, category=category)
        subject = None if self._owners_known else self._item or self._work_programme
        if subject:
            for column, owner in columns.cells(row, "owner"):
                read_owners_cell(self._reading, subject, owner, column.words, tuple(subject.evidence[-1:]))
        if name := _name_in(columns.cell(row, "overview")):
            self._item = establish_policy(self._reading, name, "plan_table.name") or self._programme(name, whole)

    def _programme(
        self, name: Aligned, whole: Thing | None, *, level: str | None = None, category: Cell | None = None
    ) -> Thing:
        said = tuple(Said(place, "plan_table.name") for place in name.places())
        thing = self._reading.draft.thing(
            EntityType.PROGRAMME,
            name.text,
            said,
            told={"category": said_in(category, "plan_table.name")} if category else {},
            level=level,
            category=category.words if category else None,
        )
        if whole and whole is not thing:
            self._reading.draft.links.append(Link(thing, RelationType.PART_OF, whole, said))
        return thing

    def _stream(self, slug: str, subject: Thing) -> Prose:
        """The prose of a subject's column that is open, or a new one."""
        for prose in reversed(self._prose):
            if prose.slug == slug:
                if prose.subject is subject:
                    return prose
                break
        self._prose.append(Prose(slug, subject))
        return self._prose[-1]


def _find_annual_plan(reading: Reading, line: int) -> Thing | None:
    """The annual plan that a table lists: the document's own, else the last one named in the text above it."""
    pattern = patterns("plan_tables")["plan_table.annual_plan"]
    if reading.plan and pattern.search(reading.plan.name):
        return reading.plan
    for block in reversed([block for block in reading.layout.blocks if block.line <= line]):
        if match := pattern.search(block.text.text):
            said = [Said(place, "plan_table.annual_plan") for place in block.text.places(*match.span())]
            return reading.draft.thing(EntityType.PLAN, match[0], said)
    return reading.plan


def _name_in(cell: Cell | None) -> Aligned | None:
    """The name in a cell without the number before it; None for a number alone, a sum, or nothing."""
    if cell is None:
        return None
    text = cell.text()
    number, marker = _NUMBER.match(cell.source.text, cell.start, cell.end), read_marker(text.text)
    start = marker.end if marker else len(number["number"]) if number else 0
    name = text.slice(start, len(text))
    name = name.slice(len(name) - len(name.text.lstrip()), len(name))
    is_name = patterns("plan_tables")["plan_table.name"].match(name.text)
    return name if is_name and not patterns("plan_tables")["plan_table.sum"].match(name.text) else None
