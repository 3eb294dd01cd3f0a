import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from graph.model.relations import RelationType
from graph.plan import QueryPlan
from graph.store import Release, Store, open_store
from graph.store.base import Answer
from service.execution import Executor, Request
from tests.graph.builders import Paper, agency, indicator, programme
from tests.service.conftest import Ask, GraphOf
from tests.service.ministry import BREAKWATER, BUREAU, DREDGING, LIGHTHOUSE, MINISTRY, ODD_MONEY, PLAN

Data = dict[str, Any]


# ---- what is asked --------------------------------------------------------------------------------------------------


def test_a_thing_is_found_by_id_by_any_name_and_by_code(ask: Ask, ministry: Release) -> None:
    query = 'query ($id: ID!) { a: agency(id: $id) { name } b: agency(name: "港灣署") { name } d: document(code: "plan-108") { year } }'

    assert _data(ask(query, id=BUREAU.id)) == {
        "a": {"name": BUREAU.name},
        "b": {"name": BUREAU.name},
        "d": {"year": 2019},
    }


def test_what_is_not_there_is_null(ask: Ask, ministry: Release) -> None:
    answer = ask(
        '{ agency(name: "無此機關") { id } plan(id: "plan-0") { id } node(id: "x") { id } nodes(ids: ["y"]) { id } }'
    )

    assert _data(answer) == {"agency": None, "plan": None, "node": None, "nodes": [None]}


def test_an_id_of_another_type_is_not_found(ask: Ask, ministry: Release) -> None:
    assert _data(ask("query ($id: ID) { plan(id: $id) { name } }", id=BUREAU.id)) == {"plan": None}


def test_nodes_come_in_the_order_asked_for_with_fields_of_their_own_types(ask: Ask, ministry: Release) -> None:
    answer = ask(
        """
        query ($ids: [ID!]!) {
          nodes(ids: $ids) {
            __typename
            ... on Entity { name }
            ... on Programme { category }
            ... on Fact { subject { name } }
          }
        }
        """,
        ids=[DREDGING.id, "nobody", BUREAU.id],
    )

    assert _data(answer)["nodes"] == [
        {"__typename": "Programme", "name": "航道疏濬", "category": "水環境建設"},
        None,
        {"__typename": "Agency", "name": "海洋部港灣署"},
    ]


def test_a_field_answers_the_same_whichever_path_led_to_the_thing(ask: Ask, ministry: Release) -> None:
    card = "{ id name category plan { name } agencies { totalCount edges { role } } evidence(first: 1) { lineStart } }"
    paths = {
        "node(id: $id) { ... on Programme %s }": ["node"],
        'agency(name: "港灣署") { programmes(where: { id: { eq: $id } }) { nodes %s } }': ["agency", "programmes", "nodes", 0],
        'plan(name: "港灣建設計畫") { children(where: { id: { eq: $id } }) { edges { node %s } } }': ["plan", "children", "edges", 0, "node"],
        "indicators(where: { subjects: { some: { id: { eq: $id } } } }) { nodes { subjects { nodes { ... on Programme %s } } } }": ["indicators", "nodes", 0, "subjects", "nodes", 0],
        "measurements(first: 1, where: { subjects: { some: { id: { eq: $id } } } }) { nodes { subject { ... on Programme %s } } }": ["measurements", "nodes", 0, "subject"],
    }  # fmt: skip

    found = [
        _at(_data(ask("query ($id: ID!) { " + path % card + " }", id=DREDGING.id)), keys)
        for path, keys in paths.items()
    ]

    assert found[0]["name"] == "航道疏濬"
    assert all(other == found[0] for other in found)


# ---- how it is asked ------------------------------------------------------------------------------------------------


