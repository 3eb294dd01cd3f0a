from graph.model.batch import Batch
from graph.model.entities import AgencyKind, DocumentGenre, EntityType
from graph.model.facts import OutcomeKind, Scope
from graph.model.relations import RelationType, Role
from ingest.extraction.draft import Achieved, Doubt, Link, Measured
from ingest.extraction.reading import Reading
from ingest.layout.aligned import Place
from ingest.linking.batch import link
from ingest.linking.keys import Keys
from tests.ingest.drafts import agency, figure, indicator, plan, programme, reading_of, said


def report() -> Reading:
    """A document that says a little of everything."""
    reading = reading_of("海岸事務部110年度績效報告", "一、疏濬計畫", "主辦機關：港灣署", "疏濬長度 12 公里")
    reading.document = reading.draft.thing(EntityType.DOCUMENT, "海岸事務部110年度績效報告", [said(reading, 1)])
    reading.year = 2021
    work, body = programme(reading, "疏濬計畫", 2), agency(reading, "港灣署", 3, kind=AgencyKind.AGENCY)
    length = indicator(reading, "疏濬長度", 4, unit="公里")
    place = (said(reading, 4),)
    reading.draft.links.append(Link(work, RelationType.EXECUTED_BY, body, (said(reading, 3),), Role.LEAD))
    reading.draft.measured.append(Measured(work, length, Scope.ANNUAL, place, year=2021, actual=figure("12")))
    reading.draft.achieved.append(Achieved(work, OutcomeKind.OUTPUT, "疏濬長度12公里", place))
    reading.draft.doubts.append(Doubt("test.doubt", "沒有單位", Place(4, 4, "疏濬長度 12 公里")))
    return reading


def relations(batch: Batch) -> list[RelationType]:
    return [statement.relation for statement in batch.statements]


def test_the_same_reading_gives_the_same_bytes() -> None:
    assert link(report()).to_json() == link(report()).to_json()


def test_everything_a_fact_speaks_of_is_mentioned() -> None:
    batch = link(report())

    mentioned = {mention.entity.id for mention in batch.mentions}
    facts = (*batch.measurements, *batch.outcomes)
    assert {fact.subject for fact in facts} | {m.indicator for m in batch.measurements} <= mentioned
    assert {end for statement in batch.statements for end in (statement.source, statement.target)} <= mentioned


def test_every_piece_of_evidence_stands_in_a_passage_of_the_batch() -> None:
    batch = link(report())

    items = (*batch.mentions, *batch.statements, *batch.measurements, *batch.outcomes)
    named = {evidence.passage for item in items for evidence in item.evidence}
    assert named <= {passage.id for passage in batch.passages}


def test_a_doubt_becomes_a_finding() -> None:
    (finding,) = link(report()).findings

    assert (finding.rule, finding.line_start, finding.quote) == ("test.doubt", 4, "疏濬長度 12 公里")


def test_the_document_is_as_it_was_read() -> None:
    document = link(report()).document

    assert (document.name, document.code, document.year) == ("海岸事務部110年度績效報告", "harbour", 2021)
    assert document.genre is DocumentGenre.OTHER


def test_what_the_sidecar_says_of_the_document_wins() -> None:
    sidecar = {
        "title": "港灣年報",
        "kind": "performance_report",
        "edition": "定稿",
        "published": "2022-03",
        "source": "https://example.tw/1",
    }
    reading = reading_of("年報", id="annual", **sidecar)
    reading.document = reading.draft.thing(EntityType.DOCUMENT, "年報", [], genre="budget", published_on="2020")

    document = link(reading).document

    assert document.model_dump(exclude={"id", "type", "year"}) == {
        "name": "港灣年報",
        "code": "annual",
        "genre": DocumentGenre.PERFORMANCE_REPORT,
        "edition": "定稿",
        "published_on": "2022-03",
        "source": "https://example.tw/1",
        "encoding": "UTF-8",
    }


def test_a_document_without_title_is_named_by_its_code() -> None:
    assert link(reading_of("…")).document.name == "harbour"


def test_an_official_name_is_the_name_of_the_agency() -> None:
    reading = reading_of("港灣署")
    agency(reading, "港灣署", 1, full_name="海岸事務部港灣署")

    (mention,) = link(reading).mentions

    assert (mention.entity.name, mention.official, mention.names) == ("海岸事務部港灣署", True, ("港灣署",))


def test_without_official_name_the_longest_printed_one_is_shown() -> None:
    reading = reading_of("藍海計畫（下稱藍色海岸發展計畫）")
    plan(reading, "藍海計畫", 1, aliases=["藍色海岸發展計畫"])

    (mention,) = link(reading).mentions

    assert (mention.entity.name, mention.official) == ("藍色海岸發展計畫", False)
    assert mention.evidence[0].printed_as == "藍色海岸發展計畫"


