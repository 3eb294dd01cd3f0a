import pytest

from graph.model.entities import EntityType
from ingest.extraction.prose.bodies import read_bodies
from ingest.extraction.prose.budget_sentences import read_budget_sentences
from ingest.extraction.prose.references import read_references
from ingest.extraction.reading import Reading
from tests.ingest.tables import budgets, reading_of


def read(text: str, *, speaker: str = "交通部航港局") -> Reading:
    reading = reading_of(text, speaker=speaker)
    for component in (read_references, read_bodies, read_budget_sentences):
        component(reading)
    return reading


PLAN = "智慧港灣推動計畫"


@pytest.mark.parametrize(
    ("sentence", "figure", "year", "item", "amount"),
    [
        ("101年度辦理「智慧港灣推動計畫」，編列5億元，用於改善。", "appropriated", 2012, None, "5 億元"),
        ("「智慧港灣推動計畫」預算數為新臺幣3,200萬元。", "appropriated", None, None, "3200 萬元"),
        ("「智慧港灣推動計畫」原列2億5,397萬3千元，照列。", "appropriated", None, None, "253973000 元"),
        ("「智慧港灣推動計畫」應改列為七億一、七○○萬元。", "appropriated", None, "改列", "717000000 元"),
        ("「智慧港灣推動計畫」原列追加預算數七六九萬元。", "appropriated", None, "追加預算", "769 萬元"),
        ("「智慧港灣推動計畫」截至9月底累計分配數1億元。", "allocated", None, None, "1 億元"),
        ("「智慧港灣推動計畫」累計執行數（含暫付數）1億元。", "executed", None, None, "1 億元"),
        ("「智慧港灣推動計畫」100年度決算審定數1億元。", "executed", 2011, "決算審定數", "1 億元"),
        ("「智慧港灣推動計畫」執行率僅93.49%。", "execution_rate", None, None, "93.49 %"),
        ("「智慧港灣推動計畫」，計畫總經費約一億六千萬元，101年度開工。", "total", None, None, "160000000 元"),
    ],
)
def test_the_words_before_an_amount_say_what_it_is(
    sentence: str, figure: str, year: int | None, item: str | None, amount: str
) -> None:
    assert budgets(read(sentence)) == [(PLAN, figure, year, item, amount)]


@pytest.mark.parametrize(
    "sentence",
    [
        "「智慧港灣推動計畫」較上年度增列2億元。",
        "「智慧港灣推動計畫」減少5,827萬元。",
        "爰凍結「智慧港灣推動計畫」預算500萬元。",
        "減列「智慧港灣推動計畫」項下改善港灣設施二億元。",
        "「智慧港灣推動計畫」賸餘數2億8千萬元。",
        "「智慧港灣推動計畫」帶動投資5億元。",
        "「智慧港灣推動計畫」及「綠色港灣推動計畫」編列經費合計8億元。",
        "「智慧港灣推動計畫」每案最高補助100萬元。",
    ],
)
def test_what_is_cut_added_left_or_invested_is_no_budget(sentence: str) -> None:
    assert budgets(read(sentence)) == []


def test_the_year_before_is_told_by_its_number_or_counted_back() -> None:
    text = (
        "101年度「智慧港灣推動計畫」編列5億元，較上（100）年度預算2億元，增列3億元。\n"
        "105年度「綠色港灣推動計畫」編列5億元，較上年度預算數4億元增加1億元。"
    )

    assert [(row[0], row[2], row[4]) for row in budgets(read(text))] == [
        ("智慧港灣推動計畫", 2012, "5 億元"),
        ("智慧港灣推動計畫", 2011, "2 億元"),
        ("綠色港灣推動計畫", 2016, "5 億元"),
        ("綠色港灣推動計畫", 2015, "4 億元"),
    ]


def test_the_entries_of_a_list_share_the_verb_of_the_first() -> None:
    text = "「智慧港灣推動計畫」編列32億元、「綠色港灣推動計畫」81億元及「離島航線補貼計畫」經費4億元。"

    assert [(row[0], row[1], row[4]) for row in budgets(read(text))] == [
        ("智慧港灣推動計畫", "appropriated", "32 億元"),
        ("綠色港灣推動計畫", "appropriated", "81 億元"),
        ("離島航線補貼計畫", "appropriated", "4 億元"),
    ]


def test_a_quoted_name_with_an_amount_outside_a_budget_says_nothing() -> None:
    assert budgets(read("推動「智慧港灣推動計畫」3億元投資案。")) == []


