import pytest

from graph.model.entities import EntityType
from graph.model.keys import agency_id, document_id, indicator_id, plan_id, programme_id
from ingest.linking.keys import Keys
from tests.ingest.drafts import agency, indicator, plan, programme, reading_of


def test_an_agency_is_keyed_by_its_official_name_whoever_speaks() -> None:
    one, other = reading_of("…"), reading_of("…")
    one.speaker = agency(one, "海岸事務部")
    short = agency(one, "港灣署", full_name="海岸事務部港灣署")
    whole = agency(other, "海岸事務部港灣署", full_name="海岸事務部港灣署")

    assert Keys(one).id_of(short) == Keys(other).id_of(whole)


def test_an_agency_without_official_name_is_keyed_by_who_speaks() -> None:
    reading = reading_of("…")
    reading.speaker = agency(reading, "海岸部", full_name="海岸事務部")

    found = Keys(reading).id_of(agency(reading, "企劃組"))

    assert found == agency_id("企劃組", full_name=None, speaker="海岸事務部")


def test_where_nobody_is_known_to_speak_names_are_kept_inside_the_document() -> None:
    one, other = reading_of("…", code="one"), reading_of("…", code="other")

    assert Keys(one).id_of(agency(one, "本部")) != Keys(other).id_of(agency(other, "本部"))


def test_a_plan_is_keyed_by_name_and_years_in_whatever_precision() -> None:
    reading = reading_of("…")
    found = plan(reading, "藍色海岸計畫", period_start="2021-01-01", period_end="2024-12")

    assert Keys(reading).id_of(found) == plan_id("藍色海岸計畫", years=("2021", "2024"), speaker=None)


@pytest.mark.parametrize("name", ["108年度施政計畫", "施政方針", "中程施政計畫（110至113年度）", "114年度單位預算"])
def test_a_plan_that_every_body_has_is_keyed_by_who_speaks_too(name: str) -> None:
    reading = reading_of("…")
    reading.speaker = agency(reading, "海岸事務部")

    assert Keys(reading).id_of(plan(reading, name)) == plan_id(name, years=(None, None), speaker="海岸事務部")


def test_a_plan_named_with_its_body_needs_no_speaker() -> None:
    reading = reading_of("…")
    reading.speaker = agency(reading, "港灣署")
    name = "海岸事務部108年度施政計畫"

    assert Keys(reading).id_of(plan(reading, name)) == plan_id(name, years=(None, None), speaker=None)


def test_an_indicator_is_keyed_by_name_and_unit() -> None:
    reading = reading_of("…")
    percent, kilometres = indicator(reading, "進度", unit="%"), indicator(reading, "進度", unit="公里")

    assert Keys(reading).id_of(percent) == indicator_id("進度", unit="%")
    assert Keys(reading).id_of(kilometres) == indicator_id("進度", unit="公里")


def test_a_programme_is_keyed_inside_its_document() -> None:
    reading = reading_of("…", code="report")
    parent = programme(reading, "航運發展")

    found = Keys(reading).id_of(programme(reading, "人才培育", parent=parent))

    assert found == programme_id("人才培育", document="report", parent=None)


def test_a_name_used_for_two_programmes_is_keyed_with_the_parent() -> None:
    reading = reading_of("…", code="report")
    shipping, fishing = programme(reading, "航運發展"), programme(reading, "漁業發展")
    one, other = (programme(reading, "人才培育", parent=parent) for parent in (shipping, fishing))
    keys = Keys(reading)

    assert keys.id_of(one) == programme_id("人才培育", document="report", parent=keys.id_of(shipping))
    assert keys.id_of(one) != keys.id_of(other)


def test_a_document_is_keyed_by_its_code() -> None:
    reading = reading_of("…", code="report")
    title = reading.draft.thing(EntityType.DOCUMENT, "海岸事務部年報", [])

    assert Keys(reading).id_of(title) == document_id("report")
