"""What an operation takes outside the store: all of it, less the time in which the store answered."""

from collections.abc import Mapping
from statistics import median
from time import perf_counter

from graph.plan import QueryPlan
from graph.store.base import Answer, Release, View
from service.execution import Executor, Request


class TimedView:
    """A view that knows how many seconds its answers took."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.seconds = 0.0

    async def answer(self, plan: QueryPlan, arguments: Mapping[str, object], *, seconds: float | None = None) -> Answer:
        """The answer of the view."""
        start = perf_counter()
        try:
            return await self._view.answer(plan, arguments, seconds=seconds)
        finally:
            self.seconds += perf_counter() - start

    async def release(self) -> Release | None:
        """The release of the view."""
        return await self._view.release()


async def seconds_outside_the_store(view: View, request: Request, *, rounds: int) -> float:
    """The median of the seconds that a warm operation takes without those of the store's answers."""
    timed = TimedView(view)
    executor = Executor(timed)
    await executor.execute(request)
    spent = []
    for _ in range(rounds):
        timed.seconds, start = 0.0, perf_counter()
        await executor.execute(request)
        spent.append(perf_counter() - start - timed.seconds)
    return median(spent)
