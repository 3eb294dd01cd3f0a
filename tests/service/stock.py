"""The stock executor as the reference: whatever is asked through ``agreed`` is answered by both, to the byte."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson
import structlog

from graph.plan import QueryPlan
from graph.store.base import Answer, Release, View
from service.citation import Answering
from service.errors import format_error
from service.execution import Executor, Request
from service.limits import Limits
from service.schema import build_schema

SCHEMA = build_schema()


class Watched:
    """A view that keeps what it answers; ``damage`` changes what the graph says first."""

    def __init__(self, view: View, damage: Callable[[Any], object]) -> None:
        self._view = view
        self._damage = damage
        self.answers: list[Answer] = []

    async def answer(self, plan: QueryPlan, arguments: Mapping[str, object], *, seconds: float | None = None) -> Answer:
        answer = await self._view.answer(plan, arguments, seconds=seconds)
        self._damage(answer.data)
        self.answers.append(answer)
        return answer

    async def release(self) -> Release | None:
        return await self._view.release()


async def agreed(
    view: View,
    request: Request,
    *,
    damage: Callable[[Any], object] = lambda data: None,
    limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
) -> dict[str, Any]:
    """What the service answers, once the stock executor has answered the same from what the graph said."""
    watched = Watched(view, damage)
    with structlog.contextvars.bound_contextvars(request_id="of both"):
        content = await Executor(watched, limits).execute(request)
        if watched.answers:
            written = {name: content[name] for name in ("data", "errors") if name in content}
            assert orjson.dumps(written) == orjson.dumps(_stock(request, watched.answers[0]))
    return content


def _stock(request: Request, answer: Answer) -> dict[str, Any]:
    result = SCHEMA.execute_sync(
        request.query,
        variable_values=dict(request.variables or {}),
        root_value=answer.data,
        context_value=Answering(answer.release.id, public_url=""),
        operation_name=request.operation_name,
    )
    errors = [format_error(error) for error in result.errors or ()]
    return {"data": result.data, **({"errors": errors} if errors else {})}
