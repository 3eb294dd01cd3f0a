"""Opening a store on a server: what is away, not ours, too old or too new says so, and stays as it was."""

import asyncio
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from graph.errors import (
    DamagedStore,
    ForeignStore,
    GraphError,
    InvalidStoreUrl,
    MissingStore,
    NewerStore,
    OlderServer,
    OlderStore,
    StoreAccessDenied,
    StoreUnavailable,
)
from graph.store import Store, open_store
from graph.store.neo4j import store
from graph.store.neo4j.checking import missing
from graph.store.neo4j.server import Link, Server
from graph.store.neo4j.store import is_new_enough
from tests.graph import harbour
from tests.graph.engines import publish
from tests.graph.store.neo4j.conftest import Ask


def elsewhere(url: str, **parts: str) -> str:
    """The URL with other parts: scheme, user, password, port, database."""
    found = urlsplit(url)
    user, password = parts.get("user", found.username), parts.get("password", found.password)
    address = f"{found.hostname}:{parts.get('port', found.port)}/{parts.get('database', '')}"
    return f"{parts['scheme']}://{user}:{password}@{address}"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("neo4j://ann:s%40crt@db:7688/plans", Server("neo4j://db:7688", "ann", "s@crt", "plans")),
        ("bolt+s://[::1]", Server("bolt+s://[::1]", "neo4j", "", "neo4j")),
        (
            "neo4j://db?connections=8&timeout_seconds=2.5&connections=1",
            Server("neo4j://db", "neo4j", "", "neo4j", Link(connections=1, timeout_seconds=2.5)),
        ),
    ],
)
def test_a_url_names_server_user_and_database(url: str, server: Server) -> None:
    assert Server.from_url(url) == server
    assert server.password not in str(server) or not server.password


@pytest.mark.parametrize(
    "url",
    [
        "neo4j://",
        "neo4j://ann:secret@/plans",
        "neo4j://ann:secret@db/a/b",
        "bolt://x:secret@db?a=1",
        "bolt://x:secret@db?connections",
        "bolt://x:secret@db?connections=0",
        "bolt://x:secret@db?timeout_seconds=soon",
        "bolt://x:secret@db?timeout_seconds=inf",
    ],
)
def test_a_url_that_cannot_be_used_says_how_to_write_one_without_the_password(url: str) -> None:
    with pytest.raises(InvalidStoreUrl, match=r"neo4j://user@host:7687/database") as caught:
        open_store(url)

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["neo4j://db:abc", "neo4j://db:99999", "neo4j://[db"])
def test_a_url_with_an_impossible_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidStoreUrl):
        open_store(url)


@pytest.mark.parametrize(
    ("other", "error", "message"),
    [
        ({"password": "wrong-password"}, StoreAccessDenied, "PLANGRAPH_STORE_PASSWORD"),
        ({"user": "nobody"}, StoreAccessDenied, "'nobody'"),
        ({"port": "9"}, StoreUnavailable, "start it"),
        ({"database": "nowhere"}, MissingStore, "no database 'nowhere'"),
    ],
)
@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_what_cannot_be_reached_says_what_to_do_without_the_password(
    neo4j_url: str, scheme: str, other: dict[str, str], error: type[GraphError], message: str
) -> None:
    url = elsewhere(neo4j_url, scheme=scheme, **other)

    with pytest.raises(error, match=message) as caught:
        open_store(url, create=True)

    assert "plangraph-tests" not in str(caught.value)


def test_writing_where_no_store_was_made_says_how_to_make_one(neo4j_url: str) -> None:
    with pytest.raises(MissingStore, match="plangraph ingest"), open_store(neo4j_url).writer():
        pass


def test_a_store_is_made_once_with_all_its_indexes(neo4j: Store, ask: Ask) -> None:
    neo4j.create()

    assert missing(ask) == []
    assert [list(r) for r in ask("MATCH (x:Plangraph) UNWIND labels(x) AS l RETURN l, count(*) ORDER BY l")] == [
        ["Plangraph", 2],
        ["Release", 1],
        ["WriteLock", 1],
    ]


