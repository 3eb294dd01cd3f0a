"""Searching: what is found, in which order, where the words stand, and how it is read page by page."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from graph.errors import InvalidArgument
from graph.model.relations import RelationType
from graph.model.vocabulary import vocabulary
from graph.plan import (
    Argument,
    Compare,
    Comparison,
    Condition,
    Cursor,
    Every,
    Facets,
    Found,
    GroupKeys,
    Highlights,
    KeyEntity,
    Label,
    Linked,
    Node,
    Page,
    PageInfo,
    Property,
    Quantifier,
    Search,
    Selection,
    Stats,
    Total,
)
from graph.search import LONGEST, SEARCHED
from graph.store import Store, open_store
from tests.graph.builders import Paper, agency, indicator, plan, programme
from tests.graph.conftest import GraphOf
from tests.graph.engines import Engine
from tests.graph.plans import TEN, ask, fields

pytestmark = pytest.mark.anyio

WATER = agency("經濟部水利署")
ISLAND = plan("臺灣水環境改善方案")
GRID = programme("智慧電網總體規劃", "plan")
FIVE_G = programme("５Ｇ 行動寬頻", "plan")
HAIR = programme("髮展產業", "plan")
DEPTH = indicator("水庫蓄水量", "萬立方公尺")


@pytest.fixture
def water(engine: Engine) -> Iterator[Store]:
    first = Paper("plan", "水資源計畫", year=2019).names(WATER, "經濟部水利署", "水利署").names(ISLAND).names(GRID)
    first.names(FIVE_G).names(HAIR).names(DEPTH).states(ISLAND, RelationType.EXECUTED_BY, WATER)
    first.prints("石門水庫清淤後，水庫蓄水增加；<臺北>另計").reports(ISLAND, "水庫清淤完成")
    second = Paper("report", "業務報告", year=2021).names(WATER, "水利署").prints("辦理電業改革，發展再生能源")
    with closing(open_store(engine.holding(first, second))) as store:
        yield store


def search(labels: tuple[str, ...] = SEARCHED, page: Page = TEN, **where: Condition) -> Search:
    shown = {label: (Property("shown", "name"),) for label in vocabulary()} | dict.fromkeys(
        ("Outcome", "Passage"), (Property("shown", "text"),)
    )
    return Search(
        "found",
        Argument("text"),
        {label: where.get(label, Every(())) for label in labels},
        page,
        (
            Total("total"),
            PageInfo("page", fields("has_next_page", "has_previous_page", "end_cursor")),
            Found(
                "edges",
                (
                    Property("score", "score"),
                    Cursor("cursor"),
                    Highlights("highlights", fields("field", "fragment")),
                    Node("node", Selection({label: (Label("type"), *shown[label]) for label in labels})),
                ),
            ),
        ),
    )


async def found(store: Store, text: str, root: Search | None = None, **arguments: object) -> Any:
    return (await ask(store, root or search(), text=text, **arguments))["found"]


def shown(answer: Mapping[str, Any]) -> list[str]:
    return [edge["node"]["shown"] for edge in answer["edges"]]


async def test_names_and_texts_are_found_wherever_the_word_stands_in_them(water: Store) -> None:
    answer = await found(water, "水庫")

    assert [(edge["node"]["type"], edge["node"]["shown"]) for edge in answer["edges"]] == [
        ("Indicator", "水庫蓄水量"),
        ("Outcome", "水庫清淤完成"),
        ("Passage", "石門水庫清淤後，水庫蓄水增加；<臺北>另計"),
    ]
    assert answer["total"] == 3


async def test_a_score_is_the_share_of_the_text_and_half_of_that_in_running_text(water: Store) -> None:
    scores = [edge["score"] for edge in (await found(water, "水庫"))["edges"]]

    assert scores == [2 / 5, 2 / 6 / 2, 2 / 21 / 2]


async def test_a_thing_is_found_once_by_the_best_of_its_names(water: Store) -> None:
    answer = await found(water, "水利署")

    assert [(edge["score"], edge["node"]["shown"]) for edge in answer["edges"]] == [(1.0, "經濟部水利署")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("電", "智慧電網總體規劃"),
        ("台灣水環境", "臺灣水環境改善方案"),
        ("台湾水环境", "臺灣水環境改善方案"),
        ("5g", "５Ｇ 行動寬頻"),
        ("5G行動", "５Ｇ 行動寬頻"),
        ("g 寬", "５Ｇ 行動寬頻"),
        ("发展产业", "髮展產業"),
        ("總體 智慧", "智慧電網總體規劃"),
        ("智慧\u3000总体", "智慧電網總體規劃"),
    ],
)
async def test_one_character_or_another_way_of_writing_finds_the_same(water: Store, text: str, name: str) -> None:
    assert name in shown(await found(water, text))


async def test_all_words_must_stand_in_one_text(water: Store) -> None:
    assert shown(await found(water, "水利署 水庫")) == []


@pytest.mark.parametrize("text", ['"', "\\", "*", "水 AND", "( OR )", "水庫~", "%", "_", "^水", "name:水"])
async def test_what_a_query_language_would_read_into_a_text_is_only_text(water: Store, text: str) -> None:
    assert shown(await found(water, text)) == []


async def test_words_are_shown_where_they_stand_and_all_else_is_safe_in_a_page(water: Store) -> None:
    passage = (await found(water, "水库", search(("Passage",))))["edges"][0]

    fragment = "石門<em>水庫</em>清淤後，<em>水庫</em>蓄水增加；&lt;臺北&gt;另計"
    assert passage["highlights"] == [{"field": "text", "fragment": fragment}]


async def test_a_highlight_says_which_name_it_is(water: Store) -> None:
    body = (await found(water, "水利", search(("Agency",))))["edges"][0]

    assert body["highlights"] == [
        {"field": "aliases", "fragment": "<em>水利</em>署"},
        {"field": "name", "fragment": "經濟部<em>水利</em>署"},
    ]


async def test_only_things_of_the_labels_asked_for_are_found(water: Store) -> None:
    assert shown(await found(water, "水庫", search(("Outcome", "Agency")))) == ["水庫清淤完成"]
    assert await found(water, "水庫", search(())) == {
        "total": 0,
        "page": {"has_next_page": False, "has_previous_page": False, "end_cursor": None},
        "edges": [],
    }


async def test_a_condition_holds_for_things_of_its_label(water: Store) -> None:
    run_by = vocabulary()["Plan"].links["agencies"]
    named = Compare("name", Comparison.EQ, Argument("agency"))
    conditions = {
        "Plan": Linked(run_by, Quantifier.SOME, named),
        "Outcome": Compare("id", Comparison.EQ, Argument("agency")),
    }
    root = search(("Plan", "Programme", "Outcome"), **conditions)

    assert shown(await found(water, "水", root, agency="經濟部水利署")) == ["臺灣水環境改善方案"]
    assert shown(await found(water, "水", root, agency="環保署")) == []


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3])
async def test_the_pages_joined_are_all_that_is_found(water: Store, size: int, backward: bool) -> None:
    whole = await found(water, "水")
    root = search(page=Page(Argument("few"), Argument("after"), Argument("before"), backward))
    pages: list[list[str]] = []
    bounds: dict[str, object] = {"after": None, "before": None}
    while len(pages) <= whole["total"]:
        answer = await found(water, "水", root, few=size, **bounds)
        assert answer["total"] == whole["total"]
        pages.append(shown(answer))
        if not answer["page"]["has_previous_page" if backward else "has_next_page"]:
            break
        bounds = (
            {"before": answer["edges"][0]["cursor"], "after": None}
            if backward
            else {"after": answer["page"]["end_cursor"], "before": None}
        )

    ordered = pages[::-1] if backward else pages
    assert [name for page in ordered for name in page] == shown(whole)
    assert len(shown(whole)) > 4


@pytest.mark.parametrize("text", ["", "  \u3000\n", "水" * (LONGEST + 1), "水" * 10_000])
async def test_a_text_that_cannot_be_searched_for_says_so(water: Store, text: str) -> None:
    answer = await found(water, text)

    assert isinstance(answer, InvalidArgument)
    assert "'text'" in answer.message


async def test_what_a_document_no_longer_says_is_found_no_more(store: Store, graph_of: GraphOf) -> None:
    graph_of(Paper("a").names(GRID, "智慧電網").prints("電廠").reports(GRID, "電表"), Paper("b").names(GRID, "電力網"))
    assert len(shown(await found(store, "電"))) == 3

    graph_of(Paper("a").names(WATER))
    assert shown(await found(store, "電")) == ["智慧電網總體規劃"]

    with store.writer() as writer:
        writer.remove("b")
        writer.publish()
    assert shown(await found(store, "電")) == []


async def test_facets_tell_how_much_is_of_each_type_and_in_each_document(water: Store) -> None:
    document = KeyEntity("entity", Selection({"Document": fields("code")}))
    groups = (GroupKeys("keys", (*fields("by", "value"), document)), Property("count", "count"), Stats("stats", ()))
    wanted = replace(search(), parts=(Facets("facets", groups), Total("total")))

    found = (await ask(water, wanted, text="水"))["found"]

    facets = [(group["keys"][0], group["count"]) for group in found["facets"]]
    assert found["total"] == 6
    assert [(key["value"], count) for key, count in facets if key["by"] == "TYPE"] == [
        ("AGENCY", 1),
        ("DOCUMENT", 1),
        ("INDICATOR", 1),
        ("OUTCOME", 1),
        ("PASSAGE", 1),
        ("PLAN", 1),
    ]
    assert [(key["entity"]["code"], count) for key, count in facets if key["by"] == "DOCUMENT"] == [
        ("plan", 6),
        ("report", 1),
    ]
    assert all(group["stats"] == [] for group in found["facets"])


async def test_facets_are_those_of_what_a_search_is_narrowed_to(water: Store) -> None:
    groups = (GroupKeys("keys", fields("by", "value")), Property("count", "count"))
    wanted = replace(search(("Agency", "Plan")), parts=(Facets("facets", groups),))

    found = (await ask(water, wanted, text="水利"))["found"]["facets"]

    assert found[0]["keys"][0]["value"] == "AGENCY"
    assert [group["count"] for group in found] == [1, 1, 1]
