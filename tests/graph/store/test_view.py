"""Answering plans: look up, list, expand, filter, order, page — each on a small graph whose answer is seen at once."""

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from graph.errors import AmbiguousName, InvalidCursor, MissingStore
from graph.model.facts import OutcomeKind, Scope
from graph.model.relations import RelationType, Role
from graph.model.values import Absence, Quantity, Value
from graph.model.vocabulary import vocabulary
from graph.plan import (
    Argument,
    ByCode,
    ById,
    ByIds,
    ByName,
    Compare,
    Comparison,
    Connection,
    Either,
    Every,
    Items,
    KnownAs,
    Label,
    LinkCount,
    Linked,
    Nodes,
    Not,
    OrderBy,
    Page,
    Parts,
    Property,
    Quantifier,
    ReleaseInfo,
    Selection,
    Step,
)
from graph.store import Release, Store
from tests.graph.builders import Paper, agency, indicator, money, number, plan, programme
from tests.graph.plans import TEN, WORK, ask, ask_of, edges_of, fields, names_of, of_each, shown

pytestmark = pytest.mark.anyio
GraphOf = Callable[..., Release]

HARBOUR, CITY = agency("海岸事務部港灣署"), agency("南濱市政府")
SCHEME, AXIS = plan("智慧港灣方案"), programme("主軸一：基礎建設")
DREDGING = programme("航道疏浚計畫", category="公共建設", period_start="2019-03")
POWER = programme("岸電設施計畫", category="公共建設", period_start="2021")
BUOYS = programme("智慧浮標計畫", category="科技發展")
PROGRESS, LENGTH = indicator("年累計進度", "%"), indicator("浚深長度", "公里")


@pytest.fixture
def harbour(graph_of: GraphOf) -> Release:
    """Three programmes of an axis of one scheme, run by an agency and a city, in one report and one budget."""
    report = Paper("report", "年度績效報告", year=2021)
    for thing in (HARBOUR, CITY, SCHEME, AXIS, DREDGING, POWER, BUOYS, PROGRESS, LENGTH):
        report.names(thing, *(("海岸事務部港灣署", "港灣署") if thing is HARBOUR else ()))
    report.states(AXIS, RelationType.PART_OF, SCHEME)
    for work in (DREDGING, POWER, BUOYS):
        report.states(work, RelationType.PART_OF, AXIS)
    report.states(DREDGING, RelationType.EXECUTED_BY, HARBOUR, Role.LEAD)
    report.states(DREDGING, RelationType.EXECUTED_BY, CITY, Role.CO)
    report.states(POWER, RelationType.EXECUTED_BY, HARBOUR)
    report.states(BUOYS, RelationType.REFERENCES, SCHEME)
    for by in (PROGRESS, LENGTH):
        report.states(DREDGING, RelationType.MEASURED_BY, by)
    report.states(POWER, RelationType.MEASURED_BY, PROGRESS)
    report.measures(DREDGING, PROGRESS, year=2021, target=number("100"), actual=number("98.6"))
    report.measures(DREDGING, LENGTH, scope=Scope.WHOLE, target=number("12"), actual=Value(absence=Absence.BLANK))
    report.measures(POWER, PROGRESS, year=2021, target=number("80"))
    report.budgets_for(DREDGING, money(120_000), year=2021)
    report.budgets_for(DREDGING, money(9_007_199_254_740_993), year=2022)
    report.reports(
        DREDGING,
        "完成疏浚 3.5 公里",
        OutcomeKind.MILESTONE,
        [Quantity(label="疏浚", value=Decimal("3.5"), unit="公里")],
    )
    budget = Paper("budget", "單位預算", year=2022).names(HARBOUR, "港灣署").names(SCHEME)
    return graph_of(report, budget)


# ---- look-ups


@pytest.mark.parametrize("name", ["海岸事務部港灣署", "港灣署", " 港 灣 署 "])
async def test_a_thing_is_found_by_any_of_its_names_folded(store: Store, harbour: Release, name: str) -> None:
    assert (await ask_of(store, "Agency", name, Property("id", "id")))["id"] == HARBOUR.id


async def test_a_name_that_nothing_has_answers_with_null(store: Store, harbour: Release) -> None:
    assert await ask_of(store, "Agency", "山林署", Property("id", "id")) is None


