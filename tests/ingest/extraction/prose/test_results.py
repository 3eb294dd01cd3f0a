"""Outcomes and measurements that prose gives, from the heading to the fact."""

from decimal import Decimal

import pytest

from graph.model.facts import OutcomeKind, Scope
from ingest.extraction.draft import Achieved, Measured
from ingest.extraction.prose.measures import read_measures
from ingest.extraction.prose.references import read_references
from ingest.extraction.prose.results import read_results
from ingest.extraction.prose.titles import read_title
from tests.ingest.documents import read_text


def achieved(body: str, title: str = "海岸事務部業務報告") -> list[Achieved]:
    """The outcomes of a measure 推動海岸防護 with this body."""
    text = f"{title}\n一、 推動海岸防護：{body}\n"
    return read_text(text, read_title, read_measures, read_references, read_results).draft.achieved


def measured(body: str, title: str = "海岸事務部業務報告") -> list[Measured]:
    text = f"{title}\n一、 推動海岸防護：{body}\n"
    return read_text(text, read_title, read_measures, read_references, read_results).draft.measured


def figures(outcome: Achieved) -> list[tuple[str, Decimal | None, str | None]]:
    return [(figure.label, figure.value, figure.unit) for figure in outcome.quantities]


# -------------------------------------------------------------------------------------------------------- outcomes


def test_clause_that_reports_is_an_outcome_of_its_heading() -> None:
    (outcome,) = achieved("截至109年底，累計建置岸電設施5座。")

    assert outcome.subject.name == "推動海岸防護"
    assert outcome.type is OutcomeKind.OUTPUT
    assert outcome.text == "截至109年底，累計建置岸電設施5座"
    assert outcome.year == 2020
    assert [(figure.value, figure.unit) for figure in outcome.quantities] == [(Decimal(5), "座")]


def test_chain_of_results_is_split_by_kind() -> None:
    outcomes = achieved("109年輔導業者45家，促成投資6.2億元，衍生產值12.8億元，增加就業人數315人。")

    assert [outcome.type for outcome in outcomes] == [
        OutcomeKind.OUTPUT, OutcomeKind.INVESTMENT, OutcomeKind.BENEFIT, OutcomeKind.JOBS
    ]  # fmt: skip
    assert figures(outcomes[2]) == [("衍生產值", Decimal("12.8"), "億元")]


def test_clauses_of_one_kind_and_breath_stay_together() -> None:
    (outcome,) = achieved("已輔導213件貸款案，補貼利息約1,600萬元。")

    assert len(outcome.quantities) == 2


@pytest.mark.parametrize(
    "body",
    [
        "預計110年底完成3座。",
        "將持續輔導45家業者。",
        "每家補助上限50萬元。",
        "為協助業者轉型，推動全球第3大港之願景。",
        "相關推動成果如下：",
        "始能於110年完成5座。",
        "允宜積極協調各局完成5座。",
    ],
)
def test_promises_terms_and_denials_are_no_outcomes(body: str) -> None:
    assert achieved(body) == []


def test_money_of_a_budget_is_no_outcome() -> None:
    assert achieved("編列5億元，故予凍結四分之一，計1億2,500萬元。") == []


def test_step_told_with_its_day_is_a_milestone() -> None:
    (outcome,) = achieved("110年8月25日，堤防工程開工。")

    assert (outcome.type, outcome.date, outcome.text) == (
        OutcomeKind.MILESTONE,
        "2021-08-25",
        "110年8月25日，堤防工程開工",
    )


def test_bare_verbs_report_only_where_the_document_reports() -> None:
    assert len(achieved("輔導業者45家。", title="海岸事務部業務報告")) == 1
    assert achieved("輔導業者45家。", title="海岸事務部114年度施政計畫") == []


def test_year_inside_a_plans_name_dates_nothing() -> None:
    (outcome,) = achieved("依據「海安行動計畫(107-114年)」，累計至109年產值達552億元。")

    assert outcome.year == 2020


def test_work_named_in_the_sentence_is_what_its_results_are_of() -> None:
    outcomes = achieved("已完成5座。另持續推展「漁民e管家」服務，會員數已突破62萬人。")

    assert [outcome.subject.name for outcome in outcomes] == ["推動海岸防護", "漁民e管家"]


def test_works_said_not_to_be_begun_are_a_quality_of_the_work() -> None:
    (outcome,) = achieved("惟相關工程因土地未取得，均尚未開始施作。")

    assert (outcome.type, outcome.text) == (OutcomeKind.QUALITATIVE, "均尚未開始施作")


def test_clause_that_is_denied_takes_no_deed_with_it() -> None:
    outcomes = achieved("中心遲未完成，設施無法使用，已於110年8月開幕營運。")

    assert [(outcome.type, outcome.text) for outcome in outcomes] == [(OutcomeKind.MILESTONE, "已於110年8月開幕營運")]


@pytest.mark.parametrize(
    "body",
    [
        "截至110年底，累計實現數5億元，執行率93.5%。",
        "第2季經費達成率為33.57%。",
        "政府已投入約407億元。",
        "總投資金額合計約36億元。",
    ],
)
def test_how_a_budget_was_carried_out_is_no_outcome(body: str) -> None:
    assert achieved(body) == []


