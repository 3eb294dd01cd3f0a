from ingest.extraction.prose.measures import read_measures
from ingest.extraction.prose.references import read_references
from ingest.extraction.prose.topics import topics_of
from tests.ingest.documents import read_text


def topic_at(text: str, words: str) -> str | None:
    """The name of what a text is about where it says ``words``."""
    reading = read_text(text, read_measures, read_references)
    block = next(block for block in reading.layout.blocks if words in block.text.text)
    topic = topics_of(reading, block).at(block.text.text.index(words))
    return topic.name if topic else None


def test_short_name_given_in_brackets_means_the_plan_from_there_on() -> None:
    text = "一、辦理「離島碼頭改善計畫」（下稱碼頭計畫）及「岸電推廣計畫」。碼頭計畫已完成5座。\n"

    assert topic_at(text, "已完成") == "離島碼頭改善計畫"


def test_plan_named_again_without_its_verb_is_the_same() -> None:
    text = "一、「強化海岸安全網計畫」預算編列16億元。據海事署報告，海岸安全網計畫（110至114年）投入人力5人。\n"
    reading = read_text(text, read_references)

    (plan,) = reading.draft.things
    assert plan.names == ("強化海岸安全網計畫", "海岸安全網計畫")
    assert (plan.attributes["period_start"], plan.attributes["period_end"]) == ("2021", "2025")


def test_plan_named_again_only_to_rest_on_it_is_not_what_the_text_is_about() -> None:
    text = "一、推動「離島碼頭改善計畫」，已完成5座。\n二、岸電推廣：配合離島碼頭改善計畫，設置岸電3座。\n"

    assert topic_at(text, "設置岸電") == "岸電推廣"


def test_item_is_about_the_work_that_it_opens_with() -> None:
    text = "一、 強化離島交通\n（一） 賡續推動「離島碼頭改善計畫」，並納入「岸電方案」。截至109年底完成5座。\n"

    assert topic_at(text, "截至109年底") == "離島碼頭改善計畫"


def test_items_below_a_text_about_no_work_go_on_about_the_one_named_last() -> None:
    text = "1.海事署辦理「離島碼頭改善計畫」，經核有：\n(1)進度落後，僅完成5座。\n"

    assert topic_at(text, "僅完成") == "離島碼頭改善計畫"


def test_sentence_of_an_item_about_another_work_is_about_that_work() -> None:
    text = "一、「離島碼頭改善計畫」編列29億元；另「岸電推廣計畫」已設置3座。\n"

    assert topic_at(text, "已設置") == "岸電推廣計畫"


def test_scheme_that_is_carried_out_is_what_its_sentence_is_about() -> None:
    text = "一、 保障海上安全\n為落實法令，推動「全港減災方案」，實施檢查9場次。另辦理訓練5場。\n"

    assert topic_at(text, "實施檢查") == "全港減災方案"
