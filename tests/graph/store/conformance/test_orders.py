"""Ordering and paging: total orders, absent values last, pages that joined are the list."""

import pytest

from graph.errors import InvalidCursor
from graph.model.entities import Plan
from graph.model.relations import RelationType
from graph.model.vocabulary import vocabulary
from graph.plan import Argument, ById, Connection, Nodes, OrderBy, Page, PageInfo, Step
from graph.store import Store
from tests.graph.builders import Paper, agency, indicator, plan, programme
from tests.graph.conftest import GraphOf
from tests.graph.plans import TEN, WORK, ask, ask_of, fields, names_of, of_each, shown

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ((OrderBy("period_start"),), ["航道疏浚計畫", "岸電設施計畫"]),
        ((OrderBy("period_start", descending=True),), ["岸電設施計畫", "航道疏浚計畫"]),
        ((OrderBy("name", descending=True),), ["航道疏浚計畫", "智慧浮標計畫"]),
        ((OrderBy("place"),), ["主軸一：基礎建設", "航道疏浚計畫"]),
        ((OrderBy("agency_count", descending=True),), ["航道疏浚計畫", "岸電設施計畫"]),
        ((OrderBy("indicator_count", descending=True), OrderBy("name")), ["航道疏浚計畫", "岸電設施計畫"]),
        ((OrderBy("outcome_count", descending=True), OrderBy("place")), ["航道疏浚計畫", "主軸一：基礎建設"]),
    ],
)
async def test_absent_values_come_last_whichever_way_a_list_runs(
    harbour: Store, order: tuple[OrderBy, ...], found: list[str]
) -> None:
    assert (await shown(harbour, names_of(("Programme",), order=order)))[:2] == found


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (("subject", False), ["岸電設施計畫", "航道疏浚計畫", "航道疏浚計畫"]),
        (("subject", True), ["航道疏浚計畫", "航道疏浚計畫", "岸電設施計畫"]),
        (("indicator", False), ["航道疏浚計畫", "岸電設施計畫", "航道疏浚計畫"]),
    ],
)
async def test_facts_can_stand_in_the_order_of_the_names_of_what_they_are_about(
    harbour: Store, order: tuple[str, bool], found: list[str]
) -> None:
    links = vocabulary()["Measurement"].links
    by, descending = order
    subject = Step("subject", links["subject"], of_each(WORK, *fields("name")))
    listed = Connection(
        "list",
        ("Measurement",),
        None,
        TEN,
        (Nodes("nodes", of_each(("Measurement",), subject)),),
        order=(OrderBy("name", descending, links[by]), OrderBy("target_number", descending=True)),
    )

    nodes = (await ask(harbour, listed))["list"]["nodes"]

    assert [node["subject"]["name"] for node in nodes] == found


async def test_things_are_counted_anew_where_only_facts_change(store: Store, graph_of: GraphOf) -> None:
    work, by = programme("航道疏浚計畫"), indicator("浚深長度")
    paper = Paper("a").names(work).names(by)
    counts = (ById("work", Argument("w"), ("Programme",), of_each(("Programme",), *fields("outcome_count"))),
              ById("by", Argument("b"), ("Indicator",), of_each(("Indicator",), *fields("measurement_count"))))  # fmt: skip
    graph_of(paper)
    before = await ask(store, *counts, w=work.id, b=by.id)
    graph_of(paper.reports(work, "完成疏浚").measures(work, by))

    assert before == {"work": {"outcome_count": 0}, "by": {"measurement_count": 0}}
    assert await ask(store, *counts, w=work.id, b=by.id) == {
        "work": {"outcome_count": 1},
        "by": {"measurement_count": 1},
    }


FIRST, SECOND = plan("甲方案"), plan("乙方案")


def _of_plans(third: Plan | None) -> Paper:
    """Five programmes: two of the first plan, one of them through the other, and two of none; the third of any."""
    works = [programme(name) for name in ("一", "二", "三", "四", "五")]
    paper = Paper("a").names(FIRST).names(SECOND)
    for work in works:
        paper.names(work)
    for part, whole in ((works[0], FIRST), (works[1], works[0]), (works[2], third), (works[4], works[3])):
        if whole:
            paper.states(part, RelationType.PART_OF, whole)
    return paper


@pytest.mark.parametrize(
    ("descending", "found"),
    [(False, ["三", "一", "二", "五", "四"]), (True, ["一", "二", "三", "五", "四"])],
    ids=["from the start", "from the end"],
)
@pytest.mark.parametrize("size", [1, 2, 10])
async def test_programmes_can_stand_in_the_order_of_their_plans(
    store: Store, graph_of: GraphOf, descending: bool, found: list[str], size: int
) -> None:
    graph_of(_of_plans(SECOND))
    order = (OrderBy("plan_name", descending), OrderBy("name"))
    paged = names_of(("Programme",), order=order, page=Page(Argument("first"), Argument("after")))

    assert await _joined(store, paged, size) == found


