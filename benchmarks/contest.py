"""The service and its contestants on one store, and what each takes for an operation once all answer the same."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import orjson

from benchmarks.by_hand import Operation, agrees
from benchmarks.client import Connection, post
from benchmarks.process import SERVICE, Process, running
from benchmarks.racing import Runner, race


@dataclass(frozen=True, slots=True)
class Contest:
    """What all took for an operation; Strawberry only for those that it answers too.

    ``ours`` makes each answer anew, ``kept`` is as it comes.
    """

    operation: Operation
    ours: Runner
    kept: Runner
    by_hand: Runner
    empty: Runner
    stock: Runner | None


@dataclass(frozen=True, slots=True)
class Contestants:
    """The servers of one store, each a process of its own; ``ours`` makes each answer anew, ``kept`` is as it comes."""

    ours: Process
    kept: Process
    by_hand: Process
    stock: Process
    empty: Process

    def contest(self, operation: Operation, *, with_stock: bool = False) -> Contest:
        """The contest of an operation. Raises: ValueError where the answers are not all the same."""
        ours, kept = graphql(self.ours, operation), graphql(self.kept, operation)
        stock = graphql(self.stock, operation) if with_stock else None
        data = orjson.loads(ours.answer)["data"]
        if kept.answer != ours.answer:
            raise ValueError(f"{operation.title}: what is kept is something else")
        if stock is not None and orjson.loads(stock.answer)["data"] != data:
            raise ValueError(f"{operation.title}: Strawberry answers something else")
        by_hand, empty = self._by_hand(operation, data), runner(self.empty, "/", {})
        race([ours, kept, by_hand, empty, *([stock] if stock else [])])
        return Contest(operation, ours, kept, by_hand, empty, stock)

    def _by_hand(self, operation: Operation, data: Any) -> Runner:
        """The endpoint by hand, asked the way that is fastest on this graph."""
        ways = [runner(self.by_hand, f"/{statement}", operation.parameters) for statement in operation.statements]
        if not all(agrees(data, orjson.loads(way.answer)) for way in ways):
            raise ValueError(f"{operation.title}: what was written by hand answers something else")
        if len(ways) == 1:
            return ways[0]
        race(ways, together=False)
        return min(ways, key=lambda way: way.p50_ms).anew()


@contextmanager
def serving(url: str) -> Iterator[Contestants]:
    """All contestants on the store of a URL."""
    others = [("benchmarks.contestants", name) for name in ("by_hand", "stock", "empty")]
    with ExitStack() as stack:
        kept = stack.enter_context(running(SERVICE, url, {}))
        ours, *rest = [stack.enter_context(running(command, url)) for command in (SERVICE, *others)]
        yield Contestants(ours, kept, *rest)


def graphql(process: Process, operation: Operation) -> Runner:
    """A server of GraphQL that is asked an operation. Raises: ValueError for an answer with errors."""
    asked = operation.request
    content = {"query": asked.query, "variables": asked.variables, "operationName": asked.operation_name}
    found = runner(process, "/graphql", content)
    if "errors" in (said := orjson.loads(found.answer)):
        raise ValueError(f"{operation.title}: {said['errors']}")
    return found


def runner(process: Process, path: str, content: object) -> Runner:
    """A server with what it is asked, and what it answers to that."""
    request = post(path, content)
    with Connection(process.port) as connection:
        return Runner(process, request, connection.ask(request))
