"""Answers that are asked for again and again, kept as bytes: a release stays as it is, and so does what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from gzip import compress

import anyio.to_thread
from cachetools import LRUCache

LARGE_ENOUGH = 1_000  # bytes: below, compressing costs more than it saves
LEVEL = 5  # of compression: beyond, answers get hardly smaller

_REMEMBERED = 4_000  # names of answers that were asked for once
_SHARE = 8  # of all room, for one answer: it is not to drive out all others
_OWN_BYTES = 1_000  # what keeping an answer takes beside what it says
_AT_ONCE = 100_000  # bytes that take a millisecond to compress


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The body of an answer, compressed too once somebody took it so, and what the access log is told of it."""

    body: bytes
    told: Mapping[str, object]
    packed: bytes | None = None

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return _OWN_BYTES + len(self.body) + len(self.packed or b"")


class KeptAnswers:
    """Answers by a name from which all of them follows, in so many bytes; those used longest ago make room.

    An answer is kept when it is asked for the second time, so that crawlers, who ask for everything once, neither fill
    the room nor drive out what others ask for. Those of earlier releases go by themselves: nobody asks for their names.
    """

    def __init__(self, most_bytes: int) -> None:
        self._largest = most_bytes // _SHARE
        self._kept: LRUCache[str, KeptAnswer] = LRUCache(most_bytes, getsizeof=lambda answer: answer.size)
        self._asked_once: LRUCache[str, None] = LRUCache(_REMEMBERED)

    def find(self, name: str) -> KeptAnswer | None:
        """The answer of a name, where it is kept."""
        return self._kept.get(name)

    def offer(self, name: str, answer: KeptAnswer) -> None:
        """Keep an answer, if one of its name was offered before."""
        if name in self._asked_once:
            self._keep(name, answer)
        else:
            self._asked_once[name] = None

    async def packed(self, name: str, answer: KeptAnswer) -> bytes:
        """The body of a kept answer, compressed with gzip; so it is kept from then on."""
        if answer.packed is not None:
            return answer.packed
        if len(answer.body) < _AT_ONCE:
            packed = compress(answer.body, LEVEL)
        else:
            packed = await anyio.to_thread.run_sync(compress, answer.body, LEVEL)
        self._keep(name, replace(answer, packed=packed))
        return packed

    def _keep(self, name: str, answer: KeptAnswer) -> None:
        if answer.size <= self._largest:
            self._kept[name] = answer
