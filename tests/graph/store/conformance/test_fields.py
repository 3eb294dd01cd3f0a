"""What is wanted of a thing: its names, its evidence, its figures."""

import pytest

from graph.model.batch import MatchKey
from graph.model.vocabulary import SAYS, vocabulary
from graph.plan import (
    Argument,
    Aside,
    CompareAny,
    Comparison,
    Connection,
    Items,
    Label,
    Nodes,
    OrderBy,
    Parts,
    Step,
    Total,
)
from graph.store import Store
from tests.graph.builders import Paper, money, number, programme
from tests.graph.conftest import GraphOf
from tests.graph.harbour import DREDGING, HARBOUR, PROGRESS
from tests.graph.plans import TEN, ask, ask_of, fields, of_each

pytestmark = pytest.mark.anyio


async def test_names_are_given_with_the_documents_that_print_them(harbour: Store) -> None:
    documents = Connection(
        "documents",
        ("Document",),
        vocabulary()["Alias"].links["documents"],
        TEN,
        (Nodes("nodes", of_each(("Document",), *fields("code"))),),
    )
    aliases = Connection(
        "aliases",
        ("Alias",),
        vocabulary()["Agency"].links["aliases"],
        TEN,
        (Nodes("nodes", of_each(("Alias",), *fields("name"), documents)),),
    )

    answer = await ask_of(harbour, "Agency", "港灣署", aliases)

    assert {a["name"]: [d["code"] for d in a["documents"]["nodes"]] for a in answer["aliases"]["nodes"]} == {
        "海岸事務部港灣署": ["report"],
        "港灣署": ["budget", "report"],
    }


async def test_fields_of_a_thing_may_be_put_aside_beside_others_of_it(harbour: Store) -> None:
    facts = ("Measurement", "BudgetItem", "Outcome")
    subject = Step(
        "of", vocabulary()["Outcome"].links["subject"], of_each(("Agency", "Plan", "Programme"), *fields("name"))
    )
    aside = Aside("aside", of_each(facts, *fields("year"), subject))
    listed = Connection(
        "facts",
        facts,
        vocabulary()["Document"].links["facts"],
        TEN,
        (Nodes("nodes", of_each(facts, *fields("id", "year"), aside)),),
    )

    found = (await ask_of(harbour, "Document", "年度績效報告", listed))["facts"]["nodes"]

    assert len(found) == 6
    assert all(fact["aside"]["year"] == fact["year"] for fact in found)
    assert [fact["aside"]["of"]["name"] for fact in found[:3]] == ["航道疏浚計畫", "航道疏浚計畫", "岸電設施計畫"]


async def test_evidence_stands_by_document_as_each_gives_it_up_to_the_number_asked_for(harbour: Store) -> None:
    place = of_each(
        ("Evidence",),
        *fields("quote", "line_start", "source"),
        Step("document", vocabulary()["Evidence"].links["document"], of_each(("Document",), *fields("code"))),
    )
    items = Items("evidence", vocabulary()["Agency"].links["evidence"], Argument("first"), place)

    answer = await ask_of(harbour, "Agency", "港灣署", items, first=2)

    assert answer["evidence"] == [
        {"quote": "港灣署", "line_start": 1, "source": "TEXT", "document": {"code": "budget"}},
        {"quote": "海岸事務部港灣署", "line_start": 1, "source": "TEXT", "document": {"code": "report"}},
    ]


async def test_evidence_is_narrowed_to_the_places_that_print_an_attribute(store: Store, graph_of: GraphOf) -> None:
    key = (MatchKey(key="疏浚", rule="test.rule", score=1),)
    graph_of(
        Paper("a").names(programme("疏浚", "a", category="公共建設"), printing=["category"], match_keys=key),
        Paper("b").names(programme("疏浚", "b", category="社會發展"), printing=["category", "code"], match_keys=key),
    )
    names = {"printing_category": "category", "printing_code": "code", "printing_number": "number"}
    evidence, quote = vocabulary()["Programme"].links["evidence"], of_each(("Evidence",), *fields("quote"))
    items = (
        Items(name, evidence, Argument("ten"), quote, CompareAny(SAYS.name, Comparison.EQ, Argument(name)))
        for name in names
    )

    answer = await ask_of(store, "Programme", "疏浚", *fields("category"), *items, **names)

    assert answer == {
        "category": "公共建設",
        "printing_category": [{"quote": "公共建設"}, {"quote": "社會發展 None"}],
        "printing_code": [{"quote": "社會發展 None"}],
        "printing_number": [],
    }


