import pytest

from graph.model.facts import Scope
from ingest.extraction.flat.table_heads import Head, find_heads, read_head
from ingest.layout.flat_table import read_words
from tests.ingest.drafts import reading_of
from tests.ingest.extraction.flat.documents import BUDGET_HEAD, INDICATOR_HEAD, PROGRESS_HEAD


def head_of(*lines: str) -> Head | None:
    return read_head(read_words(reading_of(*lines).source, range(1, len(lines) + 1), joins=True))


def test_a_head_broken_over_lines_is_read_by_its_words() -> None:
    head = head_of(*BUDGET_HEAD, "110 5 ")

    assert head is not None
    assert head.kind == "budget"
    assert len(head.words) == len(" ".join(BUDGET_HEAD).split()) - 11  # what eleven wrapped lines had cut
    assert [column.name for column in head.figures] == [
        "appropriated",
        "allocated",
        "realized",
        "spending_rate",
        "payable",
        "surplus",
        "prepaid",
        "executed",
        "execution_rate",
        "achievement_rate",
    ]


def test_letters_printed_after_all_columns_belong_to_the_columns_of_figures() -> None:
    head = head_of(*BUDGET_HEAD)

    assert head is not None
    assert {column.name: column.letter for column in head.columns if column.name in {"fiscal_year", "allocated"}} == {
        "fiscal_year": None,
        "allocated": "B",
    }


def test_letters_printed_after_each_column_belong_to_it() -> None:
    head = head_of("期別 年度 法定特別預算數(A) 實現數(B) 支用比(%)(B/A) 執行數(C)=(A+B) ")

    assert head is not None
    assert [(column.name, column.letter, column.formula) for column in head.figures] == [
        ("appropriated", "A", None),
        ("realized", "B", None),
        ("spending_rate", "B/A", "B/A"),
        ("executed", "C", "A+B"),
    ]


def test_a_formula_may_be_printed_after_all_columns_and_broken_over_lines() -> None:
    budget, progress = head_of(*BUDGET_HEAD), head_of(*PROGRESS_HEAD)

    assert budget is not None
    assert progress is not None
    assert [column.formula for column in budget.figures if column.formula] == ["C/B", "C+D+E+F", "G/B", "G/A"]
    assert [column.formula for column in progress.figures] == [None, None, "B-A"]


def test_columns_stand_under_their_groups() -> None:
    head = head_of(*INDICATOR_HEAD)

    assert head is not None
    assert [(column.name, column.scope, column.year) for column in head.figures] == [
        ("target", Scope.WHOLE, None),
        ("target", Scope.CUMULATIVE, 2021),
        ("actual", Scope.CUMULATIVE, 2021),
        ("target", Scope.ANNUAL, 2021),
        ("actual", Scope.ANNUAL, 2021),
    ]
    assert head.is_whole


def test_the_bracket_after_a_column_is_its_unit() -> None:
    head = head_of("創造工作機會(人年) 帶動公民營企業投資(億元) ")

    assert head is not None
    assert [(column.printed, column.unit) for column in head.columns] == [
        ("創造工作機會", "人年"),
        ("帶動公民營企業投資", "億元"),
    ]


def test_a_head_that_rows_have_cut_is_not_whole() -> None:
    head = head_of(*INDICATOR_HEAD[:-1], "1 「燈塔 ", "目標值 實際值 ")

    assert head is not None
    assert not head.is_whole


def test_a_head_repeated_at_once_is_read_once() -> None:
    head = head_of(*INDICATOR_HEAD, *INDICATOR_HEAD)

    assert head is not None
    assert len(head.figures) == 5


@pytest.mark.parametrize(
    "lines", [("年度施政計畫如下", "法定"), ("項", "目繁多"), ("期程 年度 經費 ",)], ids=["prose", "word", "other"]
)
def test_other_words_are_no_head(lines: tuple[str, ...]) -> None:
    assert head_of(*lines) is None


def test_heads_are_found_where_they_begin() -> None:
    lines = ["壹、執行情形 ", *BUDGET_HEAD, "110 5 ", *PROGRESS_HEAD, "年累計 1 1 0 ", *INDICATOR_HEAD]
    source = reading_of(*lines).source

    assert [source.line_at(offset) for offset in find_heads(source.text)] == [2, 22, 29]
