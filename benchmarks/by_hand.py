"""The operations that are measured, each with what an expert would write for the same answer, in Cypher and in SQL."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from graph.model.keys import fold
from service.execution import Request

ROWS, NESTED = "20 rows x 6 fields", "100 x 100 rows x 6 fields"

_HERE = Path(__file__).parent
_CONTRACT = _HERE.parent / "tests" / "service" / "contract"
_QUERIES = _HERE / "queries"
_NAMED = {"Filtered": {"agency": "經濟部工業局", "unit": "人次"}}  # what a document names by itself
_ALL, _SOME = 1_000_000, 20
_FIRST = 20  # programmes on an agency's page
_HUNDRED = 100

Language = Literal["cypher", "sql"]
Find = Callable[[str, Mapping[str, object]], Awaitable[Any]]
"""Runs a statement with its parameters, and gives the one value of the one row that it has."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A request, and the statements by which an expert would answer it, by name; one is best for the graph."""

    title: str
    request: Request
    statements: Mapping[str, str]
    parameters: Mapping[str, object]


async def size(language: Language, find: Find) -> int:
    """How many nodes there are: things, the names they are known by, facts, places in documents, and texts."""
    return int(await find(_about("size", language), {}))


async def contract(language: Language, find: Find) -> list[Operation]:
    """The contract's operations on the things of a graph about which there is most to say."""
    agency, programme = _about("agency", language), _about("programme", language)
    hub, small = [await find(agency, {"most": most}) for most in (_ALL, _SOME)]
    pages = (
        _Asked("AgencyPage, the largest", "agency", "AgencyPage", hub),
        _Asked(f"AgencyPage, up to {_SOME} programmes", "agency", "AgencyPage", small),
        _Asked("ProgrammePage", "programme", "ProgrammePage", await find(programme, {})),
        *(_Asked(name, "across_plans", name) for name in ("Filtered", "TopAgencies", "WhatIsHere")),
    )
    return [page.operation(_CONTRACT, language) for page in pages]


def rows(language: Language) -> Operation:
    """Twenty rows of six fields."""
    return _Asked(ROWS, "rows", "Rows").operation(_QUERIES, language)


def nested(language: Language) -> Operation:
    """A hundred rows, with a hundred of six fields each."""
    return _Asked(NESTED, "nested", "Nested").operation(_QUERIES, language)


async def has_nested(language: Language, find: Find) -> bool:
    """Whether there are as many: a hundred agencies with a hundred programmes each."""
    return bool(await find(_about("large_agencies", language), {"least": _HUNDRED}) >= _HUNDRED)


def all_statements(language: Language) -> dict[str, str]:
    """Every statement that is written by hand in a language, by name."""
    return _ways("", language)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An operation of a document, about the thing of a name or about all."""

    title: str
    document: str
    name: str
    subject: str | None = None

    def operation(self, folder: Path, language: Language) -> Operation:
        """What is asked by the document in a folder, and in a language."""
        about = self.subject
        return Operation(
            self.title,
            Request(_read(folder / f"{self.document}.graphql"), {"name": about} if about else {}, self.name),
            _ways(re.sub(r"\B(?=[A-Z])", "_", self.name).lower(), language),
            {"name": fold(about)} if about else _NAMED.get(self.name, {}),
        )


def _ways(statement: str, language: Language) -> dict[str, str]:
    """The ways in which an answer is written: ``NAME.sql``, and ``NAME_BY_WHAT.sql`` where there are more."""
    return {path.stem: _read(path) for path in sorted((_HERE / language).glob(f"{statement}*.{language}"))}


def _about(what: str, language: Language) -> str:
    return _read(_HERE / language / "about" / f"{what}.{language}")


def _read(file: Path) -> str:
    return file.read_text("utf-8")


def agrees(ours: Any, theirs: Any) -> bool:
    """Whether an answer of ours is said by a record, which has enumerations and values as they are stored."""
    match ours, theirs:
        case {"pageInfo": {"hasNextPage": more}, **rest}, {"found": list(found), **others}:
            return more == (len(found) > _FIRST) and agrees(rest, {**others, "edges": found[:_FIRST]})
        case (dict() | list(), str(text)):
            return agrees(ours, json.loads(text))
        case dict(), _:
            return all(agrees(value, (theirs or {}).get(name)) for name, value in ours.items())
        case list(), list():
            return len(ours) == len(theirs) and all(map(agrees, ours, theirs))
    return _is_stored_as(ours, theirs)


def _is_stored_as(ours: Any, stored: Any) -> bool:
    match ours, stored:
        case "NOT_STATED", None:
            return True
        case str(word), str(text):
            return word in {text, text.upper()}
        case str(label), list(labels):
            return label in labels
        case ((int() | float() as number), str(text)):
            return number == float(text)
    return bool(ours == stored)
