import pytest

from graph.model.entities import EntityType, IndicatorAspect
from graph.model.facts import Corroboration, Scope
from graph.model.relations import RelationType
from ingest.extraction.flat.flat_tables import read_flat_tables
from ingest.extraction.reading import Reading
from ingest.extraction.witnesses import read_witnesses
from tests.ingest.extraction.flat.documents import INDICATOR_HEAD, reading_about_a_plan

Row = tuple[str, str | None, list[str | None]]


def read(*rows: str, caption: str = "一、工作指標 ") -> Reading:
    reading = reading_about_a_plan(caption, *INDICATOR_HEAD, *rows)
    read_flat_tables(reading)
    return reading


def table(reading: Reading) -> list[Row]:
    """Each indicator with its unit and its five values: of the whole, cumulative twice, annual twice."""
    rows: dict[int, Row] = {}
    for measured in reading.draft.measured:
        unit = measured.indicator.attributes.get("unit")
        new: Row = (measured.indicator.name, str(unit) if unit else None, [None] * 5)
        row = rows.setdefault(id(measured.indicator), new)
        first = {"whole": 0, "cumulative": 1, "annual": 3}[measured.scope]
        for offset, figure in enumerate((measured.target, measured.actual)):
            if figure and figure.value is not None:
                row[2][first + offset] = str(figure.value)
    return list(rows.values())


def doubts(reading: Reading) -> list[str]:
    return [doubt.message for doubt in reading.draft.doubts]


def test_a_row_on_one_line_is_an_indicator_with_three_stretches_of_time() -> None:
    reading = read("1 燈塔更新 座 1,700 1,500 1,859 250 280 ", "本計畫均已完工。 ")

    assert table(reading) == [("燈塔更新", "座", ["1700", "1500", "1859", "250", "280"])]
    assert [(m.scope, m.year) for m in reading.draft.measured] == [
        ("whole", None),
        ("cumulative", 2021),
        ("annual", 2021),
    ]


def test_an_indicator_measures_the_plan_and_has_the_aspect_of_its_heading() -> None:
    reading = read("1 供電能力 萬度/年 64 64 - 64 - ", caption="二、效益指標 ")

    (link,) = reading.draft.links
    assert (link.source.name, link.relation, link.target.name) == ("燈塔更新計畫", RelationType.MEASURED_BY, "供電能力")
    assert link.target.attributes["aspect"] is IndicatorAspect.BENEFIT


