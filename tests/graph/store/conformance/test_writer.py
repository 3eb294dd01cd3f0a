"""Taking documents in and out: whole, in any order, seen by readers only when published."""

import itertools

import pytest

from graph.errors import UnknownDocument
from graph.model.entities import AgencyKind
from graph.model.relations import RelationType, Role
from graph.model.vocabulary import vocabulary
from graph.plan import Argument, ByName, Connection, Nodes, Page, Property, QueryPlan, Selection, Statistics
from graph.store import Store
from tests.graph.builders import Paper, agency, indicator, money, number, plan, programme
from tests.graph.conftest import EmptyStore, GraphOf
from tests.graph.engines import publish

HARBOUR = agency("海岸事務部港灣署")
SCHEME = plan("智慧港灣方案")


def report(code: str, *names: str) -> Paper:
    """A paper in which the harbour agency leads programmes of one scheme."""
    paper = Paper(code, year=2021).names(HARBOUR, "港灣署", official=True).names(SCHEME)
    progress = indicator("年累計進度", "%")
    paper.names(progress)
    for name in names:
        work = programme(name, code)
        paper.names(work).states(work, RelationType.EXECUTED_BY, HARBOUR, Role.LEAD)
        paper.states(work, RelationType.PART_OF, SCHEME)
        paper.measures(work, progress, year=2021, target=number("100"), actual=number("98.6"))
        paper.budgets_for(work, money(120_000), year=2021)
    return paper


COUNTS = QueryPlan((Statistics("counts", (Property("type", "type"), Property("count", "count"))),), {})


async def counts(store: Store) -> dict[str, int]:
    answer = await store.view.answer(COUNTS, {})
    return {row["type"]: row["count"] for row in answer.data["counts"] if row["count"]}


@pytest.mark.anyio
async def test_what_is_taken_in_is_seen_when_it_is_published(store: Store) -> None:
    with store.writer() as writer:
        writer.replace(report("a", "疏浚計畫").batch(), "1")
        assert await store.view.release() is None

        writer.publish()

    assert await counts(store) == {
        "Agency": 1,
        "Plan": 1,
        "Programme": 1,
        "Indicator": 1,
        "Document": 1,
        "Measurement": 1,
        "BudgetItem": 1,
    }


def test_the_same_documents_make_the_same_release_in_every_order(empty_store: EmptyStore) -> None:
    papers = [report("a", "疏浚計畫"), report("b", "岸電計畫", "疏浚計畫"), report("c")]
    releases = set()
    for order in itertools.permutations(papers):
        store = empty_store()
        *_, release = (publish(store, paper) for paper in order)
        releases.add(release.id)

    assert len(releases) == 1


@pytest.mark.anyio
async def test_a_document_taken_in_again_replaces_what_it_said(store: Store, graph_of: GraphOf) -> None:
    graph_of(report("a", "疏浚計畫", "岸電計畫"))

    graph_of(report("a", "疏浚計畫"))

    assert (await counts(store))["Programme"] == 1
    assert (await counts(store))["BudgetItem"] == 1


def test_a_document_taken_in_unchanged_leaves_the_release_as_it_was(graph_of: GraphOf) -> None:
    first = graph_of(report("a", "疏浚計畫"))

    assert graph_of(report("a", "疏浚計畫")) == first


@pytest.mark.anyio
async def test_removing_a_document_takes_out_what_only_it_said(store: Store, graph_of: GraphOf) -> None:
    before = graph_of(report("a", "疏浚計畫"))
    graph_of(report("b", "岸電計畫"))

    with store.writer() as writer:
        writer.remove("b")
        after = writer.publish()

    assert after.id == before.id
    assert (await counts(store))["Programme"] == 1
    assert (await counts(store))["Agency"] == 1


