"""Looking things up: by id, by name, by code; and what a look-up that fails leaves the others."""

import pytest

from graph.errors import AmbiguousName, MissingStore
from graph.model.relations import RelationType
from graph.plan import Argument, ByCode, ById, ByIds, ByName, Label, Property, ReleaseInfo, Selection
from graph.store import Store
from tests.graph.builders import Paper, plan, programme
from tests.graph.conftest import GraphOf
from tests.graph.harbour import CITY, DREDGING, HARBOUR
from tests.graph.plans import ask, ask_of, fields, names_of, shown

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("name", ["海岸事務部港灣署", "港灣署", " 港 灣 署 "])
async def test_a_thing_is_found_by_any_of_its_names_folded(harbour: Store, name: str) -> None:
    assert (await ask_of(harbour, "Agency", name, Property("id", "id")))["id"] == HARBOUR.id


async def test_a_name_that_nothing_has_answers_with_null(harbour: Store) -> None:
    assert await ask_of(harbour, "Agency", "山林署", Property("id", "id")) is None


async def test_a_name_is_looked_up_among_things_of_its_type_only(harbour: Store) -> None:
    assert await ask_of(harbour, "Plan", "港灣署", Property("id", "id")) is None


async def test_a_name_of_two_things_answers_with_the_candidates(store: Store, graph_of: GraphOf) -> None:
    first, second, parent = programme("人才培育", "a"), programme("人才培育", "b"), plan("海洋政策")
    graph_of(
        Paper("a").names(first),
        Paper("b").names(second).names(parent).states(second, RelationType.PART_OF, parent),
    )

    error = await ask_of(store, "Programme", "人才培育", Property("id", "id"))

    assert isinstance(error, AmbiguousName)
    assert sorted(error.candidates, key=lambda c: str(c["parent"])) == [
        {"id": first.id, "name": "人才培育", "parent": None},
        {"id": second.id, "name": "人才培育", "parent": "海洋政策"},
    ]


async def test_one_root_that_fails_leaves_the_others_their_answers(store: Store, graph_of: GraphOf) -> None:
    graph_of(Paper("a").names(programme("人才培育", "a")), Paper("b").names(programme("人才培育", "b")).names(CITY))
    wanted = Selection({"Programme": fields("name"), "Agency": fields("name")})

    answer = await ask(
        store,
        ByName("twice", "Programme", Argument("twice"), wanted),
        ByName("once", "Agency", Argument("once"), wanted),
        twice="人才培育",
        once="南濱市政府",
    )

    assert isinstance(answer["twice"], AmbiguousName)
    assert answer["once"] == {"name": "南濱市政府"}


async def test_things_and_facts_are_found_by_id_in_the_order_asked_for(harbour: Store) -> None:
    budget = (await shown(harbour, names_of(("BudgetItem",))))[0]
    wanted = Selection(
        {
            "Agency": (Label("type"), *fields("name")),
            "Programme": (Label("type"), *fields("name")),
            "BudgetItem": (Label("type"), *fields("fiscal_year")),
        }
    )

    answer = await ask(harbour, ByIds("nodes", Argument("ids"), wanted), ids=[budget, "agency-0", DREDGING.id])

    assert answer["nodes"] == [
        {"type": "BudgetItem", "fiscal_year": 2021},
        None,
        {"type": "Programme", "name": "航道疏浚計畫"},
    ]


async def test_an_id_of_another_type_is_not_found(harbour: Store) -> None:
    root = ById("root", Argument("id"), ("Plan",), Selection({"Plan": fields("name")}))

    assert (await ask(harbour, root, id=HARBOUR.id))["root"] is None


async def test_a_document_is_found_by_its_code(harbour: Store) -> None:
    root = ByCode("root", Argument("code"), Selection({"Document": fields("name", "year")}))

    assert (await ask(harbour, root, code="report"))["root"] == {"name": "年度績效報告", "year": 2021}


async def test_the_release_that_answers_says_what_it_is(store: Store, graph_of: GraphOf) -> None:
    release = graph_of(Paper("a"), Paper("b"))

    answer = await ask(store, ReleaseInfo("release", fields("id", "hash", "documents", "published_at")))

    assert answer["release"] == {
        "id": release.id,
        "hash": release.id,
        "documents": 2,
        "published_at": release.published_at.isoformat(),
    }


async def test_an_unpublished_store_says_so(store: Store) -> None:
    with pytest.raises(MissingStore, match="no release yet"):
        await ask(store, names_of(("Agency",)))
