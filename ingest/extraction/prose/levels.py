"""Levels that prose reports, targets and dates that it promises: measurements."""

from dataclasses import replace

from graph.model.entities import EntityType
from graph.model.facts import Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Draft, Figure, Measured, Said
from ingest.extraction.links import link
from ingest.extraction.prose.statements import Counted, Statement
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.tenses import Tense
from ingest.rules import patterns

_NAME_LENGTHS = range(3, 41)
_RATES = frozenset({"%", "％", "成"})
_AT_A_TIME = ("至", "迄", "於", "到", "從")
_LOOK_BACK = 4


def record_levels(reading: Reading, statement: Statement) -> None:
    """Record the targets promised, the dates planned and the levels reached that a statement gives."""
    if statement.subject.type not in WORKS:
        return
    for counted in statement.counted:
        if _is_measured(statement, counted):
            _record(reading, statement, counted)
    if statement.clause.tense is Tense.PLANNED and statement.dates and not statement.counted:
        _record_planned_date(reading, statement)


def _is_measured(statement: Statement, counted: Counted) -> bool:
    """Whether a figure is a target, or the level of something named; neither an estimate nor a comparison is."""
    words = statement.block.text.text[statement.clause.start : counted.start]
    if len(counted.label) not in _NAME_LENGTHS or patterns("labels")["label.compared"].search(words):
        return False
    if counted.level and "預估" in words:
        return False
    return counted.aim or (counted.level and statement.clause.tense is Tense.DONE)


def _record(reading: Reading, statement: Statement, counted: Counted) -> None:
    said = _said(statement, counted)
    if said is None:
        return
    indicator = reading.draft.thing(EntityType.INDICATOR, counted.label, said, unit=counted.figure.unit)
    year = int(counted.when.value[:4]) if counted.when else None if counted.aim else reading.year
    scope = _scope_of(statement, counted, year)
    measured = Measured(statement.subject, indicator, scope, said, year=None if scope is Scope.WHOLE else year)
    link(reading, statement.subject, RelationType.MEASURED_BY, indicator, said)
    figures = {"target" if counted.aim else "actual": counted.figure}
    _add(reading.draft, replace(measured, target=figures.get("target"), actual=figures.get("actual")))


def _said(statement: Statement, counted: Counted) -> tuple[Said, ...] | None:
    """Where the figure and its name stand; None where a mark or a figure cuts the name in two."""
    rule = "measure.target" if counted.aim else "measure.level"
    named = statement.block.text.text.rfind(counted.label, 0, statement.clause.end)
    if named < 0:
        return None
    said = statement.said(rule)
    return said if named >= statement.clause.start else said + statement.said(rule, named, named + len(counted.label))


def _scope_of(statement: Statement, counted: Counted, year: int | None) -> Scope:
    text, date = statement.block.text.text, counted.when
    words = text[statement.clause.start : counted.start]
    if "年產" in words[-4:] or "目標值" in words:
        return Scope.ANNUAL
    if date is None:
        return Scope.WHOLE if counted.aim else Scope.ANNUAL if year else Scope.POINT
    if "累計" in words or "累積" in words:
        return Scope.CUMULATIVE
    if counted.aim:
        return Scope.POINT if counted.level or counted.figure.unit in _RATES else Scope.CUMULATIVE
    at_a_time = text[: date.start].endswith(_AT_A_TIME) or text[date.end - 1 : date.end + 1].strip("年月日 ")[:1] in {
        "底",
        "末",
        "前",
    }
    return Scope.POINT if at_a_time else Scope.ANNUAL


def _add(draft: Draft, measured: Measured) -> None:
    """Add a measurement; what was aimed at and what was reached, of one thing in one time, stand in one."""
    for position in range(max(0, len(draft.measured) - _LOOK_BACK), len(draft.measured)):
        known = draft.measured[position]
        if _is_same(known, measured) and (known.target is None) != (measured.target is None):
            target, actual = known.target or measured.target, known.actual or measured.actual
            evidence = (*known.evidence, *measured.evidence)
            draft.measured[position] = replace(known, target=target, actual=actual, evidence=evidence)
            return
    draft.measured.append(measured)


def _is_same(one: Measured, other: Measured) -> bool:
    return (one.subject, one.indicator, one.scope, one.year) == (
        other.subject,
        other.indicator,
        other.scope,
        other.year,
    )


def _record_planned_date(reading: Reading, statement: Statement) -> None:
    """What is to be finished, and when: the date is the target."""
    text, date = statement.block.text.text, statement.dates[-1]
    match = patterns("results")["result.planned_date"].match(text[date.end : statement.clause.end])
    if match is None:
        return
    said = statement.said("result.planned_date")
    indicator = reading.draft.thing(EntityType.INDICATOR, match["name"], said)
    link(reading, statement.subject, RelationType.MEASURED_BY, indicator, said)
    target = Figure(text[date.start : date.end], words=date.value)
    reading.draft.measured.append(
        Measured(statement.subject, indicator, Scope.POINT, said, year=int(date.value[:4]), target=target)
    )
