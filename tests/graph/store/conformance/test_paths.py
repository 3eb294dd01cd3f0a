"""Ways from one thing to another, the shortest first, on every engine."""

from typing import Any

import pytest

from graph.errors import SearchTooWide, UnknownId
from graph.model.relations import RelationType, Role
from graph.model.vocabulary import ENTITY_LABELS, vocabulary
from graph.plan import Argument, Edges, Items, Node, Paths, Property, Selection
from graph.store import Store
from tests.graph.builders import Paper, agency, plan, programme
from tests.graph.conftest import GraphOf
from tests.graph.harbour import AXIS, BUOYS, CITY, DREDGING, HARBOUR, POWER, PROGRESS, SCHEME
from tests.graph.plans import ask, fields, of_each

pytestmark = pytest.mark.anyio

NAME = of_each(ENTITY_LABELS, Property("name", "name"))
QUOTE = Items(
    "evidence", vocabulary()["Agency"].links["evidence"], Argument("ten"), Selection({"Evidence": fields("quote")})
)


async def test_the_shortest_ways_come_first_and_those_of_one_length_in_order_of_relation_then_id(
    harbour: Store,
) -> None:
    ways = await _ways(harbour, DREDGING.id, POWER.id, first=3)

    assert ways == [
        [("EXECUTED_BY", True, HARBOUR.name), ("EXECUTED_BY", False, POWER.name)],
        [("MEASURED_BY", True, PROGRESS.name), ("MEASURED_BY", False, POWER.name)],
        [("PART_OF", True, AXIS.name), ("PART_OF", False, POWER.name)],
    ]


async def test_longer_ways_follow_where_there_are_not_as_many_short_ones(harbour: Store) -> None:
    ways = await _ways(harbour, BUOYS.id, SCHEME.id, first=10)

    assert ways == [
        [("REFERENCES", True, SCHEME.name)],
        [("PART_OF", True, AXIS.name), ("PART_OF", True, SCHEME.name)],
    ]


async def test_no_way_is_longer_than_asked_for(harbour: Store) -> None:
    far = [DREDGING.name, AXIS.name, BUOYS.name]

    assert [step[-1] for step in (await _ways(harbour, CITY.id, BUOYS.id, longest=3))[0]] == far
    assert await _ways(harbour, CITY.id, BUOYS.id, longest=2) == []


async def test_ways_follow_only_the_relations_asked_for_and_pass_by_what_is_left_out(harbour: Store) -> None:
    by_agency = (RelationType.EXECUTED_BY,)

    assert len(await _ways(harbour, DREDGING.id, POWER.id, relations=by_agency, first=9)) == 1
    assert await _ways(harbour, DREDGING.id, POWER.id, relations=by_agency, without=[HARBOUR.id]) == []
    assert await _ways(harbour, DREDGING.id, POWER.id, relations=()) == []
    assert await _ways(harbour, DREDGING.id, POWER.id, without=["unknown"])
    assert await _ways(harbour, DREDGING.id, POWER.id, without=[POWER.id]) == []


async def test_every_step_says_what_stands_on_its_edge_and_where_it_is_printed(harbour: Store) -> None:
    steps = Edges("steps", (*fields("relation", "forward", "role"), Node("node", NAME), QUOTE))
    root = _root(Property("length", "length"), Node("start", NAME), steps)

    answer = await ask(harbour, root, **_given(CITY.id, DREDGING.id))

    said = {"relation": "EXECUTED_BY", "forward": False, "role": "CO", "node": {"name": DREDGING.name}}
    evidence = [{"quote": f"{DREDGING.name}：{CITY.name}"}]
    assert answer["paths"] == [{"length": 1, "start": {"name": CITY.name}, "steps": [{**said, "evidence": evidence}]}]


async def test_from_a_thing_to_itself_leads_a_way_of_no_steps(harbour: Store) -> None:
    assert await _ways(harbour, AXIS.id, AXIS.id) == [[]]
    assert await _ways(harbour, AXIS.id, AXIS.id, without=[AXIS.id]) == []