def test_a_body_has_the_money_that_its_name_is_followed_by() -> None:
    text = "內政部主管包括內政部、警政署等2個單位，歲出預算數428億5千9百餘萬元，決算審定數425億元。"

    reading = read(text)

    assert budgets(reading) == [
        ("內政部", "appropriated", None, None, "42859000000 元"),
        ("內政部", "executed", None, "決算審定數", "425 億元"),
    ]
    assert [b.scope for b in reading.draft.budgeted] == ["主管", "主管"]
    assert all(b.subject.type is EntityType.AGENCY for b in reading.draft.budgeted)


def test_a_body_that_only_acts_in_the_sentence_has_no_money_of_it() -> None:
    assert budgets(read("內政部辦理港灣設施改善作業，編列3億元。")) == []


def test_a_bodys_own_part_in_the_money_of_a_plan_is_an_item() -> None:
    assert budgets(read("「智慧港灣推動計畫」由內政部整體預算編列6億元。")) == [
        (PLAN, "appropriated", None, "內政部整體預算", "6 億元")
    ]


def test_the_programme_of_another_body_is_not_that_of_the_speaker() -> None:
    reading = reading_of("113年度內政部預算案於「港灣行政業務」編列8億元。", speaker="交通部航港局")
    reading.draft.thing(EntityType.PROGRAMME, "港灣行政業務", [], code="3126101200")
    for component in (read_references, read_bodies, read_budget_sentences):
        component(reading)

    assert budgets(reading) == []


def test_an_amount_is_said_with_whose_it_is_and_of_which_year() -> None:
    (budgeted,) = read("101年度辦理「智慧港灣推動計畫」，編列5億元。").draft.budgeted

    quotes = [said.place.quote for said in budgeted.evidence]

    assert quotes[0] == "編列5億元"
    assert any(PLAN in quote for quote in quotes[1:])
    assert quotes[-1] == "101年度"


def test_what_was_given_up_to_a_year_is_cumulative_and_not_of_that_year() -> None:
    reading = read("「智慧港灣推動計畫」截至111年度已編列35億元，112年度續編10億元。")

    assert [(b.fiscal_year, b.through, b.amount.text) for b in reading.draft.budgeted] == [
        (None, 2022, "35億元"),
        (2023, None, "10億元"),
    ]


def test_what_was_added_up_to_the_end_of_a_year_is_cumulative() -> None:
    reading = read("「智慧港灣推動計畫」截至113年底止，累計編列預算35億元，其中113年度預算數10億元。")

    assert [(b.fiscal_year, b.through) for b in reading.draft.budgeted] == [(None, 2024), (2024, None)]


def test_what_several_years_get_together_is_of_none_of_them() -> None:
    reading = read("「智慧港灣推動計畫」第2期特別預算（108至109年度）編列經費546億元。")

    assert [(b.fiscal_year, b.phase, b.amount.text) for b in reading.draft.budgeted] == [(None, 2, "546億元")]


def test_what_is_put_into_a_plan_over_years_is_its_cost() -> None:
    assert budgets(read("「智慧港灣推動計畫」於110至114年投入約266億元。")) == [(PLAN, "total", None, None, "266 億元")]
    assert budgets(read("「智慧港灣推動計畫」引導業者投入266億元。")) == []


def test_a_bodys_part_is_of_the_work_named_before_it() -> None:
    text = "114年度「智慧港灣推動計畫」編列16億元。114年度為其最後1年，交通部整體預算編列約為66億元。"

    assert budgets(read(text)) == [
        (PLAN, "appropriated", 2025, None, "16 億元"),
        (PLAN, "appropriated", 2025, "交通部整體預算", "66 億元"),
    ]


def test_this_plan_is_the_one_that_the_heading_names() -> None:
    text = "一、港灣更新推動計畫\n該計畫108年度編列預算4億元，惟截至8月底止僅執行6,000萬元，執行率15%。\n"

    assert budgets(read(text)) == [
        ("港灣更新推動計畫", "appropriated", 2019, None, "4 億元"),
        ("港灣更新推動計畫", "executed", 2019, None, "6000 萬元"),
        ("港灣更新推動計畫", "execution_rate", 2019, None, "15 %"),
    ]


def test_a_body_may_have_its_year_between_its_name_and_its_budget() -> None:
    assert budgets(read("交通部航港局112年度歲出預算編列3億7,400萬元。")) == [
        ("交通部航港局", "appropriated", 2023, None, "374000000 元")
    ]