async def test_a_name_is_looked_up_among_things_of_its_type_only(store: Store, harbour: Release) -> None:
    assert await ask_of(store, "Plan", "港灣署", Property("id", "id")) is None


async def test_a_name_of_two_things_answers_with_the_candidates(store: Store, graph_of: GraphOf) -> None:
    first, second, parent = programme("人才培育", "a"), programme("人才培育", "b"), plan("海洋政策")
    graph_of(
        Paper("a").names(first),
        Paper("b").names(second).names(parent).states(second, RelationType.PART_OF, parent),
    )

    error = await ask_of(store, "Programme", "人才培育", Property("id", "id"))

    assert isinstance(error, AmbiguousName)
    assert sorted(error.candidates, key=lambda c: str(c["parent"])) == [
        {"id": first.id, "name": "人才培育", "parent": None},
        {"id": second.id, "name": "人才培育", "parent": "海洋政策"},
    ]


async def test_one_root_that_fails_leaves_the_others_their_answers(store: Store, graph_of: GraphOf) -> None:
    graph_of(Paper("a").names(programme("人才培育", "a")), Paper("b").names(programme("人才培育", "b")).names(CITY))
    wanted = Selection({"Programme": fields("name"), "Agency": fields("name")})

    answer = await ask(
        store,
        ByName("twice", "Programme", Argument("twice"), wanted),
        ByName("once", "Agency", Argument("once"), wanted),
        twice="人才培育",
        once="南濱市政府",
    )

    assert isinstance(answer["twice"], AmbiguousName)
    assert answer["once"] == {"name": "南濱市政府"}


async def test_things_and_facts_are_found_by_id_in_the_order_asked_for(store: Store, harbour: Release) -> None:
    budget = (await shown(store, names_of(("BudgetItem",))))[0]
    wanted = Selection(
        {
            "Agency": (Label("type"), *fields("name")),
            "Programme": (Label("type"), *fields("name")),
            "BudgetItem": (Label("type"), *fields("fiscal_year")),
        }
    )

    answer = await ask(store, ByIds("nodes", Argument("ids"), wanted), ids=[budget, "agency-0", DREDGING.id])

    assert answer["nodes"] == [
        {"type": "BudgetItem", "fiscal_year": 2021},
        None,
        {"type": "Programme", "name": "航道疏浚計畫"},
    ]


async def test_an_id_of_another_type_is_not_found(store: Store, harbour: Release) -> None:
    root = ById("root", Argument("id"), ("Plan",), Selection({"Plan": fields("name")}))

    assert (await ask(store, root, id=HARBOUR.id))["root"] is None


async def test_a_document_is_found_by_its_code(store: Store, harbour: Release) -> None:
    root = ByCode("root", Argument("code"), Selection({"Document": fields("name", "year")}))

    assert (await ask(store, root, code="report"))["root"] == {"name": "年度績效報告", "year": 2021}


async def test_the_release_that_answers_says_what_it_is(store: Store, harbour: Release) -> None:
    answer = await ask(store, ReleaseInfo("release", fields("id", "hash", "documents", "published_at")))

    assert answer["release"] == {
        "id": harbour.id,
        "hash": harbour.id,
        "documents": 2,
        "published_at": harbour.published_at.isoformat(),
    }


async def test_an_unpublished_store_says_so(store: Store) -> None:
    with pytest.raises(MissingStore, match="no release yet"):
        await ask(store, names_of(("Agency",)))


# ---- what is wanted of a thing


async def test_names_are_given_with_the_documents_that_print_them(store: Store, harbour: Release) -> None:
    documents = Connection(
        "documents",
        ("Document",),
        vocabulary()["Alias"].links["documents"],
        TEN,
        (Nodes("nodes", of_each(("Document",), *fields("code"))),),
    )
    aliases = Connection(
        "aliases",
        ("Alias",),
        vocabulary()["Agency"].links["aliases"],
        TEN,
        (Nodes("nodes", of_each(("Alias",), *fields("name"), documents)),),
    )

    answer = await ask_of(store, "Agency", "港灣署", aliases)

    assert {a["name"]: [d["code"] for d in a["documents"]["nodes"]] for a in answer["aliases"]["nodes"]} == {
        "海岸事務部港灣署": ["report"],
        "港灣署": ["budget", "report"],
    }


