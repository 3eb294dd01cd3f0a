"""Reports whose chapters are plans: each chapter's programme, its period and kind, who runs it, and its parts."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from graph.model.entities import EntityType
from graph.model.relations import RelationType
from ingest.extraction.draft import Link, Said, Thing
from ingest.extraction.flat.chapter_parts import read_parts
from ingest.extraction.flat.chapter_titles import ChapterTitle, read_contents, read_cover, read_own_name
from ingest.extraction.prose.bodies import record_body
from ingest.extraction.reading import Reading
from ingest.extraction.words.dates import Period, find_periods
from ingest.layout.aligned import Aligned
from ingest.layout.document import Block, Section
from ingest.readers.source import Source
from ingest.rules import patterns

P = TypeVar("P", Block, Section)

_FORM_CHAPTERS = 3
_LINES_TO_PERIOD = 8  # raw lines, blank ones between the printed ones


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of lines about one plan; ``number`` counts the chapters of the document from 1."""

    number: int
    line: int
    line_end: int
    heading: Aligned
    period: Aligned


@dataclass(frozen=True, slots=True)
class Overview:
    """What the report says of all its chapters; ``kinds`` has the kind of each, or none where the counts do not fit."""

    sentence: Aligned
    plan: Aligned
    kinds: tuple[str, ...]


def read_chapters(reading: Reading) -> None:
    """Record the plan that each chapter is about; sets what its sections are about."""
    chapters = find_chapters(reading.source)
    if not chapters:
        return
    overview = _read_overview(reading, chapters)
    contents = read_contents(reading.source, chapters[0].line - 1)
    form = _form_headings(reading, chapters)
    for chapter in chapters:
        titles = {
            "chapter.contents_title": contents.get(chapter.number),
            "chapter.cover_title": read_cover(reading.source, chapter.line),
        }
        programme = _establish(reading, chapter, {rule: title for rule, title in titles.items() if title}, overview)
        _set_subject(reading, chapter, programme, form)
        read_parts(reading, programme, list(_sections(reading, chapter)))


def find_chapters(source: Source) -> list[Chapter]:
    """Where the numbering begins again and a plan's period is printed under the first heading."""
    rule = patterns("chapters")["chapter.first_heading"]
    periods = {
        line: period
        for line in source.printed
        if rule.match(source.lines[line - 1]) and (period := _period_below(source, line))
    }
    return [
        Chapter(number, line, following - 1, Aligned.of_lines(source, [line]), periods[line])
        for number, (line, following) in enumerate(pairwise([*periods, len(source.lines) + 1]), 1)
    ]


def _period_below(source: Source, line: int) -> Aligned | None:
    below = range(line + 1, min(line + _LINES_TO_PERIOD, len(source.lines)) + 1)
    texts = (Aligned.of_lines(source, [number]) for number in below)
    return next((text for text in texts if patterns("chapters")["chapter.period"].search(text.text)), None)


def _read_overview(reading: Reading, chapters: Sequence[Chapter]) -> Overview | None:
    """The sentence before the first chapter that counts them."""
    rules = patterns("chapters")
    for block in reading.layout.blocks:
        if block.line >= chapters[0].line:
            return None
        match = rules["chapter.overview"].search(block.text.text)
        if match and int(match["count"]) == len(chapters):
            groups = rules["chapter.group"].finditer(match["groups"])
            kinds = tuple(group["group"] for group in groups for _ in range(int(group["count"])))
            sentence, plan = block.text.slice(*match.span()), block.text.slice(*match.span("plan"))
            return Overview(sentence, plan, kinds if len(kinds) == len(chapters) else ())
    return None


