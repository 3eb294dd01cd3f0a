"""Outcomes: clauses that report something as achieved, those of one breath together."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.model.facts import OutcomeKind
from ingest.extraction.draft import Achieved
from ingest.extraction.prose.genres import Genre, headings_above, year_of
from ingest.extraction.prose.reports import RATES, Report, reports_of
from ingest.extraction.prose.statements import Statement
from ingest.extraction.reading import Reading
from ingest.rules import patterns

_LONGEST_TEXT = 120
_SENTENCE = 200  # characters before a clause in which its sentence opens

RESULTS_BY_THEMSELVES = ("result.delivered", "result.undertaken")
"""What a report of results tells as one, though nothing is counted."""

_SAID_OUTRIGHT = frozenset({"tense.done", "tense.dated"})


def record_outcomes(reading: Reading, statements: Sequence[Statement], genre: Genre) -> None:
    """Record what the statements of a block report as achieved, and the works that they say are not.

    ``genre`` is what the part does that the block stands in.
    """
    for breath in _breaths(statements):
        counts = any(report.figures for report in breath if not report.basis)
        if not _describes(breath, genre) if counts else _is_told(breath, genre):
            _record(reading, breath)


def _breaths(statements: Sequence[Statement]) -> Iterator[list[Report]]:
    """Runs of achieved clauses of one sentence and one kind; what is counted in them belongs together."""
    run: list[Report] = []
    for report in reports_of(statements):
        if run and not (report and _continues(run, report)):
            yield run
            run = []
        if report:
            run.append(report)
    if run:
        yield run


def _continues(run: list[Report], report: Report) -> bool:
    """Whether a clause goes on with the run: one that is denied or has a time of its own begins anew."""
    first, statement = run[0].statement, report.statement
    return (
        statement.clause.sentence == first.clause.sentence
        and statement.subject is first.subject
        and statement.clause.end - first.clause.start <= _LONGEST_TEXT
        and not (statement.dates and any(before.statement.deed_date for before in run))
        and report.denied == run[-1].denied
        and _is_of_kind(report, run)
    )


def _is_of_kind(report: Report, run: list[Report]) -> bool:
    """Whether a clause counts the same kind of thing as the run; 較99年度增加51所 belongs to what it compares."""
    last = next((before for before in reversed(run) if before.figures), None)
    if last is None or last.basis or not report.figures or report.compares:
        return True
    return report.kind is last.kind and not report.basis


def _describes(run: list[Report], genre: Genre) -> bool:
    """Whether the clauses describe the world, by rates or by what statistics say; a report of results does not."""
    if genre is Genre.REPORT:
        return False
    rates = all((counted.figure.unit or "").endswith(RATES) for report in run for counted in report.figures)
    return (rates and not any(report.says("result.made") for report in run)) or _is_statistics(run[0].statement)


def _is_statistics(statement: Statement) -> bool:
    """Whether the sentence of a clause opens with whose statistics it tells (據海岸部統計)."""
    text, start = statement.block.text.text, statement.clause.start
    before = max(0, start - _SENTENCE)
    opened = max(before, *(text.rfind(mark, before, start) + 1 for mark in "。；"))
    return patterns("results")["result.statistics"].search(text, opened, start) is not None


def _is_told(run: list[Report], genre: Genre) -> bool:
    """Whether clauses without figures tell of a deed: in so many words, with its day, or among results; or of none."""
    if any(report.unmet for report in run):
        return True
    if any(report.denied or report.statement.counted or report.says("result.money") for report in run):
        return False
    deeds = [report for report in run if not report.says("result.no_deed")]
    if any(deed.statement.clause.rule in _SAID_OUTRIGHT or deed.statement.deed_date for deed in deeds):
        return True
    opened = [deed for deed in deeds if deed.statement.clause.rule == "tense.started"]
    return genre is Genre.REPORT and any(deed.says(rule) for deed in opened for rule in RESULTS_BY_THEMSELVES)


def _record(reading: Reading, run: list[Report]) -> None:
    first, last = run[0].statement, run[-1].statement
    section = first.block.section
    kind = _kind_of_run(run, milestones=_announce_milestones(headings_above(reading, section)))
    year = _year_told(run)
    reading.draft.achieved.append(
        Achieved(
            first.subject,
            kind,
            first.block.text.text[first.clause.start : last.clause.end][:_LONGEST_TEXT],
            first.said(f"result.{kind.value}", end=last.clause.end),
            date=next((date for report in run if (date := report.statement.deed_date)), None),
            year=year_of(reading, section) if year is None else year,
            quantities=tuple(c.figure._replace(label=c.label) for report in run for c in report.figures),
        )
    )


def _year_told(run: list[Report]) -> int | None:
    """The year of the figures, else the one that the clauses print, else the one told before them."""
    statements = [report.statement for report in run]
    times = (
        *(counted.when for report in run for counted in report.figures),
        *(date for statement in statements for date in statement.dates),
        *(statement.when for statement in statements),
    )
    return next((int(time.value[:4]) for time in times if time), None)


def _kind_of_run(run: list[Report], *, milestones: bool) -> OutcomeKind:
    if milestones or any(report.statement.clause.rule == "tense.dated" for report in run):
        return OutcomeKind.MILESTONE
    counting = next((report for report in run if report.figures and not report.basis), None)
    if any(report.unmet for report in run) or (counting and counting.denied):
        return OutcomeKind.QUALITATIVE
    if counting:
        dated = counting.statement.deed_date and counting.says("result.completed")
        return OutcomeKind.MILESTONE if dated and counting.kind is OutcomeKind.OUTPUT else counting.kind
    timed = any(report.statement.deed_date or report.says("result.time_of_year") for report in run)
    if timed and any(report.says("result.milestone") for report in run):
        return OutcomeKind.MILESTONE
    delivered = any(report.says("result.delivered") for report in run)
    return OutcomeKind.OUTPUT if delivered else OutcomeKind.QUALITATIVE


@lru_cache(maxsize=1024)  # the same headings stand above many outcomes
def _announce_milestones(headings: tuple[str, ...]) -> bool:
    """Whether the nearest heading that tells what follows announces milestones and nothing else."""
    rules = patterns("results")
    telling = (words for words in headings if rules["result.past_document"].search(words) or "里程碑" in words)
    return bool(rules["result.milestone_part"].match(next(telling, "")))