async def test_evidence_stands_by_document_as_each_gives_it_up_to_the_number_asked_for(
    store: Store, harbour: Release
) -> None:
    place = of_each(
        ("Evidence",),
        *fields("quote", "line_start", "source"),
        Step("document", vocabulary()["Evidence"].links["document"], of_each(("Document",), *fields("code"))),
    )
    items = Items("evidence", vocabulary()["Agency"].links["evidence"], Argument("first"), place)

    answer = await ask_of(store, "Agency", "港灣署", items, first=2)

    assert answer["evidence"] == [
        {"quote": "港灣署", "line_start": 1, "source": "TEXT", "document": {"code": "budget"}},
        {"quote": "海岸事務部港灣署", "line_start": 1, "source": "TEXT", "document": {"code": "report"}},
    ]


async def test_money_beyond_the_precision_of_floats_stays_exact(store: Store, harbour: Release) -> None:
    amount = Parts("amount", "amount", fields("value", "normalised", "unit", "absence", "text"))
    listed = Connection(
        "list",
        ("BudgetItem",),
        None,
        TEN,
        (Nodes("nodes", of_each(("BudgetItem",), amount)),),
        order=(OrderBy("amount_number", descending=True),),
    )

    answer = await ask(store, listed)

    assert answer["list"]["nodes"][0]["amount"] == {
        "value": 9_007_199_254_740_993,
        "normalised": 9_007_199_254_740_993_000,
        "unit": "千元",
        "absence": None,
        "text": "9,007,199,254,740,993",
    }


async def test_absence_says_its_kind(store: Store, harbour: Release) -> None:
    values = (Parts("target", "target", fields("value")), Parts("actual", "actual", fields("value", "absence")))
    listed = Connection("list", ("Measurement",), None, TEN, (Nodes("nodes", of_each(("Measurement",), *values)),))

    nodes = (await ask(store, listed))["list"]["nodes"]

    assert [(n["target"]["value"], n["actual"]["value"], n["actual"]["absence"]) for n in nodes] == [
        (100, 98.6, None),
        (12, None, "BLANK"),
        (80, None, "NOT_STATED"),
    ]


async def test_the_quantities_of_a_result_are_given(store: Store, harbour: Release) -> None:
    parts = Parts("quantities", "quantities", fields("label", "value", "unit", "bound"))
    listed = Connection(
        "list", ("Outcome",), None, TEN, (Nodes("nodes", of_each(("Outcome",), parts, *fields("type"))),)
    )

    assert (await ask(store, listed))["list"]["nodes"] == [
        {"quantities": [{"label": "疏浚", "value": 3.5, "unit": "公里", "bound": None}], "type": "MILESTONE"}
    ]


# ---- expanding


async def test_a_relation_is_walked_from_both_ends_with_what_belongs_to_the_pair(
    store: Store, harbour: Release
) -> None:
    run = await ask_of(store, "Agency", "港灣署", edges_of(("Programme",), "programmes", "Agency", *fields("role")))
    by = await ask_of(
        store, "Programme", "航道疏浚計畫", edges_of(("Agency",), "agencies", "Programme", *fields("role"))
    )

    assert run["list"]["edges"] == [
        {"role": None, "node": {"type": "Programme", "name": "岸電設施計畫"}},
        {"role": "LEAD", "node": {"type": "Programme", "name": "航道疏浚計畫"}},
    ]
    assert by["list"]["edges"] == [
        {"role": "CO", "node": {"type": "Agency", "name": "南濱市政府"}},
        {"role": "LEAD", "node": {"type": "Agency", "name": "海岸事務部港灣署"}},
    ]


async def test_ancestors_are_given_with_their_distance(store: Store, harbour: Release) -> None:
    answer = await ask_of(
        store, "Programme", "航道疏浚計畫", edges_of(WORK, "ancestors", "Programme", *fields("depth"))
    )

    assert answer["list"]["edges"] == [
        {"depth": 1, "node": {"type": "Programme", "name": "主軸一：基礎建設"}},
        {"depth": 2, "node": {"type": "Plan", "name": "智慧港灣方案"}},
    ]


