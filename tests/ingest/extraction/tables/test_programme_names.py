import pytest

from graph.model.entities import EntityType
from ingest.extraction.draft import Draft
from ingest.extraction.tables.programme_names import KnownProgrammes

KNOWN = ("智慧港灣加值應用推動計畫", "南港2.0-智慧港灣綱要計畫—浮標、岸電", "港灣更新第一期計畫工程", "港灣")


def find(name: str) -> str | None:
    draft = Draft()
    known = KnownProgrammes(draft)
    for each in KNOWN:
        draft.thing(EntityType.PROGRAMME, each, [], code=f"31261012{len(each):02}")
    thing = known.find(name)
    return thing.name if thing else None


@pytest.mark.parametrize(
    ("name", "known"),
    [
        pytest.param("智慧港灣 加值應用推動計畫", KNOWN[0], id="white space"),
        pytest.param("智慧港灣增值應用推動計畫", KNOWN[0], id="one character misread"),
        pytest.param("南港2.0-智慧港灣綱要計畫一浮標、岸電", KNOWN[1], id="a dash misread"),
        pytest.param("南港2.0-智慧港灣綱要計畫", KNOWN[1], id="the umbrella alone"),
        pytest.param("港灣更新第二期計畫工程", None, id="another number"),
        pytest.param("港口", None, id="too short to tell a misprint"),
        pytest.param("綠色港灣加值應用推廣計畫", None, id="another name"),
    ],
)
def test_a_programme_is_found_under_a_name_that_printing_changed(name: str, known: str | None) -> None:
    assert find(name) == known


def test_a_programme_is_found_by_its_code() -> None:
    draft = Draft()
    known = KnownProgrammes(draft)
    thing = draft.thing(EntityType.PROGRAMME, "港灣建設", [], code="3126101200")

    assert known.by_code("3126101200") is thing
    assert known.by_code("3126101300") is None