def test_one_field_can_be_asked_for_under_several_keys_with_other_arguments(ask: Ask, ministry: Release) -> None:
    answer = ask(
        """
        {
          first: programmes(first: 1) { nodes { name } }
          rest: programmes(first: 2, orderBy: [{ field: NAME, direction: DESC }]) { items: nodes { label: name } }
        }
        """
    )

    assert _data(answer) == {
        "first": {"nodes": [{"name": "燈塔修復"}]},
        "rest": {"items": [{"label": "防波堤整建"}, {"label": "航道疏濬"}]},
    }


def test_selections_of_one_key_are_merged_through_fragments(ask: Ask, ministry: Release) -> None:
    answer = ask(
        """
        fragment Names on AgencyConnection { nodes { name } }
        query ($id: ID!) {
          programme(id: $id) { agencies { ...Names nodes { kind } } ... { agencies { totalCount ...Names } } }
        }
        """,
        id=DREDGING.id,
    )

    agencies = {"totalCount": 1, "nodes": [{"name": "海洋部港灣署", "kind": "AGENCY"}]}
    assert _data(answer) == {"programme": {"agencies": agencies}}


@pytest.mark.parametrize(("flag", "shown"), [(True, {"name": "海洋部"}), (False, {"kind": "MINISTRY"})])
def test_directives_decide_what_is_answered(ask: Ask, ministry: Release, flag: bool, shown: Data) -> None:
    query = "query ($id: ID, $flag: Boolean!) { agency(id: $id) { name @include(if: $flag) ... @skip(if: $flag) { kind } } }"

    assert _data(ask(query, id=MINISTRY.id, flag=flag)) == {"agency": shown}


def test_type_names_are_those_of_the_schema_everywhere(ask: Ask, ministry: Release) -> None:
    answer = ask(
        """
        query ($id: ID!) {
          __typename
          programme(id: $id) {
            __typename
            parents { __typename pageInfo { __typename } edges { __typename node { __typename } } }
            indicators { __typename edges { __typename measurements { nodes { __typename target { __typename } } } } }
          }
        }
        """,
        id=LIGHTHOUSE.id,
    )

    measured = {"nodes": [{"__typename": "Measurement", "target": {"__typename": "Value"}}]}
    assert _data(answer) == {
        "__typename": "Query",
        "programme": {
            "__typename": "Programme",
            "parents": {"__typename": "EntityConnection", "pageInfo": {"__typename": "PageInfo"}, "edges": []},
            "indicators": {
                "__typename": "MeasuredByConnection",
                "edges": [{"__typename": "MeasuredByEdge", "measurements": measured}],
            },
        },
    }


def test_an_alias_that_looks_like_a_type_name_misleads_nobody(ask: Ask, ministry: Release) -> None:
    answer = ask("query ($id: ID!) { node(id: $id) { ... on Agency { __typename: name } } }", id=BUREAU.id)

    assert _data(answer) == {"node": {"__typename": "海洋部港灣署"}}


def test_a_whole_number_stays_exact_beyond_what_a_float_can_hold(ask: Ask, ministry: Release) -> None:
    answer = ask("{ budgets { nodes { amount { value normalised } } } }")

    assert _data(answer)["budgets"]["nodes"] == [{"amount": {"value": 2**53 + 1, "normalised": ODD_MONEY.normalised}}]


# ---- lists ----------------------------------------------------------------------------------------------------------


def test_pages_joined_are_the_whole_list(ask: Ask, ministry: Release) -> None:
    query = """
        query ($after: String) {
          programmes(first: 1, after: $after) { nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor } }
        }
        """
    pages, cursor = [], None
    while not pages or pages[-1]["pageInfo"]["hasNextPage"]:
        pages.append(_data(ask(query, after=cursor))["programmes"])
        cursor = pages[-1]["pageInfo"]["endCursor"]

    assert [node["name"] for page in pages for node in page["nodes"]] == ["燈塔修復", "航道疏濬", "防波堤整建"]
    assert [page["pageInfo"]["hasPreviousPage"] for page in pages] == [False, True, True]


