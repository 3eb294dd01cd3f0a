"""Documents that are asked for by their hash: those that clients have sent before, or a list of trusted ones."""

import json
from collections import OrderedDict
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from graph.errors import InvalidQuery, UnknownDocumentHash, UnreadableDocuments, UntrustedDocument

_KEPT_CHARACTERS = 5_000_000
_NOT_FOUND = "PersistedQueryNotFound"  # the words by which clients know that they must send the document


class PersistedDocuments(Protocol):
    """Turns what a request names into the document that is meant."""

    def find(self, query: str | None, hash_: str | None) -> str | None:
        """The document; None where a request neither brings nor names one.

        Raises: UnknownDocumentHash, UntrustedDocument; InvalidQuery where document and hash do not fit.
        """

    def remember(self, query: str, hash_: str | None) -> None:
        """Take note that a document, sent with its hash, turned out to be valid."""


class RememberedDocuments:
    """Automatic persisted documents: what was sent once with its hash can be named by it, until others need the room.

    Each process remembers its own: a client that another one answers is asked for the document again.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()
        self._characters = 0

    def find(self, query: str | None, hash_: str | None) -> str | None:
        """The document that is sent, or that is known by the hash."""
        if hash_ is None:
            return query
        if query is None:
            if hash_ not in self._known:
                raise UnknownDocumentHash(_NOT_FOUND)
            self._known.move_to_end(hash_)
            return self._known[hash_]
        if hash_ != _hash(query):
            raise InvalidQuery("The hash is not the SHA-256 of the document that is sent with it.")
        return query

    def remember(self, query: str, hash_: str | None) -> None:
        """Keep a document that was sent with its hash."""
        if hash_ is None or hash_ in self._known:
            return
        self._known[hash_] = query
        self._characters += len(query)
        while self._characters > _KEPT_CHARACTERS:
            self._characters -= len(self._known.popitem(last=False)[1])


class TrustedDocuments:
    """Only the documents of a list, by their hash or as they stand there; it never grows."""

    def __init__(self, documents: dict[str, str]) -> None:
        self._documents = documents
        self._texts = frozenset(documents.values())

    @classmethod
    def read(cls, path: Path) -> "TrustedDocuments":
        """The list in a file: a manifest of Apollo, or an object of hashes and documents as Relay writes it.

        Raises: UnreadableDocuments.
        """
        try:
            given = json.loads(path.read_text("utf-8"))
            if isinstance(given, dict) and given.get("format") == "apollo-persisted-query-manifest":
                return cls({str(entry["id"]): str(entry["body"]) for entry in given["operations"]})
            return cls({str(hash_): str(text) for hash_, text in given.items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
            raise UnreadableDocuments(
                f"The trusted documents in '{path}' cannot be read ({exc}): "
                "name a manifest of Apollo or a JSON object of hashes and documents."
            ) from exc

    def find(self, query: str | None, hash_: str | None) -> str | None:
        """The document, where it is listed."""
        if hash_ is not None and query is None:
            if hash_ not in self._documents:
                raise UnknownDocumentHash(_NOT_FOUND)
            return self._documents[hash_]
        if query is not None and query not in self._texts:
            raise UntrustedDocument("This service answers only documents of its list, and this is none of them.")
        return query

    def remember(self, query: str, hash_: str | None) -> None:
        """Nothing: the list is what it is."""


def _hash(query: str) -> str:
    return sha256(query.encode("utf-8", "surrogatepass")).hexdigest()
