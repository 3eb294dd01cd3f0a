"""What an entry of the gazetteer may say, and what the gazetteer makes of it; the bodies are fictitious."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from graph.errors import RuleError
from graph.model.entities import AgencyKind
from ingest.extraction.words.agencies import AgencyRules
from ingest.extraction.words.agency_gazetteer import Bodies, Body, Gazetteer, Locality, Seen
from ingest.rules import read_rule_file


def body(**said: object) -> Body:
    return Body.model_validate({"name": "海事部", "kind": "ministry", "citation": "a law", **said})


def gazetteer(*bodies: Body, localities: tuple[object, ...] = ()) -> Gazetteer:
    said = {
        "bodies": bodies,
        "localities": localities,
        "local_citation": "a law",
        "common_units": (),
        "local_units": (),
    }
    return Gazetteer(Bodies.model_validate(said))


def used(within: Gazetteer, name: str) -> tuple[str | None, str | None]:
    organ = within.organ(name)
    assert organ is not None
    return organ.used_from, organ.used_until


def everyone() -> Iterator[tuple[str, Body]]:
    """All bodies of ``rules/agencies.yml`` by their full names."""

    def walk(one: Body, above: str) -> Iterator[tuple[str, Body]]:
        full_name = (above if one.prefixed else "") + one.name
        yield full_name, one
        for part in one.parts:
            yield from walk(part, full_name)

    for one in read_rule_file("agencies", AgencyRules).everyone():
        yield from walk(one, "")


def test_dates_may_be_as_exact_as_they_were_found() -> None:
    assert body(used_from="2012", used_until="2012-05-19").used_from == "2012"


def test_body_may_not_end_before_it_began() -> None:
    with pytest.raises(ValidationError, match="used until 2012-05-19, before it was used"):
        body(used_from="2012-05-20", used_until="2012-05-19")


def test_law_of_a_succession_needs_the_successor_and_the_day() -> None:
    with pytest.raises(ValidationError, match="needs successor and used_until"):
        body(succession="another law", used_until="2012-05-19")
    with pytest.raises(ValidationError, match="needs successor and used_until"):
        body(succession="another law", successor="海洋部")


@pytest.mark.parametrize("seen", [Seen.TITLE, Seen.DOCUMENT])
@pytest.mark.parametrize("said", [{"used_from": "2012-05-20"}, {"used_until": "2012-05-19"}, {"successor": "海洋部"}])
def test_name_alone_says_no_dates_and_no_successor(seen: Seen, said: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="only the name was seen"):
        body(seen=seen, **said)


def test_name_with_another_in_it_is_in_use_no_longer_than_that_one() -> None:
    part = body(name="港灣署", kind="agency")
    known = gazetteer(body(used_from="2001-01-01", used_until="2012-05-19", parts=(part,)))

    assert used(known, "海事部港灣署") == ("2001-01-01", "2012-05-19")


def test_own_dates_of_a_part_come_first() -> None:
    part = body(name="港灣署", kind="agency", used_until="2008-12-31")
    known = gazetteer(body(used_from="2001-01-01", used_until="2012-05-19", parts=(part,)))

    assert used(known, "海事部港灣署") == ("2001-01-01", "2008-12-31")


def test_name_of_its_own_outlives_the_whole() -> None:
    part = body(name="國立海事博物館", kind="agency", prefixed=False)

    assert used(gazetteer(body(used_until="2012-05-19", parts=(part,))), "國立海事博物館") == (None, None)


RENAMED = Locality(name="東港縣", used_until="2010-12-24", successor="東港市", succession="another law")


def test_one_form_for_two_bodies_of_one_time_is_refused() -> None:
    first, second = body(name="海岸署", short=("岸署",)), body(name="港岸署", short=("岸署",), used_from="2019-01-01")

    with pytest.raises(RuleError, match="'岸署' means both '海岸署' and '港岸署'"):
        gazetteer(first, second)


def test_one_form_may_pass_from_one_body_to_another() -> None:
    first = body(name="海岸署", short=("岸署",), used_until="2018-12-31")

    assert gazetteer(first, body(name="港岸署", short=("岸署",), used_from="2019-01-01"))


def test_locality_has_a_government_and_a_council_with_its_dates() -> None:
    assert [(one.name, one.kind, one.used_until) for one in RENAMED.bodies("a law")] == [
        ("東港縣政府", AgencyKind.LOCAL_GOVERNMENT, "2010-12-24"),
        ("東港縣議會", AgencyKind.LEGISLATURE, "2010-12-24"),
    ]


def test_locality_is_followed_government_by_government() -> None:
    assert [(one.successor, one.succession) for one in RENAMED.bodies("a law")] == [
        ("東港市政府", "another law"),
        ("東港市議會", "another law"),
    ]


def test_locality_may_be_its_name_alone() -> None:
    known = gazetteer(localities=("東港縣", RENAMED.model_copy(update={"name": "西港縣"})))

    assert used(known, "東港縣政府") == (None, None)
    assert used(known, "西港縣議會") == (None, "2010-12-24")


def test_file_gives_no_two_bodies_one_name() -> None:
    names = [name for name, _ in everyone()]

    assert sorted(names) == sorted(set(names))


def test_file_says_of_each_body_how_it_was_looked_up() -> None:
    assert [name for name, one in everyone() if not one.seen and not name.endswith(("政府", "議會"))] == []


def test_file_says_by_which_law_each_body_was_followed() -> None:
    assert [name for name, one in everyone() if one.successor and not one.succession] == []


def test_file_has_each_successor_in_use_from_the_day_after() -> None:
    bodies = dict(everyone())
    for name, one in bodies.items():
        if one.successor and one.used_until:
            after = bodies[one.successor]
            day_after = date.fromisoformat(one.used_until) + timedelta(days=1)
            assert (after.used_from or "0") <= day_after.isoformat() <= (after.used_until or "9"), name