def test_a_store_that_several_make_at_once_is_made_once(neo4j_url: str, ask: Ask) -> None:
    drop_indexes(ask)
    failures: list[Exception] = []

    def make() -> None:
        try:
            open_store(neo4j_url, create=True).close()
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()

    assert failures == []
    assert missing(ask) == []
    assert ask("MATCH (r:Release) RETURN count(*)")[0][0] == 1
    assert ask("MATCH (l:WriteLock) RETURN count(*)")[0][0] == 1


def drop_indexes(ask: Ask) -> None:
    """Leave a database as it comes: without index or constraint of ours."""
    for (name,) in ask("SHOW CONSTRAINTS YIELD name"):
        ask(f"DROP CONSTRAINT {name}")
    for (name,) in ask("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        ask(f"DROP INDEX {name}")


def test_a_database_that_uses_our_labels_is_refused_and_left_alone(neo4j_url: str, ask: Ask) -> None:
    ask("CREATE (:Plan {name: 'of a house'}), (:Person {name: '王'})")

    with pytest.raises(ForeignStore, match="Plan"):
        open_store(neo4j_url, create=True)

    assert [list(record) for record in ask("MATCH (x) RETURN x.name ORDER BY x.name")] == [["of a house"], ["王"]]


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ("SET r.schema = 99", NewerStore, "schema 99, this one knows"),
        ("SET r.schema = 1", OlderStore, "schema 1, this one needs .*: take out what it wrote"),
        ("REMOVE r.schema", OlderStore, "schema 1, this one needs"),
    ],
)
def test_a_store_of_another_schema_is_neither_read_nor_written_nor_changed(
    neo4j: Store, ask: Ask, change: str, error: type[GraphError], message: str
) -> None:
    publish(neo4j, *harbour.papers())
    ask(f"MATCH (r:Release) {change}")
    before = ask("MATCH (x:Plangraph) RETURN elementId(x), properties(x) ORDER BY elementId(x)")
    uses: list[Callable[[], object]] = [
        neo4j.create,
        lambda: publish(neo4j, *harbour.papers()),
        neo4j.documents,
        lambda: neo4j.kept("report"),
        lambda: list(neo4j.faults()),
        lambda: asyncio.run(neo4j.view.release()),
    ]

    for use in uses:
        with pytest.raises(error, match=message):
            use()

    assert ask("MATCH (x:Plangraph) RETURN elementId(x), properties(x) ORDER BY elementId(x)") == before


@pytest.mark.parametrize(
    ("version", "enough"),
    [("4.4.40", False), ("5.9.0", False), ("5.22.0", False), ("5.23.0", True), ("5.26.18", True), ("2025.01.0", True)],
)
def test_a_server_is_new_enough_by_its_numbers_not_its_letters(version: str, enough: bool) -> None:
    assert is_new_enough(version) is enough


def test_a_server_that_is_too_old_says_how_new_it_has_to_be(
    neo4j_url: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_OLDEST", (9999, 9))

    with pytest.raises(OlderServer, match=r"is Neo4j \d+\.\d+.*, too old for plangraph: update it to 9999\.9 or newer"):
        open_store(neo4j_url, create=True)

    assert ask("MATCH (x) RETURN x") == []


def test_an_index_of_another_shape_under_our_name_is_refused(neo4j: Store, ask: Ask) -> None:
    ask("DROP INDEX plangraph_alias_by_folded")
    ask("CREATE INDEX plangraph_alias_by_folded FOR (x:Alias) ON (x.colour)")

    with pytest.raises(DamagedStore, match="plangraph_alias_by_folded"):
        neo4j.create()

    ask("DROP INDEX plangraph_alias_by_folded")
