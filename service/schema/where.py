"""The ``where`` inputs: conditions on a thing's own values, on its names, and on what it is linked to."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from graph.model.base import Described
from graph.model.values import Quantity
from graph.model.vocabulary import (
    COUNTED,
    EDGE_ATTRIBUTES,
    ENTITY_LABELS,
    FACT_LABELS,
    TEXT_LABELS,
    Attribute,
    Link,
    Reach,
    attributes_of,
    vocabulary,
)
from graph.plan import Either, Every, KnownAs, LinkCount, Not, Quantifier
from service.schema.filters import NAME_FILTER, type_filter, value_filters
from service.schema.meaning import Meaning, SaidIn
from service.schema.naming import THINGS, camel_case, plural, type_name
from service.schema.types import Given, Types

_QUANTIFIERS = {
    Quantifier.SOME: Described("At least one fulfils this.", "至少有一項符合。"),
    Quantifier.NONE: Described("None fulfils this.", "無一符合。"),
    Quantifier.ALL: Described("Every one fulfils this, also where there is none.", "全部符合（無者亦同）。"),
}
_QUANTITY = Quantity.__name__
VIA = Given(
    "via",
    "LinkWhere | None",
    Described("Only those related in this way.", "僅計以此關係相連者。"),
)


def define_where(types: Types) -> None:
    """Make the ``where`` input of relations, and of every type and interface of things."""
    types.input(
        "LinkWhere",
        Described("Conditions on a relation itself; all of them must hold.", "對關係本身之條件，須全部成立。"),
        (*value_filters(tuple(a for a in EDGE_ATTRIBUTES if a.name != "depth")), *_said_in()),
    )
    for labels in (*((label,) for label in THINGS), ENTITY_LABELS, FACT_LABELS):
        _define_where(types, labels)
    types.input(
        f"{_QUANTITY}Where",
        Described("Which quantities; all that is said must hold of one.", "何種數量，須於同一項全部成立。"),
        (*value_filters(tuple(attributes_of(Quantity))), *_logic(_QUANTITY)),
    )
    types.input(
        f"{_QUANTITY}Links",
        Described("Conditions on what is counted; all of them must hold.", "對所計數量之條件，須全部成立。"),
        _quantifiers(_QUANTITY),
    )


def _define_where(types: Types, labels: tuple[str, ...]) -> None:
    name = type_name(labels)
    types.input(
        f"{name}Where",
        Described("Which ones; all that is said must hold, null says nothing.", "篩選條件，須全部成立；空值不計。"),
        (
            *value_filters(_shared_attributes(labels)),
            *_types(labels),
            *_names(labels),
            *_headed(labels),
            *_counted(labels),
            *_linked(labels),
            *_logic(name),
        ),
    )
    types.input(
        f"{name}Links",
        Described("Conditions on linked things; all of them must hold.", "對相連事物之條件，須全部成立。"),
        (*_quantifiers(name), *((VIA,) if set(labels) <= set(ENTITY_LABELS) else ())),
    )


def _said_in() -> Iterator[Given]:
    """Conditions on where a relation is said; all of them hold of one place."""
    document = vocabulary()["Evidence"].links["document"]
    described = Described("The document that says it.", "敘明此關係之文件。")
    yield Given("document", "DocumentWhere | None", described, SaidIn(document))
    yield _heading()
    year = vocabulary()["Document"].attribute("year")
    described = Described("The year that the document which says it is about.", "敘明此關係之文件所涉年度。")
    yield Given("year", "IntFilter | None", described, SaidIn(document, year))


def _heading() -> Given:
    heading = vocabulary()["Passage"].attribute("heading")
    described = Described("One of the headings above the place that says it.", "所據之處其上任一標題。")
    return Given(
        "heading", f"{NAME_FILTER} | None", described, SaidIn(vocabulary()["Evidence"].links["passage"], heading)
    )


def _counted(labels: tuple[str, ...]) -> Iterator[Given]:
    if set(COUNTED.sources) & set(labels):
        yield Given(COUNTED.name, f"{_QUANTITY}Links | None", COUNTED.description, COUNTED)


def _headed(labels: tuple[str, ...]) -> Iterator[Given]:
    if not set(labels) <= set(TEXT_LABELS):  # a text has headings of its own
        yield _heading()


def _types(labels: tuple[str, ...]) -> Iterator[Given]:
    if len(labels) > 1:
        yield type_filter(labels)


def _shared_attributes(labels: tuple[str, ...]) -> tuple[Attribute, ...]:
    """The attributes that all of the labels have, alike."""
    first, *others = (vocabulary()[label] for label in labels)
    return tuple(a for a in first.attributes if all(a == other.attribute(a.name) for other in others))


def _names(labels: tuple[str, ...]) -> Iterator[Given]:
    if set(labels) <= set(ENTITY_LABELS):
        described = Described("Any name it is printed under, folded.", "文件所用之任一名稱（異體、全半形視同）。")
        yield Given("knownAs", f"{NAME_FILTER} | None", described, KnownAs)


def _linked(labels: tuple[str, ...]) -> Iterator[Given]:
    """One field a link that any of the labels has, where those of one name lead the same way."""
    links = sorted((link for label in labels for link in vocabulary()[label].links.values()), key=lambda k: k.name)
    for name, same in groupby(links, key=lambda link: link.name):
        if (link := _merged(tuple(dict.fromkeys(same)))) is not None and _is_filterable(link):
            called = camel_case(name if link.many else plural(name))
            yield Given(called, f"{type_name(link.targets)}Links | None", link.description, link)


def _is_filterable(link: Link) -> bool:
    """Whether a condition may follow a link: one that is the first of several is none, nor one to mere words."""
    if link.reach in {Reach.PARTNER, Reach.NEIGHBOUR}:  # said better of the relations themselves
        return False
    return (link.many or link.reach is Reach.HELD) and set(link.targets) <= set(THINGS)


def _merged(links: tuple[Link, ...]) -> Link | None:
    """The link that leads where any of the links leads; None where they lead along different ways."""
    ways = {(link.reach, link.relation, link.forward, link.field, link.many) for link in links}
    if len(ways) > 1:
        return None
    return replace(
        links[0],
        sources=tuple(dict.fromkeys(label for link in links for label in link.sources)),
        targets=tuple(dict.fromkeys(label for link in links for label in link.targets)),
    )


def _logic(name: str) -> tuple[Given, ...]:
    own = f"{name}Where"
    return (
        Given("AND", f"list[{own}] | None", Described("All of these hold.", "全部成立。"), Every),
        Given("OR", f"list[{own}] | None", Described("One of these holds.", "其中之一成立。"), Either),
        Given("NOT", f"{own} | None", Described("This does not hold.", "不成立。"), Not),
    )


def _quantifiers(name: str) -> Iterator[Given]:
    meaning: Meaning
    for meaning, description in _QUANTIFIERS.items():
        yield Given(meaning.value, f"{name}Where | None", description, meaning)
    yield Given("count", "IntFilter | None", Described("How many there are.", "數量。"), LinkCount)
