"""Where a graph is kept: the promise every engine keeps, and the list of engines."""

from collections.abc import Callable

from graph.errors import UnknownStore
from graph.store.base import Answer, Release, Store, View, Writer
from graph.store.sqlite import open_sqlite


def _open_neo4j(url: str, create: bool) -> Store:
    from graph.store.neo4j import open_neo4j  # noqa: PLC0415  # its driver takes a third of a second to import

    return open_neo4j(url, create)


ENGINES: dict[str, Callable[[str, bool], Store]] = {
    "sqlite": open_sqlite,
    **dict.fromkeys(("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"), _open_neo4j),
}
"""URL scheme → how its engine opens a store; the second argument says whether to create one that is not there.

With +s the connection is encrypted and the certificate checked, with +ssc only encrypted; neo4j finds the members of a
cluster, bolt speaks to one server.
"""


def open_store(url: str, *, create: bool = False) -> Store:
    """The store behind ``url``, such as ``sqlite:///plangraph.db``.

    Raises: UnknownStore for a scheme without engine; MissingStore where there is none and ``create`` is false;
    ForeignStore and NewerStore for a file that is not ours or of a newer schema.
    """
    scheme = url.partition("://")[0]
    if scheme not in ENGINES:
        known = ", ".join(f"{name}://" for name in ENGINES)
        raise UnknownStore(
            f"No engine for a store '{url.partition(':')[0]}:…': use one of {known}, for example sqlite:///plangraph.db."
        )
    return ENGINES[scheme](url, create)


__all__ = ["ENGINES", "Answer", "Release", "Store", "View", "Writer", "open_store"]
