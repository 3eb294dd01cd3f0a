"""From any store to any other: the whole release, and nothing else."""

from graph.assembly import release_id
from graph.errors import DamagedStore
from graph.store.base import Release, Store


def copy(source: Store, target: Store) -> Release:
    """Make the release of one store that of the other, which keeps only what both say; checked by its hash.

    Raises: DamagedStore where the copy is another release; what opening and writing a store raises.
    """
    documents, there, decisions = source.documents(), target.documents(), source.decisions()
    with target.writer() as writer:
        for code in sorted(there.keys() - documents.keys()):
            writer.remove(code)
        for code, digest in sorted(documents.items()):
            if there.get(code) != digest:
                kept = source.kept(code)
                writer.replace(kept.batch, kept.fingerprint)
        writer.decide(decisions)
        release = writer.publish()
    if release.id != release_id(sorted(documents.items()), decisions.digest()):
        raise DamagedStore(
            "The copy is not the release it was made from; one of the stores was written meanwhile: again."
        )
    return release
