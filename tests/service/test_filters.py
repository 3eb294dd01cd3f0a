"""Filters on where something is said, on figures, on headings and on types, as a front end writes them."""

from typing import Any

import pytest

from graph.model.relations import RelationType
from graph.model.values import Absence, Value
from graph.store import Release
from tests.graph.builders import Paper, indicator, money, number, plan, programme
from tests.service.conftest import Ask, GraphOf

HARBOURS, ENERGY = programme("港灣"), programme("能源")
POLICY = plan("海洋政策")
PROGRESS = indicator("進度", "%")


@pytest.fixture
def policy(graph_of: GraphOf) -> Release:
    """A policy whose parts two papers name, one of them under headings, with money and figures."""
    return graph_of(
        Paper("plan-110", "計畫", year=2021)
        .names(POLICY)
        .prints("港灣工程", "壹、水環境", "一、港灣")
        .names(HARBOURS)
        .states(HARBOURS, RelationType.PART_OF, POLICY)
        .budgets_for(HARBOURS, money(5), year=2021)
        .prints("能源工程", "貳、綠能")
        .names(ENERGY)
        .budgets_for(ENERGY, money(50_000), year=2021)
        .names(PROGRESS)
        .measures(ENERGY, PROGRESS, year=2021, target=number("80"), actual=Value(absence=Absence.BLANK))
        .measures(ENERGY, PROGRESS, year=2020, target=Value(date="2020-06", text="109年6月"), actual=number("100")),
        Paper("report-111", "報告", year=2022).names(POLICY).names(ENERGY).states(ENERGY, RelationType.PART_OF, POLICY),
    )


@pytest.mark.parametrize(
    ("via", "found"),
    [
        ('{ document: { code: { eq: "report-111" } } }', ["能源"]),
        ("{ year: { lte: 2021 } }", ["港灣"]),
        ('{ heading: { contains: "水環境" } }', ["港灣"]),
        ('{ heading: { contains: "水環境" }, year: { eq: 2022 } }', []),
        ("{ document: null, year: null }", ["港灣", "能源"]),
    ],
)
def test_a_relation_is_told_by_where_it_is_said(ask: Ask, policy: Release, via: str, found: list[str]) -> None:
    query = """
        {
          plan(name: "海洋政策") { children(via: VIA, orderBy: [{ field: NAME }]) { nodes { name } } }
          programmes(orderBy: [{ field: NAME }], where: { parents: { via: VIA } }) { nodes { name } }
        }
        """

    answer = ask(query.replace("VIA", via))

    assert _names(answer["data"]["plan"]["children"]) == sorted(found)
    assert _names(answer["data"]["programmes"]) == sorted(found)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("budgets(where: { amount: { normalised: { gte: 1000000 } } }) { totalCount }", 1),
        ("budgets(where: { amount: { value: { lt: 100 }, absence: { isNull: true } } }) { totalCount }", 1),
        ("measurements(where: { actual: { absence: { eq: BLANK } } }) { totalCount }", 1),
        ("measurements(where: { actual: { value: { isNull: true } } }) { totalCount }", 1),
        ('measurements(where: { target: { date: { gte: "2020" } } }) { totalCount }', 1),
        ("measurements(where: { OR: [{ target: { value: { eq: 80 } } }, { actual: { value: { eq: 100 } } }] }) { totalCount }", 2),
        ("measurements(where: { target: { value: { gt: 80, lt: 80 } } }) { totalCount }", 0),
        ('budgets(where: { heading: { startsWith: "貳" } }) { totalCount }', 1),
        ('passages(where: { heading: { in: ["一、港灣", "二、漁港"] } }) { totalCount }', 1),
        ('programmes(where: { heading: { eq: "壹、水環境" } }) { totalCount }', 1),
        ("facts { totalCount }", 4),
        ("facts(where: { type: { in: [MEASUREMENT, OUTCOME] } }) { totalCount }", 2),
        ('facts(where: { type: { eq: BUDGET_ITEM }, subjects: { some: { name: { eq: "能源" } } } }) { totalCount }', 1),
        ("facts(where: { type: { eq: BUDGET_ITEM, in: [OUTCOME] } }) { totalCount }", 0),
    ],
)  # fmt: skip
def test_lists_are_narrowed_by_figures_headings_and_types(ask: Ask, policy: Release, query: str, found: int) -> None:
    answer = ask("{ " + query + " }")

    assert "errors" not in answer
    assert answer["data"] == {query.split("(", maxsplit=1)[0].split(" ", maxsplit=1)[0]: {"totalCount": found}}


def test_things_of_several_types_are_told_by_their_type(ask: Ask, ministry: Release) -> None:
    query = """
        query ($type: EntityTypeFilter) {
          document(code: "plan-108") { entities(where: { type: $type }) { nodes { __typename } } }
        }
        """

    works = ask(query, type={"in": ["PLAN", "PROGRAMME"]})["data"]["document"]["entities"]["nodes"]

    assert [node["__typename"] for node in works] == ["Plan", "Programme", "Programme"]


def test_all_facts_are_read_on_as_printed(ask: Ask, ministry: Release) -> None:
    query = (
        "query ($after: String) { facts(first: 2, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }"
    )
    pages = [ask(query)["data"]["facts"]]
    while pages[-1]["pageInfo"]["hasNextPage"]:
        pages.append(ask(query, after=pages[-1]["pageInfo"]["endCursor"])["data"]["facts"])

    read = [node["id"] for page in pages for node in page["nodes"]]

    documents = ask("{ documents(orderBy: [{ field: NAME }]) { nodes { code facts { nodes { id } } } } }")
    by_code = sorted(documents["data"]["documents"]["nodes"], key=lambda document: document["code"])
    assert read == [fact["id"] for document in by_code for fact in document["facts"]["nodes"]]
    assert len(read) == 6


def _names(connection: dict[str, Any]) -> list[str]:
    return [node["name"] for node in connection["nodes"]]


def test_outcomes_are_found_by_what_they_count(ask: Ask, ministry: Release) -> None:
    answer = ask(
        """
        query ($least: Float) {
          outcomes(
            where: { quantities: { some: { label: { contains: "航道" }, value: { gte: $least }, unit: { eq: "公里" } } } }
          ) { nodes { text } }
          facts(where: { quantities: { count: { gte: 1 } } }) { totalCount }
          none: outcomes(where: { quantities: { some: { bound: { eq: MIN } } } }) { totalCount }
        }
        """,
        least=12,
    )

    assert answer["data"] == {
        "outcomes": {"nodes": [{"text": "完成航道疏濬 12 公里"}]},
        "facts": {"totalCount": 1},
        "none": {"totalCount": 0},
    }
