from decimal import Decimal

import pytest

from graph.model.entities import AgencyKind, EntityType, IndicatorAspect
from graph.model.facts import BudgetFigure, Corroboration, OutcomeKind, Scope
from graph.model.relations import RelationType, Role
from graph.model.values import Bound
from ingest.extraction.draft import Achieved, Budgeted, Figure, Link, Measured
from ingest.extraction.reading import Reading
from ingest.records import Record, to_records
from tests.ingest.drafts import agency, figure, indicator, plan, programme, reading_of, said


def records(reading: Reading, kind: str) -> list[Record]:
    return [record for record in to_records(reading) if record["kind"] == kind]


def test_an_entity_says_its_names_attributes_and_place() -> None:
    reading = reading_of("主辦機關：港灣署")
    agency(reading, "港灣署", 1, aliases=["本署"], kind=AgencyKind.AGENCY, full_name="海岸事務部港灣署")

    assert list(to_records(reading)) == [
        {
            "doc": "harbour",
            "kind": "entity",
            "type": "Agency",
            "name": "港灣署",
            "aliases": ["本署"],
            "attrs": {"full_name": "海岸事務部港灣署", "kind": "agency"},
            "rule": "test.rule",
            "line": 1,
            "line_end": 1,
            "quote": "主辦機關：港灣署",
        }
    ]


def test_an_entity_begins_with_a_place_that_names_it() -> None:
    reading = reading_of("本署辦理疏濬", "港灣署")
    agency(reading, "港灣署", 1, 2)

    (record,) = to_records(reading)

    assert record["line"] == 2
    assert record["evidence"] == [{"line": 1, "line_end": 1, "quote": "本署辦理疏濬"}]


def test_the_aspect_of_an_indicator_is_its_category() -> None:
    reading = reading_of("疏濬長度")
    indicator(reading, "疏濬長度", 1, unit="公里", aspect=IndicatorAspect.WORK)

    assert records(reading, "entity")[0]["attrs"] == {"category": "work", "unit": "公里"}


def test_a_lost_title_is_said_beside_the_attributes() -> None:
    reading = reading_of("三、")
    programme(reading, "第3項計畫（題名缺）", 1, title_missing=True)

    record = records(reading, "entity")[0]

    assert record["title_missing"] is True
    assert record["attrs"] == {}


def test_what_no_line_says_is_no_record() -> None:
    reading = reading_of("疏濬計畫")
    agency(reading, "海岸事務部")

    assert list(to_records(reading)) == []


def test_a_document_is_no_entity_record() -> None:
    reading = reading_of("海岸事務部年報")
    reading.draft.thing(EntityType.DOCUMENT, "海岸事務部年報", [said(reading, 1)])

    assert list(to_records(reading)) == []


def test_a_relation_names_both_ends() -> None:
    reading = reading_of("疏濬計畫由港灣署主辦")
    work, body = programme(reading, "疏濬計畫", 1), agency(reading, "港灣署", 1)
    reading.draft.links.append(Link(work, RelationType.EXECUTED_BY, body, (said(reading, 1),), Role.LEAD))

    assert records(reading, "relation") == [
        {
            "doc": "harbour",
            "kind": "relation",
            "head": {"type": "Programme", "name": "疏濬計畫"},
            "rel": "EXECUTED_BY",
            "tail": {"type": "Agency", "name": "港灣署"},
            "attrs": {"role": "lead"},
            "rule": "test.rule",
            "line": 1,
            "line_end": 1,
            "quote": "疏濬計畫由港灣署主辦",
        }
    ]


def test_what_the_vocabulary_has_no_place_for_is_no_record() -> None:
    reading = reading_of("港灣署疏濬12公里", "海岸事務部港灣署")
    short, whole = (agency(reading, name, 1, full_name="海岸事務部港灣署") for name in ("港灣署", "海岸事務部港灣署"))
    length, place = indicator(reading, "疏濬", 1), (said(reading, 1),)
    reading.draft.links.append(Link(short, RelationType.PART_OF, whole, place))
    reading.draft.measured.append(Measured(short, length, Scope.ANNUAL, place, actual=figure("12")))

    assert {record["kind"] for record in to_records(reading)} == {"entity"}


