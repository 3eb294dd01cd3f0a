"""The embedded engine: one SQLite file in WAL mode, any number of readers beside one writer."""

from graph.store.sqlite.store import open_sqlite

__all__ = ["open_sqlite"]
