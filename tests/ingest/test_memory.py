import gc
from collections.abc import Iterator

import pytest

from ingest.memory import spare_what_stays


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """The collector as it was."""
    before = gc.get_threshold()
    spare_what_stays.cache_clear()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
    spare_what_stays.cache_clear()


def test_what_is_loaded_is_not_searched_again() -> None:
    gc.unfreeze()

    spare_what_stays()

    assert gc.get_freeze_count() > 10_000


def test_what_comes_later_is_searched() -> None:
    spare_what_stays()
    frozen = gc.get_freeze_count()

    spare_what_stays()

    assert gc.get_freeze_count() <= frozen
    assert gc.isenabled()
