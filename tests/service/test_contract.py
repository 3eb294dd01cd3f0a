"""The documents that front ends rely on, unmodified, answered to the letter by every engine.

The long answers stand in ``contract/*.json``, read off the papers by eye.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.store import Release, Store, open_store
from ingest.candidates import find_candidates
from ingest.pipeline import ingest
from service.execution import Executor, Request
from tests.graph.engines import Engine, Neo4jEngine
from tests.neo4j_server import Neo4jServer
from tests.service.conftest import Ask
from tests.service.ministry import BREAKWATER, BUREAU, DREDGING, INDUSTRY, LIGHTHOUSE, PAPERS, PLAN, contract
from tests.service.stock import agreed


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*PAPERS))) as opened:
        yield opened


@pytest.fixture
def ministry(store: Store) -> Release:
    release = asyncio.run(store.view.release())
    assert release is not None
    return release


def test_an_agency_page(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("agency"), name="港灣署")

    assert "errors" not in answer
    assert answer["data"]["agency"]["programmes"]["pageInfo"].pop("endCursor")
    assert answer["data"] == _expected("agency")
    assert answer["extensions"] == {"release": ministry.id, "cost": 363}


def test_a_programme_page(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("programme"), name="航道疏濬")

    assert "errors" not in answer
    assert answer["data"] == _expected("programme")


def test_a_plan_page(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("plan"), "PlanPage", name="港灣建設計畫")

    assert "errors" not in answer
    assert answer["data"]["plan"]["programmes"]["pageInfo"].pop("startCursor")
    assert answer["data"] == _expected("plan")


def test_the_money_of_all_work_below_a_plan(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("plan"), "MoneyTable", plan=PLAN.id, year=2019)

    exact = 2**53 + 1
    counted = {"of": "amount", "unit": "TWD", "sum": exact, "counted": 1, "missing": 0}
    budgets = answer["data"]["budgets"]
    [item] = budgets.pop("nodes")
    assert budgets == {
        "totalCount": 1,
        "aggregate": {"groups": [{"keys": [{"value": "APPROPRIATED"}], "count": 1, "stats": [counted]}]},
    }
    assert item["subject"] == {"__typename": "Programme", "id": DREDGING.id, "name": DREDGING.name}
    assert item["amount"] == {
        "value": exact,
        "unit": "元",
        "text": "9,007,199,254,740,993",
        "normalised": exact,
        "normalisedUnit": "TWD",
        "absence": None,
    }


def test_things_and_facts_are_fetched_again_by_their_ids(ask: Ask, ministry: Release) -> None:
    [budget] = ask("{ budgets { nodes { id } } }")["data"]["budgets"]["nodes"]

    answer = ask(contract("plan"), "Refetch", ids=[budget["id"], BUREAU.id])

    dredging = {"__typename": "Programme", "id": DREDGING.id, "name": DREDGING.name}
    assert answer["data"]["nodes"] == [
        {
            "id": budget["id"],
            "subject": dredging,
            "evidence": [{"quote": "9,007,199,254,740,993"}],
            "citation": {"permalink": f"/facts/{budget['id']}"},
        },
        {"__typename": "Agency", "id": BUREAU.id, "name": BUREAU.name},
    ]


def test_programmes_filtered_across_all_plans(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("across_plans"), "Filtered")

    agencies = {"nodes": [{"name": BUREAU.name}, {"name": INDUSTRY.name}]}
    found = {"id": LIGHTHOUSE.id, "name": LIGHTHOUSE.name, "parents": {"nodes": []}, "agencies": agencies}
    assert answer["data"] == {"programmes": {"totalCount": 1, "nodes": [found]}}


def test_agencies_by_how_many_programmes_they_run(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("across_plans"), "TopAgencies")

    counted = [(node["name"], node["programmes"]["totalCount"]) for node in answer["data"]["agencies"]["nodes"]]
    assert counted == [("海洋部港灣署", 3), ("經濟部工業局", 1), ("海洋部", 0), ("港務局", 0)]


def test_what_programmes_share(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("across_plans"), "SharedWork", ids=[DREDGING.id, BREAKWATER.id])

    things = [{"__typename": "Programme", "id": thing.id, "name": thing.name} for thing in (DREDGING, BREAKWATER)]
    shared = {"totalCount": 1, "nodes": [{"id": BUREAU.id, "name": BUREAU.name}]}
    nothing = {"totalCount": 0, "nodes": []}
    assert answer["data"] == {
        "compare": {
            "of": things,
            "sharedAgencies": shared,
            "sharedProgrammes": nothing,
            "sharedReferences": {"nodes": []},
        }
    }


def test_how_two_things_are_related(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("across_plans"), "HowRelated", **{"from": INDUSTRY.id, "to": PLAN.id})

    ways = [[step["node"]["name"] for step in path["steps"]] for path in answer["data"]["paths"]]
    assert ways == [
        ["燈塔修復", "海洋部港灣署", "航道疏濬", "港灣建設計畫"],
        ["燈塔修復", "海洋部港灣署", "防波堤整建", "港灣建設計畫"],
        ["燈塔修復", "海洋部港灣署", "海洋部", "港灣建設計畫"],
    ]
    assert [(path["length"], path["start"]["name"]) for path in answer["data"]["paths"]] == [(4, INDUSTRY.name)] * 3
    assert answer["data"]["paths"][0]["steps"][3] == {
        "relation": "PART_OF",
        "forward": True,
        "node": {"__typename": "Plan", "id": PLAN.id, "name": PLAN.name},
        "evidence": [
            {"document": {"name": "港灣建設計畫 108 年度"}, "lineStart": 8, "quote": "航道疏濬：港灣建設計畫"}
        ],
    }


def test_what_is_here(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("across_plans"), "WhatIsHere")["data"]

    assert answer["release"] == {"id": ministry.id, "publishedAt": ministry.published_at.isoformat()}
    assert {counted["type"]: counted["count"] for counted in answer["statistics"]} == {
        "Agency": 4,
        "Plan": 1,
        "Programme": 3,
        "Indicator": 2,
        "Document": 2,
        "Measurement": 3,
        "BudgetItem": 1,
        "Outcome": 2,
    }
    assert [(d["code"], d["genre"], d["year"], d["facts"]["totalCount"]) for d in answer["documents"]["nodes"]] == [
        ("report-2021", "OTHER", 2021, 1),
        ("plan-108", "OTHER", 2019, 5),
    ]


def test_all_engines_answer_alike_from_the_five_documents(
    corpus: Path, tmp_path: Path, neo4j_server: Neo4jServer
) -> None:
    urls = f"sqlite:///{tmp_path}/five.db", Neo4jEngine.of(neo4j_server.url).empty()
    releases = [ingest(find_candidates([corpus]), url).release for url in urls]
    assert releases[0].id == releases[1].id
    with closing(open_store(urls[0])) as first, closing(open_store(urls[1])) as second:
        requests = list(_requests(first))

        answers = [[_answered(store, request) for store in (first, second)] for request in requests]

    assert len(requests) > 50
    assert [(r.operation_name, r.variables) for r, (a, b) in zip(requests, answers, strict=True) if a != b] == []


def _requests(store: Store) -> Iterator[Request]:
    """All operations of the contract, those about one thing for many things, and second pages."""
    yield from (Request(contract("across_plans"), {}, name) for name in ("Filtered", "TopAgencies", "WhatIsHere"))
    for name in ("進度", "金額", "人次", "就業"):
        yield Request(contract("across_plans"), {"indicator": name}, "Series")
    for status in ("REPORTED", "NO_REPORT_FOUND", "REPORTED_WITHOUT_TARGET"):
        yield Request(_PROMISES, {"status": [status]})
    for text in ("水", "台湾", "5G", "計畫 推動"):
        yield Request(contract("across_plans"), {"text": text}, "Find")
    codes = asyncio.run(Executor(store.view).execute(Request("{ documents { nodes { id } } }")))
    for document in codes["data"]["documents"]["nodes"]:
        yield Request(contract("plan"), {"document": document["id"], "text": "計畫"}, "BackFromText")
    names = "{ agencies(first: 30, orderBy: [{ field: PROGRAMME_COUNT, direction: DESC }]) { nodes { id name } }"
    works = " programmes(first: 30) { nodes { id name } } }"
    listed = asyncio.run(Executor(store.view).execute(Request(names + works)))
    for things in (listed["data"][many]["nodes"] for many in ("agencies", "programmes")):
        for one, other in pairwise(thing["id"] for thing in things):
            yield Request(contract("across_plans"), {"ids": [one, other]}, "SharedWork")
            yield Request(contract("across_plans"), {"from": one, "to": other}, "HowRelated")
    for agency in listed["data"]["agencies"]["nodes"]:
        page = Request(contract("agency"), {"name": agency["name"], "first": 3})
        yield page
        asked = asyncio.run(Executor(store.view).execute(page))["data"]["agency"]
        if asked and (cursor := asked["programmes"]["pageInfo"]["endCursor"]):
            yield Request(contract("agency"), {"name": agency["name"], "after": cursor})
    for programme in listed["data"]["programmes"]["nodes"]:
        yield Request(contract("programme"), {"name": programme["name"]})
    yield from _plan_pages(store)


def _plan_pages(store: Store) -> Iterator[Request]:
    """The page of every plan that its name finds, its money of some years, and some facts fetched again."""
    names = "{ plans(first: 30, orderBy: [{ field: CHILD_COUNT, direction: DESC }]) { nodes { id name } } }"
    for plan in asyncio.run(Executor(store.view).execute(Request(names)))["data"]["plans"]["nodes"]:
        page = Request(contract("plan"), {"name": plan["name"], "last": 3}, "PlanPage")
        yield page
        asked = asyncio.run(Executor(store.view).execute(page))["data"]["plan"]
        if asked and (cursor := asked["programmes"]["pageInfo"]["startCursor"]):
            yield Request(contract("plan"), {"name": plan["name"], "before": cursor}, "PlanPage")
        for year in (2021, 2025):
            yield Request(contract("plan"), {"plan": plan["id"], "year": year}, "MoneyTable")
    facts = "{ documents { nodes { id facts(first: 15) { nodes { id } } } } }"
    for document in asyncio.run(Executor(store.view).execute(Request(facts)))["data"]["documents"]["nodes"]:
        ids = [document["id"], *(fact["id"] for fact in document["facts"]["nodes"])]
        yield Request(contract("plan"), {"ids": ids}, "Refetch")


_PROMISES = """query ($status: [PromiseStatus!]) { promises(first: 30, status: $status) {
  totalCount nodes { status conflict year scope unit subject { id } target { id target { value text } } results { id } }
} }"""


def _answered(store: Store, request: Request) -> str:
    """The answer's bytes, without the moment at which each store was made."""
    answer = asyncio.run(agreed(store.view, request))
    if request.operation_name == "WhatIsHere":
        del answer["data"]["release"]["publishedAt"]
    return json.dumps(answer, ensure_ascii=False)


def _expected(name: str) -> Any:
    return json.loads((Path(__file__).parent / "contract" / f"{name}.json").read_text("utf-8"))
