"""What is stored comes back as it was: any script, any length, every digit."""

from decimal import Decimal

import pytest

from graph.model.values import Quantity, Value
from graph.model.vocabulary import vocabulary
from graph.plan import Argument, Compare, Comparison, Connection, Items, KnownAs, Nodes, OrderBy, Page, Parts
from graph.store import Store
from tests.graph.builders import Paper, agency, indicator, number, programme
from tests.graph.conftest import GraphOf
from tests.graph.plans import TEN, ask, ask_of, fields, names_of, of_each, shown

pytestmark = pytest.mark.anyio

WORK = programme("航道疏浚計畫")
PRINTED = {
    "outside the first plane": "𠮷野𣇵計畫 🚢",
    "combining": "Plan e\u0301 – plan é",
    "quotes and braces": "'\"`{}$[](\\n)\\",
    "wildcards": "100% _.*?",
    "white space": "一\u3000二\t三\n四",
    "right to left": "خطة 計畫",
}
# Each of these sorts differently by UTF-16 units, by a locale, or without regard to case.
BY_CODE_POINT = ["A", "Z", "b", "é", "計", "\uff5e", "𠮷"]


@pytest.mark.parametrize("text", PRINTED.values(), ids=PRINTED)
async def test_a_text_comes_back_as_it_was_printed(store: Store, graph_of: GraphOf, text: str) -> None:
    graph_of(Paper("a").names(programme(text)).reports(WORK, text).names(WORK))
    listed = Connection("list", ("Outcome",), None, TEN, (Nodes("nodes", of_each(("Outcome",), *fields("text"))),))

    assert (await ask_of(store, "Programme", text, *fields("name"))) == {"name": text}
    assert (await ask(store, listed))["list"]["nodes"] == [{"text": text}]


@pytest.mark.parametrize("comparison", [Comparison.EQ, Comparison.CONTAINS, Comparison.STARTS_WITH])
@pytest.mark.parametrize("text", PRINTED.values(), ids=PRINTED)
async def test_a_text_is_found_as_it_was_printed(
    store: Store, graph_of: GraphOf, text: str, comparison: Comparison
) -> None:
    graph_of(Paper("a").names(programme(text)).names(programme("別的計畫")))
    same = Compare("name", comparison, Argument("text"))
    known = KnownAs(comparison, Argument("text"))

    assert await shown(store, names_of(("Programme",), where=same), text=text) == [text]
    assert await shown(store, names_of(("Programme",), where=known), text=text) == [text]


async def test_a_text_of_any_length_comes_back_whole(store: Store, graph_of: GraphOf) -> None:
    name, text = "長" * 2_000, "完成疏浚。" * 20_000
    graph_of(Paper("a").names(programme(name)).names(WORK).reports(WORK, text))
    listed = Connection(
        "outcomes",
        ("Outcome",),
        None,
        TEN,
        (Nodes("nodes", of_each(("Outcome",), *fields("text"), _evidence("quote"))),),
    )

    assert await shown(store, names_of(("Programme",))) == [WORK.name, name]
    assert (await ask(store, listed))["outcomes"]["nodes"] == [{"text": text, "evidence": [{"quote": text}]}]


def _evidence(*names: str) -> Items:
    return Items(
        "evidence", vocabulary()["Outcome"].links["evidence"], Argument("ten"), of_each(("Evidence",), *fields(*names))
    )


@pytest.mark.parametrize("descending", [False, True])
async def test_texts_stand_in_the_order_of_their_code_points(store: Store, graph_of: GraphOf, descending: bool) -> None:
    paper = Paper("a").names(WORK)
    for name in reversed(BY_CODE_POINT):
        paper.names(indicator(name, name)).names(agency(name))
    graph_of(paper)
    expected = BY_CODE_POINT[::-1] if descending else BY_CODE_POINT

    for order in ("name", "unit"):
        listed = names_of(("Indicator",), order=(OrderBy(order, descending),))
        assert await shown(store, listed) == expected


@pytest.mark.parametrize("split", range(1, len(BY_CODE_POINT)))
async def test_a_page_goes_on_in_the_order_of_code_points(store: Store, graph_of: GraphOf, split: int) -> None:
    paper = Paper("a")
    for name in BY_CODE_POINT:
        paper.names(agency(name))
    graph_of(paper)
    listed = names_of(("Agency",), page=Page(Argument("first"), Argument("after")))

    cursor = (await ask(store, listed, first=split))["list"]["page"]["end_cursor"]

    assert await shown(store, listed, first=10, after=cursor) == BY_CODE_POINT[split:]


NUMBERS = [
    "-9007199254740993",
    "-0.1",
    "0",
    "0.1",
    "98.6",
    "9007199254740992",
    "9007199254740993",
    "9223372036854775807",
    "123456789012345678901234567890",
]


@pytest.mark.parametrize("printed", NUMBERS)
async def test_a_number_keeps_every_digit(store: Store, graph_of: GraphOf, printed: str) -> None:
    value = Value(value=Decimal(printed), normalised=Decimal(printed) * 1000, text=printed, low=Decimal(printed))
    counted = Quantity(label="疏浚", value=Decimal(printed))
    graph_of(Paper("a").names(WORK).budgets_for(WORK, value).reports(WORK, "完成", quantities=[counted]))
    amount = Parts("amount", "amount", fields("value", "normalised", "low", "high"))
    quantities = Parts("quantities", "quantities", fields("value"))

    answer = await ask(
        store,
        Connection("paid", ("BudgetItem",), None, TEN, (Nodes("nodes", of_each(("BudgetItem",), amount)),)),
        Connection("done", ("Outcome",), None, TEN, (Nodes("nodes", of_each(("Outcome",), quantities)),)),
    )

    exact = int(printed) if "." not in printed else float(printed)
    thousands = int(Decimal(printed) * 1000)
    given = answer["paid"]["nodes"][0]["amount"]
    assert given == {"value": exact, "normalised": thousands, "low": exact, "high": None}
    assert [type(given[field]) for field in ("value", "normalised")] == [type(exact), int]
    assert answer["done"]["nodes"] == [{"quantities": [{"value": exact}]}]


async def test_a_list_of_nothing_is_empty_and_not_absent(store: Store, graph_of: GraphOf) -> None:
    graph_of(Paper("a").names(WORK).reports(WORK, "完成", quantities=[]))
    quantities = Parts("quantities", "quantities", fields("value"))

    listed = Connection("done", ("Outcome",), None, TEN, (Nodes("nodes", of_each(("Outcome",), quantities)),))

    assert (await ask(store, listed))["done"]["nodes"] == [{"quantities": []}]


async def test_numbers_are_ordered_by_size(store: Store, graph_of: GraphOf) -> None:
    paper = Paper("a").names(WORK)
    for printed in reversed(NUMBERS):
        paper.budgets_for(WORK, number(printed))
    graph_of(paper)
    amount = Parts("amount", "amount", fields("text"))
    listed = Connection(
        "list",
        ("BudgetItem",),
        None,
        TEN,
        (Nodes("nodes", of_each(("BudgetItem",), amount)),),
        order=(OrderBy("amount_number"), OrderBy("place", descending=True)),
    )

    assert [node["amount"]["text"] for node in (await ask(store, listed))["list"]["nodes"]] == NUMBERS
