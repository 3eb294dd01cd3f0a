"""Whatever is asked: a true answer, or an error with a code that docs/queries.md lists; never a failure of our own.

One test a line of what clients get wrong; what is refused of single arguments stands beside what they do.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from graph.model.batch import MatchKey
from graph.store import Release
from tests.graph.builders import Paper, programme
from tests.service.conftest import Ask, GraphOf
from tests.service.ministry import BUREAU, MINISTRY

PAGE = Path(__file__).parent.parent.parent / "docs" / "queries.md"
CODES = set(re.findall(r"`([A-Z_]+)`", PAGE.read_text(encoding="utf-8").split("| code |")[1]))
ODD_TEXTS = ["", " ", "\x00", "'", '"', "\\", "%", "_", "*", "(", ")", "AND", "NEAR(", "\u202e", "😀", "港" * 10_000]


def codes(answer: dict[str, Any]) -> set[str]:
    found = {error["extensions"]["code"] for error in answer.get("errors", ())}
    assert found <= CODES - {"INTERNAL_ERROR"}
    return found


@pytest.mark.parametrize(
    ("query", "suggested"),
    [
        ("{ programes { totalCount } }", "Did you mean 'programmes'"),
        ("{ agency(nam: \"x\") { id } }", "Did you mean 'name'?"),
        ("{ agencies { nodes { nmae } } }", "Did you mean 'name'?"),
        ("{ agencies(where: { knownas: { eq: \"x\" } }) { totalCount } }", "Did you mean 'knownAs'?"),
        ("{ agencies(orderBy: [{ field: NAMES }]) { totalCount } }", "Did you mean the enum value 'NAME'?"),
        ("{ nodes(ids: []) { ... on Agancy { id } } }", "Did you mean 'Agency'?"),
    ],
)  # fmt: skip
def test_what_the_schema_does_not_have_is_refused_with_a_suggestion(ask: Ask, query: str, suggested: str) -> None:
    answer = ask(query)

    assert codes(answer) == {"INVALID_QUERY"}
    assert suggested in answer["errors"][0]["message"]


@pytest.mark.parametrize(
    ("declared", "used", "value"),
    [
        ("Int", "agencies(first: $v) { totalCount }", "20"),
        ("Int", "agencies(first: $v) { totalCount }", 2**31),
        ("String", "agency(name: $v) { id }", ["港灣署"]),
        ("AgencyWhere", "agencies(where: $v) { totalCount }", {"kind": {"eq": "KING"}}),
        ("AgencyWhere", "agencies(where: $v) { totalCount }", {"kinds": {"eq": "MINISTRY"}}),
        ("[FactType!]", "facts(where: { type: { in: $v } }) { totalCount }", ["FACT"]),
        ("Float", "budgets(where: { amount: { value: { gt: $v } } }) { totalCount }", float("nan")),
        ("PartialDate", "plans(where: { periodStart: { lt: $v } }) { totalCount }", "2021-13"),
        ("ID!", "node(id: $v) { id }", None),
    ],
)
def test_a_variable_of_the_wrong_type_or_an_unknown_value_is_refused(
    ask: Ask, ministry: Release, declared: str, used: str, value: object
) -> None:
    assert codes(ask(f"query ($v: {declared}) {{ {used} }}", v=value)) == {"INVALID_VARIABLES"}


@pytest.mark.parametrize("text", ODD_TEXTS, ids=repr)
def test_any_text_is_looked_up_filtered_by_and_searched_for(ask: Ask, ministry: Release, text: str) -> None:
    answer = ask(
        """
        query ($t: String!, $i: ID!) {
          agency(name: $t) { id }
          document(code: $t) { id }
          node(id: $i) { id }
          agencies(where: { name: { startsWith: $t }, knownAs: { contains: $t } }) { totalCount }
          passages(where: { text: { contains: $t }, heading: { in: [$t] } }) { totalCount }
          programmes(where: { agencies: { via: { part: { eq: $t }, heading: { contains: $t } } } }) { totalCount }
        }
        """,
        t=text,
        i=text[:200],
    )
    searched = ask("query ($t: String!) { search(text: $t) { totalCount } }", t=text)

    assert codes(answer) == set()
    assert (answer["data"]["agency"], answer["data"]["node"]) == (None, None)
    assert codes(searched) <= {"INVALID_ARGUMENT"}
    assert bool(codes(searched)) == (not text.strip() or len(text) > 200)


def test_ids_that_nothing_has_are_nothing_where_something_is_looked_up_or_filtered(ask: Ask, ministry: Release) -> None:
    answer = ask(
        """
        {
          node(id: "agency-0") { id }
          nodes(ids: ["agency-0", "", "programme-港"]) { id }
          plan(id: "agency-0") { id }
          programmes(where: { agencies: { some: { id: { in: ["agency-0"] } } } }) { totalCount }
          search(text: "港", documents: ["document-0"]) { totalCount }
        }
        """
    )

    assert codes(answer) == set()
    assert answer["data"] == {
        "node": None,
        "nodes": [None, None, None],
        "plan": None,
        "programmes": {"totalCount": 0},
        "search": {"totalCount": 0},
    }
    assert codes(ask('{ compare(ids: ["agency-0", "agency-1"]) { of { id } } }')) == {"UNKNOWN_ID"}
    assert codes(ask('{ paths(from: "agency-0", to: "agency-1") { length } }')) == {"UNKNOWN_ID"}


def test_the_id_of_a_thing_that_is_one_with_another_leads_to_it(ask: Ask, graph_of: GraphOf) -> None:
    first, second = programme("航道疏浚", "a"), programme("航道疏浚工程", "b")
    same = (MatchKey(key="Programme: 航道", rule="test.rule", score=0.9),)
    graph_of(Paper("a").names(first, match_keys=same), Paper("b").names(second, match_keys=same))

    by_id = [ask("query ($i: ID!) { node(id: $i) { id } programme(id: $i) { id } }", i=i.id) for i in (first, second)]

    assert [codes(answer) for answer in by_id] == [set(), set()]
    assert by_id[0] == by_id[1]
    assert by_id[0]["data"]["node"] is not None


@pytest.mark.parametrize(
    "where",
    [
        '{ name: { eq: "海洋部", ne: "海洋部" } }',
        "{ AND: [{ kind: { eq: MINISTRY } }, { kind: { eq: AGENCY } }] }",
        "{ id: { in: [] } }",
        "{ programmes: { some: {}, none: {} } }",
        "{ programmes: { count: { gt: 2, lt: 2 } } }",
        "{ fullName: { isNull: true, contains: \"部\" } }",
        "{ NOT: {} }",
    ],
)  # fmt: skip
def test_conditions_that_contradict_each_other_leave_nothing(ask: Ask, ministry: Release, where: str) -> None:
    answer = ask(f"{{ agencies(where: {where}) {{ totalCount nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}")

    nothing = {"totalCount": 0, "nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}
    assert answer["data"] == {"agencies": nothing}


def test_an_order_may_name_a_term_twice(ask: Ask, ministry: Release) -> None:
    twice = ask("{ agencies(orderBy: [{ field: NAME }, { field: NAME, direction: DESC }]) { nodes { name } } }")

    assert twice == ask("{ agencies(orderBy: [{ field: NAME }]) { nodes { name } } }")


def test_a_filter_may_have_thousands_of_values(ask: Ask, ministry: Release) -> None:
    query = "query ($ids: [ID!]!) { agencies(where: { id: { in: $ids } }) { nodes { id } } }"

    answer = ask(query, ids=[*(f"agency-{number}" for number in range(20_000)), MINISTRY.id, BUREAU.id])

    assert {node["id"] for node in answer["data"]["agencies"]["nodes"]} == {MINISTRY.id, BUREAU.id}


NESTED = {
    "linked": ("{ children: { some: %s } }", 5),
    "all of them": ("{ children: { all: %s } }", 5),
    "not all of one or the other": ("{ NOT: { children: { all: { OR: [%s, { kind: { eq: UNIT } }] } } } }", 5),
    "negated": ("{ NOT: %s }", 15),
    "joined": ("{ AND: [%s, { OR: [{ kind: { eq: UNIT } }] }] }", 14),
}


@pytest.mark.parametrize(("wrapped", "deepest"), NESTED.values(), ids=NESTED)
def test_conditions_are_answered_as_deep_as_they_may_stand_and_refused_beyond(
    ask: Ask, ministry: Release, wrapped: str, deepest: int
) -> None:
    def nested(depth: int) -> str:
        where = '{ name: { eq: "海洋部" } }'
        for _ in range(depth):
            where = wrapped.replace("%s", where)
        return f"{{ agencies(where: {where}) {{ totalCount }} }}"

    assert codes(ask(nested(deepest))) == set()
    assert codes(ask(nested(deepest + 1))) == {"INVALID_ARGUMENT"}
