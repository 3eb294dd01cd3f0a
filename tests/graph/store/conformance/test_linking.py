"""One node for one thing, across documents: what loads and decisions make of it, and what the ids still lead to."""

from dataclasses import replace

import pytest

from graph.errors import ContradictoryDecisions
from graph.model.batch import MatchKey
from graph.model.entities import Entity, EntityType
from graph.model.relations import RelationType
from graph.model.vocabulary import vocabulary
from graph.plan import (
    Argument,
    ById,
    ByIds,
    Compare,
    Comparison,
    Items,
    Linked,
    Nodes,
    Not,
    Property,
    Quantifier,
    Selection,
)
from graph.resolution.decisions import Decision, Decisions, Named
from graph.store import Store
from tests.graph.builders import Paper, agency, money, programme
from tests.graph.conftest import EmptyStore, GraphOf
from tests.graph.harbour import HARBOUR
from tests.graph.plans import ask, ask_of, fields, names_of, shown

pytestmark = pytest.mark.anyio

PROGRAMMES = names_of(("Programme",))
ONE, OTHER, THIRD = (programme(name, code) for name, code in (("海岸復育計畫", "a"), ("海岸復育", "b"), ("復育", "c")))
PROPERTIES = Selection({"Programme": (Property("id", "id"), Property("name", "name"))})


def paper(thing: Entity, code: str, *shared: str, **more: object) -> Paper:
    """A document that names a programme, under keys, and who runs it."""
    keys = tuple(MatchKey(key=key, rule="test.rule", score=0.9) for key in shared)
    named = Paper(code).names(thing, match_keys=keys, **more).names(HARBOUR)
    return named.states(thing, RelationType.EXECUTED_BY, HARBOUR).budgets_for(thing, money(5))


def decided(*, same: tuple[str, ...] = (), distinct: tuple[str, ...] = ()) -> Decisions:
    """That programmes of these names are one, and that programmes of those are not."""

    def about(names: tuple[str, ...]) -> tuple[Decision, ...]:
        things = tuple(Named(name=name) for name in names)
        return (Decision(type=EntityType.PROGRAMME, things=things, reason="院函"),) if names else ()

    return Decisions(same=about(same), distinct=about(distinct))


def decide(store: Store, decisions: Decisions) -> None:
    with store.writer() as writer:
        writer.decide(decisions)
        writer.publish()


async def nodes_of(store: Store, *ids: str) -> list[str | None]:
    """The ids of the nodes that these ids lead to."""
    found = await ask(store, ByIds("found", Argument("ids"), PROPERTIES), ids=list(ids))
    return [node and node["id"] for node in found["found"]]


async def test_things_of_two_documents_that_share_a_key_are_one_node(store: Store, graph_of: GraphOf) -> None:
    graph_of(paper(ONE, "a", "x"), paper(OTHER, "b", "x"))

    found = await ask_of(
        store, "Programme", "海岸復育", Property("name", "name"), names_of(("Agency",), "agencies", "Programme")
    )
    assert found["name"] == "海岸復育計畫"
    assert [node["shown"] for node in found["list"]["nodes"]] == [HARBOUR.name]
    assert await shown(store, PROGRAMMES) == ["海岸復育計畫"]


async def test_a_node_says_which_things_it_is_made_of_and_why(store: Store, graph_of: GraphOf) -> None:
    graph_of(paper(ONE, "a", "x", official=True), paper(OTHER, "b", "x"))

    shown_of_merge = Selection({"Merge": fields("name", "former_id", "rule", "reasons", "score")})
    same_as = Items("same_as", vocabulary()["Programme"].links["same_as"], Argument("ten"), shown_of_merge)
    found = await ask_of(store, "Programme", "海岸復育", same_as)

    assert found["same_as"] == [
        {"name": "海岸復育", "former_id": OTHER.id, "rule": "test.rule", "reasons": ["x"], "score": 0.9}
    ]


async def test_every_members_id_leads_to_the_node_now_and_after_later_merges(store: Store, graph_of: GraphOf) -> None:
    graph_of(paper(ONE, "a", "x"))
    graph_of(paper(OTHER, "b", "x"))
    (first, second) = await nodes_of(store, ONE.id, OTHER.id)
    graph_of(paper(THIRD, "c", "x", official=True))

    assert first == second == min(ONE.id, OTHER.id)
    assert await nodes_of(store, ONE.id, OTHER.id, THIRD.id) == [THIRD.id] * 3
    by_id = await ask(store, ById("found", Argument("id"), ("Programme",), PROPERTIES), id=ONE.id)
    assert by_id["found"]["id"] == THIRD.id


@pytest.mark.parametrize(
    ("comparison", "given"),
    [
        pytest.param(Comparison.EQ, ONE.id, id="eq, the first"),
        pytest.param(Comparison.EQ, OTHER.id, id="eq, another"),
        pytest.param(Comparison.IN, [OTHER.id, ONE.id, "programme-0"], id="in"),
    ],
)
async def test_conditions_follow_every_members_id_to_the_node(
    store: Store, graph_of: GraphOf, comparison: Comparison, given: object
) -> None:
    graph_of(paper(ONE, "a", "x"), paper(OTHER, "b", "x"), paper(THIRD, "c"))

    is_it = Compare("id", comparison, Argument("given"))
    run_it = Linked(vocabulary()["Agency"].links["programmes"], Quantifier.SOME, is_it)

    assert await shown(store, names_of(("Programme",), where=is_it), given=given) == ["海岸復育計畫"]
    assert await shown(store, names_of(("Agency",), where=run_it), given=given) == [HARBOUR.name]
    assert await shown(store, names_of(("Programme",), where=Not(is_it)), given=given) == [THIRD.name]