async def test_containment_that_turns_in_a_circle_comes_to_an_end(store: Store, graph_of: GraphOf) -> None:
    one, other = programme("甲計畫"), programme("乙計畫")
    circle = Paper("a").names(one).names(other)
    graph_of(circle.states(one, RelationType.PART_OF, other).states(other, RelationType.PART_OF, one))

    answer = await ask_of(store, "Programme", "甲計畫", edges_of(WORK, "ancestors", "Programme", *fields("depth")))

    assert [(e["depth"], e["node"]["name"]) for e in answer["list"]["edges"]] == [(1, "乙計畫"), (2, "甲計畫")]


async def test_the_plan_of_a_programme_is_the_nearest_one_above_it(store: Store, harbour: Release) -> None:
    step = Step("plan", vocabulary()["Programme"].links["plan"], of_each(("Plan",), *fields("name")))

    assert await ask_of(store, "Programme", "航道疏浚計畫", step) == {"plan": {"name": "智慧港灣方案"}}


async def test_the_measurements_on_an_edge_are_those_of_the_pair(store: Store, harbour: Release) -> None:
    links = vocabulary()["Programme"].links
    pair = Connection(
        "measurements",
        ("Measurement",),
        links["measurements"],
        TEN,
        (Nodes("nodes", of_each(("Measurement",), Parts("target", "target", fields("value")))),),
        pair=True,
    )

    answer = await ask_of(store, "Programme", "航道疏浚計畫", edges_of(("Indicator",), "indicators", "Programme", pair))

    assert [(e["node"]["name"], e["measurements"]["nodes"]) for e in answer["list"]["edges"]] == [
        ("年累計進度", [{"target": {"value": 100}}]),
        ("浚深長度", [{"target": {"value": 12}}]),
    ]


async def test_a_fact_leads_to_its_subject_whatever_its_type(store: Store, harbour: Release) -> None:
    subject = Step(
        "subject", vocabulary()["BudgetItem"].links["subject"], of_each(WORK, Label("type"), *fields("name"))
    )
    agency_ = Step("agency", vocabulary()["BudgetItem"].links["agency"], of_each(("Agency",), *fields("name")))
    listed = Connection(
        "list", ("BudgetItem",), None, TEN, (Nodes("nodes", of_each(("BudgetItem",), subject, agency_)),)
    )

    assert (await ask(store, listed))["list"]["nodes"][0] == {
        "subject": {"type": "Programme", "name": "航道疏浚計畫"},
        "agency": None,
    }


# ---- filtering


def compare(name: str, comparison: Comparison = Comparison.EQ) -> Compare:
    return Compare(name, comparison, Argument("value"))


@pytest.mark.parametrize(
    ("condition", "value", "found"),
    [
        pytest.param(compare("name"), "岸電設施計畫", ["岸電設施計畫"], id="eq"),
        pytest.param(compare("category", Comparison.NE), "公共建設", ["智慧浮標計畫"], id="ne leaves absent out"),
        pytest.param(
            compare("name", Comparison.IN), ["岸電設施計畫", "智慧浮標計畫"], ["岸電設施計畫", "智慧浮標計畫"], id="in"
        ),
        pytest.param(compare("name", Comparison.CONTAINS), "設施", ["岸電設施計畫"], id="contains"),
        pytest.param(compare("name", Comparison.CONTAINS), "%", [], id="a wildcard is an ordinary character"),
        pytest.param(compare("name", Comparison.STARTS_WITH), "智慧", ["智慧浮標計畫"], id="starts with"),
        pytest.param(compare("period_start", Comparison.GTE), "2021", ["岸電設施計畫"], id="gte"),
        pytest.param(compare("period_start", Comparison.LT), "2021", ["航道疏浚計畫"], id="lt"),
        pytest.param(
            compare("period_start", Comparison.IS_NULL), True, ["主軸一：基礎建設", "智慧浮標計畫"], id="is null"
        ),
        pytest.param(
            Not(compare("category")), "公共建設", ["主軸一：基礎建設", "智慧浮標計畫"], id="not takes absent in"
        ),
        pytest.param(
            Every(()), None, ["主軸一：基礎建設", "岸電設施計畫", "智慧浮標計畫", "航道疏浚計畫"], id="every of none"
        ),
        pytest.param(Either(()), None, [], id="either of none"),
        pytest.param(
            Every((compare("category"), Compare("name", Comparison.CONTAINS, Argument("part")))),
            "公共建設",
            ["航道疏浚計畫"],
            id="every",
        ),
        pytest.param(
            Either((compare("category"), Compare("name", Comparison.CONTAINS, Argument("part")))),
            "科技發展",
            ["智慧浮標計畫", "航道疏浚計畫"],
            id="either",
        ),
        pytest.param(
            KnownAs(Comparison.EQ, Argument("value")), "航 道疏浚計畫", ["航道疏浚計畫"], id="known as, folded"
        ),
        pytest.param(KnownAs(Comparison.CONTAINS, Argument("value")), "浮標", ["智慧浮標計畫"], id="known as, part"),
        pytest.param(
            KnownAs(Comparison.IN, Argument("value")), ["岸電設施計畫", "無"], ["岸電設施計畫"], id="known as, in"
        ),
    ],
)
async def test_a_list_is_filtered_by_what_its_things_say(
    store: Store, harbour: Release, condition: Any, value: object, found: list[str]
) -> None:
    assert await shown(store, names_of(("Programme",), where=condition), value=value, part="疏浚") == found


