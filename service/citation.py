"""How a fact is cited: a link that opens the place where it is printed, and what a list of references needs of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from graph.model.vocabulary import FACT_LABELS, vocabulary
from graph.plan import Argument, Field, Items, Property, Selection, Step

FACT_PAGE = "/facts/{identity}"
"""The path of the page that shows a fact where it is printed."""

_RELEASE_LETTERS = 12  # of its hash, enough for people to tell one release from another


def cited(one: Argument) -> Selection:
    """What a citation needs of a fact; ``one`` is the argument that has the number 1."""
    fact, document = vocabulary()[FACT_LABELS[0]].links, vocabulary()["Document"].links
    publisher = Step("publisher", document["publisher"], Selection({"Agency": _properties("name")}))
    published = Selection({"Document": (*_properties("name", "code", "published_on", "source"), publisher)})
    printed = Selection({"Evidence": _properties("page", "line_start", "line_end", "quote")})
    needed: tuple[Field, ...] = (
        *_properties("id"),
        Step("document", fact["document"], published),
        Items("evidence", fact["evidence"], one, printed),
    )
    return Selection(dict.fromkeys(FACT_LABELS, needed))


def _properties(*names: str) -> tuple[Property, ...]:
    return tuple(Property(name, name) for name in names)


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers: the id of the release, and the URL under which the service is reached, empty where none is set."""

    release: str
    public_url: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The citation of a fact; ``said`` is what ``cited`` selects of it."""

    said: Mapping[str, Any]
    answering: Answering

    @property
    def permalink(self) -> str:
        """The address of the fact's page: a path of the service where it was not told its URL."""
        path = FACT_PAGE.format(identity=quote(self.said["id"], safe=""))
        return f"{self.answering.public_url.rstrip('/')}{path}"

    @property
    def release(self) -> str:
        """The id of the release that says so."""
        return self.answering.release

    @property
    def quote(self) -> str | None:
        """The words of the first place that says it."""
        words: str | None = self._printed.get("quote")
        return words

    @property
    def text(self) -> str:
        """The citation for people, as Taiwanese references are written."""
        document = self._document
        source = (
            self._publisher,
            f"〈{document['name']}〉（{document['code']}）",
            document["published_on"],
            *self._place,
        )
        words = f"：「{self.quote}」" if self.quote else ""
        return (
            f"{'，'.join(filter(None, source))}{words}。plangraph {self.release[:_RELEASE_LETTERS]}，{self.permalink}"
        )

    @property
    def csl_json(self) -> str:
        """The citation for programs: a list of one CSL-JSON item, as text."""
        document, publisher = self._document, self._publisher
        item = {
            "id": self.said["id"],
            "type": "report",
            "title": document["name"],
            "author": [{"literal": publisher}] if publisher else None,
            "publisher": publisher,
            "number": document["code"],
            "issued": _csl_date(document["published_on"]),
            "page": self._printed.get("page"),
            "note": "；".join(filter(None, (*self._lines, self.quote, f"plangraph release {self.release}"))),
            # a path leads nowhere outside the service: then the document's own address is told, where it is known
            "URL": self.permalink if self.answering.public_url else document["source"],
        }
        said = {name: value for name, value in item.items() if value is not None}
        return json.dumps([said], ensure_ascii=False)

    @property
    def _document(self) -> Mapping[str, Any]:
        document: Mapping[str, Any] = self.said["document"]
        return document

    @property
    def _publisher(self) -> str | None:
        publisher: Mapping[str, str] | None = self._document["publisher"]
        return publisher["name"] if publisher else None

    @property
    def _printed(self) -> Mapping[str, Any]:
        """The first place that says it; nothing where there is none."""
        return next(iter(self.said["evidence"]), {})

    @property
    def _place(self) -> tuple[str, ...]:
        page = self._printed.get("page")
        return (*((f"第 {page} 頁",) if page else ()), *self._lines)

    @property
    def _lines(self) -> tuple[str, ...]:
        start, end = self._printed.get("line_start"), self._printed.get("line_end")
        if start is None:
            return ()
        return (f"第 {start} 行",) if end in {None, start} else (f"第 {start}–{end} 行",)


def _csl_date(date: str | None) -> Mapping[str, Any] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
