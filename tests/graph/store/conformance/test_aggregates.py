"""Counting, grouping, adding up: what may be added is, exactly, and the rest is told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from graph.model.facts import BudgetFigure, Scope
from graph.model.groups import GROUPS
from graph.model.relations import RelationType
from graph.model.values import Absence, Bound, Value
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, vocabulary
from graph.plan import (
    Aggregate,
    Argument,
    Compare,
    Comparison,
    Connection,
    GroupedBy,
    GroupKeys,
    Groups,
    KeyEntity,
    Linked,
    Nodes,
    Property,
    Quantifier,
    Stats,
    Total,
)
from graph.store import Store
from tests.graph.builders import Paper, agency, indicator, money, number, plan, programme
from tests.graph.conftest import GraphOf
from tests.graph.harbour import HARBOUR, SCHEME
from tests.graph.plans import TEN, ask, ask_of, fields, of_each

pytestmark = pytest.mark.anyio

HARBOURS, PORT, QUAY = plan("港埠方案"), programme("港口計畫"), programme("碼頭計畫")
NORTH, SOUTH = agency("北港局"), agency("南港局")
VISITORS, SHARE = indicator("參觀人數", "人次"), indicator("達成率", "%")
COUNTS = ("counted", "missing", "excluded", "conflicting")


def grouped_by(label: str, *names: str) -> tuple[GroupedBy, ...]:
    said = vocabulary()[label].links
    return tuple(
        GroupedBy(name, link=said[by]) if (by := GROUPS[label][name]) in said else GroupedBy(name, property=by)
        for name in names
    )


def aggregate(by: tuple[GroupedBy, ...] = (), *, stats: Sequence[str] = (), first: str = "ten") -> Aggregate:
    """How many there are, and of each group its keys, its size and what its figures come to."""
    figures = Stats("stats", fields(*stats))
    of_group = (GroupKeys("keys", fields("value")), Property("count", "count"), *((figures,) if stats else ()))
    return Aggregate(
        "all", by, Argument(first), (*fields("count", "groups_total"), figures, Groups("groups", of_group))
    )


def listed(label: str, wanted: Aggregate, **more: Any) -> Connection:
    return Connection("list", (label,), None, TEN, (wanted,), **more)


async def groups_of(store: Store, label: str, *names: str, where: Any = None, **arguments: object) -> dict[Any, int]:
    """How many things each group of a list holds, by its keys, in the order of the answer."""
    root = listed(label, aggregate(grouped_by(label, *names)), where=where)
    groups = (await ask(store, root, **arguments))["list"]["all"]["groups"]
    return {tuple(key["value"] for key in group["keys"]): group["count"] for group in groups}


async def stats_of(store: Store, label: str, *wanted: str, where: Any = None, **arguments: object) -> list[Any]:
    """What the figures of a list come to, as tuples of the fields that are wanted."""
    answer = await ask(store, listed(label, aggregate(stats=wanted), where=where), **arguments)
    return [tuple(said[name] for name in wanted) for said in answer["list"]["all"]["stats"]]


# ---- counts and groups ----------------------------------------------------------------------------------------------


async def test_a_list_is_counted_whatever_its_page(harbour: Store) -> None:
    root = Connection("list", ("Programme",), None, TEN, (Nodes("nodes", of_each(("Programme",))), aggregate()))

    answer = (await ask(harbour, root, ten=1))["list"]

    assert len(answer["nodes"]) == 1
    assert (answer["all"]["count"], answer["all"]["groups_total"], answer["all"]["groups"]) == (4, 0, [])


async def test_groups_come_largest_first_then_by_key_and_what_has_none_last(harbour: Store) -> None:
    assert await groups_of(harbour, "Programme", "CATEGORY") == {("公共建設",): 2, ("科技發展",): 1, (None,): 1}


async def test_only_so_many_groups_are_given_and_all_are_counted(harbour: Store) -> None:
    root = listed("Programme", aggregate(grouped_by("Programme", "CATEGORY"), first="two"))

    answer = (await ask(harbour, root, two=2))["list"]["all"]

    assert [group["count"] for group in answer["groups"]] == [2, 1]
    assert answer["groups_total"] == 3


async def test_a_thing_that_leads_to_several_belongs_to_the_group_of_each(harbour: Store) -> None:
    harbour_id, city_id = HARBOUR.id, agency("南濱市政府").id

    found = await groups_of(harbour, "Programme", "AGENCY")

    assert found == {(harbour_id,): 2, (None,): 2, (city_id,): 1}


async def test_groups_have_a_key_for_each_thing_they_are_made_by(harbour: Store) -> None:
    found = await groups_of(harbour, "Programme", "CATEGORY", "AGENCY")

    assert found[("公共建設", HARBOUR.id)] == 2
    assert sum(found.values()) == 5


async def test_members_of_enumerations_and_years_are_texts(harbour: Store) -> None:
    assert await groups_of(harbour, "Measurement", "SCOPE", "YEAR") == {("ANNUAL", "2021"): 2, ("WHOLE", None): 1}


async def test_a_group_fulfils_the_condition_of_its_list(harbour: Store) -> None:
    condition = Linked(
        vocabulary()["Programme"].links["agencies"],
        Quantifier.SOME,
        Compare("name", Comparison.EQ, Argument("agency")),
    )

    found = await groups_of(harbour, "Programme", "CATEGORY", where=condition, agency=HARBOUR.name)

    assert found == {("公共建設",): 2}


async def test_a_list_that_starts_from_a_thing_is_grouped_with_the_conditions_on_its_edges(harbour: Store) -> None:
    link = vocabulary()["Agency"].links["programmes"]
    parts = (aggregate(grouped_by("Programme", "CATEGORY")), Total("total"))
    leading = Compare("role", Comparison.EQ, Argument("role"))

    answer = await ask_of(
        harbour,
        "Agency",
        HARBOUR.name,
        Connection("list", ("Programme",), link, TEN, parts),
        Connection("led", ("Programme",), link, TEN, parts, via=leading),
        role="lead",
    )

    assert (answer["list"]["all"]["count"], answer["led"]["all"]["count"]) == (2, 1)
    assert [group["count"] for key in ("list", "led") for group in answer[key]["all"]["groups"]] == [2, 1]


async def test_a_key_that_is_a_thing_can_be_asked_about(harbour: Store) -> None:
    entity = KeyEntity("entity", of_each(ENTITY_LABELS, *fields("name")))
    groups = Groups("groups", (GroupKeys("keys", (*fields("by", "value"), entity)),))
    by = grouped_by("BudgetItem", "SUBJECT", "FISCAL_YEAR")

    answer = (await ask(harbour, listed("BudgetItem", Aggregate("all", by, Argument("ten"), (groups,)))))["list"]

    subject, year = answer["all"]["groups"][0]["keys"]
    assert (subject["by"], subject["entity"]) == ("SUBJECT", {"name": "航道疏浚計畫"})
    assert (year["value"], year["entity"]) == ("2021", None)


async def test_a_list_of_several_types_is_grouped_by_type(harbour: Store) -> None:
    link = vocabulary()["Document"].links["facts"]
    wanted = aggregate((GroupedBy("TYPE"),), stats=("sum",))

    answer = await ask_of(harbour, "Document", "年度績效報告", Connection("list", FACT_LABELS, link, TEN, (wanted,)))

    groups = answer["list"]["all"]["groups"]
    assert {group["keys"][0]["value"]: group["count"] for group in groups} == {
        "MEASUREMENT": 3,
        "BUDGET_ITEM": 2,
        "OUTCOME": 1,
    }
    assert [group["stats"] for group in groups] == [[], [], []]


# ---- sums -----------------------------------------------------------------------------------------------------------


async def test_money_is_added_to_the_last_digit(harbour: Store) -> None:
    found = await stats_of(harbour, "BudgetItem", "of", "unit", "sum", "min", "max", "counted")

    assert found == [("amount", "TWD", 9_007_199_254_860_993_000, 120_000_000, 9_007_199_254_740_993_000, 2)]


@pytest.mark.parametrize(
    ("printed", "total", "average"),
    [
        pytest.param(["0.1", "0.2"], 0.3, 0.15, id="decimals"),
        pytest.param(["98.6", "-98.6"], 0, 0, id="down to nothing"),
        pytest.param(["-0.5", "-1.25"], -1.75, -0.875, id="below zero"),
        pytest.param(
            ["9007199254740993", "0.5"], 9007199254740993.5, 4503599627370496.75, id="more than a float holds"
        ),
        pytest.param(
            ["123456789012345678901", "1"], 123456789012345678902, 61728394506172839451, id="more than 64 bits"
        ),
    ],
)
async def test_every_digit_of_a_sum_is_right(
    store: Store, graph_of: GraphOf, printed: list[str], total: float, average: float
) -> None:
    paper = Paper("a").names(PORT).names(VISITORS)
    for year, text in enumerate(printed):
        paper.measures(PORT, VISITORS, year=2000 + year, actual=number(text))
    graph_of(paper)

    found = await stats_of(store, "Measurement", "of", "sum", "average", "min", "max")

    ends = sorted(map(Decimal, printed))
    plain = [int(end) if end == int(end) else float(end) for end in (ends[0], ends[-1])]
    assert found == [("target", None, None, None, None), ("actual", total, average, *plain)]


async def test_what_has_no_number_is_missing_and_not_zero(store: Store, graph_of: GraphOf) -> None:
    blank = Value(absence=Absence.BLANK, unit="千元")
    graph_of(Paper("a").names(PORT).budgets_for(PORT, money(5), year=2021).budgets_for(PORT, blank, year=2022))

    found = await stats_of(store, "BudgetItem", "unit", "sum", "average", *COUNTS)

    assert found == [("TWD", 5_000, 5_000, 1, 1, 0, 0)]


async def test_nothing_but_absence_has_no_sum(store: Store, graph_of: GraphOf) -> None:
    graph_of(Paper("a").names(PORT).budgets_for(PORT, Value(absence=Absence.BLANK), year=2021))

    assert await stats_of(store, "BudgetItem", "sum", "average", "min", "max", *COUNTS) == [
        (None, None, None, None, 0, 1, 0, 0)
    ]


async def test_units_figures_phases_and_items_are_never_mixed(store: Store, graph_of: GraphOf) -> None:
    paper = Paper("a").names(PORT)
    paper.budgets_for(PORT, money(1), year=2021, phase=1).budgets_for(PORT, money(2), year=2021, phase=2)
    paper.budgets_for(PORT, money(4), year=2021, phase=1, figure=BudgetFigure.EXECUTED)
    paper.budgets_for(PORT, money(8), year=2021, phase=1, item="委辦費")
    paper.budgets_for(PORT, number("16", "美元"), year=2021, phase=1)
    graph_of(paper)

    found = await stats_of(store, "BudgetItem", "figure", "phase", "item", "unit", "sum")

    assert found == [
        ("APPROPRIATED", 1, None, "TWD", 1_000),
        ("APPROPRIATED", 2, None, "TWD", 2_000),
        ("EXECUTED", 1, None, "TWD", 4_000),
        ("APPROPRIATED", 1, None, "美元", 16),
        ("APPROPRIATED", 1, "委辦費", "TWD", 8_000),
    ]


async def test_rates_are_averaged_and_never_added(store: Store, graph_of: GraphOf) -> None:
    paper = Paper("a").names(PORT).names(SHARE)
    for year, rate in ((2020, "90"), (2021, "95.5")):
        paper.budgets_for(PORT, number(rate, "%"), year=year, figure=BudgetFigure.EXECUTION_RATE)
        paper.measures(PORT, SHARE, year=year, actual=number(rate, "%"))
    graph_of(paper)

    assert await stats_of(store, "BudgetItem", "unit", "sum", "average", "counted") == [("%", None, 92.75, 2)]
    assert (await stats_of(store, "Measurement", "unit", "sum", "average", "counted"))[1] == ("%", None, 92.75, 2)


async def test_an_agencys_share_is_never_added_to_its_total(store: Store, graph_of: GraphOf) -> None:
    paper = Paper("a").names(PORT).names(QUAY).names(NORTH).names(SOUTH)
    paper.budgets_for(PORT, money(10), year=2021)
    for work in (PORT, QUAY):
        paper.budgets_for(work, money(6), year=2021, agency=NORTH.id)
        paper.budgets_for(work, money(4), year=2021, agency=SOUTH.id)
    graph_of(paper)

    link, its_id = vocabulary()["BudgetItem"].links["agency"], Compare("id", Comparison.EQ, Argument("id"))
    of_one = Linked(link, Quantifier.SOME, its_id)

    found = await stats_of(store, "BudgetItem", "sum", *COUNTS)
    shares = await stats_of(store, "BudgetItem", "sum", *COUNTS, where=of_one, id=NORTH.id)

    assert found == [(20_000, 3, 0, 2, 0)]  # the total of one, the shares of the other
    assert shares == [(12_000, 2, 0, 0, 0)]


async def test_a_part_of_the_work_is_never_added_to_the_whole(store: Store, graph_of: GraphOf) -> None:
    paper = Paper("a").names(HARBOURS).names(PORT).names(QUAY).states(QUAY, RelationType.PART_OF, PORT)
    paper.states(PORT, RelationType.PART_OF, HARBOURS)
    paper.budgets_for(HARBOURS, money(10), year=2021)
    paper.budgets_for(PORT, money(7), year=2022)
    for year in (2021, 2022, 2023):
        paper.budgets_for(QUAY, money(3), year=year)
    graph_of(paper)

    assert await stats_of(store, "BudgetItem", "sum", *COUNTS) == [(20_000, 3, 0, 2, 0)]
    assert await stats_of(
        store, "BudgetItem", "sum", *COUNTS, where=Compare("fiscal_year", Comparison.EQ, Argument("year")), year=2021
    ) == [(10_000, 1, 0, 1, 0)]


async def test_an_agencys_own_money_stands_apart_from_that_of_work(store: Store, graph_of: GraphOf) -> None:
    paper = Paper("a").names(PORT).names(NORTH).names(SOUTH).states(SOUTH, RelationType.PART_OF, NORTH)
    for subject in (PORT, NORTH, SOUTH):
        paper.budgets_for(subject, money(5), year=2021)
    graph_of(paper)

    found = await stats_of(store, "BudgetItem", "of_agencies", "sum", *COUNTS)

    assert found == [(True, 10_000, 2, 0, 0, 0), (False, 5_000, 1, 0, 0, 0)]


async def test_a_figure_that_several_documents_print_counts_once(store: Store, graph_of: GraphOf) -> None:
    printed = {"a": money(5), "b": money(5), "c": Value(absence=Absence.BLANK)}
    graph_of(*(Paper(code).names(HARBOURS).budgets_for(HARBOURS, said, year=2021) for code, said in printed.items()))

    assert await stats_of(store, "BudgetItem", "sum", *COUNTS) == [(5_000, 1, 0, 2, 0)]


async def test_a_figure_that_documents_print_differently_is_told_and_not_added(store: Store, graph_of: GraphOf) -> None:
    one = Paper("a").names(HARBOURS).budgets_for(HARBOURS, money(5), year=2021)
    other = Paper("b").names(HARBOURS).budgets_for(HARBOURS, money(6), year=2021)
    graph_of(one.budgets_for(HARBOURS, money(1), year=2022), other)

    assert await stats_of(store, "BudgetItem", "sum", *COUNTS) == [(1_000, 1, 0, 0, 2)]


async def test_levels_of_two_times_are_never_added(store: Store, graph_of: GraphOf) -> None:
    paper = Paper("a").names(PORT).names(VISITORS)
    for scope in (Scope.CUMULATIVE, Scope.ANNUAL):
        paper.measures(PORT, VISITORS, scope=scope, year=2020, actual=number("10"))
        paper.measures(PORT, VISITORS, scope=scope, year=2021, actual=number("30"))
    graph_of(paper)

    found = [said for said in await stats_of(store, "Measurement", "of", "scope", "year", "sum") if said[0] == "actual"]

    assert found == [
        ("actual", "ANNUAL", None, 40),
        ("actual", "CUMULATIVE", 2020, 10),
        ("actual", "CUMULATIVE", 2021, 30),
    ]


async def test_it_is_told_how_many_of_what_was_added_are_inexact(store: Store, graph_of: GraphOf) -> None:
    least = Value(value=Decimal(5), text="5 以上", bound=Bound.MIN)
    about = Value(value=Decimal(6), text="約 6", approximate=True)
    paper = Paper("a").names(PORT).names(VISITORS)
    for year, value in enumerate((number("4"), least, about)):
        paper.measures(PORT, VISITORS, year=2000 + year, target=value)
    graph_of(paper)

    assert (await stats_of(store, "Measurement", "of", "sum", "counted", "inexact"))[0] == ("target", 15, 3, 2)


async def test_figures_are_added_within_their_group(store: Store, graph_of: GraphOf) -> None:
    """The part stands in another group than the whole, and the second print in another than the first."""
    paper = Paper("a").names(HARBOURS).names(PORT).states(PORT, RelationType.PART_OF, HARBOURS)
    paper.budgets_for(HARBOURS, money(10), year=2021).budgets_for(PORT, money(4), year=2021)
    graph_of(paper, Paper("b").names(HARBOURS).budgets_for(HARBOURS, money(10), year=2021))

    sums = {}
    for by in ("FISCAL_YEAR", "SUBJECT", "DOCUMENT"):
        root = listed("BudgetItem", aggregate(grouped_by("BudgetItem", by), stats=("sum", *COUNTS)))
        groups = (await ask(store, root))["list"]["all"]["groups"]
        sums[by] = sorted(tuple(said.values()) for group in groups for said in group["stats"])

    assert sums == {
        "FISCAL_YEAR": [(10_000, 1, 0, 2, 0)],
        "SUBJECT": [(4_000, 1, 0, 0, 0), (10_000, 1, 0, 1, 0)],
        "DOCUMENT": [(10_000, 1, 0, 0, 0), (10_000, 1, 0, 1, 0)],
    }


@pytest.mark.parametrize("first", [1, 10])
async def test_groups_can_stand_by_their_largest_sum(store: Store, graph_of: GraphOf, first: int) -> None:
    """To the last digit, beyond what a float tells apart; rates make no sum, nor does what contains nothing."""
    works = {name: programme(name) for name in ("甲", "乙", "丙", "丁", "戊")}
    paper = Paper("a")
    for work in works.values():
        paper.names(work)
    exact = 2**53
    paper.budgets_for(works["甲"], number(str(exact), "TWD"), year=2020)
    paper.budgets_for(works["乙"], number(str(exact - 4), "TWD"), year=2020)
    paper.budgets_for(works["乙"], number("4.5", "TWD"), year=2021)
    paper.budgets_for(works["丙"], number("99999999999999999999", "%"), figure=BudgetFigure.EXECUTION_RATE)
    paper.budgets_for(works["丁"], number("-5", "TWD"), year=2020)
    paper.budgets_for(works["戊"], number("1", "人"), year=2020).budgets_for(works["戊"], number("9", "TWD"), year=2020)
    graph_of(paper)
    by_sum = replace(
        aggregate(grouped_by("BudgetItem", "SUBJECT"), stats=("of", "sum"), first="first"), summed="amount"
    )

    groups = (await ask(store, listed("BudgetItem", by_sum), first=first))["list"]["all"]["groups"]

    names = {work.id: name for name, work in works.items()}
    assert [names[group["keys"][0]["value"]] for group in groups] == ["乙", "甲", "戊", "丁", "丙"][:first]
    assert groups[0]["count"] == 2
    assert [said["sum"] for said in groups[0]["stats"]] == [exact + 0.5]


async def test_the_money_of_all_that_a_plan_contains_is_added(harbour: Store) -> None:
    """The condition of a money table: whose subject lies anywhere below a plan."""
    below = Linked(
        vocabulary()["Programme"].links["ancestors"],
        Quantifier.SOME,
        Compare("id", Comparison.EQ, Argument("plan")),
    )
    of_below = Linked(vocabulary()["BudgetItem"].links["subject"], Quantifier.SOME, below)

    found = await stats_of(harbour, "BudgetItem", "sum", where=of_below, plan=SCHEME.id)
    none = await stats_of(harbour, "BudgetItem", "sum", where=of_below, plan=HARBOUR.id)

    assert (found, none) == ([(9_007_199_254_860_993_000,)], [])


async def test_of_a_things_facts_the_figures_are_added(harbour: Store) -> None:
    wanted = aggregate(grouped_by("BudgetItem", "FISCAL_YEAR"), stats=("sum", "counted"))
    link = vocabulary()["Programme"].links["budgets"]

    answer = await ask_of(
        harbour, "Programme", "航道疏浚計畫", Connection("list", ("BudgetItem",), link, TEN, (wanted,))
    )

    said: list[Mapping[str, Any]] = answer["list"]["all"]["groups"]
    assert [(group["keys"][0]["value"], *group["stats"][0].values()) for group in said] == [
        ("2021", 120_000_000, 1),
        ("2022", 9_007_199_254_740_993_000, 1),
    ]


async def test_groups_of_those_who_work_with_each_of_a_list_are_counted(harbour: Store) -> None:
    partners = Connection(
        "partners",
        ("Agency",),
        vocabulary()["Agency"].links["partners"],
        TEN,
        (aggregate(grouped_by("Agency", "KIND")),),
    )
    listed = Connection(
        "list", ("Agency",), None, TEN, (Nodes("nodes", of_each(("Agency",), *fields("name"), partners)),)
    )

    agencies = (await ask(harbour, listed))["list"]["nodes"]

    assert [agency["partners"]["all"]["groups_total"] for agency in agencies] == [1, 1]
