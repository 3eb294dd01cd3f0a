"""Partners, neighbours, and what several things share, on every engine."""

from typing import Any

import pytest

from graph.errors import InvalidArgument, UnknownId
from graph.model.relations import RelationType, Role
from graph.model.vocabulary import ENTITY_LABELS, vocabulary
from graph.plan import Argument, Comparing, Connection, Cursor, Edges, Node, Nodes, Page, Property, Total
from graph.store import Store
from tests.graph.builders import Paper, agency, programme
from tests.graph.conftest import GraphOf
from tests.graph.harbour import AXIS, BUOYS, CITY, DREDGING, HARBOUR, POWER, SCHEME
from tests.graph.plans import TEN, ask, ask_of, edges_of, names_of, of_each

pytestmark = pytest.mark.anyio

PARTNERS = vocabulary()["Agency"].links["partners"]
PROGRAMMES = vocabulary()["Agency"].links["programmes"]
NEIGHBOURS = vocabulary()["Agency"].links["neighbours"]
NAMES = of_each(ENTITY_LABELS, Property("name", "name"))

# ---- partners -------------------------------------------------------------------------------------------------------


async def test_partners_run_the_same_programmes_those_that_share_most_first(store: Store, graph_of: GraphOf) -> None:
    graph_of(_runs("甲署", "乙局", "丙局", "丁局"), _runs("甲署", "丁局"), _runs("甲署"), _runs("戊局", "己局"))

    answer = await ask_of(store, "Agency", "甲署", _partners())

    assert answer["list"]["total"] == 3
    assert [(edge["node"]["name"], edge["shared"]["total"]) for edge in answer["list"]["edges"]] == [
        ("丁局", 2),
        ("丙局", 1),
        ("乙局", 1),
    ]


async def test_a_partners_shared_programmes_are_those_that_both_run(harbour: Store) -> None:
    answers = [await ask_of(harbour, "Agency", thing.name, _partners()) for thing in (HARBOUR, CITY)]

    both = {"total": 1, "nodes": [{"name": DREDGING.name}]}
    assert [answer["list"]["edges"][0]["shared"] for answer in answers] == [both, both]
    assert [[e["node"]["name"] for e in answer["list"]["edges"]] for answer in answers] == [[CITY.name], [HARBOUR.name]]


async def test_the_pages_of_partners_joined_are_the_list(store: Store, graph_of: GraphOf) -> None:
    graph_of(_runs("甲署", "乙局", "丙局", "丁局", "\uff5e局", "𠮷局"), _runs("甲署", "丁局"))
    whole = await ask_of(store, "Agency", "甲署", _partners())

    pages: list[Any] = []
    while not pages or pages[-1]["cursor"] != whole["list"]["edges"][-1]["cursor"]:
        after = pages[-1]["cursor"] if pages else None
        page = Page(Argument("two"), after=Argument("after"))
        answer = await ask_of(store, "Agency", "甲署", _partners(page), two=2, after=after)
        pages += answer["list"]["edges"]

    assert [edge["node"]["name"] for edge in pages] == ["丁局", "丙局", "乙局", "\uff5e局", "𠮷局"]
    assert pages == whole["list"]["edges"]


async def test_partners_follow_what_is_taken_in_and_out(store: Store, graph_of: GraphOf) -> None:
    graph_of(_runs("甲署", "乙局", "丙局", code="a"), _runs("甲署", "乙局", code="b"))
    assert await _shared(store, "甲署") == {"乙局": 2, "丙局": 1}

    graph_of(_runs("甲署", "乙局", code="a"))
    assert await _shared(store, "甲署") == {"乙局": 2}
    assert await _shared(store, "乙局") == {"甲署": 2}
    assert await _shared(store, "丙局") is None

    with store.writer() as writer:
        writer.remove("b")
        writer.publish()
    assert await _shared(store, "甲署") == {"乙局": 1}
    assert list(store.faults()) == []


async def test_a_partner_whose_name_changes_is_listed_by_its_new_name(store: Store, graph_of: GraphOf) -> None:
    graph_of(_runs("甲署", "乙局", code="a"))

    graph_of(Paper("b").names(agency("乙局").model_copy(update={"name": "海岸乙局"})))

    assert await _shared(store, "甲署") == {"海岸乙局": 1}
    assert list(store.faults()) == []


