import pytest

from graph.model.relations import RelationType
from ingest.extraction.prose.references import read_references
from tests.ingest.documents import links_of, read_text


@pytest.mark.parametrize(
    "text",
    [
        "推動「舊港更新計畫」，110年起整併為「智慧港灣計畫」。\n",
        "延續「舊港更新計畫」，110年起推動「智慧港灣計畫」。\n",
        "「智慧港灣計畫」業奉行政院核定，接續「舊港更新計畫（98至103年）」之碼頭部分。\n",
        "推動「舊港更新計畫」已完成第一階段任務，行政院於110年核定「智慧港灣計畫」接續推動。\n",
    ],
)
def test_plan_that_replaces_or_goes_on_with_another_follows_it(text: str) -> None:
    reading = read_text(text, read_references)

    assert links_of(reading, RelationType.SUCCEEDED_BY) == {("舊港更新計畫", "智慧港灣計畫")}


@pytest.mark.parametrize(
    "text",
    [
        "推動「智慧港灣計畫」，係整合「舊港更新計畫」及「漁港再造計畫」而成。\n",
        "「智慧港灣計畫」自97年起由「舊港更新計畫」與「漁港再造計畫」合併，已完成5座。\n",
    ],
)
def test_plan_made_of_several_follows_each(text: str) -> None:
    assert links_of(read_text(text, read_references), RelationType.SUCCEEDED_BY) == {
        ("舊港更新計畫", "智慧港灣計畫"),
        ("漁港再造計畫", "智慧港灣計畫"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "推動「舊港更新計畫」及「智慧港灣計畫」。\n",
        "推動「舊港更新計畫」。更名為「智慧港灣計畫」之議未決。\n",
        "推動「舊港更新計畫」，配合「智慧港灣計畫」。\n",
    ],
)
def test_plans_named_side_by_side_do_not_follow_one_another(text: str) -> None:
    assert links_of(read_text(text, read_references), RelationType.SUCCEEDED_BY) == set()
