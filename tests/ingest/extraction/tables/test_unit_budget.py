import pytest

from graph.model.entities import EntityType
from graph.model.relations import Role
from ingest.extraction.reading import Reading
from ingest.extraction.tables.unit_budget import read_unit_budget
from ingest.layout.pipe_table import find_pipe_tables
from tests.ingest.tables import budgets, doubts, links, names, reading_of

CAPTION = "\n港務署\n歲出計畫提要及分支計畫概況表\n\n中華民國114年度\n\n單位：新臺幣千元\n\n"
LABELS = "| 工作計畫名稱及編號 | 3126101200 港灣建設 | 預算金額 | {amount} |\n|---|---|---|---|\n"
HEADS = "| 分支計畫及用途別科目 | 金額 | 承辦單位 | 說明 |\n"


def read(*pages: str) -> Reading:
    text = "".join(CAPTION + page for page in pages)
    reading = reading_of(text, speaker="交通部港務署", plan="交通部港務署單位預算")
    read_unit_budget(reading, find_pipe_tables(reading.source))
    return reading


def form(*rows: str, amount: str = "12,000") -> str:
    return LABELS.format(amount=amount) + HEADS + "".join(f"| {row} |\n" for row in rows)


def test_a_form_names_a_work_programme_with_code_and_amount() -> None:
    reading = read(form("01 智慧港灣 | 7,000 | | "))

    work_programme = reading.draft.find(EntityType.PROGRAMME, "港灣建設")

    assert work_programme is not None
    assert work_programme.attributes == {"code": "3126101200", "level": "工作計畫"}
    assert budgets(reading)[0] == ("港灣建設", "appropriated", 2025, None, "12000 千元")
    assert ("港灣建設", "交通部港務署單位預算") in links(reading, "PART_OF")


def test_a_branch_is_part_of_its_work_programme_and_accounts_of_use_are_none() -> None:
    reading = read(form("01 智慧港灣 | 7,000 | | ", "2000 業務費 | 6,000 | | ", "02 5G航標 | 5,000 | | "))

    assert names(reading) == ["港灣建設", "智慧港灣", "5G航標"]
    assert links(reading, "PART_OF")[1:] == [("智慧港灣", "港灣建設"), ("5G航標", "港灣建設")]
    assert budgets(reading)[1:] == [
        ("智慧港灣", "appropriated", 2025, None, "7000 千元"),
        ("5G航標", "appropriated", 2025, None, "5000 千元"),
    ]


def test_the_amount_is_said_with_its_label_its_unit_and_its_year() -> None:
    reading = read(form("01 智慧港灣 | 7,000 | | "))

    evidence = reading.draft.budgeted[0].evidence

    assert [said.place.quote for said in evidence] == ["12,000", "預算金額", "單位：新臺幣千元", "114年度"]


def test_sub_programmes_are_cut_from_the_amount_that_touches_their_name() -> None:
    explanation = (
        "本分支計畫係推動港灣，114年度重點包括： 1. 港灣2.0計畫7,537千元，係建置浮標。 "
        "2. 卓越港灣計畫(Champion+3.0)1,000千元，係輔導業者。 3. 辦理員工訓練費用139千元。"
    )
    reading = read(form(f"01 智慧港灣 | 8,676 | | {explanation}"))

    assert names(reading)[2:] == ["港灣2.0計畫", "卓越港灣計畫(Champion+3.0)"]
    assert links(reading, "PART_OF")[2:] == [("港灣2.0計畫", "智慧港灣"), ("卓越港灣計畫(Champion+3.0)", "智慧港灣")]
    assert budgets(reading)[2:] == [
        ("港灣2.0計畫", "appropriated", 2025, None, "7537 千元"),
        ("卓越港灣計畫(Champion+3.0)", "appropriated", 2025, None, "1000 千元"),
    ]


def test_what_a_page_cut_from_a_sub_programme_is_read_with_it() -> None:
    reading = read(
        form("01 智慧港灣 | 9,000 | | <p>1. 港灣循環材料推動計畫7,53</p>"),
        form(" | | | <p>4千元，係推動循環材料。</p> <p>2. 港灣綠電計畫1,466千元，係推動綠電。</p>"),
    )

    assert budgets(reading)[2:] == [
        ("港灣循環材料推動計畫", "appropriated", 2025, None, "7534 千元"),
        ("港灣綠電計畫", "appropriated", 2025, None, "1466 千元"),
    ]
    assert [said.place.quote for said in reading.draft.budgeted[2].evidence[:2]] == [
        "港灣循環材料推動計畫7,53",
        "4千元",
    ]


def test_a_page_without_any_head_carries_the_branch_on() -> None:
    page = "| | | | |\n|---|---|---|---|\n| | | | <p>2. 港灣綠電計畫1,466千元。</p> |\n"
    reading = read(form("01 智慧港灣 | 9,000 | | <p>1. 港灣循環計畫7,534千元。</p>"), page)

    assert names(reading)[2:] == ["港灣循環計畫", "港灣綠電計畫"]


