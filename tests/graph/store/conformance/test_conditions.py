"""Filtering: by what things say, by what they are linked to, by the edges in between."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from graph.model.facts import Corroboration
from graph.model.relations import Role
from graph.model.values import Absence, Bound, Quantity
from graph.model.vocabulary import COUNTED, FACT_LABELS, vocabulary
from graph.plan import (
    Argument,
    Compare,
    Comparison,
    Connection,
    Either,
    Every,
    IsOf,
    KnownAs,
    Label,
    LinkCount,
    Linked,
    Nodes,
    Not,
    Page,
    Parts,
    Quantifier,
    Total,
)
from graph.store import Store
from tests.graph.builders import Paper, number
from tests.graph.conftest import GraphOf
from tests.graph.harbour import DREDGING, LENGTH
from tests.graph.plans import TEN, ask, ask_of, fields, names_of, of_each, shown

pytestmark = pytest.mark.anyio


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
    harbour: Store, condition: Any, value: object, found: list[str]
) -> None:
    assert await shown(harbour, names_of(("Programme",), where=condition), value=value, part="疏浚") == found


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
    harbour: Store, condition: Any, value: object, found: list[str]
) -> None:
    assert await shown(harbour, names_of(("Programme",), where=condition), value=value, role="lead") == found


@pytest.mark.parametrize("size", [1, 10])
async def test_a_list_is_filtered_by_several_things_at_once(harbour: Store, size: int) -> None:
    """Engines may start from whichever thing is linked to the fewest."""
    by_agency = linked("agencies", Quantifier.SOME, where=KnownAs(Comparison.EQ, Argument("agency")))
    by_unit = linked("indicators", Quantifier.SOME, where=Compare("unit", Comparison.IN, Argument("units")))
    dated = Compare("period_start", Comparison.GTE, Argument("from"))
    paged = Page(Argument("first"), Argument("after"))
    listed = names_of(("Programme",), where=Every((by_agency, Every((by_unit, dated)))), page=paged)
    arguments: dict[str, Any] = {"agency": "港灣署", "units": ["%", "公里"], "from": "2000", "first": size}

    first = (await ask(harbour, listed, **arguments))["list"]
    rest = (await ask(harbour, listed, **arguments, after=first["page"]["end_cursor"]))["list"]

    assert [first["total"], rest["total"]] == [2, 2]
    assert [node["shown"] for node in (*first["nodes"], *rest["nodes"])] == ["岸電設施計畫", "航道疏浚計畫"]


async def test_facts_are_filtered_by_their_subjects(harbour: Store) -> None:
    condition = Linked(vocabulary()["BudgetItem"].links["subject"], Quantifier.SOME, compare("name"))

    assert len(await shown(harbour, names_of(("BudgetItem",), where=condition), value="航道疏浚計畫")) == 2
    assert await shown(harbour, names_of(("BudgetItem",), where=condition), value="岸電設施計畫") == []


@pytest.mark.parametrize(("count", "found"), [(1, 2), (0, 0)])
async def test_facts_are_filtered_by_how_many_subjects_they_have(harbour: Store, count: int, found: int) -> None:
    condition = LinkCount(vocabulary()["BudgetItem"].links["subject"], Comparison.EQ, Argument("value"))

    assert len(await shown(harbour, names_of(("BudgetItem",), where=condition), value=count)) == found


@pytest.mark.parametrize(
    ("comparison", "value", "found"),
    [
        pytest.param(Comparison.EQ, Corroboration.CONFIRMED, ["12"], id="eq"),
        pytest.param(Comparison.IN, [*Corroboration], ["12", "11"], id="in"),
        pytest.param(Comparison.IS_NULL, True, ["10"], id="is null"),
    ],
)
async def test_facts_are_filtered_by_what_other_figures_say_of_them(
    store: Store, graph_of: GraphOf, comparison: Comparison, value: object, found: list[str]
) -> None:
    paper = Paper("a").names(DREDGING).names(LENGTH)
    for number_, heard in (("12", Corroboration.CONFIRMED), ("11", Corroboration.CONTRADICTED), ("10", None)):
        paper.measures(DREDGING, LENGTH, year=int(number_), actual=number(number_), corroboration=heard)
    graph_of(paper)
    shown_ = Nodes(
        "nodes", of_each(("Measurement",), Parts("actual", "actual", fields("text")), *fields("corroboration"))
    )
    listed = Connection("list", ("Measurement",), None, TEN, (shown_,), where=compare("corroboration", comparison))

    nodes = (await ask(store, listed, value=value))["list"]["nodes"]

    assert [node["actual"]["text"] for node in nodes] == found


async def test_a_list_of_a_thing_is_filtered_by_its_edges(harbour: Store) -> None:
    listed = names_of(("Programme",), "programmes", "Agency", via=LEADING)

    answer = await ask_of(harbour, "Agency", "港灣署", listed, role=Role.LEAD)

    assert answer["list"]["total"] == 1
    assert [node["shown"] for node in answer["list"]["nodes"]] == ["航道疏浚計畫"]


@pytest.mark.parametrize(
    ("property_", "comparison", "value", "found"),
    [
        ("target_value", Comparison.GTE, 80.0, 2),
        ("target_value", Comparison.GT, 80.0, 1),
        ("actual_absence", Comparison.EQ, Absence.BLANK, 1),
        ("actual_absence", Comparison.IS_NULL, True, 1),
        ("target_date", Comparison.IS_NULL, False, 0),
    ],
    ids=str,
)
async def test_figures_are_told_by_their_number_and_by_why_there_is_none(
    harbour: Store, property_: str, comparison: Comparison, value: object, found: int
) -> None:
    listed = names_of(("Measurement",), where=Compare(property_, comparison, Argument("value")))

    assert len(await shown(harbour, listed, value=value)) == found


async def test_money_is_compared_in_the_printed_and_in_the_base_unit(harbour: Store) -> None:
    printed, base = (
        names_of(("BudgetItem",), where=Compare(name, Comparison.EQ, Argument("value")))
        for name in ("amount_value", "amount_number")
    )

    assert await shown(harbour, printed, value=120_000.0) == await shown(harbour, base, value=120_000_000.0)
    assert len(await shown(harbour, printed, value=120_000.0)) == 1


async def test_all_facts_are_one_list_as_printed_of_which_some_types_can_be_told(harbour: Store) -> None:
    facts = ("Measurement", "BudgetItem", "Outcome")
    listed = replace(
        names_of(facts, where=IsOf(("Outcome", "BudgetItem"))),
        parts=(Total("total"), Nodes("nodes", of_each(facts, Label("shown")))),
    )

    assert (await ask(harbour, names_of(facts)))["list"]["total"] == 6
    assert await shown(harbour, listed) == ["BudgetItem", "BudgetItem", "Outcome"]


def counted(quantifier: Quantifier, *conditions: Compare) -> Linked:
    return Linked(COUNTED, quantifier, Every(conditions))


OF_DREDGING = Compare("label", Comparison.EQ, Argument("label"))
MUCH = Compare("value", Comparison.GTE, Argument("value"))


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        pytest.param(counted(Quantifier.SOME, OF_DREDGING, MUCH), ["疏浚逾 20 公里"], id="some, all of one quantity"),
        pytest.param(counted(Quantifier.SOME, MUCH), ["疏浚 12 公里、復育 13.5 公頃", "疏浚逾 20 公里"], id="some"),
        pytest.param(counted(Quantifier.NONE, OF_DREDGING), ["完成設計"], id="none"),
        pytest.param(
            counted(Quantifier.ALL, OF_DREDGING),
            ["疏浚逾 20 公里", "完成設計"],
            id="all, of those that count nothing too",
        ),
        pytest.param(
            counted(Quantifier.SOME, Compare("bound", Comparison.EQ, Argument("bound"))), ["疏浚逾 20 公里"], id="bound"
        ),
        pytest.param(
            LinkCount(COUNTED, Comparison.GT, Argument("one")), ["疏浚 12 公里、復育 13.5 公頃"], id="how many"
        ),
    ],
)
@pytest.mark.parametrize("labels", [("Outcome",), FACT_LABELS], ids=["outcomes", "facts"])
async def test_outcomes_are_found_by_what_they_count(
    store: Store, graph_of: GraphOf, labels: tuple[str, ...], condition: Any, found: list[str]
) -> None:
    graph_of(
        Paper("a")
        .names(DREDGING)
        .reports(
            DREDGING,
            "疏浚 12 公里、復育 13.5 公頃",
            quantities=[
                Quantity(label="疏浚", value=Decimal(12), unit="公里"),
                Quantity(label="復育", value=Decimal("13.5"), unit="公頃"),
            ],
        )
        .reports(
            DREDGING,
            "疏浚逾 20 公里",
            quantities=[Quantity(label="疏浚", value=Decimal(20), unit="公里", bound=Bound.MIN)],
        )
        .reports(DREDGING, "完成設計")
    )
    of_outcomes = Every((IsOf(("Outcome",)), condition)) if len(labels) > 1 else condition
    text = of_each(labels, *fields("text")) if len(labels) == 1 else of_each(("Outcome",), *fields("text"))
    listed = Connection("list", labels, None, TEN, (Nodes("nodes", text),), where=of_outcomes)

    nodes = (await ask(store, listed, label="疏浚", value=13, bound=Bound.MIN, one=1))["list"]["nodes"]

    assert [node["text"] for node in nodes] == found


async def test_what_an_outcome_no_longer_counts_finds_it_no_longer(store: Store, graph_of: GraphOf) -> None:
    for figure in ("12", "9"):
        quantity = Quantity(label="疏浚", value=Decimal(figure), unit="公里")
        graph_of(Paper("a").names(DREDGING).reports(DREDGING, "疏浚", quantities=[quantity]))
    dredged = Connection(
        "list",
        ("Outcome",),
        None,
        TEN,
        (Total("total"),),
        where=counted(Quantifier.SOME, Compare("value", Comparison.EQ, Argument("value"))),
    )

    assert [(await ask(store, dredged, value=value))["list"]["total"] for value in (12, 9)] == [0, 1]