def test_pages_from_the_end_joined_are_the_whole_list(ask: Ask, ministry: Release) -> None:
    query = """
        query ($before: String) {
          programmes(last: 2, before: $before) { nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor } }
        }
        """

    last = _data(ask(query))["programmes"]
    rest = _data(ask(query, before=last["pageInfo"]["startCursor"]))["programmes"]

    assert [node["name"] for node in rest["nodes"] + last["nodes"]] == ["燈塔修復", "航道疏濬", "防波堤整建"]
    assert [last["pageInfo"]["hasNextPage"], last["pageInfo"]["hasPreviousPage"]] == [False, True]
    assert [rest["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasPreviousPage"]] == [True, False]


def test_a_plan_is_paged_through_from_its_last_programme(ask: Ask, ministry: Release) -> None:
    query = """
        query ($name: String!, $last: Int = 20, $before: String) {
          plan(name: $name) {
            programmes(last: $last, before: $before, orderBy: [{ field: NAME }]) {
              pageInfo { hasPreviousPage startCursor } nodes { name }
            }
          }
        }
        """

    last = _data(ask(query, name=PLAN.name, last=1))["plan"]["programmes"]
    rest = _data(ask(query, name=PLAN.name, before=last["pageInfo"]["startCursor"]))["plan"]["programmes"]

    assert [(page["nodes"], page["pageInfo"]["hasPreviousPage"]) for page in (last, rest)] == [
        ([{"name": "防波堤整建"}], True),
        ([{"name": "航道疏濬"}], False),
    ]


def test_a_page_can_be_what_lies_between_two_cursors(ask: Ask, ministry: Release) -> None:
    query = """
        query ($after: String, $before: String, $first: Int, $last: Int) {
          programmes(after: $after, before: $before, first: $first, last: $last) { edges { cursor node { name } } }
        }
        """
    first, _, last = (edge["cursor"] for edge in _data(ask(query))["programmes"]["edges"])

    between = [ask(query, after=first, before=last, **{size: 5}) for size in ("first", "last")]
    twisted = ask(query, after=last, before=first)

    assert [edge["node"]["name"] for edge in _data(between[0])["programmes"]["edges"]] == ["航道疏濬"]
    assert between[0] == between[1]
    assert _data(twisted)["programmes"]["edges"] == []


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"name": {"startsWith": "航道"}}, [DREDGING]),
        ({"name": {"in": ["航道疏濬", "燈塔修復"]}}, [LIGHTHOUSE, DREDGING]),
        ({"category": {"isNull": True}}, [LIGHTHOUSE, BREAKWATER]),
        ({"agencies": {"some": {"kind": {"in": ["BUREAU", "MINISTRY"]}}}}, [LIGHTHOUSE]),
        ({"agencies": {"via": {"role": {"eq": "LEAD"}}, "some": {"knownAs": {"eq": "港灣署"}}}}, [DREDGING]),
        ({"agencies": {"via": {"role": {"eq": "LEAD"}}}}, [LIGHTHOUSE, DREDGING]),
        ({"agencies": {"count": {"gte": 2}}}, [LIGHTHOUSE]),
        ({"ancestors": {"none": {"id": {"eq": PLAN.id}}}}, [LIGHTHOUSE]),
        ({"measurements": {"some": {"year": {"lt": 2019}, "scope": {"eq": "ANNUAL"}}}}, [DREDGING]),
        ({"measurements": {"some": {"corroboration": {"eq": "CONFIRMED"}}}}, [DREDGING]),
        ({"references": {"some": {"documents": {"some": {"code": {"eq": "plan-108"}}}}}}, [BREAKWATER]),
        ({"NOT": {"periodStart": {"gte": "2018"}}}, [LIGHTHOUSE, BREAKWATER]),
        ({"OR": [{"titleMissing": {"eq": True}}, {"name": {"contains": "堤"}}]}, [BREAKWATER]),
        ({"OR": []}, []),
        ({"AND": [], "name": None, "agencies": {"some": None}}, [LIGHTHOUSE, DREDGING, BREAKWATER]),
    ],
    ids=str,
)  # fmt: skip
def test_lists_are_filtered_the_same_by_literals_and_by_variables(
    ask: Ask, ministry: Release, where: Data, found: list[Any]
) -> None:
    by_variable = ask("query ($where: ProgrammeWhere) { programmes(where: $where) { nodes { id } } }", where=where)
    by_literal = ask("{ programmes(where: " + _literal(where) + ") { nodes { id } } }")

    assert _data(by_variable)["programmes"]["nodes"] == [{"id": thing.id} for thing in found]
    assert by_literal == by_variable


