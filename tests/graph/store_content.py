"""All that a SQLite store holds, to compare stores row by row."""

import sqlite3
from contextlib import closing
from pathlib import Path

_NOT_CONTENT = {"staged", "staged_decisions", "sqlite_stat1", "sqlite_stat4", "sqlite_sequence"}


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all tables but for when they came."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {t: sorted(connection.execute(f"SELECT * FROM {t}"), key=repr) for t in tables if t not in _NOT_CONTENT}
    rows["release"] = [row[:2] for row in rows["release"]]
    return rows
