import pytest

from ingest.extraction.prose.headings import names_of_measure
from tests.ingest.documents import read_text


def name_of(line: str) -> str | None:
    """The name in the heading that a text of one line is, with its rule."""
    reading = read_text(line)
    heading = reading.heading_of(reading.layout.sections[-1])
    return heading.name.text if heading else None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("（一） 推動智慧港灣\n", "推動智慧港灣"),
        ("1、 岸電設施設置：截至109年底，完成5座。\n", "岸電設施設置"),
        ("2、 候船室無障礙改善:109年完成4處。\n", "候船室無障礙改善"),
        ("(三)強化離島航線：【航港局、海事署】\n", "強化離島航線"),
        ("邁向智慧港灣計畫【航港局】\n", "邁向智慧港灣計畫"),
        ("2-1【輔導漁村民宿計畫】\n", "輔導漁村民宿計畫"),
        ("(一)完善離島交通網337億元，包括「離島碼頭」編列32億元。\n", "完善離島交通網"),
        ("第3目「港埠建設」編列5億元。\n", "港埠建設"),
        ("3.在普及測站，深耕海象服務方面，本署選定4處。\n", "普及測站，深耕海象服務"),
        ("在推動智慧航運方面，已輔導12家。\n", "推動智慧航運"),
    ],
)
def test_heading_is_read_in_each_of_its_forms(line: str, name: str) -> None:
    assert name_of(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "1、 截至109年底，已完成5座岸電設施。\n",
        "(2)辦理情形：已輔導213件。\n",
        "一、主要工作包括：\n",
        "2、 打造亞太海事中心，至2025年推動2家國際廠商來臺。\n",
        "沒有編號的句子\n",
        "2、 碼頭改善計畫進度未覈實控管，致工期延宕：海事署辦理碼頭改善，已完成5座。\n",
        "3、 在離島航線方面，已完成5座。\n",
        "4、 屬航運類別之重大建設項目：離島碼頭改善。\n",
    ],
)
def test_sentences_labels_and_lists_are_no_headings(line: str) -> None:
    assert name_of(line) is None


def test_sentence_is_an_aim_where_owned_results_stand_below() -> None:
    text = "(一)打造亞太海事中心，至2025年推動2家廠商來臺。\n1. 促成國際大廠設立研發中心。【海事署】\n"
    reading = read_text(text)

    heading = reading.heading_of(reading.layout.sections[1])

    assert heading is not None
    assert heading.name.text == "打造亞太海事中心"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("1、 推動智慧浮標(SB)輔導計畫：輔導5家。\n", ("智慧浮標(SB)輔導計畫", ["推動智慧浮標(SB)輔導計畫"])),
        ("一、推廣「海語傳習師」 普及傳習\n", ("海語傳習師", ["推廣「海語傳習師」普及傳習"])),
        ("主軸二：智慧港灣\n", ("主軸二：智慧港灣", ["智慧港灣"])),
        ("2.「築港」行動方案：\n", ("「築港」行動方案", ["築港"])),
        ("1.落實行動化港務，體現服務精神：已完成。\n", ("落實行動化港務，體現服務精神", ["落實行動化港務"])),
        ("一、擴大測站布建 提升預報品質\n", ("擴大測站布建提升預報品質", ["擴大測站布建"])),
        ("1、 離島碼頭改善計畫（101-104年）\n", ("離島碼頭改善計畫", ["離島碼頭改善計畫（101-104年）"])),
        (
            "1、 離島碼頭改善計畫（以下簡稱碼頭計畫）\n",
            ("離島碼頭改善計畫", ["離島碼頭改善計畫（以下簡稱碼頭計畫）", "碼頭計畫"]),
        ),
        ("1、 推動智慧港灣：已完成。\n", ("推動智慧港灣", [])),
    ],
)
def test_measure_is_named_by_its_heading(line: str, names: tuple[str, list[str]]) -> None:
    reading = read_text(line)
    heading = reading.heading_of(reading.layout.sections[-1])

    assert heading is not None
    assert names_of_measure(heading) == names


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("1、 岸電設施設置：截至109年底。\n", "截至109年底。"),
        ("1、 在推動智慧航運方面，已輔導12家。\n", "已輔導12家。"),
        ("1、 推動智慧航運\n", ""),
    ],
)
def test_explanation_begins_behind_the_name_and_its_mark(line: str, body: str) -> None:
    reading = read_text(line)
    section = reading.layout.sections[-1]
    heading = reading.heading_of(section)

    assert heading is not None
    assert section.blocks[0].text.text[heading.body :] == body