def test_facts_say_whether_other_figures_of_their_document_confirm_them(ask: Ask, ministry: Release) -> None:
    query = """
        query ($heard: CorroborationFilter) {
          measurements(where: { corroboration: $heard }) { nodes { actual { value } corroboration } }
        }
        """

    confirmed, unheard = (ask(query, heard=heard) for heard in ({"in": ["CONFIRMED"]}, {"isNull": True}))

    assert _data(confirmed)["measurements"]["nodes"] == [{"actual": {"value": 1024.5}, "corroboration": "CONFIRMED"}]
    assert [node["corroboration"] for node in _data(unheard)["measurements"]["nodes"]] == [None, None]


def test_variables_can_stand_inside_literals(ask: Ask, ministry: Release) -> None:
    query = """
        query ($name: String!, $unsaid: String, $role: Role!) {
          programmes(where: { name: { in: [$name, "燈塔修復"], eq: $unsaid } }) { nodes { name } }
          agencies(where: { programmes: { via: { role: { in: [$role] } } } }) { nodes { name } }
        }
        """

    assert _data(ask(query, name="航道疏濬", role="CO")) == {
        "programmes": {"nodes": [{"name": "燈塔修復"}, {"name": "航道疏濬"}]},
        "agencies": {"nodes": [{"name": "海洋部港灣署"}]},
    }


def test_an_order_can_be_a_variable(ask: Ask, ministry: Release) -> None:
    query = "query ($by: [ProgrammeOrder!]) { programmes(orderBy: $by) { nodes { name } } }"

    answers = [
        _data(ask(query, by=[{"field": "PERIOD_START"}, {"field": "NAME", "direction": direction}]))
        for direction in ("ASC", "DESC")
    ]

    assert [[node["name"] for node in answer["programmes"]["nodes"]] for answer in answers] == [
        ["航道疏濬", "燈塔修復", "防波堤整建"],
        ["航道疏濬", "防波堤整建", "燈塔修復"],
    ]


def test_a_list_along_a_relation_can_be_narrowed_to_some_edges(ask: Ask, ministry: Release) -> None:
    query = (
        "query ($id: ID) { agency(id: $id) { programmes(via: { role: { eq: CO } }) { totalCount nodes { name } } } }"
    )

    programmes = _data(ask(query, id=BUREAU.id))["agency"]["programmes"]
    assert programmes == {"totalCount": 1, "nodes": [{"name": "燈塔修復"}]}


def test_a_list_of_things_of_several_types_tells_their_types(ask: Ask, ministry: Release) -> None:
    answer = ask(
        '{ document(code: "report-2021") { entities(first: 3) { nodes { __typename name } } facts { nodes { subject { name } } } } }'
    )

    assert _data(answer)["document"] == {
        "entities": {
            "nodes": [
                {"__typename": "Indicator", "name": "參觀人數"},
                {"__typename": "Document", "name": "海洋部業務報告"},
                {"__typename": "Agency", "name": "海洋部港灣署"},
            ]
        },
        "facts": {"nodes": [{"subject": {"name": "燈塔修復"}}]},
    }


# ---- what is refused ------------------------------------------------------------------------------------------------


