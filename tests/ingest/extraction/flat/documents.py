"""Lines of a fictitious performance report, flattened as a PDF gives them: a blank ends a cell, none ends a wrapped line."""

from graph.model.entities import EntityType
from ingest.extraction.draft import Thing
from ingest.extraction.reading import Reading
from tests.ingest.drafts import reading_of, said

BUDGET_CAPTION = ("二、特別預算執行情形（截至 110 年 12 月底） ", "經費單位：千元 ")
BUDGET_HEAD = (
    "期",
    "別 ",
    "年",
    "度 ",
    "法定特別",
    "預算 ",
    "分配數 實現數 支用",
    "比",
    "(%) ",
    "已執行應",
    "付未付數 ",
    "節餘數 預付數 執行數 執行率(%) 達成率",
    "(%) 是否尚",
    "有保留",
    "款待執",
    "行 ",
    "(A) (B) (C) (C/B) (D) (E) (F) (G)=(C+D",
    "+E+F) ",
    "(G/B) (G/A) ",
)
PROGRESS_CAPTION = ("三、進度執行情形（截至 110 年 12 月底） ", "單位：% ")
PROGRESS_HEAD = ("預定進度 ", "(A) ", "實際進度 ", "(B) ", "進度比較 ", "(B)-(A) ")
INDICATOR_HEAD = (
    "項",
    "次 ",
    "指標項目 單位 ",
    "【計畫全期】 ",
    "總目標值 ",
    "【累計至110年】 【110年當年】 ",
    "目標值 實際值 目標值 實際值 ",
)


def reading_about_a_plan(*lines: str) -> Reading:
    """A reading of these lines, all of them about one programme, 「燈塔更新計畫」."""
    reading = reading_of("燈塔更新計畫 ", *lines)
    reading.plan = lighthouse_plan(reading)
    return reading


def lighthouse_plan(reading: Reading) -> Thing:
    """The programme that the first line names."""
    return reading.draft.thing(EntityType.PROGRAMME, "燈塔更新計畫", [said(reading, 1)])
