"""The bodies are fictitious; how names are formed is what rules/agencies.yml says."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.entities import AgencyKind
from ingest.extraction.words.agencies import AgencyLexicon, AgencyMention, AgencyRules, lexicon
from ingest.rules import read_rule_file

BODIES: list[dict[str, object]] = [
    {"name": "立法院", "kind": "legislature", "citation": "a law"},
    {
        "name": "海事部",
        "kind": "ministry",
        "citation": "a law",
        "parts": [
            {"name": "港灣署", "kind": "agency", "citation": "a law"},
            {"name": "航政司", "kind": "unit", "short": ["航司"], "citation": "a law"},
            {"name": "燈塔及航標管理司", "kind": "unit", "citation": "a law"},
            {"name": "國立海事博物館", "kind": "agency", "prefixed": False, "citation": "a law"},
        ],
    },
    {
        "name": "海洋發展委員會",
        "kind": "ministry",
        "short": ["海發會"],
        "citation": "a law",
        "used_from": "2015-01-01",
    },
    {
        "name": "前海洋發展委員會",
        "kind": "ministry",
        "short": ["海發會"],
        "citation": "a law",
        "used_until": "2014-12-31",
    },
    {"name": "前海事局", "kind": "bureau", "citation": "a law", "used_until": "2013-06-30"},
    {"name": "台航股份有限公司", "kind": "state_enterprise", "short": ["台航"], "citation": "a law"},
]


@cache
def bodies() -> AgencyLexicon:
    rules = read_rule_file("agencies", AgencyRules).model_dump()
    return AgencyLexicon(AgencyRules.model_validate({**rules, "bodies": BODIES, "localities": ["臺東縣", "高雄市"]}))


def named(text: str, speaker: str | None = None, year: int | None = None) -> list[tuple[str, str | None]]:
    return [(m.name, m.full_name) for m in bodies().find_agencies(text, speaker=speaker, year=year)]


def listed(text: str, speaker: str | None = None) -> list[tuple[str, str | None]]:
    return [(m.name, m.full_name) for m in bodies().read_agency_list(text, speaker=speaker)]


def test_mention_says_where_it_stands_and_what_it_means() -> None:
    assert bodies().find_agencies("由海發會辦理") == [
        AgencyMention(1, 4, "海發會", "海洋發展委員會", AgencyKind.MINISTRY, official=True)
    ]


@pytest.mark.parametrize(
    ("text", "name", "full_name"),
    [
        ("由海事部辦理", "海事部", None),
        ("由海事部港灣署辦理", "海事部港灣署", None),
        ("由港灣署辦理", "港灣署", "海事部港灣署"),
        ("海事部(港灣署)主辦", "海事部港灣署", None),
        ("海事部航司主辦", "海事部航司", "海事部航政司"),
        ("海事部國立海事博物館", "海事部國立海事博物館", "國立海事博物館"),
        ("海事部海難調查小組", "海事部海難調查小組", None),
        ("海事部港灣署潮汐組", "海事部港灣署潮汐組", None),
        ("台東縣政府觀光處", "台東縣政府觀光處", None),
        ("高雄市海洋局核發", "高雄市海洋局", "高雄市政府海洋局"),
        ("港灣署及所屬原列五億元", "港灣署及所屬", "海事部港灣署"),
        ("海事部所屬港灣署辦理", "海事部所屬港灣署", "海事部港灣署"),
        ("函請海事部檢討妥處", "海事部", None),
        ("海事部分別辦理", "海事部", None),
    ],
)
def test_body_is_read_with_its_units(text: str, name: str, full_name: str | None) -> None:
    assert named(text) == [(name, full_name)]


@pytest.mark.parametrize(
    "text",
    [
        "平台航線",
        "海事部門",
        "高雄市改善道路",
        "海事部海洋醫院",
        "各審查小組",
        "地方政府",
        "航政司",
        "財團法人長風航運基金會",
        "國立東海大學圖書館",
        "港灣署長期" * 0 + "專案小組",
    ],
)
def test_what_is_part_of_other_words_or_generic_is_no_body(text: str) -> None:
    assert named(text) == []


def test_speaker_is_meant_by_its_ending() -> None:
    found = named("本署會同本部航政司向大院報告，本會計年度", speaker="海事部港灣署")

    assert found == [("本署", "海事部港灣署"), ("本部航政司", "海事部航政司"), ("大院", "立法院")]


def test_county_speaks_of_itself_as_its_hall() -> None:
    assert named("縣府補助各鄉", speaker="臺東縣政府") == [("縣府", "臺東縣政府")]
    assert named("縣府補助各鄉", speaker="海事部") == []


def test_unit_named_alone_is_the_speakers() -> None:
    assert named("航政司與秘書室", speaker="海事部") == [("航政司", "海事部航政司"), ("秘書室", "海事部秘書室")]


def test_bureau_named_alone_is_that_of_the_local_government_that_speaks() -> None:
    assert named("由水利局辦理", speaker="高雄市政府") == [("水利局", "高雄市政府水利局")]
    assert named("由水利局辦理", speaker="海事部") == []


def test_unit_of_a_local_government_ends_before_the_next_body() -> None:
    assert named("本府水利局獲海事部補助", speaker="高雄市政府") == [
        ("本府水利局", "高雄市政府水利局"),
        ("海事部", None),
    ]


def test_speaker_outside_the_gazetteer_hangs_on_the_body_its_name_opens_with() -> None:
    assert named("本局請本部核定", speaker="海事部燈塔局") == [("本局", "海事部燈塔局"), ("本部", "海事部")]


def test_short_form_means_the_body_of_the_year() -> None:
    assert named("海發會", year=2010) == [("海發會", "前海洋發展委員會")]
    assert named("海發會", year=2020) == [("海發會", "海洋發展委員會")]


def test_short_form_means_the_part_of_a_body_named_beside_it_where_no_year_is_known() -> None:
    text = "國家科學委員會主管包括中部科學工業園區管理局"

    assert [mention.full_name for mention in lexicon().find_agencies(text)] == [
        "行政院國家科學委員會",
        "行政院國家科學委員會中部科學工業園區管理局",
    ]


def test_short_form_means_the_body_of_the_speakers_time() -> None:
    speaker = "前海事局"

    assert named("海發會", speaker=speaker) == [("海發會", "前海洋發展委員會")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("成立「離岸測站技術與維運團隊」，", "離岸測站技術與維運團隊"),
        ("特設跨部會之「智慧港口推動小組」", "智慧港口推動小組"),
        ("函請東部海岸國家風景區管理處辦理", "東部海岸國家風景區管理處"),
        ("設置執行秘書室及民間諮詢委員會", "執行秘書室"),
        ("委託財團法人潮汐預警及研究中心辦理", "財團法人潮汐預警及研究中心"),
        ("國立自然海洋博物館辦理", "國立自然海洋博物館"),
        ("由中州鄉公所及各鄉公所辦理", "中州鄉公所"),
    ],
)
def test_unknown_body_is_known_by_its_ending(text: str, name: str) -> None:
    assert named(text)[0] == (name, None)


def test_list_of_owners_is_read_one_by_one() -> None:
    assert listed("海事部航政司、燈塔司、海發會") == [
        ("海事部航政司", None),
        ("燈塔司", "海事部燈塔司"),
        ("海發會", "海洋發展委員會"),
    ]


def test_owner_whose_name_holds_a_conjunction_is_one() -> None:
    assert listed("海事部燈塔及航標管理司及港灣署") == [("海事部燈塔及航標管理司", None), ("港灣署", "海事部港灣署")]


def test_name_that_repeats_its_beginning_is_one() -> None:
    assert listed("海事部海事部航政司") == [("海事部航政司", None)]


def test_bare_owners_are_units_of_the_speaker() -> None:
    assert listed("潮汐組、 波浪觀測組", speaker="海事部港灣署") == [
        ("潮汐組", "海事部港灣署潮汐組"),
        ("波浪觀測組", "海事部港灣署波浪觀測組"),
    ]


@pytest.mark.parametrize("text", ["長風航運股份有限公司", "海運公會", "", "、；", "業者"])
def test_firm_or_society_is_no_owner(text: str) -> None:
    assert listed(text) == []


@given(st.text(alphabet="海事部港灣署本大院及、（）()司組小推動高雄市政府局「」團隊，", max_size=60))
def test_mentions_stand_where_they_say(text: str) -> None:
    found = bodies().find_agencies(text, speaker="海事部港灣署")

    assert all(a.end <= b.start for a, b in pairwise(found))
    for mention in found:
        assert mention.name == text[mention.start : mention.end].translate(str.maketrans("", "", "()（） "))


def test_lexicon_is_built_once() -> None:
    assert lexicon() is lexicon()
