"""Opening a store: what is not there, not ours, too new or in use says so, and stays as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import ForeignStore, MissingStore, NewerStore, OlderStore, StoreBusy, StoreUnwritable, UnknownStore
from graph.store import open_store
from graph.store.sqlite import store as sqlite_store
from tests.graph.builders import Paper


@pytest.mark.parametrize("url", ["mongodb://ann:secret@localhost", "mongodb:ann:secret@localhost"])
def test_a_scheme_without_engine_names_those_there_are_and_no_password(url: str) -> None:
    with pytest.raises(UnknownStore, match="'mongodb:…': use one of sqlite://") as caught:
        open_store(url)

    assert "secret" not in str(caught.value)


def test_a_url_without_file_says_how_to_write_one() -> None:
    with pytest.raises(MissingStore, match=r"sqlite:///plangraph\.db"):
        open_store("sqlite://")


def test_reading_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(MissingStore, match="plangraph ingest"), open_store(f"sqlite:///{tmp_path}/none.db").writer():
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"not a database at all, only some text\n" * 40, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "graph.db"
    path.write_bytes(content)

    with pytest.raises(ForeignStore, match="not a plangraph store"):
        open_store(f"sqlite:///{path}", create=True)

    assert path.read_bytes() == content


def test_a_database_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    before = path.read_bytes()

    with pytest.raises(ForeignStore):
        open_store(f"sqlite:///{path}", create=True)

    assert path.read_bytes() == before


def test_a_store_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    open_store(url, create=True).close()
    with closing(sqlite3.connect(tmp_path / "graph.db")) as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(NewerStore, match="schema 99"), open_store(url).writer():
        pass


def test_a_store_of_an_older_schema_is_refused_with_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    open_store(url, create=True).close()
    with closing(sqlite3.connect(tmp_path / "graph.db")) as connection:
        connection.execute("PRAGMA user_version = 1")

    with pytest.raises(OlderStore, match=r"schema 1, .* into a new store"), open_store(url).writer():
        pass


def test_a_store_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnwritable, match="No folder"):
        open_store(f"sqlite:///{tmp_path}/nowhere/graph.db", create=True)


def test_a_store_that_another_process_writes_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_store, "_BUSY_SECONDS", 0.05)
    store = open_store(f"sqlite:///{tmp_path}/graph.db", create=True)
    other = sqlite3.connect(tmp_path / "graph.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreBusy, match="another process"), store.writer() as writer:
        writer.replace(Paper("a").batch(), "1")

    other.close()
