"""Which things of two documents meet, and which do not."""

from decimal import Decimal

import pytest

from graph.model.batch import Batch
from graph.model.entities import Entity
from graph.model.facts import Scope
from graph.model.relations import RelationType
from graph.model.values import Value
from graph.resolution.decisions import Decisions
from graph.resolution.members import members_of
from graph.resolution.resolve import resolve
from ingest.linking.match_keys import with_match_keys
from tests.graph.builders import Paper, agency, indicator, money, number, plan, programme

COAST, TOWN = "海岸事務部", "南濱市政府"


def joined_by(*said: tuple[Paper, str | None]) -> set[str]:
    """The rules by which things of these documents, each with who speaks in it, become one node."""
    batches: list[Batch] = [with_match_keys(paper.batch(), speaker=speaker) for paper, speaker in said]
    merges = resolve((member for batch in batches for member in members_of(batch)), Decisions())
    return {merge.rule.removeprefix("linking.") for merge in merges.values()}


def named(entity: Entity, document: str) -> Paper:
    return Paper(document).names(entity)


def programmes(one: str, other: str, **more: object) -> tuple[Paper, Paper]:
    """Two documents with a programme each; both have the attributes given."""
    return named(programme(one, "a", **more), "a"), named(programme(other, "b", **more), "b")


# ---- programmes


def test_a_programme_of_one_ministry_is_one_in_all_its_papers() -> None:
    first, second = programmes("辦理「南濱供水改善計畫」", "南濱供水改善工程計畫")

    assert joined_by((first, "經濟部水利署"), (second, "經濟部")) == {"programme_ministry"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("南濱供水改善計畫第二期", "南濱供水改善計畫第三期"),
        ("108年度海岸復育計畫", "109年度海岸復育計畫"),
        ("南濱防波堤延伸工程（一）", "南濱防波堤延伸工程（二）"),
        ("南濱海岸復育計畫", "北濱海岸復育計畫"),
        ("化合物半導體設備發展推動計畫", "化合物半導體產業發展推動計畫"),
    ],
)
def test_numbers_phases_years_and_places_keep_programmes_apart(one: str, other: str) -> None:
    first, second = programmes(one, other, code="5226102200", period_start="2018", period_end="2021")

    assert joined_by((first, "經濟部"), (second, "經濟部")) == set()


def test_programmes_of_different_years_stay_apart() -> None:
    first = named(programme("南濱海岸復育計畫", "a", period_start="2017", period_end="2020"), "a")
    second = named(programme("南濱海岸復育計畫", "b", period_start="2021", period_end="2024"), "b")

    assert joined_by((first, "經濟部"), (second, "經濟部")) == set()


def test_a_heading_is_a_programme_of_its_own_in_every_document() -> None:
    first, second = programmes("人才培育", "人才培育")

    assert joined_by((first, "經濟部"), (second, "經濟部")) == set()


def test_a_heading_under_one_parent_is_one_programme() -> None:
    papers = []
    for document in "ab":
        part, whole = programme("國防產業", document), plan("六大核心戰略產業")
        papers.append(named(part, document).names(whole).states(part, RelationType.PART_OF, whole))

    assert "programme_parent" in joined_by((papers[0], None), (papers[1], None))


def test_a_heading_under_one_parent_is_one_with_or_without_its_verb() -> None:
    papers = []
    for document, name in (("a", "建構綠色港灣產業"), ("b", "綠色港灣產業")):
        part, whole = programme(name, document), plan("六大核心戰略產業")
        papers.append(named(part, document).names(whole).states(part, RelationType.PART_OF, whole))

    assert "programme_parent" in joined_by((papers[0], None), (papers[1], None))


def test_a_long_heading_is_the_programme_in_whose_words_it_is() -> None:
    heading, work = programmes("南濱港防波堤延伸工程", "南濱港防波堤延伸工程計畫")

    assert joined_by((heading, "經濟部"), (work, "經濟部")) == {"programme_ministry"}


def test_two_long_headings_of_one_wording_are_two() -> None:
    first, second = programmes("確保海岸設施穩定安全", "確保海岸設施穩定安全")

    assert joined_by((first, "經濟部"), (second, "經濟部")) == set()


def test_a_standing_work_programme_of_two_years_is_one() -> None:
    first, second = programmes("一般行政", "一般行政", code="5226100100")

    assert joined_by((first, COAST), (second, COAST)) == {"programme_code"}


def test_one_amount_of_one_year_is_a_witness() -> None:
    papers = []
    for document in "ab":
        work = programme("海岸復育", document)
        papers.append(named(work, document).budgets_for(work, money(5_000), year=2021))

    assert joined_by((papers[0], None), (papers[1], None)) == {"programme_amount"}


def test_a_long_proper_name_is_a_witness_unless_it_is_another_governments() -> None:
    first, second = programmes("跨域海岸生態復育推動計畫", "跨域海岸生態復育推動計畫")

    assert joined_by((first, None), (second, TOWN)) == {"programme_proper_name"}
    assert joined_by((first, "北濱市政府"), (second, TOWN)) == set()


def test_a_document_tells_its_own_programmes_apart() -> None:
    paper = Paper("a").names(programme("南濱供水改善計畫", "a")).names(programme("南濱供水改善工程", "a"))

    assert joined_by((paper, "經濟部"), (named(programme("南濱供水改善", "b"), "b"), "經濟部")) == set()