async def _shared(store: Store, name: str) -> dict[str, int] | None:
    """How many programmes a body shares with each partner; None where there is no such body."""
    answer = await ask_of(store, "Agency", name, _partners())
    return answer and {edge["node"]["name"]: edge["shared"]["total"] for edge in answer["list"]["edges"]}


def _runs(*names: str, code: str | None = None) -> Paper:
    """A document about one programme of its own, which these bodies run."""
    paper = Paper(code or "-".join(names))
    work = programme("共同計畫", paper.code)
    paper.names(work)
    for name in names:
        paper.names(agency(name)).states(work, RelationType.EXECUTED_BY, agency(name), Role.CO)
    return paper


def _partners(page: Page = TEN) -> Connection:
    parts = (Total("total"), Nodes("nodes", NAMES))
    shared = Connection("shared", PROGRAMMES.targets, PROGRAMMES, TEN, parts, shared=True)
    edges = Edges("edges", (Cursor("cursor"), Node("node", NAMES), shared))
    return Connection("list", PARTNERS.targets, PARTNERS, page, (Total("total"), edges))


# ---- neighbours -----------------------------------------------------------------------------------------------------


async def test_neighbours_are_joined_by_any_relation_either_way_and_each_is_there_once(
    store: Store, graph_of: GraphOf
) -> None:
    one, two, body = programme("甲計畫"), programme("乙計畫"), agency("某署")
    paper = Paper("a").names(one).names(two).names(body).states(one, RelationType.EXECUTED_BY, body)
    paper.states(one, RelationType.PART_OF, two).states(two, RelationType.REFERENCES, one)
    graph_of(paper.states(one, RelationType.REFERENCES, one))

    wanted = edges_of(ENTITY_LABELS, "neighbours", "Programme", Property("relations", "relations"))
    answer = await ask_of(store, "Programme", one.name, wanted)

    assert [(edge["node"]["name"], edge["relations"]) for edge in answer["list"]["edges"]] == [
        (two.name, ["PART_OF", "REFERENCES"]),
        (body.name, ["EXECUTED_BY"]),
    ]


async def test_neighbours_of_one_label_are_those_and_counted_so(harbour: Store) -> None:
    answer = await ask_of(harbour, "Programme", DREDGING.name, names_of(("Indicator",), "neighbours", "Programme"))

    assert (answer["list"]["total"], len(answer["list"]["nodes"])) == (2, 2)


# ---- comparisons ----------------------------------------------------------------------------------------------------


async def test_what_is_compared_stands_beside_what_all_of_it_is_joined_to(harbour: Store) -> None:
    answer = await _compared(harbour, POWER.id, DREDGING.id)

    assert answer == {
        "of": [{"name": POWER.name}, {"name": DREDGING.name}],
        "Agency": [HARBOUR.name],
        "Programme": [AXIS.name],
        "documents": ["年度績效報告"],
    }
    assert (await _compared(harbour, POWER.id, DREDGING.id, BUOYS.id))["Agency"] == []


async def test_bodies_share_the_programmes_they_run(harbour: Store) -> None:
    answer = await _compared(harbour, HARBOUR.id, CITY.id)

    assert (answer["Programme"], answer["Agency"]) == ([DREDGING.name], [])


@pytest.mark.parametrize(
    ("ids", "error"),
    [
        pytest.param((POWER.id, "nothing"), UnknownId, id="unknown id"),
        pytest.param((POWER.id, SCHEME.id), InvalidArgument, id="two types"),
        pytest.param((POWER.id, POWER.id), InvalidArgument, id="one thing twice"),
    ],
)
async def test_what_cannot_be_compared_is_an_error(harbour: Store, ids: tuple[str, str], error: type) -> None:
    assert isinstance(await _compared(harbour, *ids), error)


async def _compared(store: Store, *ids: str) -> Any:
    listed = (Nodes("nodes", NAMES),)
    documents = vocabulary()["Agency"].links["documents"]
    shared = [Connection(label, (label,), NEIGHBOURS, TEN, listed, shared=True) for label in ("Agency", "Programme")]
    shared.append(Connection("documents", documents.targets, documents, TEN, listed, shared=True))
    root = Comparing("compared", Argument("ids"), (Nodes("of", NAMES), *shared))
    answer = (await ask(store, root, ids=list(ids)))["compared"]
    if isinstance(answer, Exception):
        return answer
    return {key: part if key == "of" else [node["name"] for node in part["nodes"]] for key, part in answer.items()}