def test_words_by_which_a_body_speaks_of_itself_are_no_name_but_stay_with_the_evidence() -> None:
    reading = reading_of("本部辦理疏濬")
    agency(reading, "海岸事務部", 1, aliases=["本部", "海岸部"])

    (mention,) = link(reading).mentions

    assert mention.names == ("海岸事務部", "海岸部")
    assert mention.evidence[0].printed_as == "本部"


def test_a_body_that_is_only_called_as_its_speaker_calls_it_says_so() -> None:
    reading = reading_of("本部港灣署辦理疏濬")
    agency(reading, "本部港灣署", 1, full_name="海岸事務部港灣署")

    (mention,) = link(reading).mentions

    assert (mention.entity.name, mention.names, mention.spoken) == (
        "海岸事務部港灣署",
        ("本部港灣署",),
        ("本部港灣署",),
    )


def test_things_of_one_key_are_one_mention() -> None:
    reading = reading_of("港灣署", "海岸事務部港灣署")
    agency(reading, "港灣署", 1, full_name="海岸事務部港灣署", kind=AgencyKind.AGENCY)
    agency(reading, "海岸事務部港灣署", 2, full_name="海岸事務部港灣署", kind=AgencyKind.OTHER)

    (mention,) = link(reading).mentions

    assert mention.names == ("港灣署", "海岸事務部港灣署")
    assert mention.entity.kind is AgencyKind.AGENCY
    assert [evidence.line_start for evidence in mention.evidence] == [1, 2]


def test_a_thing_nobody_speaks_of_is_left_out() -> None:
    reading = reading_of("…")
    agency(reading, "海岸事務部")

    assert link(reading).mentions == ()


def test_a_relation_said_twice_is_one_statement_with_both_places() -> None:
    reading = reading_of("港灣署", "疏濬計畫由港灣署辦理", "港灣署辦理疏濬計畫")
    work, body = programme(reading, "疏濬計畫", 2), agency(reading, "港灣署", 1)
    for line in (2, 3):
        reading.draft.links.append(Link(work, RelationType.EXECUTED_BY, body, (said(reading, line),)))

    (statement,) = link(reading).statements

    assert [evidence.line_start for evidence in statement.evidence] == [2, 3]


def test_the_words_that_mean_an_end_are_kept_with_the_evidence() -> None:
    reading = reading_of("疏濬計畫由本部辦理")
    work, body = programme(reading, "疏濬計畫", 1), agency(reading, "海岸事務部")
    evidence = (said(reading, 1),)
    reading.draft.links.append(Link(work, RelationType.EXECUTED_BY, body, evidence, mentions={"tail": "本部"}))

    (statement,) = link(reading).statements

    assert statement.evidence[0].printed_as == "本部"


def test_what_is_measured_by_an_indicator_is_linked_to_it() -> None:
    batch = link(report())

    assert relations(batch) == [RelationType.EXECUTED_BY, RelationType.MEASURED_BY]
    assert [evidence.line_start for evidence in batch.statements[1].evidence] == [4]


def test_an_attribute_has_the_places_that_print_it_behind_those_that_name_the_thing() -> None:
    reading = reading_of("疏濬計畫", "公共建設", "再論疏濬計畫（社會發展）")
    first, other = programme(reading, "疏濬計畫", 1), programme(reading, "疏濬計畫", 3)
    first.tell("category", "公共建設", [said(reading, 2)])
    other.tell("category", "社會發展", [said(reading, 3)])  # otherwise than the first, which counts

    (mention,) = link(reading).mentions

    assert mention.entity.category == "公共建設"
    assert [(evidence.line_start, evidence.says) for evidence in mention.evidence] == [
        (1, ()),
        (3, ()),
        (2, ("category",)),
    ]


def test_a_place_that_names_a_thing_and_prints_its_attribute_stands_once() -> None:
    reading = reading_of("智慧港灣方案(2021-2025年)")
    place = [said(reading, 1)]
    plan(reading, "智慧港灣方案", 1).tell_period("2021", "2025", place)

    (mention,) = link(reading).mentions

    assert [evidence.says for evidence in mention.evidence] == [("period_start", "period_end")]


def test_the_full_name_of_a_body_is_printed_where_it_is_named_by_it() -> None:
    reading = reading_of("海岸事務部港灣署", "港灣署")
    agency(reading, "港灣署", 2, full_name="海岸事務部港灣署").add_evidence([said(reading, 1)])

    (mention,) = link(reading).mentions

    assert [(evidence.line_start, evidence.says) for evidence in mention.evidence] == [(2, ()), (1, ("full_name",))]