def test_an_end_under_another_name_is_given_in_mentions() -> None:
    reading = reading_of("海岸事務部", "疏濬計畫由本部督導")
    work, body = programme(reading, "疏濬計畫", 2), agency(reading, "海岸事務部", 1)
    body.evidence.append(said(reading, 2, printed_as="本部"))
    reading.draft.links.append(Link(work, RelationType.EXECUTED_BY, body, (said(reading, 2),)))

    (record,) = records(reading, "relation")

    assert record["mentions"] == {"tail": "本部"}
    assert "evidence" not in record


def test_an_end_that_only_its_heading_names_brings_the_heading_along() -> None:
    reading = reading_of("一、疏濬計畫", "主辦機關：港灣署")
    work, body = programme(reading, "疏濬計畫", 1), agency(reading, "港灣署", 2)
    reading.draft.links.append(Link(work, RelationType.EXECUTED_BY, body, (said(reading, 2),)))

    (record,) = records(reading, "relation")

    assert "mentions" not in record
    assert record["evidence"] == [{"line": 1, "line_end": 1, "quote": "一、疏濬計畫"}]


def test_a_name_that_a_page_break_cuts_is_named() -> None:
    reading = reading_of("由港灣署主辦疏濬", "計畫及其他", "—12—")
    work, body = programme(reading, "疏濬計畫", 3), agency(reading, "港灣署", 1)
    link = Link(work, RelationType.EXECUTED_BY, body, (said(reading, 1), said(reading, 2)))
    reading.draft.links.append(link)

    assert [entry["line"] for entry in records(reading, "relation")[0]["evidence"]] == [2]


def test_a_number_in_a_name_is_not_found_inside_a_longer_number() -> None:
    reading = reading_of("計畫1", "計畫12由港灣署主辦")
    work, body = programme(reading, "計畫1", 1), agency(reading, "港灣署", 2)
    reading.draft.links.append(Link(work, RelationType.EXECUTED_BY, body, (said(reading, 2),)))

    assert records(reading, "relation")[0]["evidence"][0]["line"] == 1


def measured(target: Figure | None, actual: Figure | None = None, **more: object) -> Record:
    reading = reading_of("疏濬計畫", "疏濬長度 1,200 1,311.5 公里")
    subject, what = programme(reading, "疏濬計畫", 1), indicator(reading, "疏濬長度", 2, unit="公里")
    evidence = (said(reading, 2),)
    reading.draft.measured.append(
        Measured(subject, what, Scope.ANNUAL, evidence, year=2021, target=target, actual=actual, **more)
    )
    return records(reading, "measurement")[0]


def test_a_measurement_gives_plain_numbers_beside_the_printed_ones() -> None:
    record = measured(figure("1,200"), figure("1,311.5"))

    assert record == {
        "doc": "harbour",
        "kind": "measurement",
        "subject": "疏濬計畫",
        "indicator": "疏濬長度",
        "unit": "公里",
        "scope": "annual",
        "year": 2021,
        "target": 1200,
        "actual": 1311.5,
        "printed": {"target": "1,200", "actual": "1,311.5"},
        "rule": "test.rule",
        "line": 2,
        "line_end": 2,
        "quote": "疏濬長度 1,200 1,311.5 公里",
    }
    assert isinstance(record["target"], int)


def test_a_blank_and_what_is_not_stated_are_both_null() -> None:
    record = measured(Figure("-"), None)

    assert (record["target"], record["actual"], record["printed"]) == (None, None, {})


@pytest.mark.parametrize(
    ("target", "value"),
    [
        pytest.param(Figure("8-12", low=Decimal(8), high=Decimal(12)), "8-12", id="range, as printed"),
        pytest.param(Figure("110年12月", words="2021-12"), "2021-12", id="date, ISO"),
        pytest.param(Figure("全線通水", words="全線通水"), "全線通水", id="words"),
    ],
)
def test_what_is_no_number_stays_words(target: Figure, value: str) -> None:
    record = measured(target)

    assert (record["target"], record["printed"]) == (value, {"target": target.text})


