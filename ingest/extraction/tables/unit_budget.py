"""A unit budget's programmes: work programmes, their branches and sub-programmes, what they get and who runs them."""

import re
from collections.abc import Iterable, Sequence

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from graph.model.relations import RelationType, Role
from ingest.extraction.draft import Budgeted, Figure, Link, Said, Thing
from ingest.extraction.known_agencies import establish_agency
from ingest.extraction.reading import Reading
from ingest.extraction.tables.budget_forms import Branch, BudgetForm, find_forms
from ingest.extraction.tables.programme_names import KnownProgrammes
from ingest.extraction.tables.table_amounts import read_amount, said_in
from ingest.extraction.words.agencies import lexicon
from ingest.extraction.words.numerals import read_number
from ingest.layout.aligned import Aligned
from ingest.layout.cell_outline import Stretches, join, outline
from ingest.layout.document import Section
from ingest.layout.pipe_table import Cell, PipeTable
from ingest.rules import patterns

_BRANCH = "分支計畫"


def read_unit_budget(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record the forms of a unit budget; their prose goes to ``reading.cells``, with what it is about."""
    for form in find_forms(reading.layout, tables):
        _FormFacts(reading, form).record()


class _FormFacts:
    """Records one form: the programmes it names, and everything said of them."""

    def __init__(self, reading: Reading, form: BudgetForm) -> None:
        self._reading = reading
        self._form = form
        self._year = form.caption.year or reading.year
        self._known = KnownProgrammes(reading.draft)
        self._placed: set[Thing] = set()

    def record(self) -> None:
        form = self._form
        work_programme = self._named(form.programme, "budget_form.work_programme", level="工作計畫")
        if work_programme is None:
            return
        if self._reading.plan:
            self._part_of(work_programme, self._reading.plan, said_in(form.programme, "budget_form.work_programme"))
        self._budget_cell(work_programme, form.amount, form.label)
        listed = self._record_contents(work_programme)
        for branch in form.branches:
            self._record_branch(branch, work_programme)
        for thing in listed:
            if thing not in self._placed:
                self._part_of(thing, work_programme, tuple(thing.evidence))
        for section in self._add_prose(form.expected, work_programme):
            self._set_known_subject(section)
        self._reading.taken.update(range(form.lines[0], form.lines[1] + 1))

    # ---------------------------------------------------------------------------------------------------- programmes

    def _record_branch(self, branch: Branch, work_programme: Thing) -> None:
        thing = self._named(branch.name, "budget_form.branch", parent=work_programme, level=_BRANCH)
        if thing is None:
            return
        self._part_of(thing, work_programme, said_in(branch.name, "budget_form.branch"))
        if branch.amount:
            self._budget_cell(thing, branch.amount)
        self._record_owners(branch, thing)
        for section in self._add_prose(branch.explanation, thing):
            self._record_sub_programme(section, thing)
            self._record_total(section)

    def _named(self, cell: Cell, rule: str, *, level: str, parent: Thing | None = None) -> Thing | None:
        """The programme that a cell names behind its code; one that has its parent's name is a thing of its own."""
        text = cell.text()
        match = patterns("budget_tables")[rule].match(text.text)
        if match is None:
            return None
        said = [Said(place, rule) for place in text.places(*match.span("name"))]
        code = [Said(place, rule) for place in text.places(*match.span("code"))]
        apart = parent if parent and self._names_another(match["name"], parent) else None
        return self._reading.draft.thing(
            EntityType.PROGRAMME,
            match["name"],
            said,
            parent=apart,
            told={"code": code},
            code=match["code"],
            level=level,
        )

    def _names_another(self, name: str, parent: Thing) -> bool:
        """Whether the document uses the name of a branch for its work programme too, or for a branch of another."""
        known = self._reading.draft.find(EntityType.PROGRAMME, name)
        return known is not None and (known is parent or known.attributes.get("level") == _BRANCH)

    def _programme(self, text: Aligned, span: tuple[int, int], rule: str) -> Thing:
        """The programme that ``text[span]`` names; the known one where it is printed a little otherwise."""
        name = text.text[slice(*span)]
        known = self._known.find(name)
        said = [Said(place, rule) for place in text.places(*span)]
        return self._reading.draft.thing(EntityType.PROGRAMME, known.name if known else name, said, aliases=[name])

    def _record_sub_programme(self, section: Section, branch: Thing) -> None:
        """A numbered item that opens with a programme's name and amount; all it says is about that programme."""
        text = section.opening.text if section.opening else None
        match = text and _match(text, "budget_form.sub_programme")
        if not text or not match:
            return
        rule = "budget_form.sub_programme"
        thing = self._programme(text, match.span("name"), rule)
        said = tuple(Said(place, rule) for place in text.places(match.start("name"), match.end()))
        self._part_of(thing, branch, said)
        self._budget_words(thing, match, said, BudgetFigure.APPROPRIATED)
        self._reading.subjects[section] = thing

    def _record_contents(self, work_programme: Thing) -> list[Thing]:
        """The programmes in the list of what a work programme does, most of which its branches tell more of."""
        listed = []
        for section in self._add_prose(self._form.contents, work_programme):
            text = section.opening.text if section.opening else None
            if text and (match := _match(text, "budget_form.listed_programme")):
                thing = self._programme(text, match.span("name"), "budget_form.listed_programme")
                self._reading.subjects[section] = thing
                listed.append(thing)
        return listed

    # ---------------------------------------------------------------------------------------- what is said of them

    def _part_of(self, part: Thing, whole: Thing, evidence: tuple[Said, ...]) -> None:
        self._reading.draft.links.append(Link(part, RelationType.PART_OF, whole, evidence))
        self._placed.add(part)

    def _budget_cell(self, subject: Thing, cell: Cell, *heads: Cell) -> None:
        if amount := read_amount(self._reading.draft, cell, self._form.caption):
            said = tuple(said for printed in (cell, *heads) for said in said_in(printed, "budget_form.amount"))
            self._budget(subject, amount, (*said, *self._form.caption.unit_said), BudgetFigure.APPROPRIATED)

    def _budget_words(self, subject: Thing, words: re.Match[str], said: tuple[Said, ...], figure: BudgetFigure) -> None:
        if value := read_number(words["amount"]):
            self._budget(subject, Figure(words["amount"] + words["unit"], value, words["unit"]), said, figure)

    def _budget(self, subject: Thing, amount: Figure, said: tuple[Said, ...], figure: BudgetFigure) -> None:
        year = None if figure is BudgetFigure.TOTAL else self._year
        evidence = (*said, *self._form.caption.year_said) if year else said
        self._reading.draft.budgeted.append(Budgeted(subject, figure, amount, evidence, year))

    def _record_total(self, section: Section) -> None:
        """What a programme costs over all its years."""
        for block in section.blocks:
            subject = self._reading.subject_of(section)
            if subject and (match := patterns("budget_tables")["budget_form.total"].search(block.text.text)):
                said = tuple(Said(place, "budget_form.total") for place in block.text.places(*match.span()))
                self._budget_words(subject, match, said, BudgetFigure.TOTAL)

    def _record_owners(self, branch: Branch, thing: Thing) -> None:
        """The owners of a branch; the column is so narrow that their names run over its rows."""
        owners = _join_owners(branch.owners)
        if owners is None:
            return
        speaker = self._reading.speaker
        name = speaker.name if speaker else None
        for mention in lexicon().read_agency_list(owners.text, speaker=name, year=self._year):
            said = tuple(Said(place, "budget_form.owner") for place in owners.places(mention.start, mention.end))
            agency = establish_agency(self._reading, mention, said)
            self._reading.draft.links.append(Link(thing, RelationType.EXECUTED_BY, agency, said, role=Role.EXECUTING))
            if (
                speaker and mention.full_name == speaker.name + mention.name
            ):  # the organ's budget lists units of its own
                self._reading.draft.links.append(Link(agency, RelationType.PART_OF, speaker, said))

    # --------------------------------------------------------------------------------------------------------- prose

    def _add_prose(self, cells: Iterable[Sequence[Stretches]], subject: Thing) -> list[Section]:
        """Hand running text on to the prose readers; its sections in order, the root first."""
        root, blocks = outline(self._reading.source, cells)
        self._reading.subjects[root] = subject
        self._reading.cells.extend(blocks)
        return list(dict.fromkeys(block.section for block in blocks))

    def _set_known_subject(self, section: Section) -> None:
        """What stands under the name of a branch or sub-programme is about that one."""
        if section.opening:
            heading = section.opening.text.text.partition("：")[0].rstrip("。")
            if thing := self._known.find(heading):
                self._reading.subjects[section] = thing


def _match(text: Aligned, rule: str) -> re.Match[str] | None:
    return patterns("budget_tables")[rule].match(text.text)


def _join_owners(cells: Sequence[Cell]) -> Aligned | None:
    """The owner cells of a branch as one list; a piece that a converter printed twice is dropped."""
    joined: Aligned | None = None
    for cell in cells:
        text = cell.text()
        if joined is None:
            joined = text
            continue
        piece = text.text.partition("、")[0]
        repeated = len(piece) if joined.text.endswith(piece) else 0
        joined = join(joined, text.slice(repeated, len(text)))
    return joined
