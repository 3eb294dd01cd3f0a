from graph.model.relations import RelationType
from ingest.extraction.prose.bodies import read_bodies
from tests.ingest.documents import links_of, read_text


def agencies(text: str, **sidecar: str) -> list[str]:
    return [thing.name for thing in read_text(text, read_bodies, **sidecar).draft.things]


def test_body_is_one_agency_under_each_of_its_names() -> None:
    reading = read_text("由國發會統籌，國家發展委員會並召開會議。\n", read_bodies)

    assert [(t.name, t.aliases, t.attributes["full_name"]) for t in reading.draft.things] == [
        ("國發會", ["國家發展委員會"], "國家發展委員會")
    ]


def test_unit_belongs_to_the_body_its_name_opens_with() -> None:
    reading = read_text("由經濟部水利署辦理。\n", read_bodies)

    assert links_of(reading, RelationType.PART_OF) == {("經濟部水利署", "經濟部")}


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
    assert links_of(read_text("由立法院預算中心審查。\n", read_bodies), RelationType.PART_OF) == set()
