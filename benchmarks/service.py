"""The service beside what one can have without it, over HTTP: an endpoint written by hand, and stock Strawberry.

Run by ``make bench``; ``python -m benchmarks.service 10000 1000000`` makes graphs of so many nodes.
"""

import asyncio
import os
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.by_hand import NESTED, ROWS, Operation, contract, has_nested, nested, rows, size
from benchmarks.contest import Contest, graphql, serving
from benchmarks.large_graph import NODES_OF_DOCUMENT, large_batches
from benchmarks.on_neo4j import EXAMPLES, batches, running_server, store_url
from benchmarks.outside import seconds_outside_the_store
from benchmarks.process import SERVICE, running
from benchmarks.racing import CLIENTS, ROUNDS, race
from benchmarks.raw_load import empty
from benchmarks.statements import open_statements
from graph.model.batch import Batch
from graph.store import open_store
from tests.neo4j_server import why_there_is_none

SIZES = (10_000, 100_000)
SIZE_ON_NEO4J = 100_000
COUNTIES = 99  # with the hub a hundred agencies, each with a hundred programmes from some 100,000 nodes on
AT_ONCE = 30  # documents that are published together while a large graph is made

BY_HAND = 1.3  # times what the endpoint by hand takes
OVER_EMPTY_MS, PROCESSOR_MS = 1.0, 1.0  # of 20 rows x 6 fields
GROWTH = 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What an operation is held to that Strawberry answers too, and how often it is timed outside the store."""

    times_stock: float
    outside_ms: float
    rounds: int


LIMITS = {ROWS: Limits(7, 0.1, 300), NESTED: Limits(20, 5, 10)}
"""By the operation's title."""


def main(sizes: Sequence[int], on_neo4j: int) -> None:
    """Print the tables: of embedded graphs of these sizes, and of one on Neo4j."""
    examples = batches(EXAMPLES)
    corpus = os.environ.get("PLANGRAPH_CORPUS")
    with TemporaryDirectory() as folder:
        few = f"sqlite:///{folder}/few.db"
        make(few, batches(Path(corpus)) if corpus else examples)
        print_graph("the documents" if corpus else "the examples", few)
        graphs = [f"sqlite:///{folder}/{nodes}.db" for nodes in sorted(sizes)]
        for url, nodes in zip(graphs, sorted(sizes), strict=True):
            make_large(url, examples, nodes)
        print_graph("a large graph", graphs[-1])
        if len(graphs) > 1:
            print_growth(graphs[0], graphs[-1])
    if reason := why_there_is_none():
        print(f"\nThe service on Neo4j is not measured. {reason}")
        return
    with running_server() as server:
        with server.driver() as driver:
            empty(driver, server.database)
        make_large(store_url(server), examples, on_neo4j)
        print_graph("a large graph on Neo4j", store_url(server))


# -------------------------------------------------------------------------------------------------------------- graphs


@dataclass(frozen=True, slots=True)
class Graph:
    """What is asked of a store."""

    nodes: int
    plain: Sequence[Operation]
    contract: Sequence[Operation]


async def graph_of(url: str) -> Graph:
    """What is asked of the store of a URL, by what it holds."""
    async with open_statements(url) as statements:
        language, find = statements.language, statements.value
        plain = [rows(language), *([nested(language)] if await has_nested(language, find) else [])]
        return Graph(await size(language, find), plain, await contract(language, find))


def make_large(url: str, examples: Sequence[Batch], nodes: int) -> None:
    """A store with a graph of about so many nodes."""
    documents = max(1, round(nodes / NODES_OF_DOCUMENT))
    print(
        f"\nmaking a graph of about {nodes:,} nodes, {AT_ONCE} of {documents} documents at a time ", end="", flush=True
    )
    start = perf_counter()
    make(url, large_batches(examples, documents=documents, counties=COUNTIES))
    print(f" {perf_counter() - start:.0f} s", flush=True)


def make(url: str, said: Iterable[Batch]) -> None:
    """A store with what documents say, with a dot for each release; no more of them are in memory at once."""
    with closing(open_store(url, create=True)) as store, store.writer() as writer:
        for number, batch in enumerate(said, 1):
            writer.replace(batch, "")
            if number % AT_ONCE == 0:
                writer.publish()
                print(".", end="", flush=True)
        writer.publish()


# -------------------------------------------------------------------------------------------------------------- tables