async def test_money_beyond_the_precision_of_floats_stays_exact(harbour: Store) -> None:
    amount = Parts("amount", "amount", fields("value", "normalised", "unit", "absence", "text"))
    listed = Connection(
        "list",
        ("BudgetItem",),
        None,
        TEN,
        (Nodes("nodes", of_each(("BudgetItem",), amount)),),
        order=(OrderBy("amount_number", descending=True),),
    )

    answer = await ask(harbour, listed)

    assert answer["list"]["nodes"][0]["amount"] == {
        "value": 9_007_199_254_740_993,
        "normalised": 9_007_199_254_740_993_000,
        "unit": "千元",
        "absence": None,
        "text": "9,007,199,254,740,993",
    }


async def test_absence_says_its_kind(harbour: Store) -> None:
    values = (Parts("target", "target", fields("value")), Parts("actual", "actual", fields("value", "absence")))
    listed = Connection("list", ("Measurement",), None, TEN, (Nodes("nodes", of_each(("Measurement",), *values)),))

    nodes = (await ask(harbour, listed))["list"]["nodes"]

    assert [(n["target"]["value"], n["actual"]["value"], n["actual"]["absence"]) for n in nodes] == [
        (100, 98.6, None),
        (12, None, "BLANK"),
        (80, None, "NOT_STATED"),
    ]


async def test_the_quantities_of_a_result_are_given(harbour: Store) -> None:
    parts = Parts("quantities", "quantities", fields("label", "value", "unit", "bound"))
    listed = Connection(
        "list", ("Outcome",), None, TEN, (Nodes("nodes", of_each(("Outcome",), parts, *fields("type"))),)
    )

    assert (await ask(harbour, listed))["list"]["nodes"] == [
        {"quantities": [{"label": "疏浚", "value": 3.5, "unit": "公里", "bound": None}], "type": "MILESTONE"}
    ]


async def test_facts_of_a_thing_are_one_list_and_an_agency_has_its_share_of_figures(
    store: Store, graph_of: GraphOf
) -> None:
    graph_of(
        Paper("a")
        .names(HARBOUR)
        .names(DREDGING)
        .names(PROGRESS)
        .measures(DREDGING, PROGRESS, year=2021, target=number("5"))
        .measures(DREDGING, PROGRESS, year=2021, target=number("3"), agency=HARBOUR.id)
        .reports(DREDGING, "完成")
        .budgets_for(HARBOUR, money(7), year=2021)
        .budgets_for(DREDGING, money(5), year=2021, agency=HARBOUR.id)
    )
    facts = ("Measurement", "BudgetItem", "Outcome")

    def listed(start: str, link: str, labels: tuple[str, ...]) -> Connection:
        nodes = Nodes("nodes", of_each(labels, Label("type"), *fields("year")))
        return Connection("list", labels, vocabulary()[start].links[link], TEN, (Total("total"), nodes))

    of_work = await ask_of(store, "Programme", DREDGING.name, listed("Programme", "facts", facts))
    of_agency = await ask_of(store, "Agency", HARBOUR.name, listed("Agency", "facts", facts))
    share = await ask_of(store, "Agency", HARBOUR.name, listed("Agency", "measurements", ("Measurement",)))

    assert [fact["type"] for fact in of_work["list"]["nodes"]] == [
        "Measurement",
        "Measurement",
        "Outcome",
        "BudgetItem",
    ]
    assert [fact["type"] for fact in of_agency["list"]["nodes"]] == ["BudgetItem"]
    assert share["list"] == {"total": 1, "nodes": [{"type": "Measurement", "year": 2021}]}