def test_a_name_of_several_things_is_an_error_with_candidates_at_its_field(ask: Ask, graph_of: GraphOf) -> None:
    park, first, second = agency("園區管理局"), programme("人才培育", "a"), programme("人才培育", "b")
    graph_of(
        Paper("a").names(park).names(first),
        Paper("b").names(second).names(park).states(second, RelationType.EXECUTED_BY, park),
    )

    answer = ask('{ twice: programme(name: "人才培育") { id } agency(name: "園區管理局") { name } }')

    assert answer["data"] == {"twice": None, "agency": {"name": "園區管理局"}}
    [error] = answer["errors"]
    assert error["path"] == ["twice"]
    assert error["locations"] == [{"line": 1, "column": 3}]
    assert error["extensions"]["code"] == "AMBIGUOUS_NAME"
    assert {candidate["id"] for candidate in error["extensions"]["candidates"]} == {first.id, second.id}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ programmes(first: 0) { totalCount } }", "'first' must be from 1 to 100, not 0."),
        ("{ programmes(first: -1) { totalCount } }", "'first' must be from 1 to 100, not -1."),
        ("{ programmes(first: 101) { totalCount } }", "'first' must be from 1 to 100, not 101."),
        ("{ programmes(last: 0) { totalCount } }", "'last' must be from 1 to 100, not 0."),
        ("{ programmes(last: -1) { totalCount } }", "'last' must be from 1 to 100, not -1."),
        (
            "{ programmes(last: 2147483647) { totalCount } }",
            "'last' must be from 1 to 100, not 2147483647.",
        ),
        (
            "{ agencies { nodes { programmes(first: 1, last: 1) { totalCount } } } }",
            "Say how many by either 'first' or 'last', not by both.",
        ),
        ("{ agencies { nodes { evidence(first: 200) { page } } } }", "'first' must be from 1 to 100, not 200."),
        ('{ agency(id: "a", name: "b") { id } }', "Say what to look up by exactly one of: id, name."),
        ("{ document { id } }", "Say what to look up by exactly one of: id, name, code."),
        ("{ agency(id: null) { id } }", "Say what to look up by exactly one of: id, name."),
        (
            "{ programmes(where: { documents: { via: { role: { eq: LEAD } } } }) { totalCount } }",
            "'via' is about single relations: 'documents' is none.",
        ),
    ],
    ids=str,
)
def test_arguments_that_cannot_be_are_refused(ask: Ask, ministry: Release, query: str, message: str) -> None:
    answer = ask(query)

    assert set(answer) == {"errors"}
    [error] = answer["errors"]
    assert (error["message"], error["extensions"]) == (message, {"code": "INVALID_ARGUMENT"})
    assert error["locations"]


def test_sizes_are_checked_with_every_request_of_one_plan(ask: Ask, ministry: Release) -> None:
    query = "query ($first: Int, $ids: [ID!]!) { agencies(first: $first) { totalCount } nodes(ids: $ids) { id } }"

    assert "errors" not in ask(query, first=100, ids=[])
    assert "errors" not in ask(query, first=None, ids=["a"] * 100)
    assert ask(query, first=101, ids=[])["errors"][0]["message"] == "'first' must be from 1 to 100, not 101."
    assert (
        ask(query, first=1, ids=["a"] * 101)["errors"][0]["message"] == "'ids' must be from 0 to 100, not 101 of them."
    )


@pytest.mark.parametrize("side", ["after", "before"])
@pytest.mark.parametrize("cursor", ["", "nonsense", "WyJhIl0", "游標", "x" * 10_000])
def test_a_cursor_that_is_none_is_an_error_at_its_list(ask: Ask, ministry: Release, side: str, cursor: str) -> None:
    answer = ask(
        "query ($after: String, $before: String) { agencies(after: $after, before: $before) { nodes { id } } }",
        **{side: cursor},
    )

    _is_refused(answer, "agencies", "INVALID_CURSOR")


