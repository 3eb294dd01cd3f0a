"""All that a SQLite store holds, to compare stores row by row."""

import sqlite3
from contextlib import closing
from pathlib import Path

_NOT_CONTENT = {"staged", "staged_decisions", "sqlite_stat1", "sqlite_stat4", "sqlite_sequence"}

# the full-text index without its numbers, which say when a text came
_SEARCHED = "SELECT item, owner, label, length FROM searched ORDER BY item"
_SEARCHED_WORDS = "SELECT item, offset, term FROM temp.words JOIN searched ON number = doc ORDER BY item, offset, term"


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all tables but for when they came."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = {t for t in tables if t not in _NOT_CONTENT and not t.startswith("searched")}
        rows = {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in held}
        rows["searched"] = connection.execute(_SEARCHED).fetchall()
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab ('main', 'searched_words', 'instance')")
        rows["searched_words"] = connection.execute(_SEARCHED_WORDS).fetchall()
    rows["release"] = [row[:2] for row in rows["release"]]
    return rows
