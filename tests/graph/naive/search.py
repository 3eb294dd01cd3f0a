"""What a search finds by reading every text, character by character."""

from typing import Any

from graph.model.search_form import search_form
from tests.graph.naive.graph import Thing


def score_of(thing: Thing, text: str) -> float | None:
    """How well a thing answers to what is searched for; None where none of its texts does."""
    scores = [score for field, said in texts_of(thing) if (score := _score(said, field, text)) is not None]
    return max(scores, default=None)


def texts_of(thing: Thing) -> list[tuple[str, str]]:
    """What of a thing is searched."""
    if "aliases" in thing.said:
        return [("name" if name == thing.said["name"] else "aliases", name) for name in thing.said["aliases"]]
    return [("text", thing.said["text"])]


def _score(said: str, field: str, text: str) -> float | None:
    characters, words = list(search_form(said)), {search_form(word) for word in text.split()}
    if not all(_stands_in(list(word), characters) for word in words):
        return None
    share = sum(len(word) for word in words) / len(characters)
    return min(1.0, share) * (0.5 if field == "text" else 1.0)


def _stands_in(word: list[Any], characters: list[Any]) -> bool:
    return any(characters[start : start + len(word)] == word for start in range(len(characters)))