@pytest.mark.parametrize(
    "other",
    [
        "plans(after: $cursor) { nodes { id } }",
        "agencies(last: 5, before: $cursor, orderBy: [{ field: NAME, direction: DESC }]) { nodes { id } }",
        "agencies(after: $cursor, where: { kind: { eq: MINISTRY } }) { nodes { id } }",
        'agency(name: "海洋部") { children(after: $cursor) { nodes { id } } }',
    ],
)
def test_a_cursor_of_another_list_is_an_error_at_the_list(ask: Ask, ministry: Release, other: str) -> None:
    cursor = _data(ask("{ agencies(first: 1) { pageInfo { endCursor } } }"))["agencies"]["pageInfo"]["endCursor"]

    answer = ask("query ($cursor: String) { " + other + " }", cursor=cursor)

    _is_refused(answer, other.split("(", maxsplit=1)[0], "INVALID_CURSOR")


def test_a_cursor_goes_on_in_a_document_that_asks_for_the_same_list_otherwise(ask: Ask, ministry: Release) -> None:
    first = ask('{ few: agencies(first: 1, where: { name: { contains: "港" } }) { edges { cursor } } }')
    [edge] = _data(first)["few"]["edges"]

    rest = ask(
        """
        query ($where: AgencyWhere, $cursor: String) {
          agencies(where: $where, after: $cursor, orderBy: []) { totalCount nodes { name } }
        }
        """,
        where={"name": {"contains": "港"}},
        cursor=edge["cursor"],
    )

    assert _data(rest)["agencies"] == {"totalCount": 2, "nodes": [{"name": "港務局"}]}


def test_a_cursor_of_a_release_that_is_gone_says_so(ask: Ask, graph_of: GraphOf) -> None:
    graph_of(Paper("a").names(agency("園區管理局")))
    cursor = _data(ask("{ agencies { pageInfo { endCursor } } }"))["agencies"]["pageInfo"]["endCursor"]
    graph_of(Paper("b").names(agency("港務局")))

    answer = ask("query ($cursor: String) { agencies(after: $cursor) { nodes { id } } }", cursor=cursor)

    _is_refused(answer, "agencies", "EXPIRED_CURSOR")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ agencies {", "Syntax Error: Expected Name, found <EOF>."),
        ("", "Syntax Error: Unexpected <EOF>."),
        ("{ agences { totalCount } }", "Cannot query field 'agences' on type 'Query'. Did you mean 'agencies' or 'agency'?"),
        ("{ agencies }", "must have a selection of subfields"),
        ("{ agencies(where: { kind: { eq: KING } }) { totalCount } }", "Value 'KING' does not exist in 'AgencyKind' enum."),
        ('{ plans(where: { periodStart: { eq: "110年" } }) { totalCount } }', "is no date of the form YYYY"),
        ("query A { release { id } } query B { release { id } }", "Say which of the operations is meant."),
        ("fragment F on Agency { id }", "Fragment 'F' is never used."),
        ("{ ...F } fragment F on Query { ...F }", "Cannot spread fragment 'F' within itself."),
        ("mutation { release { id } }", "mutation"),
    ],
    ids=str,
)  # fmt: skip
def test_a_query_that_does_not_fit_the_schema_is_refused(ask: Ask, query: str, message: str) -> None:
    answer = ask(query)

    assert set(answer) == {"errors"}
    assert message in answer["errors"][0]["message"]
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"INVALID_QUERY"}


def test_an_operation_that_is_not_there_is_refused(ask: Ask) -> None:
    answer = ask("query A { release { id } }", "B")

    assert answer == {"errors": [{"message": "There is no operation 'B'.", "extensions": {"code": "INVALID_QUERY"}}]}


