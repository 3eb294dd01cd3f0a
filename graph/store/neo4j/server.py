"""Which Neo4j server and database a store URL names, how to talk to it, and its complaints in our words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from neo4j import AsyncDriver, AsyncGraphDatabase, Driver, GraphDatabase
from neo4j.exceptions import AuthError, ConnectionPoolError, DriverError, Forbidden, Neo4jError

from graph.errors import GraphError, InvalidStoreUrl, MissingStore, StoreAccessDenied, StoreUnavailable, StoreUnwritable

_DRIVER: dict[str, Any] = {
    "connection_timeout": 5.0,
    "connection_acquisition_timeout": 15.0,
    "max_connection_pool_size": 64,
    "max_transaction_retry_time": 15.0,
    "liveness_check_timeout": 30.0,  # a connection that a restart of the server has cut is not handed out again
    "notifications_min_severity": "OFF",
    "user_agent": "plangraph",
}

# What the driver has to say reaches the user in an error of ours, not beside it.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Server:
    """A database of a server, and who asks it."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str

    @classmethod
    def from_url(cls, url: str) -> Self:
        """The server of ``neo4j://user:password@host:7687/database``. Raises: InvalidStoreUrl."""
        if not _names_a_database(url):
            raise InvalidStoreUrl(f"'{_shown(url)}' names no Neo4j server: write neo4j://user@host:7687/database.")
        parts = urlsplit(url)
        return cls(
            uri=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
            user=unquote(parts.username or "neo4j"),
            password=unquote(parts.password or ""),
            database=parts.path.strip("/") or "neo4j",
        )

    def __str__(self) -> str:
        return f"{self.uri}/{self.database}"

    def driver(self) -> Driver:
        """A driver for one thread after the other; nothing is asked of the server yet."""
        return GraphDatabase.driver(self.uri, auth=(self.user, self.password), **_DRIVER)

    def async_driver(self) -> AsyncDriver:
        """A driver for the tasks of one event loop; nothing is asked of the server yet."""
        return AsyncGraphDatabase.driver(self.uri, auth=(self.user, self.password), **_DRIVER)

    @contextmanager
    def in_our_words(self) -> Iterator[None]:
        """Says what the driver and the server report in the words of our errors.

        Raises: StoreUnavailable, StoreAccessDenied, MissingStore, StoreUnwritable.
        """
        try:
            yield
        except (AuthError, Forbidden) as exc:
            raise self._denied(exc) from exc
        except Neo4jError as exc:
            raise self._complaint(exc) from exc
        except ConnectionPoolError as exc:
            raise StoreUnavailable(
                f"All {_DRIVER['max_connection_pool_size']} connections to {self.uri} are in use: ask less at a time."
            ) from exc
        except TimeoutError as exc:
            raise StoreUnavailable(f"The Neo4j server at {self.uri} is silent: try again later.") from exc
        except DriverError as exc:
            raise StoreUnavailable(
                f"No answer from the Neo4j server at {self.uri}: start it, or check host, port and encryption ({exc})."
            ) from exc

    def _denied(self, error: Neo4jError) -> GraphError:
        if error.code == "Neo.ClientError.Security.CredentialsExpired":
            return StoreAccessDenied(f"The password of '{self.user}' at {self.uri} is still the first one: change it.")
        if isinstance(error, AuthError):
            return StoreAccessDenied(
                f"{self.uri} does not take the password of '{self.user}': set PLANGRAPH_STORE_PASSWORD."
            )
        return StoreAccessDenied(f"'{self.user}' has no right to do this in {self}: {_first_line(error)}")

    def _complaint(self, error: Neo4jError) -> GraphError:
        code = error.code or ""
        if code.endswith(".DatabaseNotFound"):
            return MissingStore(f"The server {self.uri} has no database '{self.database}': make it, or name another.")
        if error.is_retryable() or code.endswith(_AWAY):
            return StoreUnavailable(f"{self} cannot be used just now, try again later: {_first_line(error)}")
        return StoreUnwritable(f"{self} refuses: {_first_line(error)}")


_AWAY = (".DatabaseUnavailable", ".TransactionTimedOut", ".TransactionTimedOutClientConfiguration")


def _names_a_database(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0 and not parts.query and "/" not in parts.path.strip("/")
    except ValueError:  # a port that is no number, a bracket that does not close
        return False


def _first_line(error: Neo4jError) -> str:
    return (error.message or str(error)).splitlines()[0]


def _shown(url: str) -> str:
    """The URL without what stands before the host: a password must not be printed."""
    return url if "@" not in url else f"{url.partition('://')[0]}://…@{url.rpartition('@')[2]}"
