"""A ministry with a hub on paper: as many programmes as a test wants, nine in ten of them run by one agency."""

from graph.model.facts import OutcomeKind
from graph.model.relations import RelationType, Role
from tests.graph.builders import Paper, agency, indicator, money, number, plan, programme

AGENCIES = 200
HUB = agency("經濟部工業局")


def papers(works: int) -> list[Paper]:
    """Ten papers on ``works`` programmes."""
    return [_paper(year, works) for year in range(10)]


def _paper(year: int, works: int) -> Paper:
    paper = Paper(f"paper{year}", year=2010 + year).names(HUB)
    scheme, training = plan("人才培育方案"), indicator("培訓人數", "人次")
    paper.names(scheme).names(training)
    others = [agency(f"第{n}事務部") for n in range(AGENCIES)]
    for other in others:
        paper.names(other)
    for n in range(works // 10):
        work = programme(f"第{n}號計畫之{year}", paper.code, category="科技發展" if n % 2 else "社會發展")
        runs = others[n % AGENCIES] if n % 10 == 0 else HUB
        paper.names(work).states(work, RelationType.PART_OF, scheme).states(
            work, RelationType.EXECUTED_BY, runs, Role.LEAD
        )
        paper.states(work, RelationType.MEASURED_BY, training)
        paper.measures(work, training, year=2021, target=number("99")).budgets_for(work, money(n), year=2021)
        paper.reports(work, "完成培訓", OutcomeKind.MILESTONE).states(work, RelationType.REFERENCES, scheme)
    return paper
