"""One operation from its text to its answer: parse, validate, compile, ask the graph once, read the fields out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import anyio.to_thread
from graphql import (
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    execute_sync,
    get_operation_ast,
    get_variable_values,
)

from graph.errors import InvalidQuery, InvalidVariables
from graph.store.base import Answer, View
from service.citation import Answering
from service.compile import Compiled, Fields, NotWhole, compile_operation, shape_of
from service.documents import Document, Documents
from service.errors import Refused, coded, format_error
from service.limits import Limits, check_nodes, check_variables
from service.schema import build_schema
from service.turns import Turns

_KEPT_PLANS = 512
_LARGE = 500  # things; an operation that may come to more waits for a turn among its like
_LONG = 5_000  # things; an answer that may have more is written beside the loop

Suggestions = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One GraphQL request, whichever way it came."""

    query: str
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an operation comes to for the graph: its plan, the values it is answered with, and what it may cost."""

    compiled: Compiled
    arguments: Mapping[str, Any]
    nodes: int


@dataclass(frozen=True, slots=True)
class _Found:
    """What the graph said: nothing where nothing was asked of it; the nearest names where a name led nowhere."""

    asked: _Asked
    answer: Answer | None
    suggestions: Suggestions = ()


class Executor:
    """Answers requests from one view of the graph, each within the limits; ``public_url`` is where permalinks lead."""

    def __init__(
        self,
        view: View,
        limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
        *,
        public_url: str = "",
    ) -> None:
        self._view = view
        self._public_url = public_url
        self._limits = limits
        self._schema = build_schema()._schema
        self._documents = Documents(self._schema, limits)
        self._turns = Turns(limits.operations)
        self._compiled = lru_cache(_KEPT_PLANS)(self._compile)

    async def execute(self, request: Request) -> dict[str, Any]:
        """The answer as GraphQL writes it: ``data``, ``errors``, ``extensions``; no ``data`` where it was refused."""
        try:
            with _refusals():
                document = self._documents.get(request.query)
                asked = self._asked(document, request)
                async with self._turns.one(large=asked.nodes > _LARGE):
                    found = await self._ask(asked)
                    return await self._written(document, request, found)
        except Refused as refused:
            return {"errors": [format_error(error) for error in refused.errors]}

    def knows(self, query: str) -> bool:
        """Whether a document is one that was asked for lately, and valid."""
        return query in self._documents

    async def _ask(self, asked: _Asked) -> _Found:
        """What the graph says to the whole operation."""
        if not asked.compiled.plan.roots:
            return _Found(asked, None)
        answer = await self._view.answer(asked.compiled.plan, asked.arguments, seconds=self._limits.seconds)
        return _Found(asked, answer, await self._suggestions(asked, answer))

    async def _suggestions(self, asked: _Asked, answer: Answer) -> Suggestions:
        """The nearest names for each look-up whose name nothing has: of the release that answered, or none."""
        nearest = asked.compiled.nearest
        missed = [root.key for root in nearest.roots if answer.data[root.key] is None]
        if not missed:
            return ()
        near = await self._view.answer(nearest, asked.arguments, seconds=self._limits.seconds)
        if near.release.id != answer.release.id:
            return ()
        return tuple({"path": [key], "nearest": near.data[key]} for key in missed)

    def _compile(self, document: Document, name: str | None, shape: Fields) -> Compiled:
        return compile_operation(self._schema, document.node, name, shape)

    def _asked(self, document: Document, request: Request) -> _Asked:
        operation = _operation(document.node, request.operation_name)
        check_variables(request.variables or {}, self._limits)
        variables = self._variables(operation, request.variables or {})
        compiled = self._compiled(document, request.operation_name, shape_of(variables))
        arguments = compiled.arguments(variables)
        nodes = compiled.cost.nodes({**compiled.plan.constants, **arguments})
        check_nodes(nodes, self._limits)
        return _Asked(compiled, arguments, nodes)

    def _variables(self, operation: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
        values = get_variable_values(self._schema, operation.variable_definitions or (), dict(given))
        if isinstance(values, list):
            raise Refused(coded(error, InvalidVariables) for error in values)
        return values.coerced

    async def _written(self, document: Document, request: Request, found: _Found) -> dict[str, Any]:
        if found.answer is not None and found.asked.nodes <= _LONG:
            return self._write(document, request, found)
        return await anyio.to_thread.run_sync(self._write, document, request, found)

    def _write(self, document: Document, request: Request, found: _Found) -> dict[str, Any]:
        written = self._directly(found) or self._by_executor(document, request, found)
        if found.answer is not None:
            written["extensions"] = {"release": found.answer.release.id, "cost": found.asked.nodes}
        if found.suggestions:
            written["extensions"]["suggestions"] = list(found.suggestions)
        return written

    def _directly(self, found: _Found) -> dict[str, Any] | None:
        """The data where the graph knows all of it and nothing went wrong."""
        write, answer = found.asked.compiled.write, found.answer
        if write is None or answer is None:
            return None
        try:
            return {"data": write(answer.data, Answering(answer.release.id, self._public_url))}
        except NotWhole:
            return None

    def _by_executor(self, document: Document, request: Request, found: _Found) -> dict[str, Any]:
        answer = found.answer
        result = execute_sync(
            self._schema,
            document.node,
            root_value=answer and answer.data,
            context_value=answer and Answering(answer.release.id, self._public_url),
            variable_values=dict(request.variables or {}),
            operation_name=request.operation_name,
        )
        written: dict[str, Any] = {"data": result.data}
        if result.errors:
            written["errors"] = [format_error(error) for error in result.errors]
        return written


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operation = get_operation_ast(document, name)
    if operation is None:
        message = f"There is no operation '{name}'." if name else "Say which of the operations is meant."
        raise Refused([coded(GraphQLError(message), InvalidQuery)])
    return operation


@contextmanager
def _refusals() -> Iterator[None]:
    """Makes a refusal of whatever goes wrong: the client gets a proper answer, and the log what it was."""
    try:
        yield
    except Refused:
        raise
    except GraphQLError as error:
        raise Refused([error]) from error
    except Exception as exc:
        raise Refused([GraphQLError(str(exc), original_error=exc)]) from exc
