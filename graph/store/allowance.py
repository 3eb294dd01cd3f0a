"""How long answering may take."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from graph.errors import OperationTimeout


@asynccontextmanager
async def in_time(seconds: float | None) -> AsyncGenerator[None]:
    """Cancels what is inside after so many seconds; never, where None. Raises: OperationTimeout."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as exc:
        raise too_slow(seconds) from exc


def too_slow(seconds: float | None) -> OperationTimeout:
    """What is said of an operation that takes longer."""
    return OperationTimeout(
        f"The operation took longer than {seconds:g} seconds and was stopped: ask for less at a time."
    )
