"""One operation from its text to its answer: parse, validate, compile, ask the graph once, read the fields out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    execute_sync,
    get_operation_ast,
    get_variable_values,
    parse,
    validate,
)

from graph.errors import InvalidQuery, InvalidVariables
from graph.store.base import Answer, View
from service.citation import Answering
from service.compile import Compiled, compile_operation, shape_of
from service.errors import Refused, coded, format_error
from service.schema import build_schema

_KEPT_DOCUMENTS = 512

Suggestions = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One GraphQL request, whichever way it came."""

    query: str
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None


class Executor:
    """Answers requests from one view of the graph; ``public_url`` is where permalinks lead."""

    def __init__(self, view: View, public_url: str = "") -> None:
        self._view = view
        self._public_url = public_url
        self._schema = build_schema()._schema

    async def execute(self, request: Request) -> dict[str, Any]:
        """The answer as GraphQL writes it: ``data``, ``errors``, ``extensions``; no ``data`` where it was refused."""
        try:
            document = _parse(request.query)
            found = await self._ask(document, request)
        except Refused as refused:
            return {"errors": [format_error(error) for error in refused.errors]}
        return self._write(document, request, found)

    async def _ask(self, document: DocumentNode, request: Request) -> "_Found":
        """What the graph says to the whole operation."""
        operation = self._operation(document, request.operation_name)
        variables = self._variables(operation, request.variables or {})
        try:
            compiled = compile_operation(self._schema, document, request.operation_name, shape_of(variables))
            arguments = compiled.arguments(variables)
            if not compiled.plan.roots:
                return _Found(None)
            answer = await self._view.answer(compiled.plan, arguments)
            return _Found(answer, await self._suggestions(compiled, arguments, answer))
        except GraphQLError as error:
            raise Refused([error]) from error
        except Exception as exc:  # the client gets a proper answer, and the log what it was
            raise Refused([GraphQLError(str(exc), original_error=exc)]) from exc

    async def _suggestions(self, compiled: Compiled, arguments: Mapping[str, Any], answer: Answer) -> Suggestions:
        """The nearest names for each look-up whose name nothing has: of the release that answered, or none."""
        missed = [root.key for root in compiled.nearest.roots if answer.data[root.key] is None]
        if not missed:
            return ()
        near = await self._view.answer(compiled.nearest, arguments)
        if near.release.id != answer.release.id:
            return ()
        return tuple({"path": [key], "nearest": near.data[key]} for key in missed)

    def _operation(self, document: DocumentNode, name: str | None) -> OperationDefinitionNode:
        if errors := _validate(self._schema, document):
            raise Refused(coded(error, InvalidQuery) for error in errors)
        operation = get_operation_ast(document, name)
        if operation is None:
            message = f"There is no operation '{name}'." if name else "Say which of the operations is meant."
            raise Refused([coded(GraphQLError(message), InvalidQuery)])
        return operation

    def _variables(self, operation: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
        values = get_variable_values(self._schema, operation.variable_definitions or (), dict(given))
        if isinstance(values, list):
            raise Refused(coded(error, InvalidVariables) for error in values)
        return values.coerced

    def _write(self, document: DocumentNode, request: Request, found: "_Found") -> dict[str, Any]:
        answer = found.answer
        result = execute_sync(
            self._schema,
            document,
            root_value=answer and answer.data,
            variable_values=dict(request.variables or {}),
            operation_name=request.operation_name,
            context_value=answer and Answering(answer.release.id, self._public_url),
        )
        written: dict[str, Any] = {"data": result.data}
        if result.errors:
            written["errors"] = [format_error(error) for error in result.errors]
        if answer is not None:
            written["extensions"] = {"release": answer.release.id}
        if found.suggestions:
            written["extensions"]["suggestions"] = list(found.suggestions)
        return written


@dataclass(frozen=True, slots=True)
class _Found:
    """What the graph said: nothing where nothing was asked of it; the nearest names where a name led nowhere."""

    answer: Answer | None
    suggestions: Suggestions = ()


@lru_cache(_KEPT_DOCUMENTS)
def _parse(query: str) -> DocumentNode:
    try:
        return parse(query)
    except GraphQLError as error:
        raise Refused([coded(error, InvalidQuery)]) from error


@lru_cache(_KEPT_DOCUMENTS)
def _validate(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    return validate(schema, document)
