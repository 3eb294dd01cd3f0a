"""The heads of flattened tables: which table opens where, and which columns it has in which order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from graph.model.entities import IndicatorAspect
from graph.model.facts import Scope
from ingest.extraction.words.dates import read_year
from ingest.layout.flat_table import Word
from ingest.rules import read_rule_file

_LONGEST_HEAD = 1_000  # characters, white space included
_LONGEST_COLUMN = 60  # likewise
_WORD = re.compile(r"\S+")
_FOLDED = tuple(zip("（）％＝＋－／", "()%=+-/", strict=True))
_ANY_YEAR = re.compile(r"\d{2,4}")
_YEAR = "{year}"
_MARK = re.compile(r"\((?P<inside>[^()]{1,20})\)(?:=\((?P<made>[^()]{1,20})\)|(?P<less>-\([A-Z]\)))?")
_FORMULA = re.compile(r"[A-Z](?:[/+-][A-Z])*")


class TableForm(BaseModel):
    """One kind of table as ``rules/flat_columns.yml`` gives it; see the comments there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, tuple[str, ...]]
    groups: dict[Scope, tuple[str, ...]] = {}
    opens: tuple[str, ...]
    needs: frozenset[str]
    labels: frozenset[str] = frozenset()
    remarks: frozenset[str] = frozenset()

    @cached_property
    def openings(self) -> tuple[str, ...]:
        """The forms that may stand first in a head."""
        return tuple(form for column in self.opens for form in self.columns[column])

    @cached_property
    def slugs(self) -> dict[str, str]:
        """The column of each printed form."""
        return {form: slug for slug, forms in self.columns.items() for form in forms}

    @cached_property
    def scopes(self) -> dict[str, Scope]:
        """The stretch of time of each printed group."""
        return {form: scope for scope, forms in self.groups.items() for form in forms}

    @cached_property
    def element(self) -> re.Pattern[str]:
        """A column or a group of columns, the longest form that stands there."""
        forms = sorted([*self.slugs, *self.scopes], key=lambda form: -len(form))
        return re.compile("|".join(re.escape(form).replace(re.escape(_YEAR), _ANY_YEAR.pattern) for form in forms))


class ProgressRow(BaseModel):
    """A row of a progress table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: str
    scope: Scope
    aspect: IndicatorAspect


class FlatColumns(BaseModel):
    """What ``rules/flat_columns.yml`` says; see the comments there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tables: dict[str, TableForm]
    totals: frozenset[str]
    progress_rows: dict[str, ProgressRow]
    aspects: dict[str, IndicatorAspect]


class Column(NamedTuple):
    """A column of figures or words; ``letter`` is what cells call it by (同(A)), ``unit`` is printed in its head.

    ``formula`` says of which letters its figures are worked out: C+D, B-A, C/B. ``scope`` and ``year`` are those of the
    group it stands under.
    """

    name: str
    printed: str
    letter: str | None = None
    formula: str | None = None
    unit: str | None = None
    scope: Scope | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its words and its columns in printed order.

    ``is_whole`` tells that every group of columns has its columns.
    """

    kind: str
    words: tuple[Word, ...]
    columns: tuple[Column, ...]
    is_whole: bool

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.words[0].line

    @property
    def form(self) -> TableForm:
        """What is known of tables of its kind."""
        return lexicon().tables[self.kind]

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns that hold figures."""
        return tuple(column for column in self.columns if column.name not in self.form.labels | self.form.remarks)


@cache
def lexicon() -> FlatColumns:
    """The heads of ``rules/flat_columns.yml``."""
    return read_rule_file("flat_columns", FlatColumns)


def find_heads(text: str) -> Iterator[int]:
    """The offsets at which the heads of tables begin, in order."""
    floor = 0
    for match in _opening_line().finditer(f"\n{text}"):
        start = match.start("word") - 1
        if start < floor or not _opens_column(text[start : start + _LONGEST_COLUMN]):
            continue
        if length := _head_length(text[start : start + _LONGEST_HEAD]):
            floor = start + length
            yield start


def read_head(words: Sequence[Word]) -> Head | None:
    """The head that ``words`` open with; None where they open with none, or where its end is not that of a word."""
    found = _find_elements("".join(word.text for word in words[:_LONGEST_HEAD])[:_LONGEST_HEAD])
    if found is None:
        return None
    kind, elements = found
    while elements and not (length := _words_until(words, elements[-1].end)):
        elements.pop()
    return _build(kind, lexicon().tables[kind], elements, tuple(words[:length])) if elements else None


