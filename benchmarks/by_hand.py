"""The operations of the contract, each with what an expert would write in Cypher for the same answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neo4j import Driver

from graph.model.keys import fold
from service.execution import Request

_HERE = Path(__file__).parent
_DOCUMENTS = _HERE.parent / "tests" / "service" / "contract"

# What is asked about, by a name that only it is known by.
_AGENCIES = (
    "MATCH (a:Agency) WHERE a.programme_count <= $most ORDER BY a.programme_count DESC, a.id "
    "MATCH (a)-[:KNOWN_AS]->(x:Alias) WHERE x.name = a.name "
    "AND COUNT { (:Alias {folded: x.folded})<-[:KNOWN_AS]-(:Agency) } = 1 RETURN a.name LIMIT 1"
)
_PROGRAMMES = (
    "MATCH (p:Programme)-[:KNOWN_AS]->(x:Alias) WHERE x.name = p.name "
    "AND COUNT { (:Alias {folded: x.folded})<-[:KNOWN_AS]-(:Programme) } = 1 "
    "RETURN p.name ORDER BY COUNT { (p)<-[:OF_SUBJECT]-() } DESC, p.id LIMIT 1"
)
_ALL, _SOME = 1_000_000, 20
_FIRST = 20  # programmes on an agency's page


@dataclass(frozen=True, slots=True)
class Operation:
    """A request, and the statements by which an expert would answer it, of which one is best for this graph."""

    title: str
    request: Request
    statements: Sequence[str]
    parameters: Mapping[str, object]


def operations(driver: Driver, database: str) -> list[Operation]:
    """The contract's operations on the things of a database about which there is most to say."""

    def found(statement: str, **values: object) -> str:
        record = driver.execute_query(statement, values, database_=database).records[0]
        return str(record[0])

    hub, small, programme = found(_AGENCIES, most=_ALL), found(_AGENCIES, most=_SOME), found(_PROGRAMMES)
    page = ("agency_page", "agency_page_of_a_hub")
    return [
        _about("AgencyPage, the largest", "agency", "AgencyPage", hub, *page),
        _about(f"AgencyPage, up to {_SOME} programmes", "agency", "AgencyPage", small, *page),
        _about("ProgrammePage", "programme", "ProgrammePage", programme, "programme_page"),
        Operation(
            "Filtered",
            Request(_document("across_plans"), {}, "Filtered"),
            (_statement("filtered"), _statement("filtered_by_agency")),
            {"agency": "經濟部工業局", "unit": "人次"},
        ),
        _about("TopAgencies", "across_plans", "TopAgencies", None, "top_agencies"),
        _about("WhatIsHere", "across_plans", "WhatIsHere", None, "what_is_here"),
    ]


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


def _about(title: str, document: str, operation: str, name: str | None, *statements: str) -> Operation:
    return Operation(
        title,
        Request(_document(document), {"name": name} if name else {}, operation),
        [_statement(statement) for statement in statements],
        {"name": fold(name)} if name else {},
    )


def _document(name: str) -> str:
    return (_DOCUMENTS / f"{name}.graphql").read_text("utf-8")


def _statement(name: str) -> str:
    return (_HERE / "cypher" / f"{name}.cypher").read_text("utf-8")