async def test_a_removed_document_takes_out_what_only_it_joined(store: Store, graph_of: GraphOf) -> None:
    graph_of(paper(ONE, "a", "x"), paper(THIRD, "c", "x", "y"), paper(OTHER, "b", "y"))
    assert len(set(await nodes_of(store, ONE.id, OTHER.id))) == 1

    with store.writer() as writer:
        writer.remove("c")
        writer.publish()

    assert await nodes_of(store, ONE.id, OTHER.id, THIRD.id) == [ONE.id, OTHER.id, None]


async def test_a_decision_overrides_survives_and_is_undone(store: Store, graph_of: GraphOf) -> None:
    before = graph_of(paper(ONE, "a", "x"), paper(OTHER, "b", "x"), paper(THIRD, "c"))

    decide(store, decided(distinct=("海岸復育計畫", "海岸復育"), same=("海岸復育", "復育")))
    graph_of(paper(ONE, "a", "x", "more"))
    one, other, third = await nodes_of(store, ONE.id, OTHER.id, THIRD.id)
    assert one != other == third
    assert store.decisions() == decided(distinct=("海岸復育計畫", "海岸復育"), same=("海岸復育", "復育"))

    decide(store, Decisions())
    after = graph_of(paper(ONE, "a", "x"))
    one, other, third = await nodes_of(store, ONE.id, OTHER.id, THIRD.id)
    assert one == other != third
    assert after.id == before.id


async def test_decisions_that_cannot_hold_leave_the_release_as_it_was(store: Store, graph_of: GraphOf) -> None:
    before = graph_of(paper(ONE, "a").names(programme("海岸", "a")), paper(OTHER, "b"))
    two_names = Paper("c").names(THIRD, "復育", "海岸復育")

    with store.writer() as writer:
        writer.decide(decided(distinct=("復育", "海岸復育")))
        writer.replace(two_names.batch(), "1")
        with pytest.raises(ContradictoryDecisions, match="one thing under both names"):
            writer.publish()

    assert await store.view.release() == before
    assert await shown(store, PROGRAMMES) == ["海岸", "海岸復育", "海岸復育計畫"]


async def test_decisions_that_cannot_hold_do_not_stand_in_the_way_of_later_loads(
    store: Store, graph_of: GraphOf
) -> None:
    graph_of(paper(ONE, "a"), Paper("c").names(THIRD, "復育", "海岸復育"))

    with pytest.raises(ContradictoryDecisions):
        decide(store, decided(distinct=("復育", "海岸復育")))
    assert list(store.faults()) == []
    assert store.decisions() == Decisions()

    graph_of(paper(OTHER, "b"))
    assert await shown(store, PROGRAMMES) == ["復育", "海岸復育", "海岸復育計畫"]


def test_the_order_of_loads_and_decisions_does_not_matter(empty_store: EmptyStore) -> None:
    papers = [paper(ONE, "a", "x"), paper(OTHER, "b", "x", "y"), paper(THIRD, "c", "y")]
    rules = decided(distinct=("海岸復育計畫", "復育"))
    releases = set()
    for first, *others in (papers, papers[::-1], [papers[1], papers[0], papers[2]]):
        store = empty_store()
        with store.writer() as writer:
            writer.replace(first.batch(), "1")
            writer.publish()
        decide(store, rules)
        with store.writer() as writer:
            for other in others:
                writer.replace(other.batch(), "1")
            releases.add(writer.publish().id)

    assert len(releases) == 1


async def test_a_body_that_only_a_table_knows_is_named_by_no_document(store: Store, graph_of: GraphOf) -> None:
    successor = agency("海岸事務部")
    known = Paper("a").names(HARBOUR).states(HARBOUR, RelationType.SUCCEEDED_BY, successor)
    known.mentions.append(known.mentions[0].model_copy(update={"entity": successor, "names": ()}))
    graph_of(known)

    documents = names_of(("Document",), "documents", "Agency")
    found = await ask_of(store, "Agency", "海岸事務部", Property("count", "document_count"), documents)

    assert (found["count"], found["list"]["nodes"]) == (0, [])
    assert (await ask_of(store, "Agency", HARBOUR.name, documents))["list"]["total"] == 1


async def test_an_official_name_says_when_it_was_in_use(store: Store, graph_of: GraphOf) -> None:
    graph_of(Paper("a").names(HARBOUR, "港灣署", official=True, used_from="2013-07-23", used_until="2023"))

    aliases = names_of(("Alias",), "aliases", "Agency")
    dates = Selection({"Alias": fields("name", "used_from", "used_until")})
    listed = replace(aliases, parts=(Nodes("nodes", dates),))
    found = await ask_of(store, "Agency", "港灣署", listed)

    assert found["list"]["nodes"] == [
        {"name": "海岸事務部港灣署", "used_from": "2013-07-23", "used_until": "2023"},
        {"name": "港灣署", "used_from": None, "used_until": None},
    ]