def linked(link: str, quantifier: Quantifier, via: Any = None, where: Any = None) -> Linked:
    return Linked(vocabulary()["Programme"].links[link], quantifier, where or compare("name"), via)


LEADING = Compare("role", Comparison.EQ, Argument("role"))


@pytest.mark.parametrize(
    ("condition", "value", "found"),
    [
        pytest.param(linked("agencies", Quantifier.SOME), "南濱市政府", ["航道疏浚計畫"], id="some"),
        pytest.param(
            linked("agencies", Quantifier.NONE),
            "南濱市政府",
            ["主軸一：基礎建設", "岸電設施計畫", "智慧浮標計畫"],
            id="none takes in what has none at all",
        ),
        pytest.param(
            linked("agencies", Quantifier.ALL),
            "海岸事務部港灣署",
            ["主軸一：基礎建設", "岸電設施計畫", "智慧浮標計畫"],
            id="all takes in what has none at all",
        ),
        pytest.param(
            linked("agencies", Quantifier.SOME, LEADING), "海岸事務部港灣署", ["航道疏浚計畫"], id="some, via"
        ),
        pytest.param(linked("agencies", Quantifier.SOME, LEADING), "南濱市政府", [], id="some, via on the same edge"),
        pytest.param(
            linked("ancestors", Quantifier.SOME),
            "智慧港灣方案",
            ["主軸一：基礎建設", "岸電設施計畫", "智慧浮標計畫", "航道疏浚計畫"],
            id="some of what lies any number of steps above",
        ),
        pytest.param(
            linked("budgets", Quantifier.SOME, where=compare("fiscal_year")), 2022, ["航道疏浚計畫"], id="some fact"
        ),
        pytest.param(
            LinkCount(vocabulary()["Programme"].links["agencies"], Comparison.GTE, Argument("value")),
            2,
            ["航道疏浚計畫"],
            id="count",
        ),
        pytest.param(
            LinkCount(vocabulary()["Programme"].links["agencies"], Comparison.EQ, Argument("value"), LEADING),
            1,
            ["航道疏浚計畫"],
            id="count, via",
        ),
    ],
)
async def test_a_list_is_filtered_by_what_its_things_are_linked_to(
    store: Store, harbour: Release, condition: Any, value: object, found: list[str]
) -> None:
    assert await shown(store, names_of(("Programme",), where=condition), value=value, role="lead") == found


async def test_facts_are_filtered_by_their_subjects(store: Store, harbour: Release) -> None:
    condition = Linked(vocabulary()["BudgetItem"].links["subject"], Quantifier.SOME, compare("name"))

    assert len(await shown(store, names_of(("BudgetItem",), where=condition), value="航道疏浚計畫")) == 2
    assert await shown(store, names_of(("BudgetItem",), where=condition), value="岸電設施計畫") == []


async def test_a_list_of_a_thing_is_filtered_by_its_edges(store: Store, harbour: Release) -> None:
    listed = names_of(("Programme",), "programmes", "Agency", via=LEADING)

    answer = await ask_of(store, "Agency", "港灣署", listed, role=Role.LEAD)

    assert answer["list"]["total"] == 1
    assert [node["shown"] for node in answer["list"]["nodes"]] == ["航道疏浚計畫"]


