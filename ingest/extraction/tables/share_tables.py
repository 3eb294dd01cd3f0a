"""Tables of shares (委辦, 捐助, 補助經費分析表): what part of a programme's money others get.

They are printed over two pages: the left one names the programmes, the right one ends in the sums, row by row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from graph.model.relations import RelationType
from ingest.extraction.draft import Budgeted, Doubt, Link, Said, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.tables.programme_names import KnownProgrammes
from ingest.extraction.tables.table_amounts import read_amount, said_in
from ingest.extraction.tables.table_caption import Caption, read_caption
from ingest.layout.aligned import Aligned
from ingest.layout.cell_outline import join
from ingest.layout.columns import Columns, find_columns, is_number
from ingest.layout.pipe_table import Cell, PipeTable, Row
from ingest.rules import patterns

_KINDS = {"commissioned": "委辦費", "granted": "捐助", "subsidised": "補助"}
"""The column that names the programmes → the kind of money, where no account names it."""
_ROC = 1911


@dataclass(slots=True)
class Entry:
    """One entry of the left page: its words, which may go on over rows and pages, and the cell of its sum."""

    words: Aligned
    period: Cell | None = None
    amount: Cell | None = None
    caption: Caption | None = None


def read_share_tables(reading: Reading, tables: Sequence[PipeTable]) -> None:
    """Record the shares of programmes; each names the kind of money in ``item``, because a share is not the whole."""
    for kind, pages in _groups(tables):
        entries = list(_pair(reading, pages))
        _ShareFacts(reading, kind, KnownProgrammes(reading.draft)).record(entries)


@dataclass(frozen=True, slots=True)
class Page:
    """A left page, its name column, and the right page that follows it."""

    left: PipeTable
    columns: Columns
    names: int
    right: PipeTable | None


def _groups(tables: Sequence[PipeTable]) -> Iterator[tuple[str, list[Page]]]:
    """The pages of each table of shares, with the kind its heads tell."""
    groups: list[tuple[str, list[Page]]] = []
    for position, table in enumerate(tables):
        columns = find_columns(table, "budget_columns")
        kind = next((slug for slug in _KINDS if columns and slug in columns.slugs), None)
        if columns is None or kind is None:
            continue
        names = columns.index(kind) or 0
        right = tables[position + 1] if position + 1 < len(tables) else None
        page = Page(table, columns, names, right if right and _is_right(right) else None)
        if groups and groups[-1][0] == kind:
            groups[-1][1].append(page)
        else:
            groups.append((kind, [page]))
    return iter(groups)


def _is_right(table: PipeTable) -> bool:
    columns = find_columns(table, "budget_columns")
    return columns is not None and "share_total" in columns.slugs and not columns.slugs & _KINDS.keys()


def _pair(reading: Reading, pages: Sequence[Page]) -> Iterator[Entry]:
    """The entries of all pages; each with its sum where a page's rows and sums are equally many."""
    last: Entry | None = None
    for page in pages:
        entries: list[Entry] = []
        for row in page.columns.body:
            found = list(_entries(row, page.names))
            entries += found
            if not found and (name := _name_cell(row, page.names)):
                carried = entries[-1] if entries else last
                if carried:
                    carried.words = join(carried.words, name.text())
        if page.right:
            _add_sums(reading, entries, page, page.right)
            reading.taken.update(range(page.right.line, page.right.line_end + 1))
        reading.taken.update(range(page.left.line, page.left.line_end + 1))
        yield from entries
        last = entries[-1] if entries else last


def _entries(row: Row, names: int) -> Iterator[Entry]:
    """The entries that a row opens: one for each value that stands in its last printed cell."""
    name = _name_cell(row, names)
    values = _values(row.printed[-1]) if row.printed else 0
    if name is None or not values:
        return
    is_period = patterns("budget_tables")["share.period"].search
    period = next((cell for cell in row.cells[names + 1 :] if is_period(cell.words)), None)
    text = name.text()
    opens = [m.start() for m in patterns("budget_tables")["share.entry"].finditer(text.text)]
    borders = [0, *opens[1:], len(text)] if values > 1 and len(opens) == values else [0, len(text)]
    for start, end in pairwise(borders):
        yield Entry(text.slice(start, end), period)


def _name_cell(row: Row, names: int) -> Cell | None:
    return row.cells[names] if names < len(row.cells) and row.cells[names].words else None


