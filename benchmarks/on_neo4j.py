"""Neo4j beside what can be had from it by hand in the same run: rows loaded in a second, milliseconds to an answer.

Run by `make bench` on a server of its own, as the tests have it, or on the one NEO4J_TEST_URI names, which it empties.
"""

import asyncio
import gc
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from graphql import parse
from neo4j import READ_ACCESS, AsyncDriver, Driver

from benchmarks.by_hand import Operation, agrees, contract
from benchmarks.large_graph import large_batches
from benchmarks.raw_load import Rows, empty
from benchmarks.statements import open_statements
from graph.model.batch import Batch
from graph.store import Store, open_store
from graph.store.neo4j.server import Server
from ingest.candidates import find_candidates
from ingest.linking.batch import link
from ingest.pipeline import extract
from service.compile import compile_operation, shape_of
from service.execution import Executor
from service.schema import build_schema
from tests.neo4j_server import Neo4jServer, why_there_is_none

LOADS = 5
TRIALS, WARMING, ROUNDS = 5, 60, 150
EXAMPLES = Path(__file__).parent.parent / "examples"
SMALL = 5  # documents of the large graph, which stand in for the five where those are not at hand


def main() -> None:
    """Print the tables."""
    if reason := why_there_is_none():
        print(f"Neo4j is not measured. {reason}")
        return
    examples = batches(EXAMPLES)
    corpus = os.environ.get("PLANGRAPH_CORPUS")
    few = batches(Path(corpus)) if corpus else list(large_batches(examples, documents=SMALL))
    with running_server() as server, server.driver() as driver:
        print_loading(server, driver, few)
        print_queries(server, driver, f"the {len(few)} documents")
        load(server, driver, list(large_batches(examples)))
        print_queries(server, driver, "the large graph")


def batches(folder: Path) -> list[Batch]:
    """What the documents of a folder say."""
    return [link(extract(candidate)) for candidate in find_candidates([folder])]


@contextmanager
def running_server() -> Iterator[Server]:
    """The server NEO4J_TEST_URI names, else one of our own for as long as it is needed."""
    if url := os.environ.get("NEO4J_TEST_URI"):
        yield Server.from_url(url)
        return
    with tempfile.TemporaryDirectory() as folder:
        own = Neo4jServer(Path(folder))
        try:
            own.start()
            yield Server.from_url(own.url)
        finally:
            own.kill()


# ------------------------------------------------------------------------------------------------------------- loading


def print_loading(server: Server, driver: Driver, said: Sequence[Batch]) -> None:
    """Rows in a second by our writer, and by UNWIND of the same rows; the batches are in the store afterwards."""
    load(server, driver, said)
    rows = Rows.of(driver, server.database)
    gc.collect()
    gc.freeze()  # else Python goes through what only the benchmark holds, again and again while rows are made
    ours, raw = [], []
    for _ in range(LOADS):
        raw.append(load_raw(server, driver, rows))
        ours.append(load(server, driver, said))
    print(f"\nloading {len(said)} documents, {len(rows):,} nodes and relationships, {LOADS} times; medians:\n")
    print(f"{'':26} {'seconds':>8} {'rows/s':>8}")
    for title, seconds in (("documents into a release", ours), ("the same rows by UNWIND", raw)):
        print(f"{title:26} {median(seconds):8.2f} {len(rows) / median(seconds):8,.0f}")
    print(f"rows/s, ours / UNWIND: {median(raw) / median(ours):.2f} (limit 0.50)", flush=True)


def load(server: Server, driver: Driver, said: Sequence[Batch]) -> float:
    """The seconds our writer needs for the batches in an empty store."""
    empty(driver, server.database)
    with closing(open_here(server, create=True)) as store, store.writer() as writer:
        start = perf_counter()
        for batch in said:
            writer.replace(batch, "")
        writer.publish()
        return perf_counter() - start