@pytest.mark.anyio
async def test_a_shared_thing_forgets_what_only_the_removed_document_said_of_it(
    store: Store, graph_of: GraphOf
) -> None:
    graph_of(
        Paper("a").names(agency("港灣署")),
        Paper("b").names(agency("港灣署", full_name="海岸事務部港灣署", kind=AgencyKind.BUREAU), "港務局"),
    )

    with store.writer() as writer:
        writer.remove("b")
        writer.publish()

    wanted = Selection({"Agency": (Property("kind", "kind"), Property("full_name", "full_name"))})
    answer = await store.view.answer(
        QueryPlan(
            (
                ByName("printed", "Agency", Argument("printed"), wanted),
                ByName("forgotten", "Agency", Argument("forgotten"), wanted),
            ),
            {},
        ),
        {"printed": "港灣署", "forgotten": "港務局"},
    )
    assert answer.data == {"printed": {"kind": "AGENCY", "full_name": None}, "forgotten": None}


def test_removing_an_unknown_document_says_so(store: Store) -> None:
    with store.writer() as writer, pytest.raises(UnknownDocument, match="no document 'x'"):
        writer.remove("x")


def test_the_fingerprint_tells_what_was_last_taken_in(store: Store) -> None:
    with store.writer() as writer:
        assert writer.fingerprint("a") is None
        writer.replace(report("a").batch(), "first")
        assert writer.fingerprint("a") == "first"
        writer.publish()
        assert writer.fingerprint("a") == "first"
        writer.remove("a")
        assert writer.fingerprint("a") is None


def test_a_document_that_says_the_same_under_another_fingerprint_is_known_by_that(store: Store) -> None:
    for fingerprint in ("first", "second"):
        with store.writer() as writer:
            writer.replace(report("a", "疏浚計畫").batch(), fingerprint)
            writer.publish()

    with store.writer() as writer:
        assert writer.fingerprint("a") == "second"
    assert store.kept("a").fingerprint == "second"


@pytest.mark.anyio
async def test_a_load_that_breaks_off_leaves_the_last_release_and_is_taken_up_by_the_next(
    store: Store, graph_of: GraphOf
) -> None:
    first = graph_of(report("a", "疏浚計畫"))
    with store.writer() as writer:
        writer.replace(report("b", "岸電計畫").batch(), "1")  # and left without publishing
    assert await store.view.release() == first

    with store.writer() as writer:
        writer.publish()

    assert (await counts(store))["Document"] == 2


@pytest.mark.anyio
async def test_stored_counts_follow_what_is_taken_in_and_out(store: Store, graph_of: GraphOf) -> None:
    selection = Selection({"Agency": (Property("programmes", "programme_count"), Property("named", "document_count"))})
    plan_ = QueryPlan((ByName("agency", "Agency", Argument("name"), selection),), {"name": "港灣署"})

    graph_of(report("a", "疏浚計畫", "岸電計畫"), report("b", "浮標計畫"))
    assert (await store.view.answer(plan_, {})).data["agency"] == {"programmes": 3, "named": 2}

    graph_of(report("a", "疏浚計畫"))
    assert (await store.view.answer(plan_, {})).data["agency"] == {"programmes": 2, "named": 2}


@pytest.mark.anyio
async def test_a_name_that_changes_changes_where_it_is_listed(store: Store, graph_of: GraphOf) -> None:
    works = [programme("疏浚計畫"), programme("岸電計畫")]
    first = Paper("a").names(HARBOUR)
    for work in works:
        first.names(work).states(work, RelationType.EXECUTED_BY, HARBOUR)
    graph_of(first)

    longer = works[1].model_copy(update={"name": "全港岸電設施計畫"})
    graph_of(Paper("b").names(longer))

    listed = Connection(
        "programmes",
        ("Programme",),
        vocabulary()["Agency"].links["programmes"],
        Page(Argument("first")),
        (Nodes("nodes", Selection({"Programme": (Property("name", "name"),)})),),
    )
    selection = Selection({"Agency": (listed,)})
    answer = await store.view.answer(
        QueryPlan((ByName("agency", "Agency", Argument("name"), selection),), {"first": 5, "name": HARBOUR.name}), {}
    )
    assert [node["name"] for node in answer.data["agency"]["programmes"]["nodes"]] == ["全港岸電設施計畫", "疏浚計畫"]
