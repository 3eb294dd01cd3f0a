"""Answers that are asked for again and again, kept as bytes: a release stays as it is, and so does what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from cachetools import LRUCache

from service.packing import pack

_REMEMBERED = 4_000  # names of answers that were asked for once
_SHARE = 8  # of all room, for one answer: it is not to drive out all others
_OWN_BYTES = 1_000  # what keeping an answer takes beside what it says


@dataclass(slots=True)
class WrittenAnswer:
    """The body of an answer, and what the access log is told of it."""

    body: bytes
    told: Mapping[str, object]
    _packed: bytes | None = None

    async def packed(self) -> bytes:
        """The body compressed with gzip, which is done once."""
        if self._packed is None:
            self._packed = await pack(self.body)
        return self._packed


class KeptAnswers:
    """Answers by a name from which all of it follows, in so many bytes; those used longest ago make room.

    An answer is kept when it is asked for the second time, so that crawlers, who ask for everything once, neither fill
    the room nor drive out what others ask for. Those of earlier releases go by themselves: nobody asks for their names.
    """

    def __init__(self, most_bytes: int) -> None:
        self._largest = most_bytes // _SHARE
        self._kept: LRUCache[str, WrittenAnswer] = LRUCache(most_bytes, getsizeof=_size)
        self._asked_once: LRUCache[str, None] = LRUCache(_REMEMBERED)

    def find(self, name: str) -> WrittenAnswer | None:
        """The answer of a name, where it is kept."""
        return self._kept.get(name)

    def offer(self, name: str, answer: WrittenAnswer) -> None:
        """Keep an answer, if one of its name was offered before."""
        if name not in self._asked_once:
            self._asked_once[name] = None
        elif _size(answer) <= self._largest:
            self._kept[name] = answer


def _size(answer: WrittenAnswer) -> int:
    """The most bytes of memory that an answer comes to, compressed beside."""
    return _OWN_BYTES + 2 * len(answer.body)
