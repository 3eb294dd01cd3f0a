import pytest

from graph.model.entities import EntityType
from graph.model.facts import OutcomeKind, Scope
from graph.model.relations import RelationType
from ingest.extraction.draft import Achieved, Link, Measured, Thing
from ingest.linking.keys import Keys
from ingest.linking.vocabulary import names_of, why_not_linked, why_not_named, why_not_said
from tests.ingest.drafts import agency, programme, reading_of

BODY, OTHER = Thing(EntityType.AGENCY, "港灣署"), Thing(EntityType.AGENCY, "海岸事務部")
WORK, LENGTH = Thing(EntityType.PROGRAMME, "疏濬計畫"), Thing(EntityType.INDICATOR, "疏濬長度")
KEYS = Keys(reading_of("…"))


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [
        (WORK, RelationType.EXECUTED_BY, BODY),
        (BODY, RelationType.PART_OF, OTHER),
        (WORK, RelationType.MEASURED_BY, LENGTH),
    ],
)
def test_a_relation_of_the_vocabulary_has_its_place(source: Thing, relation: RelationType, target: Thing) -> None:
    assert why_not_linked(Link(source, relation, target, ()), KEYS) is None


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [
        pytest.param(BODY, RelationType.REFERENCES, WORK, id="types that do not fit"),
        pytest.param(BODY, RelationType.PART_OF, WORK, id="types that fit in other pairs only"),
        pytest.param(LENGTH, RelationType.MEASURED_BY, WORK, id="the wrong way round"),
    ],
)
def test_any_other_relation_has_none(source: Thing, relation: RelationType, target: Thing) -> None:
    reason = why_not_linked(Link(source, relation, target, ()), KEYS)

    assert reason is not None
    assert source.name in reason
    assert target.name in reason


def test_a_thing_is_not_joined_to_itself_under_another_name() -> None:
    reading = reading_of("…")
    short, whole = (agency(reading, name, full_name="海岸事務部港灣署") for name in ("港灣署", "海岸事務部港灣署"))

    assert why_not_linked(Link(short, RelationType.PART_OF, whole, ()), Keys(reading)) is not None


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("「」—（）", "no name", id="marks"),
        pytest.param("……", "no name", id="dots"),
        pytest.param("長" * 10_000, "longer than any name", id="endless"),
    ],
)
def test_what_cannot_be_a_name_has_no_place_and_no_relations_and_facts(name: str, why: str) -> None:
    work = Thing(EntityType.PROGRAMME, name)

    reasons = {
        why_not_named(work),
        why_not_linked(Link(work, RelationType.EXECUTED_BY, BODY, ()), KEYS),
        why_not_linked(Link(WORK, RelationType.PART_OF, work, ()), KEYS),
        why_not_said(Measured(work, LENGTH, Scope.ANNUAL, ())),
        why_not_said(Measured(WORK, Thing(EntityType.INDICATOR, name), Scope.ANNUAL, ())),
        why_not_said(Achieved(WORK, OutcomeKind.OUTPUT, "完成疏濬", (), agency=Thing(EntityType.AGENCY, name))),
    }

    assert all(reason and why in reason and len(reason) < 100 for reason in reasons)


def test_a_thing_keeps_those_of_its_names_that_are_some() -> None:
    work = Thing(EntityType.PROGRAMME, "——", aliases=["疏濬計畫", "（）"])

    assert why_not_named(work) is None
    assert names_of(work) == ("疏濬計畫",)


def test_a_fact_is_about_what_the_vocabulary_says() -> None:
    work = programme(reading_of("…"), "疏濬計畫")

    assert why_not_said(Measured(work, LENGTH, Scope.ANNUAL, ())) is None
    assert why_not_said(Measured(BODY, LENGTH, Scope.ANNUAL, ())) is not None
    assert why_not_said(Achieved(BODY, OutcomeKind.OUTPUT, "完成疏濬", ())) is None
    assert why_not_said(Achieved(LENGTH, OutcomeKind.OUTPUT, "完成疏濬", ())) is not None
