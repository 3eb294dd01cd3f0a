"""Which release is current, known without asking for each request."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import structlog

from graph.errors import ProjectError
from graph.store.base import View

log = structlog.get_logger()


class CurrentRelease:
    """Looks at the release of a view every so many seconds, and keeps its id."""

    def __init__(self, view: View, seconds: float) -> None:
        self._view = view
        self._seconds = seconds
        self.id: str | None = None

    @asynccontextmanager
    async def watched(self) -> AsyncGenerator[None]:
        """Looks on while what is inside runs."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    async def _watch(self) -> None:
        while True:
            seen = await self._look()
            if self.id is not None and seen != self.id:
                log.info("release_changed", release=seen, before=self.id)
            self.id = seen
            await asyncio.sleep(self._seconds)

    async def _look(self) -> str | None:
        """The id of the release; None while none can be read."""
        try:
            release = await self._view.release()
        except ProjectError:
            return None
        return release.id if release else None
