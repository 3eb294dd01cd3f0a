import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import MissingPath, UnreadableDocument
from ingest.readers.file import read_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_bytes(b"first")
    return file


@pytest.fixture
def while_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], None]], None]:
    """Have something happen to the file at each reading of it; it is told how many there were before."""

    def arrange(happen: Callable[[int], None]) -> None:
        read, count = Path.read_bytes, iter(range(10))

        def read_then_happen(path: Path) -> bytes:
            data = read(path)
            happen(next(count))
            return data

        monkeypatch.setattr(Path, "read_bytes", read_then_happen)

    return arrange


def test_a_file_that_changes_while_it_is_read_is_read_once_more(
    file: Path, while_reading: Callable[[Callable[[int], None]], None]
) -> None:
    while_reading(lambda before: None if before else file.write_text("second"))

    assert read_file(file) == b"second"


def test_a_file_that_keeps_changing_is_an_error(
    file: Path, while_reading: Callable[[Callable[[int], None]], None]
) -> None:
    while_reading(lambda before: os.utime(file, ns=(before, before)))

    with pytest.raises(UnreadableDocument, match=r"report\.txt' changed each time it was read: wait"):
        read_file(file)


def test_a_file_that_disappears_while_it_is_read_is_an_error(
    file: Path, while_reading: Callable[[Callable[[int], None]], None]
) -> None:
    while_reading(lambda before: file.unlink())

    with pytest.raises(MissingPath, match=r"report\.txt' cannot be read \(No such file"):
        read_file(file)


def test_a_file_over_the_limit_is_not_read(file: Path, while_reading: Callable[[Callable[[int], None]], None]) -> None:
    file.write_bytes(b"x" * 1_000_001)
    while_reading(lambda before: pytest.fail("it was read"))

    with pytest.raises(UnreadableDocument, match=r"limit is 1 MB"):
        read_file(file, limit_mb=1)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(UnreadableDocument, match=r"pipe\.txt' is no file"):
        read_file(tmp_path / "pipe.txt")
