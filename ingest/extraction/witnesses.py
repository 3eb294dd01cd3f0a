"""Arithmetic as a witness: what the figures of a document say of each other, and what that makes of each fact.

An equation holds or fails within the rounding of what is printed. Of these the figures of a document speak:

- parts and their total: the years of a phase; works and what they are part of; a body with its subordinates and each of
  them; the shares of a sum by name or by body; what was appropriated and the cost of all years;
- a rate and its two amounts; a column that a table works out of others (difference, sum, rate), as its head says, and
  the total under the rows of a table;
- a year and all years up to it, which are the same in the first year of a work, and this year, last year and what lies
  between;
- one figure printed in two places.

A fact is CONFIRMED when each of its numbers stands in at least one equation that holds and in none that fails, and
CONTRADICTED when one of them stands in one that fails; a finding then shows both sides, for which of them is wrong the
document does not tell, and no value is changed. All else has no witness: an equation that cannot fail says nothing.
Such are nought of nought, one place read twice, a sentence copied; and parts of which some may be untold can only
exceed their total or make it. What is a bound or an approximation is held against nothing.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from graph.model.facts import Corroboration
from ingest.extraction.arithmetic.equations import Testimony
from ingest.extraction.arithmetic.measurements import hear_measurements
from ingest.extraction.arithmetic.money import hear_money
from ingest.extraction.arithmetic.worked import hear_worked
from ingest.extraction.draft import Budgeted, Measured, Side
from ingest.extraction.reading import Reading

Heard = dict[tuple[int, Side], bool]
"""Of each figure that stands in an equation, by the fact's identity and which of its figures: whether all hold."""


def read_witnesses(reading: Reading) -> None:
    """Give every fact its corroboration, and record what contradicts itself as a doubt that shows both sides."""
    draft = reading.draft
    testimonies = list(
        chain(
            hear_money(draft.budgeted, draft.links),
            hear_measurements(draft.measured),
            hear_worked(draft.worked),
        )
    )
    draft.doubts.extend(testimony.doubt for testimony in testimonies if testimony.doubt)
    heard = _heard(testimonies)
    draft.budgeted = [_budgeted(fact, heard) for fact in draft.budgeted]
    draft.measured = [_measured(fact, heard) for fact in draft.measured]


def _heard(testimonies: Iterable[Testimony]) -> Heard:
    heard: Heard = {}
    for terms, doubt in testimonies:
        for fact, side in terms:
            heard[id(fact), side] = doubt is None and heard.get((id(fact), side), True)
    return heard


def _budgeted(fact: Budgeted, heard: Heard) -> Budgeted:
    verdict = _verdict([heard.get((id(fact), "amount"))])
    return replace(fact, corroboration=verdict) if verdict else fact


def _measured(fact: Measured, heard: Heard) -> Measured:
    sides: list[Side] = []
    if fact.target and fact.target.value is not None:
        sides.append("target")
    if fact.actual and fact.actual.value is not None:
        sides.append("actual")
    verdict = _verdict([heard.get((id(fact), side)) for side in sides])
    return replace(fact, corroboration=verdict) if verdict else fact


def _verdict(holding: list[bool | None]) -> Corroboration | None:
    """What of the numbers of a fact, each with whether its equations hold (None: it stands in none), is to be said."""
    if False in holding:
        return Corroboration.CONTRADICTED
    return Corroboration.CONFIRMED if holding and all(holding) else None
