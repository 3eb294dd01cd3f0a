"""The full-text index: what is searched of names and texts, kept in step with their tables by triggers.

Every character is a word of its own to the index, so that words of any length are found as phrases, also one of a
single character; measured, that is as quick as pairs of characters for long words, quicker for short ones, and takes
two thirds of the space. A word stands there as its character's code point, because the tokenizers that SQLite comes
with drop what they do not know, and punctuation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from graph.model.search_form import search_form


@dataclass(frozen=True, slots=True)
class _Source:
    """A table of texts: which of its rows are searched, in which column, and what is found where one answers."""

    table: str
    text: str
    owner: str
    label: str
    which: str = "TRUE"


_SOURCES = (
    _Source("alias", "name", "node", "(SELECT label FROM node WHERE id = new.node)"),
    _Source("fact", "text", "id", "'Outcome'", which="{row}.label = 'Outcome'"),
    _Source("passage", "text", "id", "'Passage'"),
)


def spelled(text: str) -> str:
    """A text as the index has it: the code points of its search form, apart."""
    return " ".join(f"{ord(character):x}" for character in search_form(text))


def search_length(text: str) -> int:
    """How many characters of a text are searched."""
    return len(search_form(text))


def search_statements() -> Iterator[str]:
    """The statements that make the index: ``searched`` has a row for each text, ``searched_words`` its words."""
    yield (
        "CREATE TABLE searched (number INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, "
        "label TEXT NOT NULL, length INTEGER NOT NULL)"
    )
    yield "CREATE INDEX searched_by_owner ON searched (owner)"
    yield "CREATE VIRTUAL TABLE searched_words USING fts5 (words, content = '', tokenize = 'ascii')"
    yield from chain.from_iterable(map(_triggers, _SOURCES))


def _triggers(source: _Source) -> Iterator[str]:
    table, text = source.table, source.text
    comes, goes = source.which.format(row="new"), source.which.format(row="old")
    yield (
        f"CREATE TRIGGER {table}_searched AFTER INSERT ON {table} WHEN {comes} BEGIN "
        "INSERT INTO searched (item, owner, label, length) "
        f"VALUES (new.id, new.{source.owner}, {source.label}, search_length(new.{text})); "
        "INSERT INTO searched_words (rowid, words) "
        f"SELECT number, spelled(new.{text}) FROM searched WHERE item = new.id; END"
    )
    yield (
        f"CREATE TRIGGER {table}_no_longer_searched AFTER DELETE ON {table} WHEN {goes} BEGIN "
        "INSERT INTO searched_words (searched_words, rowid, words) "
        f"SELECT 'delete', number, spelled(old.{text}) FROM searched WHERE item = old.id; "
        "DELETE FROM searched WHERE item = old.id; END"
    )
