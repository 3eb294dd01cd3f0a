"""Levels that prose reports, targets and dates that it promises: measurements."""

from dataclasses import replace
from decimal import Decimal

from graph.model.entities import EntityType
from graph.model.facts import Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Doubt, Draft, Figure, Measured, Said, Thing
from ingest.extraction.links import link
from ingest.extraction.prose.figures import Counted
from ingest.extraction.prose.indicators import indicator_above
from ingest.extraction.prose.scopes import is_rate, plan_of_year, time_of
from ingest.extraction.prose.statements import Statement
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.labels import Standing, is_term
from ingest.extraction.words.quantities import to_base
from ingest.extraction.words.tenses import Tense
from ingest.rules import patterns

_NAME_LENGTHS = range(3, 41)
_LOOK_BACK = 4
_DIFFERENCE = "百分點"
_MONEY = ("元", "億", "萬")


def record_levels(reading: Reading, statement: Statement) -> None:
    """Record the targets promised, the dates planned and the levels reached that a statement gives."""
    if statement.subject.type not in WORKS:
        return
    for told in statement.counted:
        counted = _as_planned(reading, statement, told)
        if not counted.settled:
            _doubt(reading, statement, counted)
        elif other := _other_side(reading.draft, statement, counted):
            _complete(reading.draft, statement, counted, other)
        elif _is_measured(reading.draft, statement, counted):
            _record(reading, statement, counted)
    if statement.clause.tense is Tense.PLANNED and statement.dates and not statement.counted:
        _record_planned_date(reading, statement)


def _is_measured(draft: Draft, statement: Statement, counted: Counted) -> bool:
    """Whether a figure is a target, or the level of something named; neither an estimate nor a comparison is."""
    words = statement.words_before(counted)
    if (counted.figure.unit or "").endswith(_DIFFERENCE) or not _names_a_measure(statement, counted.label):
        return False
    if patterns("labels")["label.compared"].search(words) or _is_of_part(statement, counted):
        return False
    if counted.level and patterns("measures")["measure.estimate"].search(words):
        return False
    if counted.aim:
        return _is_aimed_at(statement, counted)
    if counted.standing is Standing.REAL:
        return counted.level or any(_is_of(known, statement, counted) for known in draft.measured[-_LOOK_BACK:])
    tense = statement.clause.tense
    return counted.level and (tense is Tense.DONE or (counted.when is not None and tense is Tense.OTHER))


def _is_of_part(statement: Statement, counted: Counted) -> bool:
    rest = statement.block.text.text[counted.end : counted.end + 16]
    return is_rate(counted) and patterns("measures")["measure.of_part"].match(rest) is not None


def _as_planned(reading: Reading, statement: Statement, counted: Counted) -> Counted:
    """The figure; an aim where the plan of a year gives a level without saying that it is real or of when."""
    open_ = counted.level and counted.standing is None and counted.when is None and not counted.moment
    if open_ and statement.clause.tense is Tense.OTHER and plan_of_year(reading, statement)[0]:
        return counted._replace(aim=True)
    return counted


def _names_a_measure(statement: Statement, label: str) -> bool:
    """Whether a label names something measured: not a term of the money, nor the work that it is measured of."""
    general = patterns("measures")["measure.no_name"].search(label)
    return len(label) in _NAME_LENGTHS and not is_term(label) and not general and label not in statement.subject.names


def _is_aimed_at(statement: Statement, counted: Counted) -> bool:
    """Whether a figure that is promised is an aim: money only as an effect, and not how many parts something has."""
    rules, text = patterns("measures"), statement.block.text.text
    if (counted.figure.unit or "").endswith(_MONEY) and counted.standing is None:
        words = statement.words_before(counted) + text[counted.start : counted.end + len(counted.label)]
        return rules["measure.effect"].search(words) is not None
    return not rules["measure.enumeration"].match(text[counted.start : counted.end])


def _doubt(reading: Reading, statement: Statement, counted: Counted) -> None:
    """Say which levels could not be told apart."""
    if counted.level and not counted.moment and _names_a_measure(statement, counted.label):
        message = f"Nothing tells of what or when '{counted.figure.text}' is, one of several figures side by side."
        places = statement.block.text.places(counted.start, counted.end)
        reading.draft.doubts.extend(Doubt("measure.series", message, place) for place in places[:1])


