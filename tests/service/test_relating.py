"""What cannot be compared, or has no way to it, is said; lists of what is shared are lists like any other."""

from typing import Any

import pytest

from graph.store import Release
from tests.service.conftest import Ask
from tests.service.ministry import BREAKWATER, BUREAU, DREDGED, DREDGING, INDUSTRY, LIGHTHOUSE, MINISTRY, PLAN

COMPARE = "query ($ids: [ID!]!) { compare(ids: $ids) { of { name } } }"
PATHS = "query ($from: ID!, $to: ID!, $n: Int, $by: [RelationType!]) { paths(from: $from, to: $to, maxLength: $n, relations: $by) { length } }"


@pytest.mark.parametrize(
    ("ids", "code", "said"),
    [
        pytest.param([], "INVALID_ARGUMENT", "from 2 to 5", id="none"),
        pytest.param([BUREAU.id], "INVALID_ARGUMENT", "from 2 to 5", id="one"),
        pytest.param([BUREAU.id] * 6, "INVALID_ARGUMENT", "from 2 to 5", id="six"),
        pytest.param([BUREAU.id, BUREAU.id], "INVALID_ARGUMENT", "one thing", id="the same"),
        pytest.param([BUREAU.id, PLAN.id], "INVALID_ARGUMENT", "Agency and Plan", id="two types"),
        pytest.param([BUREAU.id, "agency-0"], "UNKNOWN_ID", "'agency-0'", id="unknown"),
    ],
)
def test_what_cannot_be_compared_is_a_coded_error(
    ask: Ask, ministry: Release, ids: list[str], code: str, said: str
) -> None:
    [error] = ask(COMPARE, ids=ids)["errors"]

    assert error["extensions"]["code"] == code
    assert said in error["message"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        pytest.param({"to": "agency-0"}, "UNKNOWN_ID", id="unknown"),
        pytest.param({"n": 0}, "INVALID_ARGUMENT", id="no steps"),
        pytest.param({"n": 7}, "INVALID_ARGUMENT", id="too many steps"),
        pytest.param({"by": ["OWNED_BY"]}, "INVALID_VARIABLES", id="no such relation"),
    ],
)
def test_ways_that_cannot_be_looked_for_are_a_coded_error(
    ask: Ask, ministry: Release, given: dict[str, Any], code: str
) -> None:
    [error] = ask(PATHS, **{"from": BUREAU.id, "to": PLAN.id, **given})["errors"]

    assert error["extensions"]["code"] == code


@pytest.mark.parametrize(
    ("given", "lengths"),
    [
        pytest.param({}, [2], id="any relation"),
        pytest.param({"n": 1}, [], id="no way so short"),
        pytest.param({"by": ["EXECUTED_BY"]}, [], id="no way along these"),
        pytest.param({"by": ["EXECUTED_BY", "PART_OF"]}, [2], id="along two"),
        pytest.param({"by": []}, [], id="along none"),
        pytest.param({"to": BUREAU.id}, [0], id="to itself"),
    ],
)
def test_ways_are_looked_for_within_what_is_asked_for(
    ask: Ask, ministry: Release, given: dict[str, Any], lengths: list[int]
) -> None:
    answer = ask(PATHS, **{"from": BUREAU.id, "to": PLAN.id, **given})

    assert answer["data"] == {"paths": [{"length": length} for length in lengths]}


def test_several_things_share_what_each_is_joined_to(ask: Ask, ministry: Release) -> None:
    query = """
        query ($ids: [ID!]!) {
          compare(ids: $ids) {
            of { name ... on Programme { category } }
            sharedAgencies(where: { kind: { eq: AGENCY } }) { totalCount edges { role evidence(first: 1) { quote } node { name } } }
            sharedPlans { nodes { name } }
            sharedIndicators { totalCount }
            sharedDocuments { nodes { code } }
          }
        }
        """

    compared = ask(query, ids=[DREDGING.id, BREAKWATER.id])["data"]["compare"]

    assert compared == {
        "of": [{"name": DREDGING.name, "category": "水環境建設"}, {"name": BREAKWATER.name, "category": None}],
        "sharedAgencies": {
            "totalCount": 1,
            "edges": [{"role": None, "evidence": [{"quote": BUREAU.name}], "node": {"name": BUREAU.name}}],
        },
        "sharedPlans": {"nodes": [{"name": PLAN.name}]},
        "sharedIndicators": {"totalCount": 0},
        "sharedDocuments": {"nodes": [{"code": "plan-108"}]},
    }


def test_neighbours_of_anything_are_listed_with_the_relations_that_join_them(ask: Ask, ministry: Release) -> None:
    query = """
        query ($id: ID!, $by: [RelationType!]) {
          node(id: $id) { ... on Entity { neighbours(relations: $by) { totalCount edges { relations node { name } } } } }
        }
        """

    every = ask(query, id=DREDGING.id)["data"]["node"]["neighbours"]
    bodies = ask(query, id=DREDGING.id, by=["EXECUTED_BY"])["data"]["node"]["neighbours"]
    subjects = ask(query, id=DREDGED.id)["data"]["node"]["neighbours"]

    joined = {edge["node"]["name"]: edge["relations"] for edge in every["edges"]}
    assert joined == {
        BUREAU.name: ["EXECUTED_BY"],
        DREDGED.name: ["MEASURED_BY"],
        PLAN.name: ["PART_OF"],
        BREAKWATER.name: ["REFERENCES"],
    }
    assert (every["totalCount"], bodies["totalCount"]) == (4, 1)
    assert [edge["node"]["name"] for edge in subjects["edges"]] == [DREDGING.name]


def test_a_cursor_of_partners_goes_on_in_that_list_alone(ask: Ask, ministry: Release) -> None:
    query = "query ($id: ID, $after: String) { agency(id: $id) { partners(first: 1, after: $after) { edges { cursor node { name } } } } }"

    [edge] = ask(query, id=BUREAU.id)["data"]["agency"]["partners"]["edges"]
    after = ask(query, id=BUREAU.id, after=edge["cursor"])
    elsewhere = ask(query, id=INDUSTRY.id, after=edge["cursor"])

    assert edge["node"] == {"name": INDUSTRY.name}
    assert after["data"]["agency"]["partners"] == {"edges": []}
    assert elsewhere["errors"][0]["extensions"]["code"] == "INVALID_CURSOR"
    assert ask(query, id=MINISTRY.id)["data"]["agency"]["partners"] == {"edges": []}


def test_a_way_names_what_it_passes(ask: Ask, ministry: Release) -> None:
    query = "query ($ends: [ID!]!, $from: ID!, $to: ID!) { paths(from: $from, to: $to, without: $ends) { start { name } steps { __typename node { name } } } }"

    shown = ask(query, **{"from": INDUSTRY.id, "to": BUREAU.id, "ends": []})["data"]["paths"]
    barred = ask(query, **{"from": INDUSTRY.id, "to": BUREAU.id, "ends": [LIGHTHOUSE.id]})["data"]["paths"]

    steps = [{"__typename": "PathStep", "node": {"name": thing.name}} for thing in (LIGHTHOUSE, BUREAU)]
    assert (shown, barred) == ([{"start": {"name": INDUSTRY.name}, "steps": steps}], [])
