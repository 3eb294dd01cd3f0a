"""How many operations run at once: of those that may be large fewer, so that small ones find a turn beside them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext

from graph.errors import ServiceBusy

_PATIENCE_SECONDS = 2.0


class Turns:
    """Gives turns, as many at once as there may be; of four, one is kept for small operations."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._all = asyncio.Semaphore(most)
        self._large = asyncio.Semaphore(max(1, most * 3 // 4))

    @asynccontextmanager
    async def one(self, *, large: bool) -> AsyncGenerator[None]:
        """A turn, for as long as what is inside takes. Raises: ServiceBusy where none comes soon."""
        kinds = (self._large, self._all) if large else (self._all,)
        taken: list[asyncio.Semaphore] = []
        try:
            await self._take(kinds, taken)
            yield
        finally:
            for semaphore in taken:
                semaphore.release()

    async def _take(self, kinds: tuple[asyncio.Semaphore, ...], taken: list[asyncio.Semaphore]) -> None:
        waits = any(semaphore.locked() for semaphore in kinds)  # mostly not, and a timeout costs more than a turn
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS) if waits else nullcontext():
                for semaphore in kinds:
                    await semaphore.acquire()
                    taken.append(semaphore)
        except TimeoutError as exc:
            raise ServiceBusy(
                f"As many operations are under way as run at once ({self._most} in all): try again later."
            ) from exc
