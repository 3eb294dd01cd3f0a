from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extraction.flat.chapters import find_chapters, read_chapters
from ingest.extraction.flat.flat_tables import read_flat_tables
from ingest.extraction.reading import Reading
from ingest.layout.document import lay_out
from ingest.readers import read_document
from tests.ingest.drafts import reading_of
from tests.ingest.extraction.flat.documents import (
    BUDGET_CAPTION,
    BUDGET_HEAD,
    INDICATOR_HEAD,
    PROGRESS_CAPTION,
    PROGRESS_HEAD,
    reading_about_a_plan,
)

REPORT = (
    *BUDGET_CAPTION,
    *BUDGET_HEAD,
    "1 106 - - - - - - - - - - 否 ",
    "107 235,650 同(A) 168,043 71.31 55,132 12,476 0 235,651 100 ",
    "同執",
    "行率 ",
    *PROGRESS_CAPTION,
    *PROGRESS_HEAD,
    "年累計 100 99.8 -0.2 ",
    "一、工作指標 ",
    *INDICATOR_HEAD,
    "1 燈塔襯砌 公尺 3,702 3,702 3,662 3,702 3,662 ",
    "二、效益指標 ",
    *INDICATOR_HEAD,
    "1 ",
    "供電 ",
    "萬度/年 64 64 - 64 - ",
    "110 年特別預算創造工作機會與帶動公民營企業投資 ",
    "創造工作機會(人年) 帶動公民營企業投資(億元) ",
    "100 0.5 ",
)


def counts(reading: Reading) -> tuple[int, int, int]:
    return len(reading.draft.budgeted), len(reading.draft.measured), len(reading.draft.achieved)


def test_tables_of_all_kinds_are_read_one_after_the_other() -> None:
    reading = reading_about_a_plan(*REPORT)

    read_flat_tables(reading)

    assert counts(reading) == (5, 7, 2)
    assert reading.draft.doubts == []


def test_a_head_without_columns_for_a_group_is_a_doubt() -> None:
    reading = reading_about_a_plan("一、工作指標 ", *INDICATOR_HEAD[:-1], "1 「燈塔", "更新」 ", "目標值 實際值 ")

    read_flat_tables(reading)

    assert [doubt.message for doubt in reading.draft.doubts] == ["A group of columns has no columns."]


def test_a_table_about_nothing_known_is_left_alone() -> None:
    reading = reading_of(*REPORT)

    read_flat_tables(reading)

    assert counts(reading) == (0, 0, 0)
    assert reading.taken == set()


@given(st.data())
def test_damaged_tables_end_in_facts_and_doubts(data: st.DataObject) -> None:
    lines = data.draw(st.permutations(REPORT) | st.lists(st.sampled_from(REPORT), max_size=60))

    read_flat_tables(reading_about_a_plan(*lines))


@pytest.mark.corpus
def test_every_chapter_of_the_performance_report_has_a_budget_progress_and_indicators(corpus: Path) -> None:
    source = read_document(next(corpus.glob("000_*.txt")))
    reading = Reading(source, lay_out(source))

    read_chapters(reading)
    read_flat_tables(reading)

    assert len(find_chapters(source)) == 47
    with_progress = {m.subject for m in reading.draft.measured if m.indicator.name == "總累計進度"}
    assert len(with_progress) == 47
    assert {b.subject for b in reading.draft.budgeted} >= with_progress
    assert len({m.indicator for m in reading.draft.measured}) > 250


def test_milestones_beside_what_was_reached_are_a_doubt() -> None:
    reading = reading_about_a_plan(
        "二、里程碑達成情形 ", "年度 分年里程碑 達成情形 ", "第一年 ", "完成燈塔更新。 ", "已完成燈塔更新。 "
    )

    read_flat_tables(reading)

    assert [doubt.rule for doubt in reading.draft.doubts] == ["flat_table.milestones"]
