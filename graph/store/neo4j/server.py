"""Which Neo4j server and database a store URL names, how to talk to it, and its complaints in our words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from neo4j import AsyncDriver, AsyncGraphDatabase, Driver, GraphDatabase
from neo4j.exceptions import AuthError, ConnectionPoolError, DriverError, Forbidden, Neo4jError
from pydantic import BaseModel, ConfigDict, Field

from graph.errors import GraphError, InvalidStoreUrl, MissingStore, StoreAccessDenied, StoreUnavailable, StoreUnwritable
from graph.settings import CONNECTIONS, TIMEOUT_SECONDS

_DRIVER: dict[str, Any] = {
    "max_transaction_retry_time": 15.0,
    "liveness_check_timeout": 30.0,  # a connection that a restart of the server has cut is not handed out again
    "notifications_min_severity": "OFF",
    "user_agent": "plangraph",
}

# What the driver has to say reaches the user in an error of ours, not beside it.
logging.getLogger("neo4j").propagate = False
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Link(BaseModel):
    """How many connections there may be, and after how many seconds a server that gives no answer counts as away."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    connections: int = Field(CONNECTIONS, ge=1)
    timeout_seconds: float = Field(TIMEOUT_SECONDS, gt=0, le=3600)

    def configuration(self) -> dict[str, Any]:
        """What the driver is told; it gives up before who asks does, because it knows why it has no connection."""
        return {
            "max_connection_pool_size": self.connections,
            "connection_timeout": min(5.0, self.timeout_seconds / 2),
            "connection_acquisition_timeout": self.timeout_seconds * 0.75,
        }


@dataclass(frozen=True, slots=True)
class Server:
    """A database of a server, who asks it, and over what link."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str
    link: Link = field(default_factory=Link)

    @classmethod
    def from_url(cls, url: str) -> Self:
        """The server of ``neo4j://user:password@host:7687/database?connections=64&timeout_seconds=20``.

        Raises: InvalidStoreUrl.
        """
        try:
            return cls._from_parts(urlsplit(url))
        except ValueError as exc:  # a bracket that does not close, a port or a timeout that is no number, no host
            raise InvalidStoreUrl(
                f"'{_shown(url)}' names no Neo4j server: write neo4j://user@host:7687/database, and behind it, "
                "if you like, ?connections=64&timeout_seconds=20."
            ) from exc

    @classmethod
    def _from_parts(cls, parts: SplitResult) -> Self:
        if not parts.hostname or parts.port == 0 or "/" in parts.path.strip("/"):
            raise ValueError("no host, an impossible port, or more than the name of a database")
        return cls(
            uri=f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
            user=unquote(parts.username or "neo4j"),
            password=unquote(parts.password or ""),
            database=parts.path.strip("/") or "neo4j",
            link=Link.model_validate(dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}),
        )

    def __str__(self) -> str:
        return f"{self.uri}/{self.database}"

    def driver(self) -> Driver:
        """A driver for one thread after the other; nothing is asked of the server yet."""
        return GraphDatabase.driver(self.uri, **self._configuration())

    def async_driver(self) -> AsyncDriver:
        """A driver for the tasks of one event loop; nothing is asked of the server yet."""
        return AsyncGraphDatabase.driver(self.uri, **self._configuration())

    def _configuration(self) -> dict[str, Any]:
        return {"auth": (self.user, self.password), **self.link.configuration(), **_DRIVER}

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
                f"All {self.link.connections} connections to {self.uri} are in use: ask less at a time, or set "
                "PLANGRAPH_STORE_CONNECTIONS."
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


def _first_line(error: Neo4jError) -> str:
    return (error.message or str(error)).splitlines()[0]


def _shown(url: str) -> str:
    """The URL without what stands before the host: a password must not be printed."""
    return url if "@" not in url else f"{url.partition('://')[0]}://…@{url.rpartition('@')[2]}"