@pytest.mark.parametrize(
    "variables",
    [{}, {"name": None}, {"name": 5}, {"name": "x", "first": "many"}, {"name": "x", "where": {"nme": {}}}],
    ids=str,
)
def test_variables_that_do_not_fit_are_refused(ask: Ask, variables: Data) -> None:
    query = """
        query ($name: String!, $first: Int, $where: AgencyWhere) {
          agency(name: $name) { id } agencies(first: $first, where: $where) { totalCount }
        }
        """

    answer = ask(query, **variables)

    assert set(answer) == {"errors"}
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"INVALID_VARIABLES"}


# ---- what goes wrong ------------------------------------------------------------------------------------------------


def test_without_a_store_the_schema_is_told_and_the_rest_is_an_error() -> None:
    executor = Executor(open_store("sqlite:///nowhere.db").view)

    told = asyncio.run(executor.execute(Request("{ __schema { queryType { name } } }")))
    missing = asyncio.run(executor.execute(Request("{ release { id } }")))

    assert told == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    assert missing["errors"][0]["extensions"] == {"code": "MISSING_STORE"}


def test_a_failure_of_our_own_is_masked_and_logged_under_the_id_it_is_told_by() -> None:
    class BrokenView:
        async def answer(self, plan: object, arguments: object, *, seconds: float | None) -> Any:
            raise RuntimeError("password in clear")

        async def release(self) -> None:
            return None

    with capture_logs() as logs:
        answer = asyncio.run(Executor(BrokenView()).execute(Request("{ release { id } }")))

    [error], [event] = answer["errors"], logs
    assert error["extensions"]["code"] == "INTERNAL_ERROR"
    assert "password" not in str(answer)
    assert event["event"] == "query_failed"
    assert event["request_id"] == error["extensions"]["requestId"]
    assert event["exc_info"].args == ("password in clear",)


def _is_refused(answer: Data, root: str, code: str) -> None:
    assert answer["data"] in (None, {root: None})
    [error] = answer["errors"]
    assert (error["path"][0], error["extensions"]) == (root, {"code": code})


def _data(answer: Data) -> Data:
    assert "errors" not in answer, answer["errors"]
    data: Data = answer["data"]
    return data


def _at(data: Any, keys: list[Any]) -> Any:
    for key in keys:
        data = data[key]
    return data


def _literal(value: Any) -> str:
    """A value as it is written inside a document; upper-case words are enumerations there."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_literal(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_literal, value)) + "]"
        case str() if value.isascii() and value.isupper():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)


def test_requests_whose_variables_have_one_shape_are_answered_by_one_plan(store: Store, ministry: Release) -> None:
    plans: list[QueryPlan] = []

    class Watching:
        async def answer(self, plan: QueryPlan, arguments: Mapping[str, object], **how: Any) -> Answer:
            plans.append(plan)
            return await store.view.answer(plan, arguments, **how)

        release = store.view.release

    executor = Executor(Watching())
    for name in ("港灣署", "海洋部"):
        asyncio.run(executor.execute(Request("query ($name: String!) { agency(name: $name) { id } }", {"name": name})))

    assert plans[0] is plans[1]


def test_evidence_of_an_attribute_is_where_it_is_printed(ask: Ask, graph_of: GraphOf) -> None:
    work, length = programme("疏濬計畫", category="公共建設"), indicator("長度")
    graph_of(Paper("a").names(work, printing=["category"]).names(length).measures(work, length, year=2021))

    answer = ask(
        """
        query ($id: ID!, $attribute: AttestedField!) {
          node(id: $id) {
            ... on Entity { evidence(of: $attribute) { quote } none: evidence(of: CODE) { quote } }
            ... on Programme { all: evidence { quote } none: evidence(of: CODE) { quote } }
          }
          facts { nodes { evidence(of: TARGET) { quote } } }
        }
        """,
        id=work.id,
        attribute="CATEGORY",
    )

    assert _data(answer) == {
        "node": {
            "evidence": [{"quote": "公共建設"}],
            "none": [],
            "all": [{"quote": "疏濬計畫"}, {"quote": "公共建設"}],
        },
        "facts": {"nodes": [{"evidence": []}]},
    }
