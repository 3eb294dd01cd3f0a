"""Plans by hand, in a few words: one root, one list, the fields a test looks at."""

from collections.abc import Mapping
from typing import Any

from graph.model.vocabulary import vocabulary
from graph.plan import (
    Argument,
    ByName,
    Condition,
    Connection,
    Edges,
    Field,
    Label,
    Node,
    Nodes,
    OrderBy,
    Page,
    PageInfo,
    Property,
    QueryPlan,
    Root,
    Selection,
    Total,
)
from graph.store import Store

TEN = Page(Argument("ten"))
WORK = ("Plan", "Programme")


def fields(*names: str) -> tuple[Property, ...]:
    return tuple(Property(name, name) for name in names)


def of_each(labels: tuple[str, ...], *wanted: Field) -> Selection:
    return Selection(dict.fromkeys(labels, wanted))


def names_of(
    labels: tuple[str, ...],
    link: str | None = None,
    start: str = "",
    *,
    where: Condition | None = None,
    via: Condition | None = None,
    order: tuple[OrderBy, ...] = (),
    page: Page = TEN,
) -> Connection:
    """A list that answers with the names (or the ids, of facts) of its things, its total and its page."""
    leads = vocabulary()[start].links[link] if link else None
    shown = "id" if labels[0] in {"Measurement", "BudgetItem", "Outcome"} else "name"
    return Connection(
        "list",
        labels,
        leads,
        page,
        (
            Total("total"),
            Nodes("nodes", of_each(labels, Property("shown", shown))),
            PageInfo("page", fields("has_next_page", "has_previous_page", "end_cursor")),
        ),
        where=where,
        via=via,
        order=order,
    )


def edges_of(labels: tuple[str, ...], link: str, start: str, *wanted: Any) -> Connection:
    """A list that answers with fields of its edges beside the names of its things."""
    node = Node("node", of_each(labels, Label("type"), Property("name", "name")))
    return Connection("list", labels, vocabulary()[start].links[link], TEN, (Edges("edges", (*wanted, node)),))


async def ask(store: Store, *roots: Root, **arguments: object) -> Mapping[str, Any]:
    """The answers of some roots by their keys; ``ten`` and ``name`` need not be given."""
    answer = await store.view.answer(QueryPlan(roots, {"ten": 10, "after": None}), arguments)
    return answer.data


async def ask_of(store: Store, label: str, name: str, *wanted: Field, **arguments: object) -> Any:
    """The answer of some fields of the one thing of this name."""
    root = ByName("root", label, Argument("name"), Selection({label: wanted}))
    return (await ask(store, root, name=name, **arguments))["root"]


async def shown(store: Store, listed: Connection, **arguments: object) -> list[str]:
    """The names (or ids) that a root list answers with."""
    return [node["shown"] for node in (await ask(store, listed, **arguments))["list"]["nodes"]]