def _establish(reading: Reading, chapter: Chapter, titles: dict[str, ChapterTitle], overview: Overview | None) -> Thing:
    """The programme of a chapter: by its titles, else by what it calls itself, else by its number."""
    names = [(rule, title.title) for rule, title in titles.items() if title.title] or [
        ("chapter.self_named", name) for name in read_own_name(_blocks(reading, chapter))
    ]
    said = [Said(place, rule) for rule, name in names for place in name.places()] or _heading_said(chapter)
    period, running = _period(chapter), _said(chapter.period, "chapter.period")
    programme = reading.draft.thing(
        EntityType.PROGRAMME,
        names[0][1].text if names else f"第{chapter.number}項計畫（題名缺）",
        [*said, *running],
        told={
            "period_start": running,
            "period_end": running,
            "category": _said(overview.sentence, "chapter.overview") if overview else (),
        },
        aliases=[name.text for _, name in names[1:]],
        period_start=period and period.first,
        period_end=period and period.last,
        category=overview.kinds[chapter.number - 1] if overview and overview.kinds else None,
        title_missing=None if names else True,
    )
    for rule, title in titles.items():
        reading.taken.update(range(title.whole.line(0), title.whole.line(len(title.whole) - 1) + 1))
        _record_owners(reading, programme, title, rule)
    if overview:
        _record_umbrella(reading, programme, overview)
    return programme


def _period(chapter: Chapter) -> Period | None:
    periods = find_periods(chapter.period.text)
    return periods[0] if periods else None


def _heading_said(chapter: Chapter) -> list[Said]:
    """The chapter's first heading, which stands for a plan whose title is lost."""
    return [Said(place, "chapter.title_missing", place.quote) for place in chapter.heading.places()]


def _record_owners(reading: Reading, programme: Thing, title: ChapterTitle, rule: str) -> None:
    said = (*_said(title.whole, rule), *programme.evidence[:1])
    for mention in title.agencies:
        agency = record_body(reading, title.whole, mention, rule)
        reading.draft.links.append(Link(programme, RelationType.EXECUTED_BY, agency, said))


def _record_umbrella(reading: Reading, programme: Thing, overview: Overview) -> None:
    plan = reading.draft.thing(EntityType.PLAN, overview.plan.text, _said(overview.plan, "chapter.overview"))
    said = (*_said(overview.sentence, "chapter.overview"), *programme.evidence[:1])
    reading.draft.links.append(Link(programme, RelationType.PART_OF, plan, said))


def _form_headings(reading: Reading, chapters: Sequence[Chapter]) -> frozenset[str]:
    """The headings that the report's form gives to every chapter, so that they are nobody's measures."""
    printed = Counter(
        heading for chapter in chapters for heading in {_heading(section) for section in _sections(reading, chapter)}
    )
    return frozenset(heading for heading, count in printed.items() if heading and count >= _FORM_CHAPTERS)


def _heading(section: Section) -> str:
    return section.opening.text.text.rstrip("：:") if section.opening else ""


def _set_subject(reading: Reading, chapter: Chapter, programme: Thing, form: frozenset[str]) -> None:
    """The chapter's plan is what its outermost sections and those under the form's headings are about."""
    for section in _sections(reading, chapter):
        is_outermost = section.parent is None or not chapter.line <= section.parent.line <= chapter.line_end
        if is_outermost or _heading(section) in form:
            reading.subjects[section] = programme


def _blocks(reading: Reading, chapter: Chapter) -> Sequence[Block]:
    return _within(reading.layout.blocks, chapter)


def _sections(reading: Reading, chapter: Chapter) -> Iterator[Section]:
    return (section for section in _within(reading.layout.sections, chapter) if section.marker)


def _within(parts: Sequence[P], chapter: Chapter) -> Sequence[P]:
    """Of parts in printed order those that begin in a chapter."""
    first = bisect_left(parts, chapter.line, key=lambda part: part.line)
    return parts[first : bisect_right(parts, chapter.line_end, key=lambda part: part.line)]


def _said(text: Aligned, rule: str) -> tuple[Said, ...]:
    return tuple(Said(place, rule) for place in text.places())
