"""A reading as flat records, one a fact: what ``plangraph extract`` prints, a JSON object a line."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from graph.model.entities import EntityType
from graph.model.facts import BudgetFigure
from graph.model.keys import fold
from ingest.extraction.draft import Achieved, Budgeted, Figure, Link, Measured, Said, Thing
from ingest.extraction.reading import Reading
from ingest.extraction.words.quantities import to_base
from ingest.layout.aligned import Place
from ingest.linking.keys import Keys
from ingest.linking.vocabulary import why_not_linked, why_not_said

Record = dict[str, Any]
_PIECES = 4  # of a name that line and page ends cut


def to_records(reading: Reading) -> Iterator[Record]:
    """Every fact of the document: entities, relations, measurements, budgets, outcomes, each kind in the order found.

    Left out is what no line of the document says (a name known from the sidecar only), and what the vocabulary has no
    place for.
    """
    draft, keys = reading.draft, Keys(reading)
    facts: Iterable[tuple[Record, tuple[Said, ...]]] = (
        *((_entity(thing), _naming_first(thing)) for thing in draft.things if thing.type is not EntityType.DOCUMENT),
        *(_relation(link) for link in draft.links if not why_not_linked(link, keys)),
        *((_measurement(fact), fact.evidence) for fact in draft.measured if not why_not_said(fact)),
        *((_budget(fact), fact.evidence) for fact in draft.budgeted if not why_not_said(fact)),
        *((_outcome(fact), fact.evidence) for fact in draft.achieved if not why_not_said(fact)),
    )
    for fact, evidence in facts:
        if evidence:
            yield {"doc": reading.source.id, **fact, **_evidence(evidence)}


def _evidence(evidence: tuple[Said, ...]) -> Record:
    first, *further = dict.fromkeys(said.place for said in evidence)
    record = {"rule": evidence[0].rule, **_place(first)}
    return record | {"evidence": [_place(place) for place in further]} if further else record


def _place(place: Place) -> Record:
    return {"line": place.line, "line_end": place.line_end, "quote": place.quote}


# ------------------------------------------------------------------------------------------------- things and relations


def _entity(thing: Thing) -> Record:
    attributes = {_attribute_name(thing, name): _plain(value) for name, value in thing.attributes.items()}
    missing = {"title_missing": True} if attributes.pop("title_missing", False) else {}
    return {
        "kind": "entity",
        "type": thing.type.value,
        "name": thing.name,
        "aliases": list(thing.names[1:]),
        "attrs": dict(sorted(attributes.items())),
        **missing,
    }


def _attribute_name(thing: Thing, name: str) -> str:
    return "category" if thing.type is EntityType.INDICATOR and name == "aspect" else name


def _naming_first(thing: Thing) -> tuple[Said, ...]:
    """The evidence of a thing, a place that prints one of its names before the others."""
    for position, said in enumerate(thing.evidence):
        if _is_named(thing, [said]):
            return (said, *thing.evidence[:position], *thing.evidence[position + 1 :])
    return tuple(thing.evidence)


def _relation(link: Link) -> tuple[Record, tuple[Said, ...]]:
    """The record of a relation with its evidence, in which each end is named or given in ``mentions``."""
    evidence, mentions = list(link.evidence), dict(link.mentions)
    for end, thing in (("head", link.source), ("tail", link.target)):
        if end in mentions or thing.type is EntityType.DOCUMENT or _is_named(thing, evidence):
            continue
        if words := _words_for(thing, link.evidence):
            mentions[end] = words
        else:  # a heading or column head names it
            naming = [said for said in thing.evidence if _is_named(thing, [said])][:1]
            evidence += naming or thing.evidence[:_PIECES]  # no one place does where a page break cut the name
    record = {
        "kind": "relation",
        "head": _end(link.source),
        "rel": link.relation.value,
        "tail": _end(link.target),
        "attrs": _stated(role=_plain(link.role), part=link.part, since=link.since),
        **({"mentions": mentions} if mentions else {}),
    }
    return record, tuple(evidence)


def _end(thing: Thing) -> Record:
    return {"type": thing.type.value, "name": thing.name}


def _words_for(thing: Thing, evidence: tuple[Said, ...]) -> str | None:
    """The words that stand for a thing in one of these places, as its own evidence gives them."""
    quotes = [_bare(said.place.quote) for said in evidence]
    lines = {line for said in evidence for line in range(said.place.line, said.place.line_end + 1)}
    here = (said.printed_as for said in thing.evidence if said.printed_as and said.place.line in lines)
    return next((words for words in here if any(_stands(words, quote) for quote in quotes)), None)


def _is_named(thing: Thing, evidence: Iterable[Said]) -> bool:
    """Whether one of the thing's names stands in the quotes, or in what a page break cut when they are joined."""
    quotes = [said.place.quote for said in evidence]
    texts = [_bare(quote) for quote in dict.fromkeys((*quotes, "".join(quotes)))]
    names = [name for name in thing.names if len(name) > 1 or name == thing.name]
    return any(_stands(name, text) for name in names for text in texts)


