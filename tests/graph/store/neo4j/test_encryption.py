"""Connections that are encrypted, to a server whose certificate is one of our own making."""

import asyncio
import gc
import shutil
import signal
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreUnavailable
from graph.store import open_store
from graph.store.base import View
from tests.graph import harbour
from tests.graph.engines import publish
from tests.neo4j_server import Neo4jServer

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, with its key beside it."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("certificates")
    made = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt"), "-days", "2"]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *made, *named]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "public.crt"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, certificate: Path) -> Iterator[Neo4jServer]:
    """A server that speaks both ways, so that it can be set up in the clear."""
    policy = "dbms.ssl.policy.bolt"
    server = Neo4jServer(tmp_path_factory.mktemp("neo4j"))
    server.configure(
        "server.bolt.tls_level=OPTIONAL",
        f"{policy}.enabled=true",
        f"{policy}.base_directory={certificate.parent}",
        f"{policy}.private_key=private.key",
        f"{policy}.public_certificate=public.crt",
        f"{policy}.client_auth=NONE",
    )
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.mark.anyio
@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc"])
async def test_a_store_is_written_and_read_over_an_encrypted_connection(
    server: Neo4jServer, certificate: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    with closing(open_store(server.url.replace("neo4j", scheme, 1), create=True)) as store:
        release = publish(store, *harbour.papers())

        assert await store.view.release() == release


def test_an_encrypted_connection_is_closed_when_its_loop_ends(server: Neo4jServer) -> None:
    """Either side says that it is: a loop that ended before would leave the socket to whoever collects garbage."""
    with closing(open_store(server.url.replace("neo4j", "bolt+ssc", 1), create=True)) as store:
        asyncio.run(store.view.release())

        assert _left_open() == []


def test_an_encrypted_connection_to_a_silent_server_is_closed_when_its_loop_ends(server: Neo4jServer) -> None:
    async def read_then_hear_nothing(view: View) -> None:
        await view.release()
        server.send(signal.SIGSTOP)

    with closing(open_store(server.url.replace("neo4j", "bolt+ssc", 1), create=True)) as store:
        try:
            asyncio.run(read_then_hear_nothing(store.view))

            assert _left_open() == []
        finally:
            server.send(signal.SIGCONT)


def _left_open() -> list[str]:
    with warnings.catch_warnings(record=True) as left:
        warnings.simplefilter("always")
        gc.collect()
    return [str(warning.message) for warning in left]


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_a_certificate_that_nobody_vouches_for_is_refused(server: Neo4jServer, scheme: str) -> None:
    with pytest.raises(StoreUnavailable, match="check host, port and encryption"):
        open_store(server.url.replace("neo4j", scheme, 1), create=True)


def test_a_server_that_is_not_spoken_to_as_it_wants_is_said_to_give_no_answer(neo4j_url: str) -> None:
    with pytest.raises(StoreUnavailable, match="check host, port and encryption"):
        open_store(neo4j_url.replace("neo4j", "neo4j+ssc", 1), create=True)
