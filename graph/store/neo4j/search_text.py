"""What the full-text index of searches holds of a text, and how it is asked."""

from graph.model.search_form import search_form
from graph.search import Words
from graph.store.neo4j.schema import LETTERS, SEARCHED

NO_PHRASE = '"nothing"'
"""A query that no text answers to: no word of the index has two characters."""


def searched(text: str) -> dict[str, object]:
    """The properties by which a name or a text is found.

    Every character is a word of its own to the index, so that words of any length are found as phrases.
    """
    form = search_form(text)
    return {SEARCHED: " ".join(form), LETTERS: len(form)}


def phrases_of(words: Words) -> str:
    """The query for texts in which all words stand; nothing in it is read as more than a character."""
    return " AND ".join(map(phrase_of, words.forms))


def phrase_of(word: str) -> str:
    """The query for texts in which the characters of a word's form stand one after the other."""
    quoted = " ".join(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