_PUNCTUATION = re.compile(r"""[「」『』"'，。、：:；;（）()【】《》〈〉|/]|(?<=\d),(?=\d{3})""")


def _bare(text: str) -> str:
    return _PUNCTUATION.sub("", fold(text))


def _stands(words: str, text: str) -> bool:
    """Whether ``words`` stand in the folded ``text``, not as part of a longer number."""
    wanted = _bare(words)
    if not wanted or wanted not in text:
        return False
    before = r"(?<![\d.])" if wanted[0].isdigit() else ""
    after = r"(?!\d)" if wanted[-1].isdigit() else ""
    return not (before or after) or re.search(before + re.escape(wanted) + after, text) is not None


# ---------------------------------------------------------------------------------------------------------------- facts


def _measurement(measured: Measured) -> Record:
    figures = {"target": measured.target, "actual": measured.actual}
    stated = [figure for figure in figures.values() if figure]
    return {
        "kind": "measurement",
        "subject": measured.subject.name,
        "indicator": measured.indicator.name,
        "unit": measured.unit,
        "scope": measured.scope.value,
        "year": measured.year,
        **{name: _value(figure) if figure else None for name, figure in figures.items()},
        **_stated(
            bound=next((figure.bound.value for figure in stated if figure.bound), None),
            approx=any(figure.approximate for figure in stated) or None,
            agency=measured.agency and measured.agency.name,
            as_of=measured.as_of,
            period_start=measured.period_start,
            period_end=measured.period_end,
            corroboration=_plain(measured.corroboration),
        ),
        "printed": {name: figure.text for name, figure in figures.items() if figure and _value(figure) is not None},
    }


def _budget(budgeted: Budgeted) -> Record:
    return {
        "kind": "budget",
        "subject": budgeted.subject.name,
        "subject_type": budgeted.subject.type.value,
        "fiscal_year": budgeted.fiscal_year,
        "phase": budgeted.phase,
        "field": budgeted.figure.value,
        **_money(budgeted),
        "item": budgeted.item,
        "scope": budgeted.scope,
        **_stated(
            bound=_plain(budgeted.amount.bound),
            approx=budgeted.amount.approximate or None,
            agency=budgeted.agency and budgeted.agency.name,
            through=budgeted.through,
            installment=budgeted.installment,
            corroboration=_plain(budgeted.corroboration),
        ),
        "printed": budgeted.amount.text,
    }


def _money(budgeted: Budgeted) -> Record:
    """Amount and unit: a rate in %, money of this country in thousands, any other as printed."""
    amount = budgeted.amount
    if budgeted.figure is BudgetFigure.EXECUTION_RATE:
        return {"amount": _value(amount), "unit": "%"}
    if amount.value is None:
        return {"amount": _value(amount), "unit": "TWD thousand"}
    value, unit = to_base(amount.value, amount.unit or "") or (amount.value, amount.unit)
    return (
        {"amount": _number(value / 1000), "unit": "TWD thousand"}
        if unit == "TWD"
        else {"amount": _number(value), "unit": unit}
    )


def _outcome(achieved: Achieved) -> Record:
    return {
        "kind": "outcome",
        "subject": achieved.subject.name,
        "category": achieved.type.value,
        "text": achieved.text,
        "date": achieved.date,
        "year": achieved.year,
        "quantities": [_quantity(figure) for figure in achieved.quantities],
        **_stated(agency=achieved.agency and achieved.agency.name),
    }


def _quantity(figure: Figure) -> Record:
    return {
        "label": figure.label,
        "value": _value(figure),
        "unit": figure.unit,
        "printed": figure.text,
        **_stated(bound=_plain(figure.bound), approx=figure.approximate or None),
    }


def _value(figure: Figure) -> int | float | str | None:
    """The number; a range as printed; a date or words as read; None for a printed blank."""
    if figure.value is not None:
        return _number(figure.value)
    return figure.text if figure.low is not None or figure.high is not None else figure.words


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _stated(**values: object) -> Record:
    """What is said of the optional; the rest does not appear."""
    return {name: value for name, value in values.items() if value is not None}
