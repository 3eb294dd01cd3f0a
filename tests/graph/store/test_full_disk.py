"""A disk that is full says so, and leaves the last release as it was."""

import asyncio
import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.errors import StoreUnwritable
from graph.store import Release, open_store
from tests.graph.builders import Paper, agency


def paper(code: str) -> Paper:
    """A document that says enough to take some room."""
    made = Paper(code)
    for number in range(60):
        made.names(agency(f"{code}第{number}署"))
    return made


PAPERS = [paper(f"paper-{number}") for number in range(8)]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow larger, which SQLite meets as it meets a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def load(url: str) -> Release:
    with closing(open_store(url)) as opened, opened.writer() as writer:
        for paper in PAPERS:
            writer.replace(paper.batch(), "1")
        return writer.publish()


@pytest.mark.parametrize("size", [pytest.param(20_000, id="taking in"), pytest.param(200_000, id="publishing")])
def test_a_full_disk_is_one_clear_error_and_the_last_release_stays(tmp_path: Path, size: int) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    with closing(open_store(url, create=True)) as opened, opened.writer() as writer:
        before = writer.publish()

    with pytest.raises(StoreUnwritable, match="free space"), room_for(size):
        load(url)

    with closing(open_store(url)) as opened:
        assert asyncio.run(opened.view.release()) == before
    assert load(url).documents == len(PAPERS)


def test_a_store_that_there_is_no_room_for_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreUnwritable, match="free space"), room_for(5_000):
        open_store(f"sqlite:///{tmp_path}/graph.db", create=True)