@cache
def _opening_line() -> re.Pattern[str]:
    """Finds the line ends behind which a head's first column begins, or the part of it that its cell has room for."""
    forms = {form for table in lexicon().tables.values() for form in table.openings}
    begun = {form[:length] for form in forms for length in range(1, len(form))}
    whole, part = ("|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (forms, begun))
    return re.compile(rf"\n[ \u3000]*(?P<word>{whole}|(?:{part})(?=\s|$))")  # ^ would be tried at each character


def _opens_column(text: str) -> bool:
    """Whether ``text``, white space aside, opens with a whole column of some head."""
    words = "".join(text.split())
    return any(form.element.match(words) for form in lexicon().tables.values())


def _head_length(text: str) -> int:
    """How far into ``text`` the head reaches that it opens with; 0 where it opens with none."""
    found = _find_elements("".join(text.split()))
    left = found[1][-1].end if found else 0
    for word in _WORD.finditer(text) if found else ():
        left -= len(word[0])
        if left <= 0:
            return word.end()
    return 0


def _find_elements(text: str) -> tuple[str, list["_Element"]] | None:
    """The kind of the table whose head ``text`` (without white space) opens with, and the elements of the head."""
    for wide, narrow in _FOLDED:
        text = text.replace(wide, narrow)
    for kind, form in lexicon().tables.items():
        elements = list(_elements(form, text))
        if elements and elements[0].slug in form.opens and form.needs <= {element.slug for element in elements}:
            return kind, elements
    return None


class _Element(NamedTuple):
    """A column (by its slug), a group (by its scope) or a bracket (by what is in it), ending at ``end``.

    ``made`` is the formula that follows a bracket.
    """

    end: int
    slug: str | None = None
    printed: str = ""
    scope: Scope | None = None
    year: int | None = None
    inside: str = ""
    made: str = ""


def _elements(form: TableForm, text: str) -> Iterator[_Element]:
    """The elements that ``text`` opens with, up to where the head begins again."""
    position, first = 0, None
    while match := form.element.match(text, position) or _MARK.match(text, position):
        position = match.end()
        printed = match[0] if match[0] in form.slugs else _ANY_YEAR.sub(_YEAR, match[0])
        slug = form.slugs.get(printed)
        if slug and slug == first:
            return
        first = first or slug
        if match.re is _MARK:
            inside = match["inside"] + (match["less"] or "").replace("(", "").replace(")", "")
            yield _Element(position, inside=inside, made=match["made"] or "")
        elif slug:
            year = _year_in(match[0]) if _YEAR in printed else None
            yield _Element(position, slug=slug, printed=match[0], year=year)
        else:
            scope = form.scopes[printed]
            yield _Element(position, scope=scope, year=read_year(match[0]))


def _year_in(printed: str) -> int | None:
    """The year printed in a column's own head, with 年 or bare."""
    match = _ANY_YEAR.search(printed)
    return read_year(f"{match[0]}年") if match else None


def _words_until(words: Sequence[Word], end: int) -> int:
    """How many words take up ``end`` characters; 0 where no word ends there."""
    length = 0
    for count, word in enumerate(words, 1):
        length += len(word.text)
        if length >= end:
            return count if length == end else 0
    return 0


def _build(kind: str, form: TableForm, elements: Sequence[_Element], words: tuple[Word, ...]) -> Head:
    """The columns of the elements: each under its group, with its unit, with its letter."""
    columns: list[Column] = []
    groups: list[_Element] = []
    group = _Element(0)
    letters: list[_Element] = []
    for element in elements:
        if element.slug:
            taken = {column.name for column in columns if (column.scope, column.year) == (group.scope, group.year)}
            if groups and (group.scope is None or element.slug in taken):
                group = groups.pop(0)
            columns.append(Column(element.slug, element.printed, scope=group.scope, year=element.year or group.year))
        elif element.scope:
            groups.append(element)
        elif _FORMULA.fullmatch(element.inside):
            letters.append(element)
        elif columns and not any(c.isdecimal() for c in element.inside):
            columns[-1] = columns[-1]._replace(unit=element.inside)
    return Head(kind, words, tuple(_lettered(form, columns, letters)), is_whole=not groups)


def _lettered(form: TableForm, columns: Sequence[Column], letters: Sequence[_Element]) -> Iterator[Column]:
    """The columns with what is printed for those of figures, after each one or after all of them."""
    figures = [column for column in columns if column.name not in form.labels | form.remarks]
    named = dict(zip(map(id, figures), letters, strict=False)) if len(figures) == len(letters) else {}
    for column in columns:
        printed = named.get(id(column))
        formula = printed and (printed.made or printed.inside)
        is_formula = formula and len(formula) > 1 and _FORMULA.fullmatch(formula)
        yield column._replace(letter=printed and printed.inside, formula=formula if is_formula else None)