# ---- ordering and paging


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ((OrderBy("period_start"),), ["航道疏浚計畫", "岸電設施計畫"]),
        ((OrderBy("period_start", descending=True),), ["岸電設施計畫", "航道疏浚計畫"]),
        ((OrderBy("name", descending=True),), ["航道疏浚計畫", "智慧浮標計畫"]),
        ((OrderBy("place"),), ["主軸一：基礎建設", "航道疏浚計畫"]),
    ],
)
async def test_absent_values_come_last_whichever_way_a_list_runs(
    store: Store, harbour: Release, order: tuple[OrderBy, ...], found: list[str]
) -> None:
    assert (await shown(store, names_of(("Programme",), order=order)))[:2] == found


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
async def test_the_pages_of_a_list_joined_are_the_list(
    store: Store, harbour: Release, size: int, order: tuple[OrderBy, ...]
) -> None:
    whole = await shown(store, names_of(("Programme",), order=order))
    paged = names_of(("Programme",), order=order, page=Page(Argument("first"), Argument("after")))
    joined, after, more = [], None, True
    while more:
        answer = (await ask(store, paged, first=size, after=after))["list"]
        joined += [node["shown"] for node in answer["nodes"]]
        assert answer["total"] == len(whole)
        assert answer["page"]["has_previous_page"] is (after is not None)
        after, more = answer["page"]["end_cursor"], answer["page"]["has_next_page"]

    assert joined == whole


async def test_a_cursor_of_another_list_is_refused(store: Store, harbour: Release) -> None:
    by_name = names_of(("Programme",), page=Page(Argument("first"), Argument("after")))
    cursor = (await ask(store, by_name, first=1))["list"]["page"]["end_cursor"]
    by_place = names_of(("Programme",), order=(OrderBy("place"),), page=Page(Argument("first"), Argument("after")))

    assert isinstance((await ask(store, by_place, first=1, after=cursor))["list"], InvalidCursor)


async def test_an_empty_list_has_no_cursors(store: Store, harbour: Release) -> None:
    answer = await ask_of(store, "Programme", "智慧浮標計畫", names_of(("Agency",), "agencies", "Programme"))

    assert answer["list"] == {
        "total": 0,
        "nodes": [],
        "page": {"has_next_page": False, "has_previous_page": False, "end_cursor": None},
    }


async def test_deep_lists_of_mixed_types_are_prepared_once_a_level(store: Store, harbour: Release) -> None:
    """With five types a level, preparing each list under each type would take 5^16 statements: this would not end."""
    labels = ("Agency", "Plan", "Programme", "Indicator", "Document")
    wanted = of_each(labels, Property("name", "name"))
    for _ in range(16):
        documents = Connection("documents", ("Document",), vocabulary()["Agency"].links["documents"], TEN, ())
        entities = Connection(
            "entities", labels, vocabulary()["Document"].links["entities"], TEN, (Nodes("nodes", wanted),)
        )
        wanted = of_each(labels, documents, entities)

    answer = await ask(store, ByCode("root", Argument("code"), of_each(("Document",), entities)), code="none")

    assert answer == {"root": None}


# ---- one whole release


async def test_readers_see_one_whole_release_while_documents_are_taken_in(store: Store, graph_of: GraphOf) -> None:
    """Each release has as many programmes as its document's year says; a mixture would show."""

    def paper(count: int) -> Paper:
        said = Paper("a", year=count).names(HARBOUR)
        for n in range(count):
            work = programme(f"第{n}計畫")
            said.names(work).states(work, RelationType.EXECUTED_BY, HARBOUR)
        return said

    def load() -> None:
        for count in (40, 3, 25, 7, 33, 12):
            graph_of(paper(count))

    graph_of(paper(5))
    year = ByCode("document", Argument("code"), Selection({"Document": fields("year")}))
    agencies = names_of(("Programme",), page=Page(Argument("hundred")))
    loading = threading.Thread(target=load)
    loading.start()
    seen = set()
    while loading.is_alive():
        answer = await ask(store, year, agencies, code="a", hundred=100)
        assert answer["document"]["year"] == answer["list"]["total"] == len(answer["list"]["nodes"])
        seen.add(answer["list"]["total"])
    loading.join()

    assert len(seen) > 1