def load_raw(server: Server, driver: Driver, rows: Rows) -> float:
    """The seconds that UNWIND needs for the rows in an empty store."""
    empty(driver, server.database)
    start = perf_counter()
    rows.load(driver, server.database)
    return perf_counter() - start


def open_here(server: Server, *, create: bool = False) -> Store:
    """The store on a server."""
    return open_store(store_url(server), create=create)


def store_url(server: Server) -> str:
    """The URL of the store on a server."""
    scheme, _, address = server.uri.partition("://")
    return f"{scheme}://{server.user}:{server.password}@{address}/{server.database}"


# ------------------------------------------------------------------------------------------------------------- queries

Ask = Callable[[], Awaitable[Any]]


def print_queries(server: Server, driver: Driver, graph: str) -> None:
    """A row an operation: the medians of ours and of the best statement by hand, asked in turn, and their ratio."""
    (nodes,) = driver.execute_query("MATCH (x) RETURN count(x)", database_=server.database).records[0]
    print(f"\n{graph}, {nodes:,} nodes, {ROUNDS} rounds; medians (limit 1.30):\n")
    print(f"{'operation':32} {'ours ms':>8} {'by hand ms':>11} {'ratio':>6} {'planned anew ms':>16}")
    with closing(open_here(server)) as store:
        for operation in asyncio.run(operations(server)):
            asyncio.run(print_operation(server, store, operation))


async def operations(server: Server) -> list[Operation]:
    """The contract's, on what a server holds."""
    async with open_statements(store_url(server)) as statements:
        return await contract(statements.language, statements.value)


async def print_operation(server: Server, store: Store, operation: Operation) -> None:
    """One row. Raises: ValueError where the statement by hand answers something else."""
    async with server.async_driver() as driver:
        ours = _ours(store, operation)
        by_hand = await _best([_by_hand(driver, server, text, operation) for text in operation.statements.values()])
        answer = await Executor(store.view).execute(operation.request)
        if not agrees(answer["data"], (await by_hand()).data()):
            raise ValueError(f"{operation.title}: what was written by hand answers something else")
        await _timed(ours, by_hand, rounds=WARMING)
        seconds = await _timed(ours, by_hand, rounds=ROUNDS)
        await driver.execute_query("CALL db.clearQueryCaches()", database_=server.database)
        anew = await _seconds(ours)
    mine, theirs = (median(each) * 1000 for each in seconds)
    print(f"{operation.title:32} {mine:8.2f} {theirs:11.2f} {mine / theirs:6.2f} {anew * 1000:16.0f}", flush=True)


def _ours(store: Store, operation: Operation) -> Ask:
    request = operation.request
    variables = dict(request.variables or {})
    schema = build_schema()._schema
    compiled = compile_operation(schema, parse(request.query), request.operation_name, shape_of(variables))
    return lambda: store.view.answer(compiled.plan, compiled.arguments(variables))


def _by_hand(driver: AsyncDriver, server: Server, text: str, operation: Operation) -> Ask:
    async def ask() -> Any:
        async with driver.session(database=server.database, default_access_mode=READ_ACCESS) as session:
            return await (await session.run(text, dict(operation.parameters))).single()

    return ask


async def _best(ways: Sequence[Ask]) -> Ask:
    """The way that was the fastest in a few trials."""
    tried = [([await _seconds(way) for _ in range(TRIALS)], way) for way in ways]
    return min(tried, key=lambda each: min(each[0]))[1]


async def _timed(*asks: Ask, rounds: int) -> list[list[float]]:
    """The seconds of each in every round, asked in turn, there and back."""
    seconds: list[list[float]] = [[] for _ in asks]
    for number in range(rounds):
        pairs = list(zip(asks, seconds, strict=True))
        for ask, spent in pairs if number % 2 else reversed(pairs):
            spent.append(await _seconds(ask))
    return seconds


async def _seconds(ask: Ask) -> float:
    start = perf_counter()
    await ask()
    return perf_counter() - start


if __name__ == "__main__":
    main()
