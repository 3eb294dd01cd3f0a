"""What the chapters of a report are called and who runs them, by the contents list and by their covers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extraction.words.agencies import AgencyMention, lexicon
from ingest.layout.aligned import Aligned
from ingest.layout.document import Block
from ingest.readers.source import Source
from ingest.rules import patterns

_COVER_LINES = 6
_LEAST_PAGES = 3
_SEPARATOR = re.compile(r"[、，,；;/]")
_SENTENCE = re.compile(r"[。，；：]")


@dataclass(frozen=True, slots=True)
class ChapterTitle:
    """A title as one place prints it; ``agencies`` are of ``whole``, which holds both."""

    whole: Aligned
    title: Aligned
    agencies: tuple[AgencyMention, ...]


def read_contents(source: Source, last: int) -> dict[int, ChapterTitle]:
    """The titles of the contents list that ends at the line ``last``, by the number of the chapter.

    A page end may cut what stands at its foot: an entry that lost its page is the chapter after the entry before it.
    """
    titles: dict[int, ChapterTitle] = {}
    known, waiting = 0, None
    entries = list(_entries(source, last))
    if sum(number is not None for number, _ in entries) < _LEAST_PAGES:
        return {}
    for number, text in entries:
        title = _read_entry(text)
        if number is None:
            waiting = title if known else None
            continue
        if waiting and known + 1 < number:
            titles[known + 1] = waiting
        if title:
            titles[number] = title
        known, waiting = number, None
    return titles


def read_cover(source: Source, chapter: int) -> ChapterTitle | None:
    """What the page before the line ``chapter`` says, where that page is a cover: a title, bodies, a month."""
    lines = _page_above(source, chapter)
    if any(_SENTENCE.search(source.lines[line - 1]) for line in lines):
        return None
    if lines and _is_date(source.lines[lines[-1] - 1]):
        lines.pop()
    if not lines:
        return None
    bodies = read_bodies_only(Aligned.of_lines(source, lines[-1:]).text)
    whole = Aligned.of_lines(source, lines)
    border = len(Aligned.of_lines(source, lines[:-1])) if bodies else len(whole)
    return ChapterTitle(whole, whole.slice(0, border), tuple(_moved(body, border) for body in bodies))


def read_own_name(blocks: Sequence[Block]) -> tuple[Aligned, ...]:
    """The name by which paragraphs of a chapter speak of its plan, a fuller one that stands in 「 before it.

    Returns: nothing where they name none, or several.
    """
    rule = patterns("chapters")["chapter.self_named"]
    found = [block.text.slice(*match.span("name")) for block in blocks if (match := rule.match(block.text.text))]
    if len({name.text for name in found}) != 1:
        return ()
    fuller = re.compile(rf"「(?P<name>[\u4e00-\u9fff]{{1,8}}{re.escape(found[0].text)})")
    quoted = [block.text.slice(*match.span("name")) for block in blocks for match in fuller.finditer(block.text.text)]
    return (*quoted[:1], found[0]) if len({name.text for name in quoted}) == 1 else (found[0],)


def _entries(source: Source, last: int) -> Iterator[tuple[int | None, Aligned]]:
    """The entries of the contents with the number of their chapter; None where a page end cut it off."""
    pieces: list[tuple[int, int]] = []
    rule = patterns("chapters")["chapter.contents_page"]
    for line in range(_first_line(source, last), last + 1):
        if not source.words[line - 1]:
            continue
        start, end = source.span_of(line)
        if opens_page(source, line) and pieces:
            yield None, Aligned.of(source, pieces)
            pieces = []
        match = rule.search(source.lines[line - 1])
        pieces.append((start, start + match.start() if match else end))
        if match:
            yield int(match["number"]), Aligned.of(source, pieces)
            pieces = []


def _first_line(source: Source, last: int) -> int:
    """The line after the last sentence before ``last``: contents have no full stops."""
    return next((line + 1 for line in range(last, 0, -1) if "。" in source.lines[line - 1]), 1)


def _read_entry(text: Aligned) -> ChapterTitle | None:
    match = patterns("chapters")["chapter.contents_title"].match(text.text)
    if not match:
        return None
    start = match.start("title")
    bodies = lexicon().read_agency_list(match["agencies"])
    moved = tuple(_moved(body, match.start("agencies") - start) for body in bodies)
    return ChapterTitle(text.slice(start, len(text)), text.slice(*match.span("title")), moved)


def _page_above(source: Source, chapter: int) -> list[int]:
    """The printed lines of the page before a chapter; none where it has more than a cover."""
    lines: list[int] = []
    for line in range(chapter - 1, 0, -1):
        raw = source.lines[line - 1]
        if not raw.strip():
            continue
        if patterns("chapters")["chapter.page"].match(raw):
            if lines:
                break
            continue
        lines.insert(0, line)
        if opens_page(source, line) and not _is_date(raw):
            break
        if len(lines) == _COVER_LINES:
            return []
    return lines


def _is_date(line: str) -> bool:
    return patterns("chapters")["chapter.cover_date"].match(line.strip()) is not None


def opens_page(source: Source, line: int) -> bool:
    """Whether a line is the first of its page: it begins with a blank and follows another without a blank line."""
    return source.lines[line - 1][:1].isspace() and line > 1 and bool(source.lines[line - 2].strip())


def read_bodies_only(text: str, *, speaker: str | None = None, year: int | None = None) -> list[AgencyMention]:
    """The bodies of a text that is nothing but a list of them; none where anything else is in it."""
    bodies = lexicon().read_agency_list(text, speaker=speaker, year=year)
    return bodies if len(bodies) == len(_SEPARATOR.split(text)) else []


def _moved(mention: AgencyMention, by: int) -> AgencyMention:
    return replace(mention, start=mention.start + by, end=mention.end + by)
