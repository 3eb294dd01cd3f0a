"""A fictitious ministry on paper: what it runs, measures, pays and reports."""

from pathlib import Path

from graph.model.entities import AgencyKind
from graph.model.facts import Corroboration, OutcomeKind
from graph.model.relations import RelationType, Role
from graph.model.values import Absence, Bound, Quantity, Value
from tests.graph.builders import Paper, agency, indicator, number, plan, programme

MINISTRY = agency("海洋部", AgencyKind.MINISTRY)
BUREAU = agency("海洋部港灣署", AgencyKind.AGENCY, full_name="海洋部港灣署")
FORMER = agency("港務局", AgencyKind.BUREAU)
INDUSTRY = agency("經濟部工業局", AgencyKind.BUREAU)  # the name that stands in one of the contract's documents
PLAN = plan("港灣建設計畫", period_start="2017-09", period_end="2025")
DREDGING = programme("航道疏濬", category="水環境建設", period_start="2018")
BREAKWATER = programme("防波堤整建")
LIGHTHOUSE = programme("燈塔修復")
DREDGED = indicator("疏濬量", "萬立方公尺")
VISITORS = indicator("參觀人數", "人次")
ODD_MONEY = Value(value=2**53 + 1, text="9,007,199,254,740,993", unit="元", normalised=2**53 + 1, normalised_unit="TWD")
"""The first whole number that a float cannot hold."""

PAPERS = (
    Paper("plan-108", "港灣建設計畫 108 年度", year=2019)
    .names(MINISTRY)
    .names(BUREAU, "海洋部港灣署", "港灣署", official=True)
    .names(PLAN)
    .names(DREDGING)
    .names(BREAKWATER)
    .names(DREDGED)
    .states(BUREAU, RelationType.PART_OF, MINISTRY)
    .states(DREDGING, RelationType.PART_OF, PLAN)
    .states(BREAKWATER, RelationType.PART_OF, PLAN)
    .states(DREDGING, RelationType.EXECUTED_BY, BUREAU, Role.LEAD)
    .states(BREAKWATER, RelationType.EXECUTED_BY, BUREAU)
    .states(PLAN, RelationType.EXECUTED_BY, MINISTRY)
    .states(DREDGING, RelationType.MEASURED_BY, DREDGED)
    .states(BREAKWATER, RelationType.REFERENCES, DREDGING)
    .measures(
        DREDGING,
        DREDGED,
        year=2018,
        target=number("1000"),
        actual=number("1024.5"),
        corroboration=Corroboration.CONFIRMED,
    )
    .measures(
        DREDGING,
        DREDGED,
        year=2019,
        target=Value(value=1200, text="1,200 以上", bound=Bound.MIN),
        actual=Value(absence=Absence.BLANK),
    )
    .budgets_for(DREDGING, ODD_MONEY, year=2019)
    .reports(
        DREDGING,
        "完成航道疏濬 12 公里",
        OutcomeKind.MILESTONE,
        [Quantity(label="航道", value=12, text="12", unit="公里")],
    )
    .reports(DREDGING, "提升航安", OutcomeKind.QUALITATIVE),
    Paper("report-2021", "海洋部業務報告", year=2021)
    .names(BUREAU, "港灣署")
    .names(FORMER)
    .names(INDUSTRY)
    .names(LIGHTHOUSE)
    .names(VISITORS)
    .states(FORMER, RelationType.SUCCEEDED_BY, BUREAU, since="2018-04")
    .states(LIGHTHOUSE, RelationType.EXECUTED_BY, BUREAU, Role.CO)
    .states(LIGHTHOUSE, RelationType.EXECUTED_BY, INDUSTRY, Role.LEAD)
    .states(LIGHTHOUSE, RelationType.MEASURED_BY, VISITORS)
    .measures(LIGHTHOUSE, VISITORS, year=2021, actual=number("5000")),
)


def contract(name: str) -> str:
    """A document that front ends rely on, unmodified."""
    return (Path(__file__).parent / "contract" / f"{name}.graphql").read_text(encoding="utf-8")