@pytest.mark.parametrize("ends", [(AXIS.id, "nothing"), ("nothing", AXIS.id)])
async def test_an_end_that_is_no_entity_is_an_error(harbour: Store, ends: tuple[str, str]) -> None:
    answer = await ask(harbour, _root(Property("length", "length")), **_given(*ends))

    assert isinstance(answer["paths"], UnknownId)
    assert "'nothing'" in str(answer["paths"])


async def test_a_search_that_has_to_look_at_too_much_says_so(
    store: Store, graph_of: GraphOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.paths.MOST_EDGES", 20)
    graph_of(_hub(works=30))
    hub, lone = agency("總署"), plan("無關方案")

    found = await ask(store, _root(Property("length", "length")), **_given(hub.id, programme("工作0").id, longest=4))
    lost = await ask(store, _root(Property("length", "length")), **_given(hub.id, agency("分署").id, longest=4))
    apart = await ask(store, _root(Property("length", "length")), **_given(hub.id, lone.id, longest=4))

    assert found["paths"] == [{"length": 1}]
    assert isinstance(lost["paths"], SearchTooWide)
    assert "'without'" in str(lost["paths"])
    assert apart["paths"] == []


async def test_a_hub_is_met_from_its_narrow_side(
    store: Store, graph_of: GraphOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.paths.MOST_EDGES", 20)
    graph_of(_hub(works=30))

    ways = await _ways(store, programme("工作0").id, programme("工作1").id)

    assert ways == [[("EXECUTED_BY", True, "總署"), ("EXECUTED_BY", False, "工作1")]]


async def test_what_both_ends_lead_to_is_looked_at_once(
    store: Store, graph_of: GraphOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.paths.MOST_EDGES", 2 + 30)
    graph_of(_hub(works=30))

    ways = await _ways(store, programme("工作0").id, programme("工作1").id, first=2)

    assert len(ways) == 1


async def test_a_search_that_is_too_wide_says_what_a_narrower_one_finds(
    store: Store, graph_of: GraphOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.paths.MOST_EDGES", 20)
    graph_of(_hub(works=30))

    given = _given(programme("工作0").id, programme("工作1").id, first=2)
    answer = await ask(store, _root(Property("length", "length")), **given)

    assert "('maxLength': 2 finds 1)" in str(answer["paths"])


def _hub(works: int) -> Paper:
    """An agency that runs many programmes, and another that runs as many of its own."""
    paper, hub, branch = Paper("a"), agency("總署"), agency("分署")
    for thing in (hub, branch, plan("無關方案")):
        paper.names(thing)
    for n in range(works):
        for runs, name in ((hub, f"工作{n}"), (branch, f"他務{n}")):
            paper.names(programme(name)).states(programme(name), RelationType.EXECUTED_BY, runs, Role.LEAD)
    return paper


def _root(*wanted: Any, relations: tuple[RelationType, ...] = tuple(RelationType)) -> Paths:
    names = ("start", "end", "longest", "first", "without")
    return Paths("paths", *map(Argument, names), relations, wanted)


def _given(start: str, end: str, *, longest: int = 4, first: int = 1, without: list[str] | None = None) -> Any:
    return {"start": start, "end": end, "longest": longest, "first": first, "without": without}


async def _ways(
    store: Store, start: str, end: str, *, relations: tuple[RelationType, ...] = tuple(RelationType), **more: Any
) -> list[list[tuple[str, bool, str]]]:
    """Of each way its steps: relation, direction, and the name of what is reached."""
    steps = Edges("steps", (*fields("relation", "forward"), Node("node", NAME)))
    answer = await ask(store, _root(steps, relations=relations), **_given(start, end, **more))
    return [[(s["relation"], s["forward"], s["node"]["name"]) for s in way["steps"]] for way in answer["paths"]]
