import pytest

from graph.errors import RuleError
from graph.model.batch import Batch, Mention
from graph.model.entities import Agency, AgencyKind, Document
from graph.model.evidence import EvidenceSource
from graph.model.keys import agency_id, document_id
from ingest.extraction.words.agency_gazetteer import Body
from ingest.linking.organs import Organs, with_successions


def body(name: str, **more: object) -> Body:
    return Body(name=name, kind=AgencyKind.MINISTRY, citation="海岸事務部組織法", **more)


def naming(name: str) -> Batch:
    """A document that names one body by its full name."""
    entity = Agency(id=agency_id(name, full_name=name, speaker=None), name=name, full_name=name)
    document = Document(id=document_id("a"), name="a", code="a")
    return Batch(document=document, mentions=(Mention(entity=entity, names=(name,), official=True, evidence=()),))


COAST = (
    body("行政院", parts=(body("海岸委員會", used_until="2013-07-22", successor="海岸事務部"),)),
    body("海岸事務部", used_from="2013-07-23", parts=(body("港灣署"),)),
)


def test_who_was_followed_by_whom_is_known_from_either() -> None:
    for name in ("行政院海岸委員會", "海岸事務部"):
        ((before, after),) = Organs(COAST).successions([name])

        assert (before.full_name, after.full_name) == ("行政院海岸委員會", "海岸事務部")


def test_a_body_belongs_to_the_ministry_that_has_the_work_today() -> None:
    organs = Organs(COAST)

    assert organs.ministry("海岸事務部港灣署智慧航運組") == "海岸事務部"
    assert organs.ministry("行政院海岸委員會") == "海岸事務部"
    assert organs.ministry("南濱市政府海洋局") == "南濱市政府"
    assert organs.ministry("行政院") is None


def test_a_succession_of_the_table_says_since_when_and_on_what_it_rests() -> None:
    batch = with_successions(naming("經濟部工業局"))

    (statement,) = batch.statements
    successor = next(m for m in batch.mentions if m.entity.id == statement.target)
    assert successor.entity.name == "經濟部產業發展署"
    assert successor.names == ()
    assert statement.since == "2023-09-26"
    assert [(e.source, e.line_start) for e in statement.evidence] == [(EvidenceSource.TABLE, None)]
    assert statement.evidence[0].authority


def test_an_official_name_has_the_dates_of_its_use() -> None:
    mention = with_successions(naming("經濟部工業局")).mentions[0]

    assert mention.used_until == "2023-09-25"


def test_a_body_the_table_does_not_know_stays_as_it_is() -> None:
    assert with_successions(naming("海岸事務部")) == naming("海岸事務部")


@pytest.mark.parametrize(
    ("bodies", "complaint"),
    [
        ((body("甲部", successor="乙部"), body("乙部", successor="甲部")), "comes to follow itself"),
        ((body("甲部", successor="丙部"),), "'丙部', successor of '甲部'"),
        (
            (body("甲部", used_until="2020-01-01", successor="乙部"), body("乙部", used_until="2019-01-01")),
            "before it could",
        ),
        (
            (body("甲部", used_until="2020-01-01"), body("甲部", used_from="2019-06-01")),
            "from ever until 2020-01-01 and from 2019-06-01 until today",
        ),
    ],
    ids=["circular", "unknown", "follower that ended before", "overlapping"],
)
def test_a_table_that_cannot_hold_is_refused(bodies: tuple[Body, ...], complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        Organs(bodies)
