import gc
import weakref
from collections.abc import Iterator

import pytest

from ingest import memory
from ingest.memory import make_room


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The collector as it was."""
    before = gc.get_threshold()
    memory._spare_what_stays.cache_clear()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
    memory._spare_what_stays.cache_clear()


def test_what_is_loaded_is_not_searched_again() -> None:
    gc.unfreeze()

    make_room()

    assert gc.get_freeze_count() > 10_000


def test_what_comes_later_is_searched() -> None:
    make_room()
    frozen = gc.get_freeze_count()

    make_room()

    assert gc.get_freeze_count() <= frozen
    assert gc.isenabled()


def test_what_a_document_held_in_circles_is_freed_before_the_next_one() -> None:
    make_room()
    gone = weakref.ref(circle())

    make_room()

    assert gone() is None


class Link:
    """What holds itself."""

    def __init__(self) -> None:
        self.itself = self


def circle() -> Link:
    """A link that nothing else holds."""
    return Link()
