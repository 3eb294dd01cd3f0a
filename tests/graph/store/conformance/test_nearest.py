"""The names nearest to one that nothing has."""

from typing import Any

import pytest

from graph.plan import Argument, Nearest
from graph.store import Store
from tests.graph.builders import Paper, agency, indicator, programme
from tests.graph.conftest import GraphOf
from tests.graph.harbour import HARBOUR
from tests.graph.plans import ask, fields

pytestmark = pytest.mark.anyio


async def nearest(store: Store, label: str, name: str) -> list[Any]:
    root = Nearest("root", label, Argument("name"), fields("id", "name", "known_as"))
    found: list[Any] = (await ask(store, root, name=name))["root"]
    return found


@pytest.mark.parametrize("name", ["海岸事務部港務署", "海岸事务部港湾局", "港湾所", "港署"])
async def test_a_name_with_a_slip_is_near_to_the_one_that_is_meant(harbour: Store, name: str) -> None:
    first, *_ = await nearest(harbour, "Agency", name)

    assert (first["id"], first["name"]) == (HARBOUR.id, "海岸事務部港灣署")
    assert first["known_as"] in {"海岸事務部港灣署", "港灣署"}


async def test_only_names_of_the_type_asked_for_and_much_alike_are_near(harbour: Store) -> None:
    assert [found["name"] for found in await nearest(harbour, "Programme", "航道疏濬計劃")] == ["航道疏浚計畫"]
    assert await nearest(harbour, "Agency", "航道疏濬計劃") == []
    assert await nearest(harbour, "Agency", "山林") == []


async def test_the_nearest_names_come_first_and_at_most_five_things(store: Store, graph_of: GraphOf) -> None:
    paper = Paper("a")
    for number in range(1, 9):
        paper.names(programme(f"智慧港灣發展計畫第{'一' * number}期"))
    graph_of(paper.names(indicator("智慧港灣發展計畫")))

    found = [each["name"] for each in await nearest(store, "Programme", "智慧港灣開發計畫第一期")]

    assert found == [f"智慧港灣發展計畫第{'一' * number}期" for number in range(1, 6)]


async def test_of_two_things_of_one_name_both_are_near(store: Store, graph_of: GraphOf) -> None:
    first, second = programme("人才培育計畫", "a"), programme("人才培育計畫", "b")
    graph_of(Paper("a").names(first).names(agency("人才培育署")), Paper("b").names(second))

    found = await nearest(store, "Programme", "人材培育計畫")

    assert [each["id"] for each in found] == sorted([first.id, second.id])


@pytest.mark.parametrize("name", ["", " ", '"', "\\", "*", "港" * 10_000, "\x00", "😀"])
async def test_a_name_of_anything_at_all_is_near_to_nothing(harbour: Store, name: str) -> None:
    assert await nearest(harbour, "Indicator", name) == []
