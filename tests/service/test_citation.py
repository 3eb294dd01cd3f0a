import json

import pytest
from starlette.testclient import TestClient

from graph.errors import InvalidSetting
from graph.store import Release, Store
from service.app import create_app
from service.citation import Answering, Citation
from service.settings import ServiceSettings
from tests.graph.builders import Paper, programme
from tests.service.conftest import Ask, GraphOf

PORT = "{ outcomes { nodes { id citation { permalink text quote release cslJson } evidence { quote } } } }"
WORK = programme("燈塔修復")


def report(text: str = "完成燈塔修復 3 座") -> Paper:
    return (
        Paper("report-2021", "海洋部業務報告")
        .names(WORK)
        .prints(f"一、{text}。<b>另</b>", "貳、成果")
        .reports(WORK, text)
    )


def test_a_fact_is_cited_from_the_place_that_says_it(ask: Ask, graph_of: GraphOf) -> None:
    release = graph_of(report())

    [outcome] = ask(PORT)["data"]["outcomes"]["nodes"]

    path = f"/facts/{outcome['id']}"
    words = "〈海洋部業務報告〉（report-2021），第 3 行：「完成燈塔修復 3 座」"
    assert outcome["citation"] == {
        "permalink": path,
        "text": f"{words}。plangraph {release.id[:12]}，{path}",
        "quote": "完成燈塔修復 3 座",
        "release": release.id,
        "cslJson": json.dumps(
            [
                {
                    "id": outcome["id"],
                    "type": "report",
                    "title": "海洋部業務報告",
                    "number": "report-2021",
                    "note": f"第 3 行；完成燈塔修復 3 座；plangraph release {release.id}",
                }
            ],
            ensure_ascii=False,
        ),
    }


def test_a_citation_tells_who_published_when_and_on_which_page() -> None:
    document = {
        "name": "施政計畫",
        "code": "plan-110",
        "published_on": "2021-05",
        "source": "https://example.org/plan.pdf",
        "publisher": {"name": "海洋部"},
    }
    printed = {"page": "12", "line_start": 30, "line_end": 32, "quote": "預算 5 億元"}
    said = {"id": "budget-1", "document": document, "evidence": [printed]}

    near, far = (Citation(said, Answering("0123456789abcdef", url)) for url in ("", "https://plans.example.org/api/"))

    told = "海洋部，〈施政計畫〉（plan-110），2021-05，第 12 頁，第 30–32 行：「預算 5 億元」。plangraph 0123456789ab"
    assert near.text == f"{told}，/facts/budget-1"
    assert far.permalink == "https://plans.example.org/api/facts/budget-1"
    [item], [elsewhere] = json.loads(near.csl_json), json.loads(far.csl_json)
    assert item == {
        "id": "budget-1",
        "type": "report",
        "title": "施政計畫",
        "author": [{"literal": "海洋部"}],
        "publisher": "海洋部",
        "number": "plan-110",
        "issued": {"date-parts": [[2021, 5]]},
        "page": "12",
        "note": "第 30–32 行；預算 5 億元；plangraph release 0123456789abcdef",
        "URL": "https://example.org/plan.pdf",
    }
    assert elsewhere == {**item, "URL": far.permalink}


def test_a_permalink_opens_the_passage_with_the_words_marked(ask: Ask, client: TestClient, graph_of: GraphOf) -> None:
    graph_of(report())
    [outcome] = ask(PORT)["data"]["outcomes"]["nodes"]

    page = client.get(outcome["citation"]["permalink"])

    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<h1>燈塔修復</h1>" in page.text
    assert "一、<mark>完成燈塔修復 3 座</mark>。&lt;b&gt;另&lt;/b&gt;" in page.text
    assert "<p>貳、成果</p>" in page.text
    assert outcome["citation"]["text"] in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_a_permalink_is_absolute_where_the_service_knows_its_url(store: Store, graph_of: GraphOf) -> None:
    graph_of(report())

    with TestClient(create_app(store, ServiceSettings(public_url="https://plans.example.org"))) as client:
        answer = client.post("/graphql", json={"query": PORT}).json()

    [outcome] = answer["data"]["outcomes"]["nodes"]
    assert outcome["citation"]["permalink"] == f"https://plans.example.org/facts/{outcome['id']}"
    assert json.loads(outcome["citation"]["cslJson"])[0]["URL"] == outcome["citation"]["permalink"]


@pytest.mark.parametrize("identity", ["outcome-0", "<script>", WORK.id])
def test_a_permalink_to_no_fact_says_so(client: TestClient, graph_of: GraphOf, identity: str) -> None:
    graph_of(report())

    page = client.get(f"/facts/{identity}")

    assert page.status_code == 404
    assert "in this release" in page.text
    assert "<script>" not in page.text


def test_a_permalink_says_when_there_is_no_release_yet(client: TestClient) -> None:
    page = client.get("/facts/outcome-1")

    assert page.status_code == 503
    assert "no release yet" in page.text


def test_citations_stand_wherever_facts_do(ask: Ask, ministry: Release) -> None:
    answer = ask(
        """
        {
          document(code: "plan-108") { facts { nodes { __typename quoted: citation { q: quote quote } } } }
          measurements(first: 1) { edges { node { citation { __typename release } } } }
        }
        """
    )

    facts = answer["data"]["document"]["facts"]["nodes"]
    assert {fact["__typename"] for fact in facts} == {"Measurement", "BudgetItem", "Outcome"}
    assert all(fact["quoted"]["q"] == fact["quoted"]["quote"] for fact in facts)
    [edge] = answer["data"]["measurements"]["edges"]
    assert edge["node"]["citation"] == {"__typename": "Citation", "release": ministry.id}


@pytest.mark.parametrize("url", ["plans.example.org", "ftp://plans.example.org", "https://a?b", "/api"])
def test_a_public_url_that_is_no_web_address_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("PLANGRAPH_PUBLIC_URL", url)

    with pytest.raises(InvalidSetting, match="PLANGRAPH_PUBLIC_URL"):
        ServiceSettings.read()