def test_a_bound_and_the_optional_are_said_where_stated() -> None:
    record = measured(Figure("1,200", Decimal(1200), bound=Bound.MIN, approximate=True), as_of="2021-06")

    assert {key: record[key] for key in ("bound", "approx", "as_of")} == {
        "bound": "min",
        "approx": True,
        "as_of": "2021-06",
    }


def budgeted(amount: Figure, what: BudgetFigure = BudgetFigure.APPROPRIATED) -> Record:
    reading = reading_of("疏濬計畫編列120.5")
    subject = plan(reading, "疏濬計畫", 1)
    reading.draft.budgeted.append(Budgeted(subject, what, amount, (said(reading, 1),), fiscal_year=2021, item="委辦"))
    return records(reading, "budget")[0]


def test_a_budget_says_what_it_is_of() -> None:
    record = budgeted(figure("120.5", "千元"))

    assert {k: v for k, v in record.items() if k not in {"rule", "line", "line_end", "quote"}} == {
        "doc": "harbour",
        "kind": "budget",
        "subject": "疏濬計畫",
        "subject_type": "Plan",
        "fiscal_year": 2021,
        "phase": None,
        "field": "appropriated",
        "amount": 120.5,
        "unit": "TWD thousand",
        "item": "委辦",
        "scope": None,
        "printed": "120.5",
    }


def test_what_other_figures_say_of_one_stands_beside_it() -> None:
    reading = reading_of("疏濬計畫", "編列120千元")
    evidence, heard = (said(reading, 2),), Corroboration.CONTRADICTED
    subject = plan(reading, "疏濬計畫", 1)
    reading.draft.budgeted.append(
        Budgeted(subject, BudgetFigure.APPROPRIATED, figure("120", "千元"), evidence, corroboration=heard)
    )

    assert records(reading, "budget")[0]["corroboration"] == "contradicted"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(figure("120", "千元"), (120, "TWD thousand"), id="thousands"),
        pytest.param(figure("1.2", "億元"), (120000, "TWD thousand"), id="hundred millions"),
        pytest.param(figure("1,500", "元"), (1.5, "TWD thousand"), id="single"),
        pytest.param(figure("3", "美元"), (3, "美元"), id="foreign money as printed"),
        pytest.param(Figure("-"), (None, "TWD thousand"), id="blank"),
    ],
)
def test_money_is_given_in_thousands(amount: Figure, expected: tuple[object, str]) -> None:
    record = budgeted(amount)

    assert (record["amount"], record["unit"]) == expected


def test_a_rate_is_given_in_percent() -> None:
    record = budgeted(figure("99.52", "%"), BudgetFigure.EXECUTION_RATE)

    assert (record["amount"], record["unit"]) == (99.52, "%")


def test_an_outcome_lists_its_quantities() -> None:
    reading = reading_of("疏濬計畫", "110年完成疏濬逾12公里，惠及3~4萬人")
    subject = programme(reading, "疏濬計畫", 1)
    quantities = (
        Figure("12", Decimal(12), "公里", bound=Bound.MIN, label="疏濬"),
        Figure("3~4", low=Decimal(3), high=Decimal(4), unit="萬人", label="惠及"),
    )
    reading.draft.achieved.append(
        Achieved(
            subject,
            OutcomeKind.OUTPUT,
            "完成疏濬逾12公里，惠及3~4萬人",
            (said(reading, 2),),
            year=2021,
            quantities=quantities,
        )
    )

    (record,) = records(reading, "outcome")

    assert record["category"] == "output"
    assert record["date"] is None
    assert record["quantities"] == [
        {"label": "疏濬", "value": 12, "unit": "公里", "printed": "12", "bound": "min"},
        {"label": "惠及", "value": "3~4", "unit": "萬人", "printed": "3~4"},
    ]
