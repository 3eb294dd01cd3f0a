from graph.model.relations import RelationType
from ingest.extraction.prose.bodies import read_bodies, read_bodies_above
from tests.ingest.documents import links_of, read_text


def agencies(text: str, **sidecar: str) -> list[str]:
    return [thing.name for thing in read_text(text, read_bodies, **sidecar).draft.things]


def test_body_is_one_agency_under_each_of_its_names() -> None:
    reading = read_text("由國發會統籌，國家發展委員會並召開會議。\n", read_bodies)

    assert [(t.name, t.aliases, t.attributes["full_name"]) for t in reading.draft.things] == [
        ("國發會", ["國家發展委員會"], "國家發展委員會")
    ]


def test_unit_belongs_to_the_body_its_name_opens_with() -> None:
    reading = read_text("由經濟部水利署辦理，經濟部督導。\n", read_bodies, read_bodies_above)

    assert links_of(reading, RelationType.PART_OF) == {("經濟部水利署", "經濟部")}


def test_body_above_that_is_only_part_of_a_name_is_not_named() -> None:
    reading = read_text("由內政部用地小組審議。\n", read_bodies, read_bodies_above)

    assert [thing.name for thing in reading.draft.things] == ["內政部用地小組"]


def test_known_body_is_part_of_what_the_gazetteer_says() -> None:
    text = "行政院科技會報辦公室統籌，行政院並召開行政院科技會報。\n"

    links = links_of(read_text(text, read_bodies, read_bodies_above), RelationType.PART_OF)

    assert ("行政院科技會報辦公室", "行政院") in links
    assert ("行政院科技會報辦公室", "行政院科技會報") not in links


def test_body_in_the_name_of_a_rule_or_a_system_is_no_mention_of_it() -> None:
    assert agencies("依「行政院政府計畫管理資訊網(PLANet)」填報。\n") == []


def test_bodies_of_a_series_belong_to_the_one_in_whose_charge_they_are() -> None:
    text = "交通部主管包括交通部、中央氣象局及觀光局等3個單位預算機關。\n"

    links = links_of(read_text(text, read_bodies), RelationType.PART_OF)

    assert {head for head, tail in links if tail == "交通部"} >= {"中央氣象局", "觀光局"}


def test_all_that_stand_under_a_body_are_no_mention_of_it() -> None:
    assert agencies("行政院所屬各機關全面推動。\n") == []


def test_committee_that_is_reported_to_takes_no_part() -> None:
    assert agencies("應向立法院內政委員會提出書面報告。\n") == []


def test_bodies_that_a_body_sets_up_belong_to_it() -> None:
    text = "行政院特設立跨部會之「港務推動小組」，「港務推動小組」設置執行秘書室。\n"

    assert links_of(read_text(text, read_bodies), RelationType.PART_OF) == {
        ("港務推動小組", "行政院"),
        ("執行秘書室", "港務推動小組"),
    }


def test_council_is_above_its_office_but_no_parliament_above_its_guest() -> None:
    assert (
        links_of(read_text("由立法院預算中心審查。\n", read_bodies, read_bodies_above), RelationType.PART_OF) == set()
    )


def test_short_form_means_the_body_that_was_named_with_it() -> None:
    reading = read_text("行政院農業委員會漁業署主辦，漁業署並補助漁民。\n", read_bodies)

    assert [(thing.name, thing.aliases) for thing in reading.draft.things] == [("行政院農業委員會漁業署", ["漁業署"])]