def test_a_figure_is_printed_where_its_words_stand() -> None:
    reading = reading_of("疏濬計畫", "目標 實際", "疏濬長度 1,200 1,311 公里")
    work, length = programme(reading, "疏濬計畫", 1), indicator(reading, "疏濬長度", 3, unit="公里")
    evidence = (said(reading, 2), said(reading, 3))
    reading.draft.measured.append(
        Measured(work, length, Scope.ANNUAL, evidence, target=figure("1,200"), actual=figure("1,311"))
    )

    (measurement,) = link(reading).measurements

    assert [piece.says for piece in measurement.evidence] == [(), ("unit", "target", "actual")]


def test_the_sidecar_is_the_authority_for_what_it_alone_says_of_the_document() -> None:
    reading = reading_of("年報", kind=DocumentGenre.RESULTS_REPORT, published="2021-03")
    reading.document = reading.draft.thing(EntityType.DOCUMENT, "年報", [said(reading, 1)])

    (mention,) = link(reading).mentions

    assert [(piece.authority, piece.says) for piece in mention.evidence] == [
        (None, ()),
        ("harbour.meta.yml", ("genre", "published_on")),
    ]


def published(reading: Reading) -> list[tuple[str, int | None, str | None]]:
    """Who published the document, on which line, or by whose authority."""
    batch = link(reading)
    names = {mention.entity.id: mention.entity.name for mention in batch.mentions}
    return [(names[s.target], e.line_start, e.authority) for s in batch.statements for e in s.evidence]


def test_the_publisher_that_the_sidecar_names_wins() -> None:
    reading = reading_of("海岸事務部港灣署年報", publisher="海岸事務部")
    title = reading.document = reading.draft.thing(EntityType.DOCUMENT, "年報", [said(reading, 1)])
    body = agency(reading, "港灣署", 1)
    reading.draft.links.append(Link(title, RelationType.PUBLISHED_BY, body, (said(reading, 1),)))

    assert published(reading) == [("海岸事務部", None, "harbour.meta.yml")]


def test_the_publisher_is_quoted_where_a_line_says_what_the_sidecar_does() -> None:
    reading = reading_of("海岸事務部年報", publisher="海岸事務部")
    title = reading.document = reading.draft.thing(EntityType.DOCUMENT, "年報", [said(reading, 1)])
    body = agency(reading, "海岸部", 1, full_name="海岸事務部")
    reading.draft.links.append(Link(title, RelationType.PUBLISHED_BY, body, (said(reading, 1),)))

    assert published(reading) == [("海岸事務部", 1, None)]


def test_the_sidecar_names_the_publisher_of_a_document_that_does_not() -> None:
    assert published(reading_of("年報", publisher="海岸事務部")) == [("海岸事務部", None, "harbour.meta.yml")]


def test_a_thing_that_would_be_part_of_itself_is_a_finding() -> None:
    reading = reading_of("港灣署隸屬海岸事務部港灣署")
    short, whole = (agency(reading, name, 1, full_name="海岸事務部港灣署") for name in ("港灣署", "海岸事務部港灣署"))
    reading.draft.links.append(Link(short, RelationType.PART_OF, whole, (said(reading, 1),)))

    batch = link(reading)

    assert batch.statements == ()
    assert [finding.rule for finding in batch.findings] == ["linking.vocabulary"]


def test_what_the_vocabulary_has_no_place_for_is_a_finding() -> None:
    reading = reading_of("港灣署疏濬長度12公里")
    body, length = agency(reading, "港灣署", 1), indicator(reading, "疏濬長度", 1)
    reading.draft.measured.append(Measured(body, length, Scope.ANNUAL, (said(reading, 1),), actual=figure("12")))
    reading.draft.links.append(Link(length, RelationType.EXECUTED_BY, body, (said(reading, 1),)))

    batch = link(reading)

    assert (batch.measurements, batch.statements) == ((), ())
    assert [finding.line_start for finding in batch.findings] == [1, 1]


def test_ids_in_statements_are_those_of_the_keys() -> None:
    reading = report()

    (first, _) = link(reading).statements

    keys = Keys(reading)
    work, body = reading.draft.links[0].source, reading.draft.links[0].target
    assert (first.source, first.target, first.role) == (keys.id_of(work), keys.id_of(body), Role.LEAD)


def test_a_heading_over_a_name_is_not_shown_as_the_name() -> None:
    reading = reading_of("一、辦理「疏濬計畫」", "疏濬計畫完成12公里")
    thing = programme(reading, "辦理「疏濬計畫」", 1)
    thing.aliases.append("疏濬計畫")

    (mention,) = link(reading).mentions

    assert mention.entity.name == "疏濬計畫"
    assert mention.names == ("辦理「疏濬計畫」", "疏濬計畫")


def test_a_name_is_also_known_with_the_years_printed_after_it() -> None:
    reading = reading_of("智慧港灣方案(2021-2025年)")
    plan(reading, "智慧港灣方案", 1, period_start="2021", period_end="2025")

    (mention,) = link(reading).mentions

    assert mention.entity.name == "智慧港灣方案"
    assert mention.names == ("智慧港灣方案", "智慧港灣方案(2021-2025年)")
