"""What a search looks for, how well a text answers it, and which words of a text show why: alike on every engine.

A search is for words, cut at white space. A text is found where each of them stands in it, in whatever way it is
written, at the boundary of a word or not: Chinese prints none. Its score is the share of the text that the words make
up, counted half for running text, so that a name that is just the word comes first; a thing's is that of its best name.
No engine's own ranking goes into it: that changes with what else was once stored, and a cursor needs an order that
stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Self

from graph.errors import InvalidArgument
from graph.model.search_form import character_forms, search_form
from graph.model.vocabulary import ENTITY_LABELS, TEXT_LABELS
from graph.plan import Highlights, Property

LONGEST = 200
"""How many characters may be searched for."""

NAME_WEIGHT, TEXT_WEIGHT = 1.0, 0.5

MOST_DOCUMENTS = 20
"""How many documents facets tell of, of those that say or name what was found."""

SEARCHED = (*ENTITY_LABELS, "Outcome", *TEXT_LABELS)
"""What can be found: entities by their names, the others by their ``text``."""

_MOST_HIGHLIGHTS = 3
_AROUND = 40  # characters of a long text shown before and after the first of the words


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words that were found, in the text around them; ``field`` says which: name, aliases or text.

    ``fragment`` is HTML: what was found stands between ``<em>`` and ``</em>``, everything else is escaped.
    """

    field: str
    fragment: str


def highlight_fields(wanted: Highlights, words: "Words", texts: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """What a plan asks of the highlights in a thing's texts, each given with its field."""
    return [
        {f.key: getattr(found, f.name) if isinstance(f, Property) else "Highlight" for f in wanted.fields}
        for found in words.highlights(texts)
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a search, each once and in the form in which texts are searched."""

    forms: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """The words of what was asked for. Raises: InvalidArgument for too much of it, and where it has no word."""
        if len(text) > LONGEST:
            raise InvalidArgument(
                f"'text' may have {LONGEST} characters, not {len(text):,}: search for some words of it."
            )
        forms = tuple(dict.fromkeys(filter(None, map(search_form, text.split()))))
        if not forms:
            raise InvalidArgument(f"'text' is empty: say what to search for, in 1 to {LONGEST} characters.")
        return cls(forms)

    @property
    def size(self) -> int:
        """How many characters the words have."""
        return sum(map(len, self.forms))

    def score(self, text: str, weight: float) -> float | None:
        """How well a text answers, up to its weight; None where it lacks one of the words."""
        form = search_form(text)
        return min(1.0, self.size / len(form)) * weight if self._stand_in(form) else None

    def highlights(self, texts: Iterable[tuple[str, str]]) -> list[Highlight]:
        """Where the words stand in the first few of a thing's texts, each given with its field: the best first."""
        scored = ((self.score(text, NAME_WEIGHT), field, text) for field, text in texts)
        found = sorted((-score, field, text) for score, field, text in scored if score is not None)
        return [Highlight(field, self._fragment(text)) for _, field, text in found[:_MOST_HIGHLIGHTS]]

    def _stand_in(self, form: str) -> bool:
        return all(word in form for word in self.forms)

    def _fragment(self, text: str) -> str:
        spans = list(self._spans(text))
        start, end = max(0, spans[0][0] - _AROUND), min(len(text), spans[0][1] + _AROUND)
        shown = ["…"] if start > 0 else []
        for first, last in spans:
            if last <= end:
                shown += [escape(text[start:first]), f"<em>{escape(text[first:last])}</em>"]
                start = last
        return "".join((*shown, escape(text[start:end]), "…" if end < len(text) else ""))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in a text the words stand, from left to right, those that touch as one."""
        forms = character_forms(text)
        form, places = "".join(forms), [i for i, part in enumerate(forms) for _ in part]
        marked = [False] * len(text)
        for word in self.forms:
            at = form.find(word)
            while at >= 0:
                first, last = places[at], places[at + len(word) - 1]
                marked[first : last + 1] = [True] * (last + 1 - first)
                at = form.find(word, at + 1)
        changes = zip([False, *marked], [*marked, False], strict=True)
        bounds = [place for place, (before, now) in enumerate(changes) if before != now]
        return zip(bounds[::2], bounds[1::2], strict=True)