def test_a_heading_over_two_works_is_neither() -> None:
    both = "推動「南濱供水改善計畫」及「北濱供水改善計畫」"
    paper = Paper("a").names(programme(both, "a"), both, "南濱供水改善計畫")

    assert joined_by((paper, "經濟部"), (named(programme("南濱供水改善計畫", "b"), "b"), "經濟部")) == set()


# ---- plans


def plan_of(name: str, *years: str) -> Entity:
    period = {"period_start": years[0], "period_end": years[1]} if years else {}
    return plan(name, **period).model_copy(update={"id": f"plan-{name}{years}"})


def test_a_plan_is_one_with_and_without_its_years_and_its_kind() -> None:
    with_years, without = plan_of("海岸產業復育方案", "2018", "2025"), plan_of("海岸產業復育方案")

    assert joined_by((named(with_years, "a"), None), (named(without, "b"), None)) == {"plan_name"}
    assert joined_by((named(with_years, "a"), None), (named(plan_of("海岸產業復育"), "b"), None)) == {
        "plan_without_kind"
    }


def test_plans_of_other_years_or_kinds_stay_apart() -> None:
    early, late = plan_of("海岸產業復育方案", "2018", "2021"), plan_of("海岸產業復育方案", "2022", "2025")

    assert joined_by((named(early, "a"), None), (named(late, "b"), None)) == set()
    assert joined_by((named(early, "a"), None), (named(plan_of("海岸產業復育計畫"), "b"), None)) == set()


def test_everybodys_annual_plan_is_never_matched_by_its_name() -> None:
    one, other = plan_of("108年度施政計畫"), plan_of("108年度施政計畫", "2019", "2019")

    assert joined_by((named(one, "a"), COAST), (named(other, "b"), TOWN)) == set()


# ---- indicators


def test_an_indicator_is_one_in_any_magnitude_of_its_unit() -> None:
    one, other = indicator("帶動廠商研發投入", "億元"), indicator("帶動廠商研發投入", "千元")

    assert joined_by((named(one, "a"), None), (named(other, "b"), None)) == {"indicator_name"}
    assert joined_by((named(one, "a"), None), (named(indicator("帶動廠商研發投入", "件"), "b"), None)) == set()


def levels(document: str, name: str, *values: str) -> Paper:
    """A document that measures a programme of its own by an indicator in two years."""
    work, by = programme(f"計畫{document}", document), indicator(name, "%")
    paper = Paper(document).names(work).names(by)
    for year, value in zip((2021, 2025), values, strict=True):
        paper.measures(work, by, year=year, scope=Scope.POINT, actual=number(value, "%"))
    return paper


def test_like_names_with_the_same_exact_figures_are_one_indicator() -> None:
    first, second = levels("a", "寬頻服務涵蓋率", "38.5", "90"), levels("b", "寬頻服務家戶涵蓋率", "38.5", "90")

    assert joined_by((first, None), (second, None)) == {"indicator_values"}


@pytest.mark.parametrize("values", [("5", "90"), ("0", "100")])
def test_round_figures_may_be_equal_by_chance(values: tuple[str, str]) -> None:
    first, second = levels("a", "寬頻服務涵蓋率", *values), levels("b", "寬頻服務家戶涵蓋率", *values)

    assert joined_by((first, None), (second, None)) == set()


def test_two_indicators_of_one_thing_are_two() -> None:
    work, papers = programme("海岸計畫"), Paper("a")
    for name in ("寬頻服務涵蓋率", "寬頻服務家戶涵蓋率"):
        by = indicator(name, "%")
        papers.names(by)
        for year in (2021, 2025):
            papers.measures(work, by, year=year, actual=Value(value=Decimal("38.5"), unit="%"))

    assert joined_by((papers, None)) == set()


# ---- agencies


def test_an_institute_is_one_whoever_names_it() -> None:
    bodies = [agency("財團法人海岸研究院").model_copy(update={"id": f"agency-{n}"}) for n in "ab"]

    assert joined_by((named(bodies[0], "a"), COAST), (named(bodies[1], "b"), TOWN)) == {"agency_name"}


def test_an_acronym_is_who_is_introduced_by_it() -> None:
    full = agency("海岸通訊委員會", full_name="海岸通訊委員會")
    short = agency("CCC").model_copy(update={"id": "agency-0"})

    assert joined_by((Paper("a").names(full, "海岸通訊委員會", "CCC"), None), (named(short, "b"), None)) == {
        "agency_acronym"
    }


def test_bodies_of_two_official_names_stay_apart() -> None:
    one, other = (agency(name, full_name=name) for name in ("海岸通訊委員會", "海岸交通委員會"))

    assert joined_by((Paper("a").names(one, "CCC"), None), (Paper("b").names(other, "CCC"), None)) == set()


def test_a_key_is_never_longer_than_an_index_takes() -> None:
    papers = []
    for document in "ab":
        part, whole = programme("綠色港灣產業", document), plan("長" * 10_000)
        papers.append(named(part, document).names(whole).states(part, RelationType.PART_OF, whole))

    keys = [key.key for m in with_match_keys(papers[0].batch(), speaker=COAST).mentions for key in m.match_keys]

    assert max(map(len, keys)) <= 300
    assert joined_by((papers[0], None), (papers[1], None)) == {"programme_parent"}


@pytest.mark.parametrize("name", ["長" * 10_000, "「」—（）"], ids=["endless", "marks only"])
def test_a_name_that_is_none_meets_nothing(name: str) -> None:
    first, second = programmes(name, name, code="5226100100")
    first.names(plan_of(name))
    second.names(plan_of(name, "2018", "2021"))

    assert joined_by((first, COAST), (second, COAST)) == set()
