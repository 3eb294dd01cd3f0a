"""Making the next thing while one is being used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")


def ahead(things: Iterable[Thing]) -> Iterator[Thing]:
    """The same things in their order; the next one is made in a thread while its caller uses the last.

    What fails in the making of one is raised where it would have been given.
    """
    made: Iterator[list[Thing]] = ([thing] for thing in things)
    with ThreadPoolExecutor(1) as thread:
        following: Future[list[Thing]] = thread.submit(next, made, [])
        while some := following.result():
            following = thread.submit(next, made, [])
            yield from some
