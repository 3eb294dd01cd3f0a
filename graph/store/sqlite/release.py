"""The one row that says which release readers see."""

import sqlite3
from datetime import UTC, datetime

from graph.store.base import Release


def read_release(connection: sqlite3.Connection) -> Release | None:
    """The release in the store; None before the first."""
    row = connection.execute("SELECT id, published_at, documents FROM release").fetchone()
    return Release(row[0], datetime.fromisoformat(row[1]), row[2]) if row else None


def write_release(connection: sqlite3.Connection, identity: str, documents: int) -> Release:
    """Make ``identity`` the release that readers see from now on; the one they see already stays as it was."""
    before = read_release(connection)
    if before is not None and before.id == identity:
        return before
    release = Release(identity, datetime.now(UTC).replace(microsecond=0), documents)
    row = (release.id, release.published_at.isoformat(), release.documents)
    connection.execute("INSERT OR REPLACE INTO release VALUES (1, ?, ?, ?)", row)
    return release
