"""Whether a store holds what its release says, told engine by engine, and for all of them by the release's hash."""

from collections.abc import Iterator

from graph.assembly import release_id
from graph.store.base import Release, Store


def check(store: Store, release: Release) -> Iterator[str]:
    """What is wrong with a store that shows this release, one sentence each; nothing where all is well."""
    yield from store.faults()
    documents = store.documents()
    for code, digest in sorted(documents.items()):
        if store.kept(code).batch.digest() != digest:
            yield f"What is kept of document '{code}' is not what was taken in."
    if release_id(sorted(documents.items()), store.decisions().digest()) != release.id:
        yield f"The id of the release, {release.id}, is not the hash of its documents and decisions."
