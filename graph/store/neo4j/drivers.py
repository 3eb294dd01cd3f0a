"""Connections for whoever asks: one asynchronous driver for each event loop, which ends with it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from weakref import WeakKeyDictionary

from neo4j import AsyncDriver

_CLOSING_SECONDS = 2.0


class Drivers:
    """Makes a driver in a loop when it is first asked for there.

    It hangs on an asynchronous generator, because those are what a loop closes at its end, also where nobody else
    could: after ``asyncio.run`` nothing can be awaited any more.
    """

    def __init__(self, make: Callable[[], AsyncDriver]) -> None:
        self._make = make
        self._kept: WeakKeyDictionary[asyncio.AbstractEventLoop, tuple[AsyncDriver, object]] = WeakKeyDictionary()

    async def get(self) -> AsyncDriver:
        """The driver of the loop that is running."""
        loop = asyncio.get_running_loop()
        if loop not in self._kept:
            keeper = _keep(self._make())
            self._kept[loop] = (await anext(keeper), keeper)
        return self._kept[loop][0]

    def close(self) -> None:
        """Let go of the drivers; a loop that is still running closes its own, this one at its end."""
        here = asyncio._get_running_loop()
        for loop in [loop for loop in self._kept if loop is not here]:
            del self._kept[loop]


async def _keep(driver: AsyncDriver) -> AsyncGenerator[AsyncDriver, None]:
    try:
        yield driver
    finally:
        kept = driver._pool.connections.values()
        writers = [connection.socket._writer for connections in kept for connection in connections]
        try:
            await driver.close()
        finally:
            await _closed(writers)


async def _closed(writers: Sequence[asyncio.StreamWriter]) -> None:
    """Return when sockets are closed, which the driver only begins.

    Over TLS either side says that it ends: a loop that is gone before hears nothing of it, and leaves the socket open
    until garbage is collected. A server that does not say it in time is not waited for.
    """
    closing = [asyncio.create_task(writer.wait_closed()) for writer in writers]
    if closing:
        await asyncio.wait(closing, timeout=_CLOSING_SECONDS)
    for writer in writers:
        writer.transport.abort()
    await asyncio.gather(*closing, return_exceptions=True)