async def test_programmes_follow_their_plan_where_that_changes(store: Store, graph_of: GraphOf) -> None:
    order = names_of(("Programme",), order=(OrderBy("plan_name"), OrderBy("name")))
    graph_of(_of_plans(SECOND))
    before = await shown(store, order)
    graph_of(_of_plans(SECOND), Paper("b").names(FIRST.model_copy(update={"name": "丁方案之全名"})))
    renamed = await shown(store, order)
    graph_of(_of_plans(None))
    left = await shown(store, order)

    assert before == ["三", "一", "二", "五", "四"]
    assert renamed == ["一", "二", "三", "五", "四"]
    assert left == ["一", "二", "三", "五", "四"]


async def _joined(store: Store, paged: Connection, size: int) -> list[str]:
    """The pages of a list, joined."""
    joined, after, more = [], None, True
    while more:
        answer = (await ask(store, paged, first=size, after=after))["list"]
        joined += [node["shown"] for node in answer["nodes"]]
        after, more = answer["page"]["end_cursor"], answer["page"]["has_next_page"]
    return joined


@pytest.mark.parametrize("size", [1, 2, 3, 10])
@pytest.mark.parametrize(
    "order",
    [
        (),
        (OrderBy("name", descending=True),),
        (OrderBy("category"), OrderBy("period_start", descending=True)),
        (OrderBy("period_start"),),
        (OrderBy("place"),),
    ],
)
async def test_the_pages_of_a_list_joined_are_the_list(harbour: Store, size: int, order: tuple[OrderBy, ...]) -> None:
    whole = await shown(harbour, names_of(("Programme",), order=order))
    paged = names_of(("Programme",), order=order, page=Page(Argument("first"), Argument("after")))
    joined, after, more = [], None, True
    while more:
        answer = (await ask(harbour, paged, first=size, after=after))["list"]
        joined += [node["shown"] for node in answer["nodes"]]
        assert answer["total"] == len(whole)
        assert answer["page"]["has_previous_page"] is (after is not None)
        after, more = answer["page"]["end_cursor"], answer["page"]["has_next_page"]

    assert joined == whole


@pytest.mark.parametrize("descending", [False, True])
async def test_things_that_an_order_does_not_tell_apart_stand_by_id(
    store: Store, graph_of: GraphOf, descending: bool
) -> None:
    works = [programme("同名計畫", code, category="公共建設") for code in "abcdefg"]
    graph_of(*(Paper(code).names(work) for code, work in zip("abcdefg", works, strict=True)))
    order = (OrderBy("category", descending), OrderBy("name", descending))
    listed = Connection(
        "list",
        ("Programme",),
        None,
        Page(Argument("first"), Argument("after")),
        (Nodes("nodes", of_each(("Programme",), *fields("id"))), PageInfo("page", fields("end_cursor"))),
        order=order,
    )

    first = (await ask(store, listed, first=3))["list"]
    rest = (await ask(store, listed, first=10, after=first["page"]["end_cursor"]))["list"]

    assert [node["id"] for node in (*first["nodes"], *rest["nodes"])] == sorted(work.id for work in works)


@pytest.mark.parametrize("descending", [False, True])
async def test_the_pages_of_a_hub_joined_are_its_list(store: Store, graph_of: GraphOf, descending: bool) -> None:
    """One agency runs all but every third of sixty programmes: engines may walk all of them to find its first."""
    hub, other, works = agency("樞紐署"), agency("別的署"), [programme(f"第{n}計畫") for n in range(60)]
    paper = Paper("a").names(hub).names(other)
    for number, work in enumerate(works):
        paper.names(work).states(work, RelationType.EXECUTED_BY, hub if number % 3 else other)
    graph_of(paper)
    order = (OrderBy("name", descending),)
    paged = names_of(
        ("Programme",), "programmes", "Agency", order=order, page=Page(Argument("first"), Argument("after"))
    )

    joined, after, more = [], None, True
    while more:
        answer = (await ask_of(store, "Agency", "樞紐署", paged, first=3, after=after))["list"]
        joined += [node["shown"] for node in answer["nodes"]]
        assert answer["total"] == 40
        after, more = answer["page"]["end_cursor"], answer["page"]["has_next_page"]

    run = (work.name for number, work in enumerate(works) if number % 3)
    assert joined == sorted(run, reverse=descending)


async def test_a_cursor_of_another_list_is_refused(harbour: Store) -> None:
    by_name = names_of(("Programme",), page=Page(Argument("first"), Argument("after")))
    cursor = (await ask(harbour, by_name, first=1))["list"]["page"]["end_cursor"]
    by_place = names_of(("Programme",), order=(OrderBy("place"),), page=Page(Argument("first"), Argument("after")))

    assert isinstance((await ask(harbour, by_place, first=1, after=cursor))["list"], InvalidCursor)


async def test_an_empty_list_has_no_cursors(harbour: Store) -> None:
    answer = await ask_of(harbour, "Programme", "智慧浮標計畫", names_of(("Agency",), "agencies", "Programme"))

    assert answer["list"] == {
        "total": 0,
        "nodes": [],
        "page": {"has_next_page": False, "has_previous_page": False, "end_cursor": None},
    }