def _values(cell: Cell) -> int:
    """How many figures or dashes a cell holds; 0 where it holds words."""
    values = cell.text().text.split() if len(cell.words) > 1 else [cell.words]
    printed = cell.source.text[cell.start : cell.end].split() if set(cell.words) <= set("-－") else values
    return len(printed) if printed and all(is_number(value) for value in printed) else 0


def _add_sums(reading: Reading, entries: list[Entry], page: Page, right: PipeTable) -> None:
    columns = find_columns(right, "budget_columns")
    sums = [row.printed[-1] for row in columns.body if _values(row.printed[-1])] if columns else []
    if len(sums) != len(entries):
        message = f"The left page names {len(entries)} shares, the right page has {len(sums)} sums."
        places = page.columns.columns[page.names].cells[0].text().places()
        reading.draft.doubts.extend(Doubt("share.pages", message, place) for place in places[:1])
        return
    caption = read_caption(reading.source, right)
    for entry, amount in zip(entries, sums, strict=True):
        entry.amount, entry.caption = amount, caption


@dataclass(slots=True)
class _ShareFacts:
    """Records one table of shares, entry by entry; work programme and account of an entry are the last before it."""

    reading: Reading
    kind: str
    known: KnownProgrammes
    work_programme: Thing | None = None
    programme: Thing | None = None
    item: str | None = None
    item_said: tuple[Said, ...] = ()

    def record(self, entries: Sequence[Entry]) -> None:
        for position, entry in enumerate(entries):
            following = entries[position + 1].words.text if position + 1 < len(entries) else ""
            is_sum = self.kind == "subsidised" and not entry.words.text.startswith("[") and following.startswith("[")
            self._record_entry(entry, is_sum=is_sum)

    def _record_entry(self, entry: Entry, *, is_sum: bool) -> None:
        rules, words = patterns("budget_tables"), entry.words.text.strip()
        if match := rules["share.account"].match(words):
            self.item, self.item_said = match["name"], _said(entry.words, "share.account")
        elif match := rules["share.work_programme"].match(words):
            self.work_programme = self.known.by_code(match["code"])
            self.programme = None
        elif match := rules["share.programme"].match(words):
            self._record_programme(entry, match, is_sum=is_sum)
        elif (match := rules["share.purpose"].match(words)) and (subject := self.programme or self.work_programme):
            self._record_share(entry, subject, match["name"])

    def _record_programme(self, entry: Entry, match: re.Match[str], *, is_sum: bool) -> None:
        """A programme's own share; one that is not known yet is part of the work programme above it."""
        said = _said(entry.words.slice(*match.span("name")), "share.programme")
        known = self.known.find(match["name"])
        first, last = _years(entry)
        running = said_in(entry.period, "share.programme") if entry.period else ()
        thing = self.reading.draft.thing(
            EntityType.PROGRAMME,
            known.name if known else match["name"],
            said,
            aliases=[match["name"]],
            told={"period_start": running, "period_end": running},
            period_start=first,
            period_end=last,
        )
        if known is None and self.work_programme:
            self.reading.draft.links.append(Link(thing, RelationType.PART_OF, self.work_programme, said))
        self.programme = thing if self.kind == "subsidised" else None
        if not is_sum:
            self._record_share(entry, thing, self.item or _KINDS[self.kind])

    def _record_share(self, entry: Entry, subject: Thing, item: str) -> None:
        if entry.caption is None or (amount := read_amount(self.reading.draft, entry.amount, entry.caption)) is None:
            return
        sums = said_in(entry.amount, "share.amount") if entry.amount else ()
        evidence = (*_said(entry.words, "share.amount"), *sums, *entry.caption.unit_said, *self.item_said)
        year = entry.caption.year or self.reading.year
        self.reading.draft.budgeted.append(
            Budgeted(subject, BudgetFigure.APPROPRIATED, amount, evidence, year, item=item)
        )


def _said(words: Aligned, rule: str) -> tuple[Said, ...]:
    return tuple(Said(place, rule) for place in words.places())


def _years(entry: Entry) -> tuple[str | None, str | None]:
    """When a programme begins and ends, where it runs longer than the budget."""
    match = patterns("budget_tables")["share.period"].search(entry.period.words) if entry.period else None
    if match is None or match["first"] == match["last"]:
        return None, None
    return str(int(match["first"]) + _ROC), str(int(match["last"]) + _ROC)
