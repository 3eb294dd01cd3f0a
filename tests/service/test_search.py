"""Searching, and the way from a page of text to what was taken from it, as front ends ask for them."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from graph.model.relations import RelationType
from graph.store import Store, open_store
from tests.graph.builders import Paper, agency, indicator, programme
from tests.graph.engines import Engine
from tests.service.conftest import Ask
from tests.service.ministry import contract

BUREAU, OTHER = agency("海洋部港灣署"), agency("經濟部水利署")
DREDGING, RESERVOIR = programme("航道疏濬計畫", "plan"), programme("水庫疏濬計畫", "report")
DREDGED = indicator("疏濬量", "萬立方公尺")
PAPERS = (
    Paper("plan", "臺灣港灣計畫", year=2019)
    .prints("海洋部港灣署辦理航道疏濬計畫，完成疏濬 12 公里", "壹、成果", "一、航道")
    .names(BUREAU, "海洋部港灣署", "港灣署")
    .names(DREDGING)
    .names(DREDGED)
    .states(DREDGING, RelationType.EXECUTED_BY, BUREAU)
    .states(DREDGING, RelationType.MEASURED_BY, DREDGED)
    .reports(DREDGING, "完成疏濬 12 公里")
    .prints("疏濬土方另行標售", "壹、成果", "二、土方")
    .doubts("'十餘公里' 不是數量"),
    Paper("report", "水利業務報告", year=2021)
    .prints("水庫疏濬由經濟部水利署辦理", "壹、水庫")
    .names(OTHER)
    .names(RESERVOIR)
    .states(RESERVOIR, RelationType.EXECUTED_BY, OTHER),
)


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*PAPERS))) as opened:
        yield opened


def names(answer: dict[str, Any]) -> list[str]:
    assert "errors" not in answer
    return [node.get("name") or node["text"] for node in answer["data"]["search"]["nodes"]]


SEARCH = """
query Search($text: String!, $types: [SearchType!], $documents: [ID!], $agencies: [ID!], $years: [Int!],
             $heading: NameFilter) {
  search(text: $text, types: $types, documents: $documents, agencies: $agencies, years: $years, heading: $heading) {
    totalCount
    nodes { ... on Entity { name } ... on Outcome { text } ... on Passage { text } }
  }
}
"""


def test_the_search_of_the_contract(ask: Ask) -> None:
    answer = ask(contract("across_plans"), "Find", text="疏浚量")

    assert "errors" not in answer
    node = {"__typename": "Indicator", "id": DREDGED.id, "name": "疏濬量"}
    highlight = {"field": "name", "fragment": "<em>疏濬量</em>"}
    edge = {"score": 1, "highlights": [highlight], "node": node}
    assert answer["data"] == {"search": {"totalCount": 1, "edges": [edge]}}


def test_all_that_a_search_can_find(ask: Ask) -> None:
    found = ask(contract("across_plans"), "Find", text="疏濬")["data"]["search"]

    assert [(edge["node"]["__typename"], round(edge["score"], 3)) for edge in found["edges"]] == [
        ("Indicator", 0.667),
        ("Programme", 0.333),
        ("Programme", 0.333),
        ("Passage", 0.125),
        ("Outcome", 0.125),
        ("Passage", 0.077),
        ("Passage", 0.043),
    ]
    passage = found["edges"][3]["node"]
    assert (passage["text"], passage["document"], passage["lineStart"]) == (
        "疏濬土方另行標售",
        {"name": "臺灣港灣計畫"},
        8,
    )


def test_back_from_a_page_of_text_to_the_facts(ask: Ask) -> None:
    document = next(b for b in PAPERS if b.code == "plan").batch().document

    answer = ask(contract("plan"), "BackFromText", document=document.id, text="航道")

    assert "errors" not in answer
    [passage] = answer["data"]["passages"]["nodes"]
    assert passage["text"] == "海洋部港灣署辦理航道疏濬計畫，完成疏濬 12 公里"
    assert [thing["name"] for thing in passage["entities"]["nodes"]] == ["海洋部港灣署", "疏濬量", "航道疏濬計畫"]
    [fact] = passage["facts"]["nodes"]
    assert (fact["__typename"], fact["subject"]["name"]) == ("Outcome", "航道疏濬計畫")


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"types": ["PROGRAMME"]}, ["航道疏濬計畫", "水庫疏濬計畫"]),
        ({"types": []}, []),
        ({"types": ["PROGRAMME", "INDICATOR"], "years": [2019]}, ["疏濬量", "航道疏濬計畫"]),
        ({"types": ["PROGRAMME", "PASSAGE"], "years": [2021]}, ["水庫疏濬計畫", "水庫疏濬由經濟部水利署辦理"]),
        ({"years": [1990]}, []),
        ({"heading": {"eq": "二、土方"}}, ["疏濬土方另行標售"]),
        ({"heading": {"contains": "水庫"}}, ["水庫疏濬計畫", "水庫疏濬由經濟部水利署辦理"]),
        ({"heading": {"contains": "成果"}, "types": ["PASSAGE", "OUTCOME"], "years": [2021]}, []),
        ({"agencies": [OTHER.id]}, ["水庫疏濬計畫", "水庫疏濬由經濟部水利署辦理"]),
        (
            {"agencies": [BUREAU.id]},
            ["疏濬量", "航道疏濬計畫", "完成疏濬 12 公里", "海洋部港灣署辦理航道疏濬計畫，完成疏濬 12 公里"],
        ),
    ],
    ids=str,
)
def test_a_search_is_narrowed(ask: Ask, narrowed: dict[str, Any], expected: list[str]) -> None:
    assert sorted(names(ask(SEARCH, text="疏濬", **narrowed))) == sorted(expected)


def test_a_search_is_narrowed_to_documents(ask: Ask) -> None:
    report = PAPERS[1].batch().document

    assert sorted(names(ask(SEARCH, text="水利", documents=[report.id]))) == sorted(
        ["水利業務報告", "經濟部水利署", "水庫疏濬由經濟部水利署辦理"]
    )
    assert names(ask(SEARCH, text="水利", documents=[])) == []


@pytest.mark.parametrize("text", ["", "   ", "水" * 201, "水" * 10_000], ids=["empty", "blank", "long", "very long"])
def test_a_text_that_cannot_be_searched_for_has_its_code(ask: Ask, text: str) -> None:
    answer = ask(SEARCH, text=text)

    assert answer["data"] is None
    [error] = answer["errors"]
    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
    assert error["path"] == ["search"]


def test_too_many_agencies_are_refused(ask: Ask) -> None:
    [error] = ask(SEARCH, text="水", agencies=["a"] * 101)["errors"]

    assert error["extensions"]["code"] == "INVALID_ARGUMENT"


def test_a_passage_is_a_node(ask: Ask) -> None:
    [found] = ask('{ passages(where: { text: { contains: "土方" } }) { nodes { id } } }')["data"]["passages"]["nodes"]

    answer = ask(
        "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Passage { text } } }", ids=[found["id"]]
    )

    assert answer["data"]["nodes"] == [{"__typename": "Passage", "id": found["id"], "text": "疏濬土方另行標售"}]


def test_passages_from_which_nothing_was_taken(ask: Ask) -> None:
    asked = "{ passages(where: { facts: { none: {} }, entities: { none: {} } }) { totalCount nodes { text } } }"

    assert ask(asked)["data"]["passages"] == {"totalCount": 1, "nodes": [{"text": "疏濬土方另行標售"}]}


def test_what_could_not_be_read_of_a_document(ask: Ask) -> None:
    asked = '{ document(code: "plan") { findings { totalCount nodes { rule message lineStart quote } } } }'

    finding = {"rule": "test.rule", "message": "'十餘公里' 不是數量", "lineStart": 9, "quote": "…"}
    assert ask(asked)["data"]["document"]["findings"] == {"totalCount": 1, "nodes": [finding]}


def test_what_was_found_is_counted_by_type_and_by_document(ask: Ask) -> None:
    query = """
        query ($text: String!, $types: [SearchType!]) {
          search(text: $text, types: $types) { totalCount facets { count keys { by value entity { __typename name } } } }
        }
        """

    found = ask(query, text="水")["data"]["search"]

    types = {f["keys"][0]["value"]: f["count"] for f in found["facets"] if f["keys"][0]["by"] == "TYPE"}
    documents = [f for f in found["facets"] if f["keys"][0]["by"] == "DOCUMENT"]
    assert sum(types.values()) == found["totalCount"]
    assert {f["keys"][0]["entity"]["__typename"] for f in documents} == {"Document"}
    for type_, count in types.items():
        assert ask(query, text="水", types=[type_])["data"]["search"]["totalCount"] == count