def test_prose_is_about_the_programme_whose_name_opens_its_item() -> None:
    reading = read(
        form("01 智慧港灣 | 9,000 | | 重點包括： 1. 港灣循環計畫7,534千元，係推動循環。 2. 其他經費10千元。")
    )

    about = [
        (block.text.text[:6], subject.name) for block in reading.cells if (subject := reading.subject_of(block.section))
    ]

    assert about == [("重點包括：", "智慧港灣"), ("港灣循環計畫", "港灣循環計畫"), ("其他經費10", "智慧港灣")]


def test_owners_run_over_the_rows_of_a_narrow_column() -> None:
    rows = (
        "01 智慧港灣 | 7,000 | 航務組、資訊 | ",
        "2000 業務費 | 6,000 | 管理組、工程 | ",
        "2006 水電費 | 10 | 組 | ",
    )
    reading = read(form(*rows))

    assert links(reading, "EXECUTED_BY") == [("智慧港灣", "航務組"), ("智慧港灣", "資訊管理組"), ("智慧港灣", "工程組")]
    assert {x.role for x in reading.draft.links if x.relation.value == "EXECUTED_BY"} == {Role.EXECUTING}
    assert ("資訊管理組", "交通部港務署") in links(reading, "PART_OF")


def test_a_piece_of_an_owner_that_a_converter_printed_twice_is_said_once() -> None:
    reading = read(form("01 智慧港灣 | 7,000 | 航務組、資訊 | ", "| | 管理組 | ", "| | 管理組、工程 | ", "| | 組 | "))

    assert [tail for _, tail in links(reading, "EXECUTED_BY")] == ["航務組", "資訊管理組", "工程組"]


def test_nobody_in_particular_is_no_owner() -> None:
    assert links(read(form("01 第一預備金 | 7,000 | 各單位 | ")), "EXECUTED_BY") == []


def test_the_cost_of_all_years_is_a_total_without_year() -> None:
    reading = read(form("01 港灣安全計畫 | 54 | | 1.總經費303千元，分5年辦理，本年度編列54千元。"))

    assert budgets(reading)[2:] == [("港灣安全計畫", "total", None, None, "303 千元")]


CONTENTS = (
    "| <p>計畫內容：</p> 1. 港灣循環計畫 2. 港灣綠電計畫 | <p>預期成果：</p><p>1. 港灣循環計畫：完成3件。</p> | | |\n"
)


def test_a_programme_that_only_the_contents_name_is_part_of_the_work_programme() -> None:
    branch = HEADS + "| 01 智慧港灣 | 9 | | 1. 港灣循環計畫7千元。 |\n"
    reading = read(LABELS.format(amount="9") + CONTENTS + "\n" + branch.replace("\n", "\n|---|---|---|---|\n", 1))

    assert names(reading) == ["港灣建設", "港灣循環計畫", "港灣綠電計畫", "智慧港灣"]
    assert links(reading, "PART_OF")[1:] == [
        ("智慧港灣", "港灣建設"),
        ("港灣循環計畫", "智慧港灣"),
        ("港灣綠電計畫", "港灣建設"),
    ]


def test_expected_results_are_about_the_programme_they_stand_under() -> None:
    reading = read(LABELS.format(amount="9") + CONTENTS)

    about = {block.text.text: subject.name for block in reading.cells if (subject := reading.subject_of(block.section))}

    assert about["港灣循環計畫：完成3件。"] == "港灣循環計畫"
    assert about["預期成果："] == "港灣建設"


def test_text_that_a_converter_left_outside_the_table_belongs_to_the_form() -> None:
    body = "\n計畫內容：\n\n1. 港灣循環計畫\n\n預期成果：\n\n建置浮標至少3座。\n\n"
    branches = HEADS + "|---|---|---|---|\n| 01 智慧港灣 | 9 | | |\n"
    reading = read(LABELS.format(amount="9") + body + branches)

    assert "港灣循環計畫" in names(reading)
    assert [block.text.text for block in reading.cells][-1] == "建置浮標至少3座。"
    assert all(line in reading.taken for line in range(9, 20))


def test_a_branch_with_the_name_of_its_work_programme_is_a_thing_of_its_own() -> None:
    reading = read(form("01 港灣建設 | 12,000 | | "))

    things = [thing for thing in reading.draft.things if thing.name == "港灣建設"]

    assert [thing.attributes["code"] for thing in things] == ["3126101200", "01"]
    assert [(x.source, x.target) for x in reading.draft.links if x.source is things[1]] == [(things[1], things[0])]


@pytest.mark.parametrize("printed", ["-", "", "－"])
def test_an_amount_that_is_not_printed_is_not_zero(printed: str) -> None:
    assert budgets(read(form(f"01 智慧港灣 | {printed} | | ")))[1:] == []


def test_an_amount_that_cannot_be_read_is_a_doubt() -> None:
    reading = read(form("01 智慧港灣 | 7,0OO | | "))

    assert doubts(reading) == ["The amount '7,0OO' is no number."]


def test_a_repeated_head_says_nothing_new() -> None:
    reading = read(form("01 智慧港灣 | 7,000 | | "), form("02 綠色港灣 | 5,000 | | "))

    assert [name for name, *_ in budgets(reading)] == ["港灣建設", "智慧港灣", "綠色港灣"]
