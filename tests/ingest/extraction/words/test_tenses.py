import pytest

from ingest.extraction.words.tenses import Tense, read_clauses


def tenses(text: str, *, reporting: bool = True) -> list[tuple[str, Tense]]:
    return [(text[c.start : c.end], c.tense) for c in read_clauses(text, reporting=reporting)]


@pytest.mark.parametrize(
    "clause",
    ["截至109年底，已完成5座", "累計輔導45家", "促成投資6億元", "計有493所學校參與", "觀測率達91.5%", "榮獲金質獎"],
)
def test_what_is_achieved_is_done(clause: str) -> None:
    assert tenses(clause)[-1][1] is Tense.DONE


@pytest.mark.parametrize(
    "clause",
    ["預計110年底完成5座", "將持續輔導業者", "目標為20GW", "未來擬於離島設站", "可帶動投資5億元", "刻正辦理招標"],
)
def test_what_is_to_come_is_planned(clause: str) -> None:
    assert tenses(clause)[-1][1] is Tense.PLANNED


@pytest.mark.parametrize("clause", ["為協助漁民轉型", "透過實地訪視", "海岸是重要資產", "以提升航行安全"])
def test_reasons_means_and_settings_are_neither(clause: str) -> None:
    assert tenses(clause) == [(clause, Tense.OTHER)]


def test_promise_holds_until_the_sentence_ends() -> None:
    text = "預計112年完工，帶動投資5億元，增加就業30人；已完成設計。輔導45家。"

    assert [tense for _, tense in tenses(text)] == [
        Tense.PLANNED, Tense.PLANNED, Tense.PLANNED, Tense.DONE, Tense.DONE
    ]  # fmt: skip


@pytest.mark.parametrize("clause", ["由於政府已規劃4400MHz頻段", "搶攻全球100億元市場"])
def test_reasons_and_settings_report_nothing_whatever_they_count(clause: str) -> None:
    assert tenses(clause)[0][1] is Tense.OTHER


@pytest.mark.parametrize(
    "clause",
    ["自94至100年度辦理7次考試", "九十三年度核定補貼路線三百條", "全年檢查8,562場次", "嗣與業者簽訂契約"],
)
def test_verb_may_stand_behind_dates_and_adverbs(clause: str) -> None:
    assert tenses(clause)[0][1] is Tense.DONE


def test_where_work_is_planned_only_what_is_done_already_is_reported() -> None:
    text = "完成宣導2場。已補助12個單位，完工啟用18處。"

    assert [tense for _, tense in tenses(text, reporting=False)] == [Tense.PLANNED, Tense.DONE, Tense.DONE]


def test_bare_verb_means_what_the_document_does() -> None:
    assert tenses("輔導業者45家", reporting=True)[0][1] is Tense.DONE
    assert tenses("輔導業者45家", reporting=False)[0][1] is Tense.PLANNED


def test_promise_in_brackets_is_not_what_the_clause_does() -> None:
    text = "計312位漁民參與，其中新進者(年滿18歲者將優先錄取)有42人"

    assert [tense for _, tense in tenses(text)] == [Tense.DONE, Tense.DONE]


def test_name_in_quotation_marks_promises_nothing() -> None:
    assert [tense for _, tense in tenses("辦理「未來港灣學程」，計37位學員參與")] == [Tense.DONE, Tense.DONE]


def test_marks_inside_brackets_and_quotation_marks_do_not_part_clauses() -> None:
    text = "完成9項標準(影像3項，路燈2項；氣象4項)，並公告「安全，人人有責」。"

    assert [clause for clause, _ in tenses(text)] == [
        "完成9項標準(影像3項，路燈2項；氣象4項)", "並公告「安全，人人有責」"
    ]  # fmt: skip


def test_body_that_opens_a_clause_is_not_its_verb() -> None:
    text = "經濟部水利署補助14縣市"

    (clause,) = read_clauses(text, reporting=True, actors={0: 6})

    assert clause.tense is Tense.DONE