def _other_side(draft: Draft, statement: Statement, counted: Counted) -> Measured | None:
    """What a figure completes that is said outright to be the aim or the real one, and has no date of its own."""
    if counted.standing is None or counted.dated:
        return None
    for known in reversed(draft.measured[-_LOOK_BACK:]):
        if _is_of(known, statement, counted):
            lacking = known.target if counted.aim else known.actual
            return known if lacking is None and _in_unit(counted.figure, known.unit) else None
    return None


def _is_of(known: Measured, statement: Statement, counted: Counted) -> bool:
    return (known.subject, known.indicator.name) == (statement.subject, counted.label)


def _complete(draft: Draft, statement: Statement, counted: Counted, known: Measured) -> None:
    """Add to a measurement the aim that it has not met, or what has come of the aim."""
    figure = _in_unit(counted.figure, known.unit)
    evidence = (*known.evidence, *statement.said(known.evidence[0].rule))
    whole = replace(known, target=figure) if counted.aim else replace(known, actual=figure)
    draft.measured[draft.measured.index(known)] = replace(whole, evidence=evidence)


def _in_unit(figure: Figure, unit: str | None) -> Figure | None:
    """A figure in a unit of another magnitude (247萬6千人次 in 萬人次); None where the units measure other things."""
    if figure.unit == unit or figure.value is None or figure.unit is None or unit is None:
        return figure if figure.unit == unit else None
    value, base = to_base(figure.value, figure.unit) or (figure.value, figure.unit)
    scale, known = to_base(Decimal(1), unit) or (Decimal(1), unit)
    return figure._replace(value=value / scale, unit=unit) if base == known else None


def _record(reading: Reading, statement: Statement, counted: Counted) -> None:
    said = _said(reading, statement, counted)
    if said is None:
        return
    indicator = _indicator(reading.draft, statement, counted, said)
    scope, year = time_of(reading, statement, counted)
    as_of = counted.when.value if counted.when and not counted.aim and len(counted.when.value) > 4 else None
    measured = Measured(statement.subject, indicator, scope, said, year=year, as_of=as_of)
    link(reading, statement.subject, RelationType.MEASURED_BY, indicator, said)
    figures = {"target" if counted.aim else "actual": counted.figure}
    _add(reading.draft, replace(measured, target=figures.get("target"), actual=figures.get("actual")))


def _indicator(draft: Draft, statement: Statement, counted: Counted, said: tuple[Said, ...]) -> Thing:
    """What is measured; where its name was put together, the words that give it are an alias."""
    named = counted.named
    words = statement.block.text.text[named.start : named.end] if named else counted.label
    aliases = [words] if words != counted.label else []
    told = {"unit": statement.said(_rule(counted))}
    return draft.thing(EntityType.INDICATOR, counted.label, said, aliases=aliases, told=told, unit=counted.figure.unit)


def _said(reading: Reading, statement: Statement, counted: Counted) -> tuple[Said, ...] | None:
    """Where the figure and its name stand, which may head the part; None where a mark or a figure cuts it in two."""
    rule = _rule(counted)
    text, said = statement.block.text.text, statement.said(rule)
    if counted.named:
        start, end = counted.named.start, counted.named.end
    else:
        start = text.rfind(counted.label, 0, statement.clause.end)
        end = start + len(counted.label)
    if start < 0:
        above = indicator_above(reading, statement.block.section)
        if above is None or above.text != counted.label:
            return None
        return said + tuple(Said(place, rule) for place in above.places())
    inside = statement.clause.start <= start and end <= statement.clause.end
    return said if inside else said + statement.said(rule, start, end)


def _rule(counted: Counted) -> str:
    return "measure.target" if counted.aim else "measure.level"


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
    return _key(one) == _key(other)


def _key(measured: Measured) -> tuple[Thing, Thing, Scope, int | None, str | None]:
    return measured.subject, measured.indicator, measured.scope, measured.year, measured.as_of


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
