"""Whether a clause reports, promises, or does neither."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from ingest.rules import patterns


class Tense(Enum):
    """What a clause does with what it speaks of."""

    DONE = "done"
    PLANNED = "planned"
    OTHER = "other"


class Clause(NamedTuple):
    """``text[start:end]`` of a block, without its closing mark; ``sentence`` counts the sentences of the block."""

    start: int
    end: int
    sentence: int
    tense: Tense
    rule: str


_CLOSING = {"（": "）", "(": ")", "「": "」", "『": "』", "【": "】"}
_COUNTS = re.compile(r"\d")
_ASIDE = re.compile(r"[（(][^（()）]{0,120}[)）]|「[^「」]{0,80}」")
_BREAK = re.compile(r"[，；。！？]|：(?=[^」]{0,200}[，；。])|[（(「『【]")


def read_clauses(
    text: str, *, reporting: bool, start: int = 0, actors: Mapping[int, int] = MappingProxyType({})
) -> list[Clause]:
    """The clauses of ``text`` from ``start`` on, each with its tense.

    A tense once set holds until the sentence ends; ``reporting`` says what bare verbs mean where nothing sets one.
    ``actors`` gives the ends of the bodies named in the text by their starts: one that opens a clause is not its verb.
    """
    clauses: list[Clause] = []
    sentence, held = 0, Tense.OTHER
    for begin, end, mark in _split(text, start):
        tense, rule = _tense_of(text[actors.get(begin, begin) : end], held, reporting=reporting)
        clauses.append(Clause(begin, end, sentence, tense, rule))
        held = held if tense is Tense.OTHER else tense
        if mark and mark in "。；！？":
            sentence += 1
            held = Tense.OTHER
    return clauses


def _split(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Begin, end and closing mark of each clause; marks inside brackets and quotation marks do not part."""
    position = begin = start
    for match in _BREAK.finditer(text, start):
        if match.start() < position:
            continue
        mark = match[0]
        if mark in _CLOSING:
            closing = text.find(_CLOSING[mark], match.end(), match.end() + 200)
            position = closing + 1 if closing >= 0 else match.end()
            continue
        if match.start() > begin:
            yield begin, match.start(), mark
        position = begin = match.end()
    if begin < len(text):
        yield begin, len(text), ""


def _tense_of(clause: str, held: Tense, *, reporting: bool) -> tuple[Tense, str]:
    if told := _told(clause, held, reporting=reporting):
        return told
    if held is not Tense.OTHER:
        return held, "tense.held"
    if patterns("results")["tense.started"].match(clause):
        return (Tense.DONE if reporting else Tense.PLANNED), "tense.started"
    return Tense.OTHER, "tense.none"


def _without_asides(clause: str) -> str:
    """A clause with blanks for what is in brackets and quotation marks: what is said of a thing named, or its name."""
    return _ASIDE.sub(lambda aside: " " * len(aside[0]), clause)


def _told(clause: str, held: Tense, *, reporting: bool) -> tuple[Tense, str] | None:
    """What the words of a clause say that it does; None where they leave it to the words before it."""
    rules = patterns("results")
    if rules["tense.reason"].match(clause):
        return Tense.OTHER, "tense.reason"
    anew = rules["tense.done_anew"].search(clause)
    if not anew and rules["tense.background"].match(clause) and not _COUNTS.search(clause):
        return Tense.OTHER, "tense.background"
    done, planned = rules["tense.done"].search(clause), rules["tense.planned"].search(_without_asides(clause))
    if done and (not planned or done.start() < planned.start()) and (anew or held is not Tense.PLANNED):
        reports = anew or reporting or held is Tense.DONE
        return (Tense.DONE, "tense.done") if reports else (Tense.PLANNED, "tense.planned")
    return (Tense.PLANNED, "tense.planned") if planned else None
