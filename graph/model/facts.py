"""What is reported or promised of a thing: measured values, money, results."""

from enum import StrEnum
from typing import Annotated

from graph.model.base import Attested, Described, Model, PartialDate
from graph.model.evidence import Evidence
from graph.model.values import NOT_STATED, Quantity, Value


class FactType(StrEnum):
    """The label of a fact."""

    MEASUREMENT = "Measurement"
    BUDGET_ITEM = "BudgetItem"
    OUTCOME = "Outcome"


class Scope(StrEnum):
    """What stretch of time a measured value speaks of."""

    WHOLE = "whole"
    CUMULATIVE = "cumulative"
    ANNUAL = "annual"
    POINT = "point"


class BudgetFigure(StrEnum):
    """Which figure of a budget an amount is."""

    APPROPRIATED = "appropriated"
    ALLOCATED = "allocated"
    REALIZED = "realized"
    EXECUTED = "executed"
    EXECUTION_RATE = "execution_rate"
    TOTAL = "total"


class Corroboration(StrEnum):
    """What the arithmetic of a document says of its own figures: sums and parts, rates, the same figure twice."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"


class OutcomeKind(StrEnum):
    """What sort of result an outcome is."""

    MILESTONE = "milestone"
    OUTPUT = "output"
    BENEFIT = "benefit"
    JOBS = "jobs"
    INVESTMENT = "investment"
    QUALITATIVE = "qualitative"


_CORROBORATION = Described(
    "What other figures of the document say of it; null where there is none to hold it against.",
    "文件內其他數字是否與之相符；無可資比對者為空。",
)


class Fact(Model):
    """What every fact has; ``subject``, ``agency`` and ``indicator`` are ids of entities."""

    id: Annotated[str, Described("Permanent id of the fact.", "永久識別碼。")]
    subject: Annotated[str, Described("The thing it is said of.", "所述之主體。")]
    agency: Annotated[
        str | None, Described("Whose share it is, where the document splits it.", "文件分列時，所屬機關。")
    ] = None
    year: Annotated[int | None, Described("The Gregorian year it speaks of.", "所述年度（西元）。")] = None
    as_of: Annotated[PartialDate | None, Described("The day up to which it counts.", "計算截止日。")] = None
    period_start: Annotated[PartialDate | None, Described("Start of the time it covers.", "涵蓋期間之始。")] = None
    period_end: Annotated[PartialDate | None, Described("End of the time it covers.", "涵蓋期間之末。")] = None
    evidence: tuple[Evidence, ...]


class Measurement(Fact):
    """A target and what was reached, of one subject by one indicator."""

    indicator: Annotated[str, Described("What is measured.", "所用指標。")]
    scope: Annotated[Scope, Described("What stretch of time the value speaks of.", "數值所涵蓋之時間範圍。")]
    unit: Annotated[str | None, Described("The unit as printed.", "原文所印之單位。"), Attested()] = None
    target: Annotated[Value, Described("What was to be reached.", "目標值。"), Attested()] = NOT_STATED
    actual: Annotated[Value, Described("What was reached.", "實際值。"), Attested()] = NOT_STATED
    corroboration: Annotated[Corroboration | None, _CORROBORATION] = None


class BudgetItem(Fact):
    """One amount of money, or one rate, of a budget."""

    fiscal_year: Annotated[int | None, Described("The fiscal year, Gregorian.", "會計年度（西元）。")] = None
    phase: Annotated[int | None, Described("The phase of a special budget (期別).", "特別預算期別。")] = None
    figure: Annotated[BudgetFigure, Described("Which figure of the budget it is.", "預算數字之種類。")]
    item: Annotated[
        str | None,
        Described(
            "The part or other kind of money it names; null means the whole sum.", "所指部分或款項；空值為全數。"
        ),
        Attested(),
    ] = None
    coverage: Annotated[
        str | None, Described("Whether it counts a ministry with its subordinates (主管).", "「主管」指機關及其所屬。")
    ] = None
    through: Annotated[int | None, Described("The year it is cumulative to.", "累計至何年（西元）。")] = None
    installment: Annotated[int | None, Described("Which instalment it is.", "第幾期款。")] = None
    amount: Annotated[Value, Described("The amount.", "金額。"), Attested()]
    corroboration: Annotated[Corroboration | None, _CORROBORATION] = None


class Outcome(Fact):
    """One result reported as achieved."""

    type: Annotated[OutcomeKind, Described("What sort of result it is.", "成果類別。")]
    text: Annotated[str, Described("The clause as written, layout noise removed.", "原文子句，去除版面雜訊。")]
    date: Annotated[PartialDate | None, Described("When it was achieved.", "達成日期。")] = None
    quantities: Annotated[tuple[Quantity, ...], Described("What is counted in it.", "其中所計之數量。")] = ()


FACTS: dict[FactType, type[Fact]] = {
    FactType.MEASUREMENT: Measurement,
    FactType.BUDGET_ITEM: BudgetItem,
    FactType.OUTCOME: Outcome,
}
"""Every fact type with its class; a new one is registered here."""
