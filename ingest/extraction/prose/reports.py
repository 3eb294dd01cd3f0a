"""Clauses that report: what was done, on which day, and which of their figures tell of a result."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.model.facts import OutcomeKind
from ingest.extraction.prose.figures import Counted
from ingest.extraction.prose.statements import Statement
from ingest.extraction.words.tenses import Clause, Tense
from ingest.rules import patterns

RATES = ("%", "％", "百分點", "成")

_KINDS = (
    ("result.jobs", OutcomeKind.JOBS),
    ("result.investment", OutcomeKind.INVESTMENT),
    ("result.benefit", OutcomeKind.BENEFIT),
)
_SAME_SENTENCE = 120  # characters before a figure in which its name may stand
_BRACKETS = frozenset({"()", "（）"})
_BRACKETED = re.compile(r"[（(][^（()）]{0,120}[)）]")


class Report(NamedTuple):
    """A clause that reports, with the figures that tell of its result.

    ``basis`` says that its figures are what the next one is reckoned from (以總工作天數2,500工作天估算), ``unmet`` that
    works are not begun or finished, ``denied`` that something has not come about.
    """

    statement: Statement
    figures: tuple[Counted, ...]
    basis: bool
    unmet: bool
    denied: bool

    @property
    def kind(self) -> OutcomeKind:
        """What kind of thing it counts, by its words outside brackets."""
        rules, words = patterns("results"), _BRACKETED.sub("", self.statement.text)
        return next((kind for rule, kind in _KINDS if rules[rule].search(words)), OutcomeKind.OUTPUT)

    @property
    def compares(self) -> bool:
        """Whether it only compares what was counted before (較99年度增加51所)."""
        return self.statement.text.startswith(("較", "比"))

    def says(self, rule: str) -> bool:
        """Whether a rule's words stand in it."""
        return patterns("results")[rule].search(self.statement.text) is not None


def reports_of(statements: Sequence[Statement]) -> Iterator[Report | None]:
    """For each statement what it reports, None where it reports nothing."""
    return (_report(statement) for statement in _held(statements))


def _held(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, with what follows a deed told with its day (7月1日通過審查，得分68分) reported with it."""
    dated: Clause | None = None
    for statement in statements:
        clause = statement.clause
        if clause.rule == "tense.dated":
            dated = clause
        elif dated and clause.sentence == dated.sentence and clause.rule == "tense.none":
            yield statement._replace(clause=clause._replace(tense=Tense.DONE, rule="tense.held"))
            continue
        yield statement


def _report(statement: Statement) -> Report | None:
    rules, text, tense = patterns("results"), statement.text, statement.clause.tense
    basis = bool(statement.counted and rules["result.basis"].search(text))
    unmet = tense is not Tense.PLANNED and rules["result.unmet"].search(text) is not None
    if not (tense is Tense.DONE or basis or unmet):
        return None
    reached = statement.counted if basis else statement.reached
    figures = tuple(counted for counted in reached if _tells_of_result(statement, counted))
    return Report(statement, figures, basis, unmet, denied=rules["result.none"].search(text) is not None)


def _tells_of_result(statement: Statement, counted: Counted) -> bool:
    return not (_is_of_budget(statement, counted) or _is_beside(statement.block.text.text, counted))


def _is_of_budget(statement: Statement, counted: Counted) -> bool:
    """Whether a figure tells how a budget was carried out (實現數, 執行率), or what the state itself put in."""
    rules, unit, text = patterns("results"), counted.figure.unit or "", statement.block.text.text
    if not unit.endswith(("元", *RATES)):
        return False
    named = counted.label or text[max(0, counted.start - _SAME_SENTENCE) : counted.start].rpartition("。")[2]
    if rules["result.account"].search(named):
        return True
    return unit.endswith("元") and rules["result.own_money"].search(statement.text) is not None


def _is_beside(text: str, counted: Counted) -> bool:
    """Whether a figure stands beside the result: in brackets in another unit (10人年(120人月)), or changed from."""
    rules = patterns("results")
    around = text[max(0, counted.start - 1) : counted.start] + text[counted.end : counted.end + 1]
    if around in _BRACKETS:
        return True
    changed = rules["result.change"].match(text[counted.end : counted.end + 4])
    return bool(changed and rules["result.base"].search(text[max(0, counted.start - 12) : counted.start]))