def print_graph(title: str, url: str) -> None:
    """A row an operation; then what is held against Strawberry, and what we take outside the store."""
    graph = asyncio.run(graph_of(url))
    print(f"\n{title}, {graph.nodes:,} nodes, {ROUNDS} rounds; medians of one client, answers in a second to {CLIENTS}")
    print(
        f"(limits, * where missed: {BY_HAND} times by hand; 20 rows: {OVER_EMPTY_MS} ms over an empty route, where the"
    )
    print(f"store is embedded, and {PROCESSOR_MS} ms of the processor):\n")
    print(
        f"{'operation':32} {'ours ms':>8} {'by hand':>8} {'ratio':>7} {'- empty':>8} "
        f"{'CPU ms':>8} {'by hand':>8} {'ours/s':>8} {'by hand':>8} {'kept ms':>8} {'kept/s':>7}"
    )
    with serving(url) as contestants:
        plain_contests = [contestants.contest(operation, with_stock=True) for operation in graph.plain]
        for contest in (*plain_contests, *map(contestants.contest, graph.contract)):
            print_contest(contest, is_embedded=url.startswith("sqlite:"))
    print_stock(plain_contests)
    asyncio.run(print_outside(url, graph.plain))


def print_contest(contest: Contest, *, is_embedded: bool) -> None:
    """One row: ours, by hand, and over an empty route."""
    ours, by_hand = contest.ours, contest.by_hand
    is_small = contest.operation.title == ROWS
    over_empty = ours.p50_ms - contest.empty.p50_ms
    print(
        f"{contest.operation.title:32} {ours.p50_ms:8.2f} {by_hand.p50_ms:8.2f} "
        f"{_told(ours.p50_ms / by_hand.p50_ms, most=BY_HAND):>7} "
        f"{_told(over_empty, most=OVER_EMPTY_MS if is_small and is_embedded else None):>8} "
        f"{_told(ours.processor_ms, most=PROCESSOR_MS if is_small else None):>8} {by_hand.processor_ms:8.2f} "
        f"{ours.rate:8,.0f} {by_hand.rate:8,.0f} {contest.kept.p50_ms:8.2f} {contest.kept.rate:7,.0f}",
        flush=True,
    )


def print_stock(contests: Iterable[Contest]) -> None:
    """A row an operation that Strawberry answers."""
    print(
        f"\n{'stock Strawberry':32} {'ms':>8} {'CPU ms':>8} {'per s':>8} {'ours':>8} {'ours / stock':>13} "
        f"{'limit':>6} {'kept':>8} {'kept / stock':>13}"
    )
    for contest in contests:
        ours, stock = contest.ours, contest.stock
        if stock is not None:
            least = LIMITS[contest.operation.title].times_stock
            print(
                f"{contest.operation.title:32} {stock.p50_ms:8.2f} {stock.processor_ms:8.2f} {stock.rate:8,.1f} "
                f"{ours.rate:8,.1f} {_told(ours.rate / stock.rate, least=least):>13} {least:6.1f} "
                f"{contest.kept.rate:8,.1f} {_told(contest.kept.rate / stock.rate, least=least):>13}"
            )


async def print_outside(url: str, operations: Iterable[Operation]) -> None:
    """A row an operation: what it takes in this process, outside the store."""
    print(f"\n{'outside the store, warm':32} {'ms':>8} {'limit':>8}")
    with closing(open_store(url)) as store:
        for operation in operations:
            limits = LIMITS[operation.title]
            seconds = await seconds_outside_the_store(store.view, operation.request, rounds=limits.rounds)
            print(f"{operation.title:32} {_told(seconds * 1000, most=limits.outside_ms):>8} {limits.outside_ms:8.2f}")


def print_growth(smallest: str, largest: str) -> None:
    """A row an operation: ours on the smallest graph and on the largest, asked in turn."""
    graphs = [asyncio.run(graph_of(url)) for url in (smallest, largest)]
    sizes = [f"{graph.nodes:,}" for graph in graphs]
    print(f"\ngrowth from {' to '.join(sizes)} nodes (limit {GROWTH} where the answer does not grow):\n")
    print(f"{'operation':32} {'ms':>8} {'ms':>8} {'ratio':>7} {'bytes':>8} {'bytes':>8}")
    with running(SERVICE, smallest) as one, running(SERVICE, largest) as other:
        for here, there in zip(*[(graph.plain[0], *graph.contract) for graph in graphs], strict=True):
            small, large = graphql(one, here), graphql(other, there)
            race((small, large), together=False)
            print(
                f"{here.title:32} {small.p50_ms:8.2f} {large.p50_ms:8.2f} "
                f"{_told(large.p50_ms / small.p50_ms, most=GROWTH):>7} {len(small.answer):8,} {len(large.answer):8,}",
                flush=True,
            )


def _told(figure: float, *, most: float | None = None, least: float | None = None) -> str:
    """A figure, with a star where it misses its limit."""
    missed = (most is not None and figure > most) or (least is not None and figure < least)
    return f"{figure:.2f}{'*' if missed else ' '}"


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("sizes", metavar="NODES", type=int, nargs="*", default=SIZES, help="sizes of embedded graphs")
    parser.add_argument("--on-neo4j", metavar="NODES", type=int, default=SIZE_ON_NEO4J, help="size of the one on Neo4j")
    asked = parser.parse_args()
    main(asked.sizes, asked.on_neo4j)
