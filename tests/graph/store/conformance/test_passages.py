"""A document's text: its passages, what stands in each, and what of it could not be read."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from graph.model.relations import RelationType
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, vocabulary
from graph.plan import (
    Argument,
    ById,
    Compare,
    Comparison,
    Condition,
    Connection,
    Every,
    Items,
    Label,
    Linked,
    Nodes,
    Quantifier,
    Selection,
    Step,
    Total,
)
from graph.store import Store, open_store
from tests.graph.builders import Paper, agency, programme
from tests.graph.conftest import GraphOf
from tests.graph.engines import Engine
from tests.graph.plans import TEN, ask, ask_of, fields, of_each

pytestmark = pytest.mark.anyio

BUREAU, DREDGING = agency("港灣署"), programme("航道疏浚", "plan")
LINKS = vocabulary()["Passage"].links


def plan_paper() -> Paper:
    paper = Paper("plan", "港灣計畫").prints("港灣署辦理航道疏浚，完成 3 公里", "壹、緒論", "一、現況")
    paper.names(BUREAU).names(DREDGING).names(DREDGING, "疏浚").states(DREDGING, RelationType.EXECUTED_BY, BUREAU)
    paper.reports(DREDGING, "完成 3 公里").doubts("'三公里餘' 不是數量").doubts("欄位不足")
    return paper.prints("附錄從略").prints("港灣署另行辦理").names(BUREAU, "港灣署")


@pytest.fixture
def text(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(plan_paper(), Paper("report").prints("港灣署報告").names(BUREAU)))) as store:
        yield store


def passages(where: Condition | None = None, *wanted: Any, link: str | None = None) -> Connection:
    leads = vocabulary()["Document"].links[link] if link else None
    nodes = Nodes("nodes", Selection({"Passage": (*fields("text"), *wanted)}))
    return Connection("list", ("Passage",), leads, TEN, (Total("total"), nodes), where=where)


def listed(name: str, labels: tuple[str, ...], shown: str) -> Connection:
    nodes = Nodes("nodes", of_each(labels, Label("type"), *fields(shown)))
    return Connection(name, labels, LINKS[name], TEN, (Total("total"), nodes))


async def texts(store: Store, where: Condition | None = None, **arguments: object) -> list[str]:
    answer = (await ask(store, passages(where), **arguments))["list"]
    assert answer["total"] == len(answer["nodes"])
    return [node["text"] for node in answer["nodes"]]


async def test_passages_are_listed_as_printed_document_by_document(text: Store) -> None:
    assert await texts(text) == ["港灣署辦理航道疏浚，完成 3 公里", "附錄從略", "港灣署另行辦理", "港灣署報告"]


async def test_passages_are_filtered_by_their_words_and_their_document(text: Store) -> None:
    words = Compare("text", Comparison.CONTAINS, Argument("words"))
    of_document = Linked(LINKS["document"], Quantifier.SOME, Compare("code", Comparison.EQ, Argument("code")))

    assert await texts(text, Every((words, of_document)), words="港灣署", code="plan") == [
        "港灣署辦理航道疏浚，完成 3 公里",
        "港灣署另行辦理",
    ]


async def test_a_passage_leads_to_what_it_says_and_what_it_speaks_of_each_once(text: Store) -> None:
    wanted = (listed("facts", FACT_LABELS, "year"), listed("entities", ENTITY_LABELS, "name"))

    first, appendix, *_ = (await ask(text, passages(None, *wanted)))["list"]["nodes"]

    assert first["facts"] == {"total": 1, "nodes": [{"type": "Outcome", "year": None}]}
    assert first["entities"] == {
        "total": 2,
        "nodes": [{"type": "Agency", "name": "港灣署"}, {"type": "Programme", "name": "航道疏浚"}],
    }
    assert appendix["facts"]["nodes"] == appendix["entities"]["nodes"] == []


async def test_passages_from_which_nothing_was_taken_are_found(text: Store) -> None:
    nothing = tuple(Linked(LINKS[name], Quantifier.NONE, Every(())) for name in ("facts", "entities"))

    assert await texts(text, Every(nothing)) == ["附錄從略"]
    assert await texts(text, nothing[0]) == ["附錄從略", "港灣署另行辦理", "港灣署報告"]


async def test_passages_are_found_by_what_they_speak_of(text: Store) -> None:
    named = Linked(LINKS["entities"], Quantifier.SOME, Compare("name", Comparison.EQ, Argument("thing")))

    assert await texts(text, named, thing="航道疏浚") == ["港灣署辦理航道疏浚，完成 3 公里"]


async def test_a_passage_knows_where_it_stands(text: Store) -> None:
    found = (await ask(text, passages(None, *fields("id", "heading", "page", "line_start", "line_end"))))["list"][
        "nodes"
    ][0]

    assert found["heading"] == ["壹、緒論", "一、現況"]
    assert (found["page"], found["line_start"], found["line_end"]) == (None, 1, 1)
    again = ById("again", Argument("id"), ("Agency", "Outcome", "Passage"), of_each(("Passage",), *fields("text")))
    assert (await ask(text, again, id=found["id"]))["again"] == {"text": found["text"]}


async def test_a_document_leads_to_its_passages_and_to_what_could_not_be_read(text: Store) -> None:
    findings = Connection(
        "findings",
        ("Finding",),
        vocabulary()["Document"].links["findings"],
        TEN,
        (Total("total"), Nodes("nodes", Selection({"Finding": fields("message", "line_start")}))),
    )

    answer = await ask_of(text, "Document", "港灣計畫", passages(link="passages"), findings)

    assert answer["list"]["total"] == 3
    assert answer["findings"] == {
        "total": 2,
        "nodes": [{"message": "'三公里餘' 不是數量", "line_start": 7}, {"message": "欄位不足", "line_start": 8}],
    }


async def test_evidence_leads_to_its_passage(text: Store) -> None:
    passage = Step("passage", vocabulary()["Evidence"].links["passage"], of_each(("Passage",), *fields("text")))
    evidence = Items(
        "evidence", vocabulary()["Agency"].links["evidence"], Argument("ten"), of_each(("Evidence",), passage)
    )

    answer = await ask_of(text, "Agency", "港灣署", evidence)

    assert [place["passage"]["text"] for place in answer["evidence"]] == [
        "港灣署辦理航道疏浚，完成 3 公里",
        "港灣署另行辦理",
        "港灣署報告",
    ]


async def test_a_document_that_is_taken_out_takes_its_text_along(store: Store, graph_of: GraphOf) -> None:
    graph_of(plan_paper(), Paper("report").prints("港灣署報告").names(BUREAU))

    with store.writer() as writer:
        writer.remove("plan")
        writer.publish()

    assert await texts(store) == ["港灣署報告"]
    assert list(store.faults()) == []
