"""Look-ups by a name that leads nowhere, or to several things."""

import asyncio
from collections.abc import Mapping
from typing import Any

from graph.model.relations import RelationType
from graph.plan import Nearest, QueryPlan
from graph.store import Release, Store
from graph.store.base import Answer
from service.execution import Executor, Request
from tests.graph.builders import Paper, plan, programme
from tests.service.conftest import Ask, GraphOf
from tests.service.ministry import BUREAU, DREDGING


def test_a_name_that_nothing_has_is_null_with_the_nearest_names_beside_the_answer(ask: Ask, ministry: Release) -> None:
    answer = ask(
        """
        query ($name: String) {
          missing: agency(name: $name) { id }
          also: programme(name: "航道疏浚") { id }
          found: agency(name: "港灣署") { name }
          nothing: plan(name: "造林") { id }
        }
        """,
        name="港灣局",
    )

    assert answer["data"] == {"missing": None, "also": None, "found": {"name": BUREAU.name}, "nothing": None}
    assert "errors" not in answer
    assert answer["extensions"] == {
        "release": ministry.id,
        "cost": 4,
        "suggestions": [
            {"path": ["missing"], "nearest": [{"id": BUREAU.id, "name": "海洋部港灣署", "knownAs": "港灣署"}]},
            {"path": ["also"], "nearest": [{"id": DREDGING.id, "name": "航道疏濬", "knownAs": "航道疏濬"}]},
            {"path": ["nothing"], "nearest": []},
        ],
    }


def test_an_id_or_a_code_that_nothing_has_is_null_and_no_more(ask: Ask, ministry: Release) -> None:
    answer = ask('{ agency(id: "agency-0") { id } document(code: "plan-107") { id } node(id: "港灣局") { id } }')

    assert answer == {
        "data": {"agency": None, "document": None, "node": None},
        "extensions": {"release": ministry.id, "cost": 3},
    }


def test_a_name_of_several_things_tells_each_with_what_it_is_part_of(ask: Ask, graph_of: GraphOf) -> None:
    first, second, policy = programme("人才培育", "a"), programme("人才培育", "b"), plan("海洋政策")
    graph_of(
        Paper("a").names(first),
        Paper("b").names(second).names(policy).states(second, RelationType.PART_OF, policy),
    )

    answer = ask('{ programme(name: "人才培育") { id } }')

    [error] = answer["errors"]
    assert error["message"] == "2 things of type Programme are known as '人才培育': choose one by its id."
    assert error["extensions"]["code"] == "AMBIGUOUS_NAME"
    assert sorted(error["extensions"]["candidates"], key=str) == sorted(
        [
            {"id": first.id, "name": "人才培育", "parent": None},
            {"id": second.id, "name": "人才培育", "parent": "海洋政策"},
        ],
        key=str,
    )
    assert "suggestions" not in answer["extensions"]


def test_names_of_another_release_than_the_one_that_answers_are_not_suggested(store: Store, ministry: Release) -> None:
    class Switching:
        """A view whose release is another one when it is asked again."""

        async def answer(
            self, asked: QueryPlan, arguments: Mapping[str, object], *, seconds: float | None = None
        ) -> Answer:
            said = await store.view.answer(asked, arguments, seconds=seconds)
            is_second = any(isinstance(root, Nearest) for root in asked.roots)
            return Answer(said.data, Release("0" * 64, said.release.published_at, 0) if is_second else said.release)

        async def release(self) -> Release | None:
            return await store.view.release()

    answer: dict[str, Any] = asyncio.run(Executor(Switching()).execute(Request('{ agency(name: "港灣局") { id } }')))

    assert answer == {"data": {"agency": None}, "extensions": {"release": ministry.id, "cost": 1}}
