"""Several readers, in several threads, while one load after the other is published: each answer is of one release."""

import asyncio
import threading
from contextlib import closing
from typing import Any

import pytest

from graph.model.relations import RelationType, Role
from graph.model.vocabulary import vocabulary
from graph.plan import Argument, ByCode, ByName, Connection, Nodes, Page, QueryPlan, Selection, Total
from graph.store import Store, open_store
from graph.store.base import View
from graph.store.neo4j import transactions
from tests.graph.builders import Paper, agency, programme
from tests.graph.engines import publish
from tests.graph.plans import fields, names_of, of_each

HARBOUR = agency("海岸事務部港灣署")
COUNTS = (40, 7, 33, 12)


def paper(count: int) -> Paper:
    """A paper all of which depends on a number: how many programmes there are, and what each of them says."""
    said = Paper("a", year=count).names(HARBOUR)
    for n in range(count):
        work = programme(f"第{n}計畫", category=f"{count}")
        said.names(work).states(work, RelationType.EXECUTED_BY, HARBOUR, Role.LEAD if count % 2 else Role.CO)
        said.reports(work, f"{count}")
    return said


_RUN = Connection(
    "run",
    ("Programme",),
    vocabulary()["Agency"].links["programmes"],
    Page(Argument("hundred")),
    (Total("total"), Nodes("nodes", of_each(("Programme",), *fields("category")))),
)
PLAN = QueryPlan(
    (
        ByCode("document", Argument("code"), Selection({"Document": fields("year", "fact_count")})),
        ByName("agency", "Agency", Argument("name"), Selection({"Agency": (*fields("programme_count"), _RUN)})),
        names_of(("Programme",), page=Page(Argument("hundred"))),
    ),
    {"code": "a", "name": HARBOUR.name, "hundred": 100},
)


def test_readers_in_many_threads_see_one_whole_release_each_while_loads_commit(
    neo4j: Store, neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "_ROWS", 40)  # many transactions, between which readers may come
    publish(neo4j, paper(30))
    done = threading.Event()
    seen: set[tuple[int, ...]] = set()
    failures: list[BaseException] = []

    async def read(view: View) -> None:
        while not done.is_set():
            seen.add(_numbers((await view.answer(PLAN, {})).data))
            await asyncio.sleep(0.01)  # loads have to get on as well

    async def read_twice(view: View) -> None:
        await asyncio.gather(read(view), read(view))

    def run() -> None:
        try:
            with closing(open_store(neo4j_url)) as store:
                asyncio.run(read_twice(store.view))
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    readers = [threading.Thread(target=run) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for count in COUNTS:
            publish(neo4j, paper(count))
    finally:
        done.set()
        for reader in readers:
            reader.join()

    assert failures == []
    assert len(seen) > 2
    assert [numbers for numbers in seen if len(set(numbers)) != 1] == []


def _numbers(answer: dict[str, Any]) -> tuple[int, ...]:
    """All that says in an answer how many programmes there are: the same, where it is of one release."""
    document, agency_, listed = answer["document"], answer["agency"], answer["list"]
    run = agency_["run"]
    return (
        document["year"],
        document["fact_count"],
        agency_["programme_count"],
        run["total"],
        len(run["nodes"]),
        *(int(node["category"]) for node in run["nodes"]),
        listed["total"],
        len(listed["nodes"]),
    )
