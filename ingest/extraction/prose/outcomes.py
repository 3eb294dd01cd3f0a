"""Outcomes: clauses that report something as achieved, those of one breath together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model.facts import OutcomeKind
from ingest.extraction.draft import Achieved
from ingest.extraction.prose.statements import Statement, heading_words
from ingest.extraction.reading import Reading
from ingest.extraction.words.tenses import Tense
from ingest.layout.document import Section
from ingest.rules import patterns

_LONGEST_TEXT = 120
_KINDS = (
    ("result.jobs", OutcomeKind.JOBS),
    ("result.investment", OutcomeKind.INVESTMENT),
    ("result.benefit", OutcomeKind.BENEFIT),
)
_SAID_OUTRIGHT = frozenset({"tense.done", "tense.dated"})


def record_outcomes(reading: Reading, statements: Sequence[Statement]) -> None:
    """Record what the statements of a block report as achieved."""
    for breath in _breaths(statements):
        if any(statement.reached for statement in breath) or _is_told(breath):
            _record(reading, breath)


def _breaths(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Runs of achieved clauses of one sentence and one kind; what is counted in them belongs together."""
    run: list[Statement] = []
    for statement in statements:
        if run and not _continues(run, statement):
            yield run
            run = []
        if statement.clause.tense is Tense.DONE:
            run.append(statement)
    if run:
        yield run


def _continues(run: list[Statement], statement: Statement) -> bool:
    first = run[0]
    return (
        statement.clause.tense is Tense.DONE
        and statement.clause.sentence == first.clause.sentence
        and statement.subject is first.subject
        and statement.clause.end - first.clause.start <= _LONGEST_TEXT
        and not (statement.deed_date and any(s.deed_date for s in run))
        and _is_of_kind(statement, run)
    )


def _is_of_kind(statement: Statement, run: list[Statement]) -> bool:
    """Whether a clause counts the same kind of thing as the run; 較99年度增加51所 belongs to what it compares."""
    last = next((s for s in reversed(run) if s.reached), None)
    if last is None or not statement.reached or statement.text.startswith(("較", "比")):
        return True
    return _kind_of(statement) == _kind_of(last)


def _kind_of(statement: Statement) -> OutcomeKind:
    rules = patterns("results")
    return next((kind for rule, kind in _KINDS if rules[rule].search(statement.text)), OutcomeKind.OUTPUT)


def _is_told(run: list[Statement]) -> bool:
    """Whether clauses without figures tell of a deed: in so many words, or with its day; not denied, not of money."""
    rules = patterns("results")
    if any(rules["result.none"].search(s.text) or rules["result.money"].search(s.text) for s in run):
        return False
    return any(statement.clause.rule in _SAID_OUTRIGHT or statement.deed_date for statement in run)


def _record(reading: Reading, run: list[Statement]) -> None:
    first, last = run[0], run[-1]
    counted = [counted for statement in run for counted in statement.reached]
    kind = _kind_of_run(run, milestones=_tells_milestones(reading, first.block.section))
    when = next((c.when for c in counted if c.when), None) or next((s.when for s in run if s.when), None)
    reading.draft.achieved.append(
        Achieved(
            first.subject,
            kind,
            first.block.text.text[first.clause.start : last.clause.end][:_LONGEST_TEXT],
            first.said(f"result.{kind.value}", end=last.clause.end),
            date=next((date for statement in run if (date := statement.deed_date)), None),
            year=int(when.value[:4]) if when else reading.year,
            quantities=tuple(replace(c.figure, label=c.label) for c in counted),
        )
    )


def _kind_of_run(run: list[Statement], *, milestones: bool) -> OutcomeKind:
    rules = patterns("results")
    if milestones:
        return OutcomeKind.MILESTONE
    if counting := next((statement for statement in run if statement.reached), None):
        return _kind_of(counting)
    if any(s.deed_date for s in run) and any(rules["result.milestone"].search(s.text) for s in run):
        return OutcomeKind.MILESTONE
    delivered = any(rules["result.delivered"].search(statement.text) for statement in run)
    return OutcomeKind.OUTPUT if delivered else OutcomeKind.QUALITATIVE


def _tells_milestones(reading: Reading, section: Section) -> bool:
    """Whether the nearest heading that tells what follows announces milestones and nothing else."""
    rules = patterns("results")
    headings = (heading_words(reading, above) for above in (section, *section.ancestors()))
    telling = (words for words in headings if rules["result.past_document"].search(words) or "里程碑" in words)
    return bool(rules["result.milestone_part"].match(next(telling, "")))