def test_what_is_not_measured_is_left_open() -> None:
    reading = read("1 深水量測站 座 1,000 - - 1,000 3,500 ", "2 電纜 公里 80 - - - - ", "3 產值 億元 - - - - - ")

    assert table(reading) == [
        ("深水量測站", "座", ["1000", None, None, "1000", "3500"]),
        ("電纜", "公里", ["80", None, None, None, None]),
    ]
    assert [t.name for t in reading.draft.things if t.type is EntityType.INDICATOR] == ["深水量測站", "電纜", "產值"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("1 ", "燈塔更新工", "程發包 ", "萬立方", "公尺/日 ", "10 10 13.77 2 3.95 "),
            ("燈塔更新工程發包", "萬立方公尺/日"),
        ),
        (("1 控制土砂量 ", "萬立方 ", "公尺 ", "10 10 13.77 2 3.95 "), ("控制土砂量", "萬立方公尺")),
        (("1 帶動投資 億", "元 ", "10 10 13.77 2 3.95 "), ("帶動投資", "億元")),
        (("1 完成 2 座燈塔之設置 座 10 10 13.77 2 3.95 ",), ("完成2座燈塔之設置", "座")),
        (("1 附加價值(與前一年比較) % /年 10 10 13.77 2 3.95 ",), ("附加價值(與前一年比較)", "%/年")),
        (("1. 超高頻元件 ", "頻率 ", "(GHZ) ", "10 10 13.77 2 3.95 "), ("超高頻元件", "頻率(GHZ)")),
        (("1 募集廠商 家", "/SI", "G ", "10 10 13.77 2 3.95 "), ("募集廠商", "家/SIG")),
        (("1 審議。 案 10 10 13.77 2 3.95 ",), ("審議", "案")),
    ],
    ids=[
        "wrapped",
        "two-line-unit",
        "unit-beside-name",
        "digits-in-name",
        "unit-in-words",
        "dimension",
        "slash",
        "stop",
    ],
)
def test_names_and_units_are_told_apart(rows: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert table(read(*rows)) == [(*expected, ["10", "10", "13.77", "2", "3.95"])]


def test_a_row_that_begins_with_a_figure_in_its_name_is_found_by_its_number() -> None:
    reading = read("1 甲調查 % 100 20 20 20 20 ", "2 2 區潛能調查 % 100 20 20 20 20 ")

    assert [row[0] for row in table(reading)] == ["甲調查", "2區潛能調查"]


def test_cells_with_notes_on_lines_of_their_own_are_five() -> None:
    reading = read(
        "1 ",
        "示範園",
        "區 ",
        "座 ",
        "1 ",
        "(依工程進度",
        "百分比) ",
        "1 ",
        "(100 %) ",
        "1 ",
        "(100 %) ",
        "0.05 ",
        "(5 %) ",
        "0.04 ",
        "(4 %) ",
    )

    assert table(reading) == [("示範園區", "座", ["1", "1", "1", "0.05", "0.04"])]


def test_cells_with_a_unit_of_their_own_are_five() -> None:
    reading = read(
        "1 體驗人次 ", "人", "次 ", "27萬人 ", "12萬人", "次 ", "27萬4仟", "人次 ", "12萬人 ", "13萬人 ", "肆、檢討 "
    )

    assert table(reading) == [("體驗人次", "人次", ["270000", "120000", "274000", "120000", "130000"])]


def test_a_cell_of_words_stays_words() -> None:
    reading = read(
        "1 募集廠商 ",
        "家 ",
        "120 25 ",
        "智 慧 港",
        "灣 37 家",
        "會員 ",
        "25 ",
        "智慧燈",
        "塔39家 ",
        "2 試航 次 1 1 1 1 1 ",
    )

    words = [m.actual.words for m in reading.draft.measured if m.actual and m.actual.words]
    assert words == ["智慧港灣37家會員", "智慧燈塔39家"]
    assert [row[0] for row in table(reading)] == ["募集廠商", "試航"]


def test_a_blank_merged_over_rows_is_the_blank_of_each() -> None:
    reading = read(
        "1 用地取得 案 2 2 2 ", "- ", "（無110", "年目標", "值） ", "0 ", "2 建照取得 案 6 6 4 1 ", "(一) 已完成2案 "
    )

    assert table(reading) == [
        ("用地取得", "案", ["2", "2", "2", None, "0"]),
        ("建照取得", "案", ["6", "6", "4", None, "1"]),
    ]


def test_a_second_unit_is_a_second_row_of_the_indicator() -> None:
    reading = read(
        "1 技術服務 ",
        "件 110 20 54 20 54 ",
        "千",
        "元 ",
        "193,000 45,000 94,398 45,000 94,398 ",
        "2 就業 人 1 1 1 1 1 ",
    )

    assert [(row[0], row[1]) for row in table(reading)] == [("技術服務", "件"), ("技術服務", "千元"), ("就業", "人")]


def test_rows_go_on_below_a_repeated_head() -> None:
    reading = read("1 甲調查 件 1 1 1 1 1 ", " 項", *INDICATOR_HEAD[1:], "2 乙調查 件 2 2 2 2 2 ")

    assert [row[0] for row in table(reading)] == ["甲調查", "乙調查"]


def test_a_name_cut_by_a_page_break_ends_below_the_repeated_head() -> None:
    reading = read(
        "1 新增樓地板使用 公 8.6 8.00 8.00 2.6 2.6 ", " 項", *INDICATOR_HEAD[1:], "空間 頃 ", "(一) 辦理情形：良好。 "
    )

    assert table(reading) == [("新增樓地板使用空間", "公頃", ["8.6", "8.00", "8.00", "2.6", "2.6"])]
    indicator = next(thing for thing in reading.draft.things if thing.type is EntityType.INDICATOR)
    assert [said.place.quote for said in indicator.evidence] == ["新增樓地板使用", "空間"]


def test_a_line_over_rows_that_count_anew_names_the_part_of_the_plan() -> None:
    reading = read(
        "一、燈塔節能推動計畫 ",
        "1. 更新燈具 盞 25 18 81 4 6 ",
        "二、航標補助方案 ",
        "1. ",
        "補助航標 ",
        "座 9 9 9 9 9 ",
        "「燈塔更新計畫」： ",
        "1 總檢 次 1 1 1 1 1 ",
    )

    measured = {(m.subject.name, m.indicator.name) for m in reading.draft.measured}
    assert measured == {("燈塔節能推動計畫", "更新燈具"), ("航標補助方案", "補助航標"), ("燈塔更新計畫", "總檢")}
    parts = {link.source.name for link in reading.draft.links if link.relation is RelationType.PART_OF}
    assert parts == {"燈塔節能推動計畫", "航標補助方案"}


def test_an_indicator_that_opens_with_a_body_is_its_share() -> None:
    reading = read("1 內政部營建署標案完工件數 件 120 70 213 13 39 ")

    assert {m.agency and m.agency.name for m in reading.draft.measured} == {"內政部營建署"}


def test_a_sum_that_the_rows_do_not_make_shows_both() -> None:
    reading = read("1 甲工程 件 1 1 1 1 1 ", "2 乙工程 件 2 2 2 2 2 ", "合計 3 3 4 3 3 ")
    read_witnesses(reading)

    assert doubts(reading) == ["The printed sum is 4, its parts make 3."]
    assert {m.scope: m.corroboration for m in reading.draft.measured} == {
        Scope.WHOLE: Corroboration.CONFIRMED,
        Scope.CUMULATIVE: Corroboration.CONTRADICTED,
        Scope.ANNUAL: Corroboration.CONFIRMED,
    }
    assert len(table(reading)) == 2


def test_a_row_left_blank_leaves_its_sum_open() -> None:
    reading = read("1 甲工程 件 1 1 1 1 1 ", "2 乙工程 件 - 2 2 2 2 ", "合計 3 3 3 3 3 ")
    read_witnesses(reading)

    assert doubts(reading) == []
    assert [m.corroboration for m in reading.draft.measured if m.scope is Scope.WHOLE] == [None]


@pytest.mark.parametrize("row", [" 無此項目 - - - - - - ", " - - - - - - - ", "無 - - - - - "])
def test_a_table_that_says_there_are_none_is_no_doubt(row: str) -> None:
    reading = read(row, "肆、檢討 ")

    assert (table(reading), doubts(reading)) == ([], [])


def test_a_row_that_does_not_fit_its_head_is_a_doubt_and_the_next_is_read() -> None:
    reading = read("1 供電 度 1 2 3 ", "2 航標 座 1 1 1 1 1 ")

    assert [row[0] for row in table(reading)] == ["航標"]
    assert doubts(reading) == ["The row does not fit 5 columns of figures."]


def test_remarks_below_the_table_are_left_to_prose() -> None:
    reading = read("1 航標 座 1 1 1 1 1 ", "本計畫共計 4 座航標已完工。 ")

    assert len(reading.source.lines) not in reading.taken
    assert len(reading.source.lines) - 1 in reading.taken
