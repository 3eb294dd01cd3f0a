"""Targets against results over all documents: one series a subject, indicator, scope and unit, with its conflicts."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from graph.model.facts import Scope
from graph.model.values import Absence, Value
from graph.store import Store, open_store
from tests.graph.builders import Paper, agency, indicator, number, plan
from tests.graph.engines import Engine
from tests.service.conftest import Ask
from tests.service.ministry import contract

BUREAU, WORK, OTHER = agency("港灣署"), plan("航道疏浚計畫"), plan("燈塔修復計畫")
LENGTH, VISITORS = indicator("浚深長度", "公里"), indicator("參觀人數", "人次")


def paper(code: str, title: str, edition: str | None = None) -> Paper:
    return Paper(code, title, edition=edition).names(BUREAU).names(WORK).names(OTHER).names(LENGTH).names(VISITORS)


PAPERS = (
    paper("a", "施政計畫")
    .measures(WORK, LENGTH, year=2021, target=number("12", "公里"))
    .measures(WORK, LENGTH, year=2022, target=number("15", "公里"))
    .measures(WORK, LENGTH, year=2021, scope=Scope.CUMULATIVE, target=number("40", "公里"))
    .measures(OTHER, LENGTH, year=2021, target=Value(absence=Absence.NOT_APPLICABLE, text="不適用")),
    paper("b", "績效報告", edition="初稿")
    .measures(WORK, LENGTH, year=2020, actual=number("8", "公里"))
    .measures(WORK, LENGTH, year=2021, target=number("12.0", "公里"), actual=number("9.5", "公里"))
    .measures(OTHER, VISITORS, year=2021, actual=number("5000", "人次")),
    paper("c", "績效報告", edition="定稿").measures(WORK, LENGTH, year=2021, actual=number("9.8", "公里")),
)


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*PAPERS))) as opened:
        yield opened


def test_the_series_of_an_indicator_stand_as_front_ends_ask_for_them(ask: Ask) -> None:
    answer = ask(contract("across_plans"), "Series", indicator="浚深")

    [found] = answer["data"]["indicators"]["nodes"]
    assert (found["id"], found["name"]) == (LENGTH.id, LENGTH.name)
    assert [(s["subject"]["name"], s["scope"], s["unit"], _points(s)) for s in found["series"]["nodes"]] == [
        (WORK.name, "ANNUAL", "公里", [
            (2020, None, 8, False, ["績效報告"]),
            (2021, 12, 9.5, True, ["施政計畫", "績效報告", "績效報告"]),
            (2022, 15, None, False, ["施政計畫"]),
        ]),
        (WORK.name, "CUMULATIVE", "公里", [(2021, 40, None, False, ["施政計畫"])]),
        (OTHER.name, "ANNUAL", "公里", [(2021, None, None, False, ["施政計畫"])]),
    ]  # fmt: skip


def _points(series: Any) -> list[Any]:
    return [
        (
            point["year"],
            point["target"]["value"],
            point["actual"]["value"],
            point["conflict"],
            [measurement["document"]["name"] for measurement in point["measurements"]],
        )
        for point in series["points"]
    ]


def test_what_is_not_stated_says_why_in_a_point_too(ask: Ask) -> None:
    query = "query ($id: ID!) { plan(id: $id) { series { nodes { points { year status target { absence text } actual { absence } } } } } }"

    [lengths, visitors] = ask(query, id=OTHER.id)["data"]["plan"]["series"]["nodes"]

    not_applicable = {"absence": "NOT_APPLICABLE", "text": "不適用"}
    not_stated = {"absence": "NOT_STATED"}
    assert lengths["points"] == [{"year": 2021, "status": None, "target": not_applicable, "actual": not_stated}]
    assert visitors["points"][0]["target"] == {"absence": "NOT_STATED", "text": None}


def test_conflicting_facts_of_two_editions_name_each_other_with_evidence(ask: Ask) -> None:
    query = """{ measurements(where: { conflicts: { some: {} } }) { nodes { actual { value } conflicts { totalCount nodes {
        __typename document { name edition } evidence(first: 1) { lineStart } ... on Measurement { actual { value } } } } } } }"""

    found = ask(query)["data"]["measurements"]["nodes"]

    conflicts = [
        (fact["actual"]["value"], fact["conflicts"]["totalCount"], fact["conflicts"]["nodes"]) for fact in found
    ]
    assert conflicts == [
        (9.5, 1, [_fact("定稿", 6, 9.8)]),
        (9.8, 1, [_fact("初稿", 7, 9.5)]),
    ]


def _fact(edition: str, line: int, actual: float) -> dict[str, Any]:
    said = {
        "document": {"name": "績效報告", "edition": edition},
        "evidence": [{"lineStart": line}],
        "actual": {"value": actual},
    }
    return {"__typename": "Measurement", **said}


PROMISES = """query ($status: [PromiseStatus!], $where: MeasurementWhere, $first: Int, $after: String) {
  promises(status: $status, where: $where, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { status conflict year scope subject { name } target { target { value } document { name } } results { actual { value } } }
  }
}"""


def test_promises_say_what_became_of_each_target(ask: Ask) -> None:
    found = ask(PROMISES)["data"]["promises"]

    assert found["totalCount"] == 5
    assert [_told(promise) for promise in found["nodes"]] == [
        ("REPORTED", WORK.name, "ANNUAL", 2021, 12, [9.5, 9.8]),
        ("NO_REPORT_FOUND", WORK.name, "ANNUAL", 2022, 15, []),
        ("NO_REPORT_FOUND", WORK.name, "CUMULATIVE", 2021, 40, []),
        ("REPORTED_WITHOUT_TARGET", WORK.name, "ANNUAL", 2020, None, [8]),
        ("REPORTED_WITHOUT_TARGET", OTHER.name, "ANNUAL", 2021, None, [5000]),
    ]
    assert [promise["conflict"] for promise in found["nodes"]] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"status": ["NO_REPORT_FOUND"]}, [(2022, "ANNUAL"), (2021, "CUMULATIVE")], id="one status"),
        pytest.param({"status": []}, [], id="no status"),
        pytest.param(
            {"status": ["NO_REPORT_FOUND", "REPORTED"], "where": {"year": {"eq": 2021}}},
            [(2021, "ANNUAL"), (2021, "CUMULATIVE")],
            id="statuses of a year",
        ),
        pytest.param(
            {"where": {"documents": {"some": {"code": {"eq": "c"}}}}}, [(2021, "ANNUAL")], id="any of its measurements"
        ),
    ],
)
def test_promises_are_filtered(ask: Ask, given: dict[str, Any], found: list[Any]) -> None:
    answer = ask(PROMISES, **given)["data"]["promises"]

    assert [(promise["year"], promise["scope"]) for promise in answer["nodes"]] == found
    assert answer["totalCount"] == len(found)


def test_promises_are_read_a_page_at_a_time(ask: Ask) -> None:
    told, after = [], None
    for more in (True, True, False):
        page = ask(PROMISES, first=2, after=after)["data"]["promises"]
        assert page["pageInfo"]["hasNextPage"] is more
        told += map(_told, page["nodes"])
        after = page["pageInfo"]["endCursor"]

    assert told == [_told(promise) for promise in ask(PROMISES)["data"]["promises"]["nodes"]]


def _told(promise: Any) -> tuple[Any, ...]:
    target = promise["target"] and promise["target"]["target"]["value"]
    results = [result["actual"]["value"] for result in promise["results"]]
    return promise["status"], promise["subject"]["name"], promise["scope"], promise["year"], target, results


def test_series_are_filtered_by_any_of_their_measurements(ask: Ask) -> None:
    query = """query ($where: MeasurementWhere) { series(where: $where) { totalCount nodes { scope indicator { name } subject { name } } } }"""

    found = ask(query, where={"year": {"eq": 2020}})["data"]["series"]

    assert found == {
        "totalCount": 1,
        "nodes": [{"scope": "ANNUAL", "indicator": {"name": LENGTH.name}, "subject": {"name": WORK.name}}],
    }


@pytest.mark.parametrize(
    "asked",
    [
        "promises(first: 0) { totalCount }",
        "series(first: 1, last: 1) { totalCount }",
        "series { nodes { points(first: 101) { year } } }",
        "promises { nodes { results(first: -1) { id } } }",
    ],
)
def test_sizes_out_of_range_are_refused(ask: Ask, asked: str) -> None:
    [error] = ask(f"{{ {asked} }}")["errors"]

    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
