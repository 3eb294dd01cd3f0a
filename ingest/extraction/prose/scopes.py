"""Of which time a measured figure is: the one told with it, else the one that the text around plans or reports."""

from graph.model.facts import Scope
from ingest.extraction.prose.figures import Counted
from ingest.extraction.prose.genres import headings_above, is_reporting, year_of
from ingest.extraction.prose.statements import Statement
from ingest.extraction.reading import Reading
from ingest.extraction.words.dates import Date, read_year
from ingest.rules import patterns

_AT_A_TIME = ("至", "迄", "於", "到", "從")
_ENDS = frozenset("底末前")


def time_of(reading: Reading, statement: Statement, counted: Counted) -> tuple[Scope, int | None]:
    """The scope of a figure, and its year."""
    if counted.when is not None:
        return _scope_at(statement, counted, counted.when), int(counted.when.value[:4])
    if counted.aim:
        return _time_of_plan(reading, statement, counted)
    year = _year_reported(reading, statement)
    if _is_said(statement, counted, "measure.cumulative"):
        return Scope.CUMULATIVE, year
    return (Scope.ANNUAL if year or _is_said(statement, counted, "measure.yearly") else Scope.POINT), year


def plan_of_year(reading: Reading, statement: Statement) -> tuple[bool, int | None]:
    """Whether the part of the document that a statement stands in plans one year, and which."""
    rule = patterns("measures")["measure.year_plan"]
    for words in headings_above(reading, statement.block.section):
        if patterns("results")["result.past_document"].search(words):
            return False, None
        if rule.search(words):
            return True, read_year(words) or reading.year
    planned = rule.search(reading.document.name if reading.document else "") is not None
    return planned, reading.year if planned else None


def is_rate(counted: Counted) -> bool:
    """Whether a figure is a rate."""
    return counted.figure.unit in {"%", "％", "成"}


def _time_of_plan(reading: Reading, statement: Statement, counted: Counted) -> tuple[Scope, int | None]:
    """The time of an aim without one: the year that is planned, else the whole of the work."""
    if patterns("measures")["measure.whole"].search(statement.sentence_before(counted)):
        return Scope.WHOLE, None
    planned, year = plan_of_year(reading, statement)
    if _is_said(statement, counted, "measure.yearly"):
        return Scope.ANNUAL, year or year_of(reading, statement.block.section)
    if planned and is_rate(counted):
        return Scope.POINT, year
    continuing = patterns("measures")["measure.continuing"].search(statement.sentence_before(counted))
    return (Scope.ANNUAL, year) if planned or continuing else (Scope.WHOLE, None)


def _year_reported(reading: Reading, statement: Statement) -> int | None:
    """The year that the part of the document reports on; none where it plans."""
    block = statement.block
    return year_of(reading, block.section) if is_reporting(reading, block) else None


def _scope_at(statement: Statement, counted: Counted, date: Date) -> Scope:
    """The scope of a figure of a date: what holds on it, what is done in it or up to it."""
    if _is_said(statement, counted, "measure.yearly"):
        return Scope.ANNUAL
    if _is_said(statement, counted, "measure.cumulative"):
        return Scope.CUMULATIVE
    steady = is_rate(counted) or patterns("measures")["measure.power"].search(counted.figure.unit or "")
    if (steady and (counted.moment or counted.aim)) or (counted.aim and counted.level):
        return Scope.POINT
    if not _is_up_to(statement.block.text.text, date, moment=counted.moment):
        return Scope.ANNUAL
    return Scope.CUMULATIVE if counted.aim else Scope.POINT


def _is_up_to(text: str, date: Date, *, moment: bool) -> bool:
    """Whether a date is one at which something is, not one in which it is done."""
    return bool(_ENDS & set(text[date.end - 1 : date.end + 1])) or (
        not moment and text.endswith(_AT_A_TIME, 0, date.start)
    )


def _is_said(statement: Statement, counted: Counted, rule: str) -> bool:
    return patterns("measures")[rule].search(statement.words_before(counted)) is not None
