"""Which known names are nearest to one that nothing is known by: alike on every engine.

An engine gives the few names that share the most stretches with the name asked for; how alike each is, is said here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from graph.model.search_form import search_form
from graph.plan import Nearest

CANDIDATES = 100
"""How many names an engine gives: those that share the most stretches, of these the ones nearest in length."""

_MOST, _LEAST_ALIKE = 5, 0.5
_LONGEST = 100  # characters of a name that are looked at; no printed name has as many


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a thing is known by, and what the thing is shown as."""

    id: str
    name: str
    known_as: str


def form_of(name: object) -> str:
    """The form in which a name is compared with others."""
    return search_form(str(name))[:_LONGEST]


def stretches_of(name: object) -> list[str]:
    """The stretches of a name's form of which names like it have some, each once.

    The longer the name, the longer they are: nearly every name of a programme holds 計畫.
    """
    form = form_of(name)
    size = next(size for size, longest in ((1, 2), (2, 6), (3, _LONGEST)) if len(form) <= longest)
    return list(dict.fromkeys(form[start : start + size] for start in range(len(form) - size + 1)))


def nearest(root: Nearest, name: object, candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
    """What a plan asks of the things whose names are most alike, each once, by the best of its names."""
    sought, best = form_of(name), dict[str, tuple[float, str, Candidate]]()
    for candidate in candidates:
        alike = SequenceMatcher(None, sought, form_of(candidate.known_as), autojunk=False).ratio()
        key = (-alike, candidate.known_as, candidate)
        if alike >= _LEAST_ALIKE and key[:2] < best.get(candidate.id, (1.0, "", candidate))[:2]:
            best[candidate.id] = key
    ordered = sorted(best.values(), key=lambda key: (*key[:2], key[2].id))
    return [{f.key: getattr(found, f.name) for f in root.fields} for _, _, found in ordered[:_MOST]]
