"""What lists say of all their things at once, as front ends ask for it, on every engine."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from graph.model.facts import BudgetFigure
from graph.model.relations import RelationType
from graph.model.values import Absence, Value
from graph.store import Store, open_store
from tests.graph.builders import Paper, agency, money, number, plan, programme
from tests.graph.engines import Engine
from tests.service.conftest import Ask

SCHEME, AXIS = plan("港灣建設計畫"), programme("主軸一：航道")
DREDGING, LIGHTS = programme("航道疏濬", category="公共建設"), programme("燈塔修復", category="公共建設")
BUOYS = programme("智慧浮標", category="科技發展")
BUREAU = agency("海洋部港灣署")
BLANK = Value(absence=Absence.BLANK, text="-")

MONEY_TABLE = """
query MoneyTable($plan: ID!, $year: Int!) {
  budgets(
    where: {
      fiscalYear: { eq: $year }
      figure: { in: [APPROPRIATED, EXECUTED] }
      subjects: { some: { ancestors: { some: { id: { eq: $plan } } } } }
    }
    orderBy: [{ field: AMOUNT, direction: DESC }]
  ) {
    totalCount
    aggregate(by: [FIGURE]) { groups { keys { value } count stats { of unit sum counted missing excluded } } }
    nodes { subject { ... on Entity { name } } amount { text } }
  }
}
"""


def papers() -> list[Paper]:
    """The work and the money of a plan: an axis, three programmes of it, and one of them split by agency."""
    paper = Paper("plan-110", year=2021).names(SCHEME).names(AXIS).names(BUREAU)
    paper.states(AXIS, RelationType.PART_OF, SCHEME)
    for work in (DREDGING, LIGHTS, BUOYS):
        paper.names(work).states(work, RelationType.PART_OF, AXIS).states(work, RelationType.EXECUTED_BY, BUREAU)
    paper.budgets_for(DREDGING, money(900), year=2021).budgets_for(DREDGING, money(300), year=2021, agency=BUREAU.id)
    paper.budgets_for(LIGHTS, money(100), year=2021).budgets_for(BUOYS, BLANK, year=2021)
    paper.budgets_for(LIGHTS, money(70), year=2021, figure=BudgetFigure.EXECUTED)
    paper.budgets_for(LIGHTS, number("70", "%"), year=2021, figure=BudgetFigure.EXECUTION_RATE)
    return [paper.budgets_for(SCHEME, money(2_000), year=2022).budgets_for(SCHEME, money(1_800), year=2021)]


@pytest.fixture
def store(engine: Engine) -> Iterator[Store]:
    with closing(open_store(engine.holding(*papers()))) as opened:
        yield opened


def data(answer: dict[str, Any]) -> Any:
    assert "errors" not in answer
    return answer["data"]


def test_a_money_table_adds_up_what_a_plan_contains(ask: Ask) -> None:
    budgets = data(ask(MONEY_TABLE, plan=SCHEME.id, year=2021))["budgets"]

    assert budgets["totalCount"] == 5
    assert [(node["subject"]["name"], node["amount"]["text"]) for node in budgets["nodes"]] == [
        ("航道疏濬", "900"),
        ("航道疏濬", "300"),
        ("燈塔修復", "100"),
        ("燈塔修復", "70"),
        ("智慧浮標", "-"),
    ]
    money_ = {"of": "amount", "unit": "TWD"}
    assert budgets["aggregate"]["groups"] == [
        {
            "keys": [{"value": "APPROPRIATED"}],
            "count": 4,
            "stats": [{**money_, "sum": 1_000_000, "counted": 2, "missing": 1, "excluded": 1}],
        },
        {
            "keys": [{"value": "EXECUTED"}],
            "count": 1,
            "stats": [{**money_, "sum": 70_000, "counted": 1, "missing": 0, "excluded": 0}],
        },
    ]


def test_a_plans_page_has_its_facets_and_its_money_by_year(ask: Ask) -> None:
    query = """
    query ($name: String!) {
      plan(name: $name) {
        descendants { aggregate(by: [CATEGORY]) { count groups { keys { value } count } } }
        budgets(where: { figure: { eq: APPROPRIATED } }) {
          aggregate(by: [FISCAL_YEAR]) { groups { keys { value } stats { of unit sum counted missing } } }
        }
      }
    }
    """

    page = data(ask(query, name="港灣建設計畫"))["plan"]

    facets = page["descendants"]["aggregate"]
    assert [(g["keys"][0]["value"], g["count"]) for g in facets["groups"]] == [
        ("公共建設", 2),
        ("科技發展", 1),
        (None, 1),
    ]
    assert facets["count"] == 4
    sums = {"of": "amount", "unit": "TWD", "counted": 1, "missing": 0}
    assert page["budgets"]["aggregate"]["groups"] == [
        {"keys": [{"value": "2021"}], "stats": [{**sums, "sum": 1_800_000}]},
        {"keys": [{"value": "2022"}], "stats": [{**sums, "sum": 2_000_000}]},
    ]


def test_a_sum_says_of_what_it_is(ask: Ask) -> None:
    query = "{ budgets { aggregate { count stats { figure phase item coverage through scope ofAgencies unit sum average } } } }"

    aggregate = data(ask(query))["budgets"]["aggregate"]

    nothing = dict.fromkeys(("phase", "item", "coverage", "through", "scope"))
    assert aggregate["count"] == 8
    assert aggregate["stats"] == [
        {**nothing, "figure": "APPROPRIATED", "ofAgencies": False, "unit": "TWD", "sum": 3_800_000, "average": 1_900_000},
        {**nothing, "figure": "EXECUTION_RATE", "ofAgencies": False, "unit": "%", "sum": None, "average": 70},
        {**nothing, "figure": "EXECUTED", "ofAgencies": False, "unit": "TWD", "sum": 70_000, "average": 70_000},
    ]  # fmt: skip


def test_a_key_that_is_a_thing_can_be_walked_on_from(ask: Ask) -> None:
    query = """
    {
      programmes {
        aggregate(by: [AGENCY], first: 1) {
          groupsTotal
          groups { keys { by value entity { __typename id name ... on Agency { programmes(first: 1) { totalCount } } } } count }
        }
      }
    }
    """

    aggregate = data(ask(query))["programmes"]["aggregate"]

    entity = {"__typename": "Agency", "id": BUREAU.id, "name": BUREAU.name, "programmes": {"totalCount": 3}}
    keys = [{"by": "AGENCY", "value": BUREAU.id, "entity": entity}]
    assert aggregate == {"groupsTotal": 2, "groups": [{"keys": keys, "count": 3}]}


def test_lists_of_any_sort_are_counted(ask: Ask) -> None:
    query = """
    {
      document(code: "plan-110") {
        facts { aggregate(by: TYPE) { groups { keys { value } count } stats { sum } } }
        entities { aggregate(by: [TYPE]) { count groups { keys { value } count } } }
      }
      agencies { nodes { aliases { aggregate { count groupsTotal groups { count } } } } }
    }
    """

    answer = data(ask(query))

    assert answer["document"]["facts"]["aggregate"] == {
        "groups": [{"keys": [{"value": "BUDGET_ITEM"}], "count": 8}],
        "stats": [],
    }
    assert {g["keys"][0]["value"]: g["count"] for g in answer["document"]["entities"]["aggregate"]["groups"]} == {
        "PROGRAMME": 4,
        "AGENCY": 1,
        "PLAN": 1,
        "DOCUMENT": 1,
    }
    assert answer["agencies"]["nodes"] == [{"aliases": {"aggregate": {"count": 1, "groupsTotal": 0, "groups": []}}}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param("by: [CATEGORY, LEVEL, AGENCY, PARENT]", "'by' must have at most 3 items, not 4", id="many keys"),
        pytest.param("by: [CATEGORY], first: 0", "'first' must be from 1 to 100, not 0", id="no group"),
        pytest.param("by: [CATEGORY], first: 101", "'first' must be from 1 to 100, not 101", id="many groups"),
    ],
)
def test_groups_that_cannot_be_given_are_refused(ask: Ask, arguments: str, message: str) -> None:
    answer = ask(f"{{ programmes {{ aggregate({arguments}) {{ count }} }} }}")

    [error] = answer["errors"]
    assert error["message"].startswith(message)
    assert error["extensions"]["code"] == "INVALID_ARGUMENT"


def test_what_a_variable_groups_by_is_known_to_the_plan(ask: Ask) -> None:
    query = "query ($by: [ProgrammeGroup!]) { programmes { aggregate(by: $by) { groupsTotal } } }"

    totals = [
        data(ask(query, by=by))["programmes"]["aggregate"]["groupsTotal"]
        for by in (["CATEGORY"], ["AGENCY", "CATEGORY"], [], None)
    ]

    assert totals == [3, 3, 0, 0]


def test_groups_stand_by_the_money_they_add_up_to(ask: Ask) -> None:
    answer = ask(
        """
        query ($by: BudgetItemGroupOrder!) {
          budgets(where: { fiscalYear: { eq: 2021 }, figure: { eq: APPROPRIATED } }) {
            aggregate(by: [SUBJECT], first: 3, orderBy: $by) { groups { keys { entity { name } } stats { sum } } }
          }
        }
        """,
        by="AMOUNT",
    )

    groups = data(answer)["budgets"]["aggregate"]["groups"]
    assert [(group["keys"][0]["entity"]["name"], group["stats"][0]["sum"]) for group in groups] == [
        (SCHEME.name, 1_800_000),
        (DREDGING.name, 900_000),
        (LIGHTS.name, 100_000),
    ]
