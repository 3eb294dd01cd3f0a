"""The documents that front ends rely on, unmodified, answered to the letter.

The long answers stand in ``contract/*.json``, read off the papers by eye.
"""

import json
from pathlib import Path
from typing import Any

from graph.store import Release
from tests.service.conftest import Ask
from tests.service.ministry import BUREAU, INDUSTRY, LIGHTHOUSE, contract


def test_an_agency_page(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("agency"), name="港灣署")

    assert "errors" not in answer
    assert answer["data"]["agency"]["programmes"]["pageInfo"].pop("endCursor")
    assert answer["data"] == _expected("agency")
    assert answer["extensions"] == {"release": ministry.id}


def test_a_programme_page(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("programme"), name="航道疏濬")

    assert "errors" not in answer
    assert answer["data"] == _expected("programme")


def test_programmes_filtered_across_all_plans(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("across_plans"), "Filtered")

    agencies = {"nodes": [{"name": BUREAU.name}, {"name": INDUSTRY.name}]}
    found = {"id": LIGHTHOUSE.id, "name": LIGHTHOUSE.name, "parents": {"nodes": []}, "agencies": agencies}
    assert answer["data"] == {"programmes": {"totalCount": 1, "nodes": [found]}}


def test_agencies_by_how_many_programmes_they_run(ask: Ask, ministry: Release) -> None:
    answer = ask(contract("across_plans"), "TopAgencies")

    counted = [(node["name"], node["programmes"]["totalCount"]) for node in answer["data"]["agencies"]["nodes"]]
    assert counted == [("海洋部港灣署", 3), ("經濟部工業局", 1), ("海洋部", 0), ("港務局", 0)]


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


def _expected(name: str) -> Any:
    return json.loads((Path(__file__).parent / "contract" / f"{name}.json").read_text("utf-8"))