@pytest.mark.parametrize("body", ["由於109年漁獲已減少5噸。", "搶攻全球100億元市場。"])
def test_reasons_are_no_outcomes_whatever_they_count(body: str) -> None:
    assert achieved(body) == []


def test_statistics_are_outcomes_only_where_results_are_reported() -> None:
    body = "據漁業部統計，109年漁船已達5,000艘。"

    assert len(achieved(body, title="海岸事務部業務報告")) == 1
    assert achieved(body, title="海岸委員會第3次會議紀錄") == []


def test_rates_are_outcomes_only_where_results_are_reported() -> None:
    body = "109年漁民納保率為93.69%。"

    assert len(achieved(body, title="海岸事務部業務報告")) == 1
    assert achieved(body, title="海岸委員會第3次會議紀錄") == []


def test_rate_that_somebody_changed_is_a_deed_and_what_it_was_before_no_result() -> None:
    (outcome,) = achieved("減輕地方負擔，將中央補助比例從原40%提高到70%。", title="海岸委員會第3次會議紀錄")

    assert [figure.value for figure in outcome.quantities] == [Decimal(70)]


def test_what_a_figure_is_reckoned_from_stands_with_it() -> None:
    (outcome,) = achieved("以所有工作者之總工作天數2,500工作天估算，創造之工作機會為10人年(120人月)。")

    assert outcome.type is OutcomeKind.JOBS
    assert [figure.value for figure in outcome.quantities] == [Decimal(2500), Decimal(10)]


def test_result_with_a_time_of_its_own_stands_by_itself() -> None:
    first, second = achieved("海岸新創園於107年9月啟用，提供實證場域，迄109年底已吸引150家新創進駐。")

    assert (first.date, first.quantities) == ("2018-09", ())
    assert (second.year, [figure.value for figure in second.quantities]) == (2020, [Decimal(150)])


def test_figure_told_after_a_dated_deed_is_reported_with_it() -> None:
    (outcome,) = achieved("綠標章於110年7月21日通過評定，得分68.7分。")

    assert (outcome.type, outcome.date) == (OutcomeKind.MILESTONE, "2021-07-21")
    assert [figure.value for figure in outcome.quantities] == [Decimal("68.7")]


def test_works_completed_on_a_date_are_a_milestone_though_counted() -> None:
    (outcome,) = achieved("110年9月完成堤防襯砌1,946公尺。")

    assert (outcome.type, outcome.date) == (OutcomeKind.MILESTONE, "2021-09")


def test_plan_reports_only_what_it_says_to_be_done_already() -> None:
    body = "完成推廣活動3場次，產值達168億元。已補助12個單位，完工啟用18處。"

    (outcome,) = achieved(body, title="海岸事務部114年度施政計畫")

    assert [figure.value for figure in outcome.quantities] == [Decimal(12), Decimal(18)]


def test_work_among_results_is_an_outcome_though_nothing_is_counted() -> None:
    body = "研析國際海事法制，提出政策建議。"

    (outcome,) = achieved(body, title="海岸事務部業務報告")

    assert outcome.type is OutcomeKind.QUALITATIVE
    assert achieved(body, title="海岸委員會第3次會議紀錄") == []


# --------------------------------------------------------------------------------------------------- measurements


def test_target_takes_the_year_of_its_promise() -> None:
    first, second = measured("預計110年底提供診斷服務逾1,000家次，帶動100家漁會使用雲服務。")

    assert (first.year, first.scope, first.target and first.target.value) == (2021, Scope.CUMULATIVE, Decimal(1000))
    assert (second.year, second.indicator.name) == (2021, "漁會使用雲服務")


def test_target_without_year_is_of_the_whole() -> None:
    (one,) = measured("截至109年底已審查17件，將可帶動衍生投資6.55億元。")

    assert (one.year, one.scope, one.indicator.name) == (None, Scope.WHOLE, "衍生投資")


def test_level_reached_is_measured_beside_its_outcome() -> None:
    (one,) = measured("109年漁業廢棄物再利用率達81.16%。")

    assert (one.indicator.name, one.year, one.scope) == ("漁業廢棄物再利用率", 2020, Scope.ANNUAL)
    assert one.actual is not None
    assert one.actual.value == Decimal("81.16")


def test_figure_without_a_name_takes_that_of_the_level_before() -> None:
    reached, aimed = measured("截至2021年網路人口涵蓋率已達90.65%，提前達成2025年預期目標85%。")

    assert reached.indicator is aimed.indicator
    assert (aimed.year, aimed.target and aimed.target.value) == (2025, Decimal(85))


def test_target_and_value_of_one_year_stand_in_one_measurement() -> None:
    (one,) = measured("99年漁民納保率為93.69%，未達99年原定目標值94%。")

    assert one.target is not None
    assert one.actual is not None
    assert (one.target.value, one.actual.value) == (Decimal(94), Decimal("93.69"))


def test_planned_date_is_a_target() -> None:
    (one,) = measured("預定112年起園區首批廠商進駐建廠。")

    assert (one.scope, one.year, one.target and one.target.words) == (Scope.POINT, 2023, "2023")


@pytest.mark.parametrize("body", ["較108年提升20.3%。", "109年預估產值占比達68.5%。", "發展5G設備，已輔導5家。"])
def test_comparisons_estimates_and_things_are_not_measured(body: str) -> None:
    assert measured(body) == []
