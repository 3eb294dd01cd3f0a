"""How much one operation may ask for; the documents of front ends keep well below."""

import asyncio
from typing import Any

import pytest
from graphql import get_introspection_query

from graph.store import Release, Store
from service.execution import Executor, Request
from service.limits import Limits
from tests.service.conftest import Ask
from tests.service.ministry import PLAN, contract

FRAGMENTS = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(60))
BOMB = f"{{ ...f0 }} {FRAGMENTS} fragment f60 on Query {{ release {{ id }} }}"
CHAIN = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} }}" for n in range(500))
WIDE = " ".join(
    f"a{n}: fields {{ type {{ {' '.join(f'b{m}: fields {{ name }}' for m in range(12))} }} }}" for n in range(12)
)


def _nested(levels: int) -> str:
    query = "name"
    for _ in range(levels):
        query = f"programmes(first: 1) {{ nodes {{ agencies(first: 1) {{ nodes {{ {query} }} }} }} }}"
    return f"{{ agencies(first: 1) {{ nodes {{ {query} }} }} }}"


@pytest.mark.parametrize(
    ("query", "limit", "most"),
    [
        pytest.param("{ release { id } } #" + "x" * 1_000_000, "characters", 100_000, id="1 MB"),
        pytest.param("{" + " id" * 5_000 + "}", "tokens", 5_000, id="words"),
        pytest.param("{ release { id } }" + "\n#" * 5_000, "tokens", 5_000, id="comments"),
        pytest.param("{ release " + "@skip(if: false)" * 1_000 + " { id } }", "tokens", 5_000, id="directives"),
        pytest.param(_nested(5), "depth", 20, id="depth"),
        pytest.param(f"{{ ...f0 }} {CHAIN} fragment f500 on Query {{ release {{ id }} }}", "depth", 20, id="fragments in a row"),
        pytest.param("{" + " ".join(f"a{n}: release {{ id }}" for n in range(201)) + "}", "aliases", 200, id="aliases"),
        pytest.param(BOMB, "fields", 2_000, id="fragments that double"),
        pytest.param("{ __schema { types { " + WIDE + " } } }", "introspection", 1_000_000, id="introspection"),
        pytest.param(
            "{ agencies(first: 100) { nodes { programmes(first: 100) { nodes { agencies(first: 100) { totalCount } } } } } "
            " plans(first: 100) { nodes { programmes: children(first: 100) { nodes { ... on Programme { agencies(first: 100) { nodes { name } } } } } } } }",
            "nodes", 500_000, id="nodes",
        ),
    ],
)  # fmt: skip
def test_an_operation_that_asks_for_too_much_is_refused(ask: Ask, query: str, limit: str, most: int) -> None:
    [error] = ask(query)["errors"]

    assert error["extensions"] == {"code": "LIMIT_EXCEEDED", "limit": limit, "most": most}


def test_ten_thousand_aliases_are_refused_before_anything_is_made_of_them(ask: Ask) -> None:
    [error] = ask("{" + " ".join(f"a{n}: release {{ id }}" for n in range(10_000)) + "}")["errors"]

    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }", id="circular"),
        pytest.param("{ ...a } fragment a on Query { ...a }", id="in itself"),
        pytest.param("{ ...nowhere }", id="unknown"),
        pytest.param("{" + "a {" * 3_000 + "}" * 3_001, id="deeper than can be read"),
    ],
)
def test_fragments_that_lead_nowhere_are_invalid(ask: Ask, query: str) -> None:
    assert {error["extensions"]["code"] for error in ask(query)["errors"]} == {"INVALID_QUERY"}


def test_an_answer_says_what_it_may_have_cost(ask: Ask, ministry: Release) -> None:
    query = "query ($n: Int) { agencies(first: $n) { nodes { name programmes(first: 5) { nodes { name } } } } }"

    # the list; of each of its things itself, its list, and five things
    assert [ask(query, n=n)["extensions"]["cost"] for n in (1, 10)] == [1 + 1 * (1 + 1 + 5), 1 + 10 * (1 + 1 + 5)]


def test_lists_that_are_asked_for_by_other_names_cost_as_often(ask: Ask, ministry: Release) -> None:
    one = ask("{ a: agencies(first: 7) { nodes { name } } }")["extensions"]["cost"]
    two = ask("{ a: agencies(first: 7) { nodes { name } } b: agencies(first: 7) { nodes { name } } }")

    assert two["extensions"]["cost"] == 2 * one


def test_what_the_types_of_a_thing_share_costs_once(ask: Ask, ministry: Release) -> None:
    query = "query ($id: ID!) { node(id: $id) { ... on Entity { documents(first: 10) { nodes { code } } } } }"

    assert ask(query, id=PLAN.id)["extensions"]["cost"] == 1 + 1 + 10


def test_the_schema_can_be_asked_for_whole(ask: Ask) -> None:
    assert ask(get_introspection_query())["data"]["__schema"]["queryType"]["name"] == "Query"


def test_lists_of_a_hundred_in_lists_of_a_hundred_are_answered(ask: Ask, ministry: Release) -> None:
    query = "{ agencies(first: 100) { nodes { name programmes(first: 100) { nodes { id name category } } } } }"

    assert "errors" not in ask(query)


def test_documents_of_front_ends_stay_below_a_tenth_of_what_an_operation_may_cost(ask: Ask, ministry: Release) -> None:
    for name, variables in (("agency", {"name": "港灣署"}), ("programme", {"name": "航道疏濬"})):
        assert ask(contract(name), **variables)["extensions"]["cost"] < Limits().nodes / 10


def test_operations_beyond_those_that_run_at_once_wait_and_then_are_told_to_come_again(
    store: Store, ministry: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.turns._PATIENCE_SECONDS", 0.05)
    executor = Executor(store.view, Limits(operations=2))
    let_go = asyncio.Event()
    answer_now = store.view.answer

    async def answer_later(*given: Any, **more: Any) -> Any:
        await let_go.wait()
        return await answer_now(*given, **more)

    monkeypatch.setattr(store.view, "answer", answer_later)

    async def crowd() -> list[dict[str, Any]]:
        under_way = [asyncio.create_task(executor.execute(Request("{ release { id } }"))) for _ in range(2)]
        await asyncio.sleep(0)
        refused = await asyncio.gather(*(executor.execute(Request("{ release { id } }")) for _ in range(200)))
        let_go.set()
        after = await executor.execute(Request("{ release { id } }"))
        return [*refused, *await asyncio.gather(*under_way), after]

    *refused, one, two, after = asyncio.run(crowd())

    assert {answer["errors"][0]["extensions"]["code"] for answer in refused} == {"SERVICE_BUSY"}
    assert [answer["data"]["release"]["id"] for answer in (one, two, after)] == [ministry.id] * 3
