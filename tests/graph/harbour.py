"""A fictitious harbour on paper: three programmes of an axis of one scheme, run by an agency and a city."""

from decimal import Decimal

from graph.model.facts import OutcomeKind, Scope
from graph.model.relations import RelationType, Role
from graph.model.values import Absence, Quantity, Value
from tests.graph.builders import Paper, agency, indicator, money, number, plan, programme

HARBOUR, CITY = agency("海岸事務部港灣署"), agency("南濱市政府")
SCHEME, AXIS = plan("智慧港灣方案"), programme("主軸一：基礎建設")
DREDGING = programme("航道疏浚計畫", category="公共建設", period_start="2019-03")
POWER = programme("岸電設施計畫", category="公共建設", period_start="2021")
BUOYS = programme("智慧浮標計畫", category="科技發展")
PROGRESS, LENGTH = indicator("年累計進度", "%"), indicator("浚深長度", "公里")


def papers() -> tuple[Paper, Paper]:
    """One report and one budget."""
    report = Paper("report", "年度績效報告", year=2021)
    for thing in (HARBOUR, CITY, SCHEME, AXIS, DREDGING, POWER, BUOYS, PROGRESS, LENGTH):
        report.names(thing, *(("海岸事務部港灣署", "港灣署") if thing is HARBOUR else ()))
    report.states(AXIS, RelationType.PART_OF, SCHEME)
    for work in (DREDGING, POWER, BUOYS):
        report.states(work, RelationType.PART_OF, AXIS)
    report.states(DREDGING, RelationType.EXECUTED_BY, HARBOUR, Role.LEAD)
    report.states(DREDGING, RelationType.EXECUTED_BY, CITY, Role.CO)
    report.states(POWER, RelationType.EXECUTED_BY, HARBOUR)
    report.states(BUOYS, RelationType.REFERENCES, SCHEME)
    for by in (PROGRESS, LENGTH):
        report.states(DREDGING, RelationType.MEASURED_BY, by)
    report.states(POWER, RelationType.MEASURED_BY, PROGRESS)
    report.measures(DREDGING, PROGRESS, year=2021, target=number("100"), actual=number("98.6"))
    report.measures(DREDGING, LENGTH, scope=Scope.WHOLE, target=number("12"), actual=Value(absence=Absence.BLANK))
    report.measures(POWER, PROGRESS, year=2021, target=number("80"))
    report.budgets_for(DREDGING, money(120_000), year=2021)
    report.budgets_for(DREDGING, money(9_007_199_254_740_993), year=2022)
    report.reports(
        DREDGING,
        "完成疏浚 3.5 公里",
        OutcomeKind.MILESTONE,
        [Quantity(label="疏浚", value=Decimal("3.5"), unit="公里")],
    )
    return report, Paper("budget", "單位預算", year=2022).names(HARBOUR, "港灣署").names(SCHEME)
