from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.model.facts import BudgetFigure, BudgetItem, Corroboration, Measurement, Outcome, OutcomeKind, Scope
from graph.model.values import NOT_STATED
from ingest.extraction.draft import Achieved, Budgeted, Figure, Measured
from ingest.linking.facts import Facts
from ingest.linking.keys import Keys
from ingest.linking.passages import Passages
from tests.ingest.drafts import figure, indicator, programme, reading_of, said

READING = reading_of("疏濬計畫", "疏濬長度", "公里")
SUBJECT, LENGTH = programme(READING, "疏濬計畫", 1), indicator(READING, "疏濬長度", 2, unit="公里")
KEYS = Keys(READING)


def facts() -> Facts:
    return Facts(READING.source.id, KEYS, Passages(READING.layout))


def measured(line: int, target: Figure | None = None, actual: Figure | None = None, year: int = 2021) -> Measured:
    return Measured(SUBJECT, LENGTH, Scope.ANNUAL, (said(READING, line),), year=year, target=target, actual=actual)


def budgeted(line: int, amount: Figure, item: str | None = None) -> Budgeted:
    evidence = (said(READING, line),)
    return Budgeted(SUBJECT, BudgetFigure.APPROPRIATED, amount, evidence, fiscal_year=2021, item=item)


def achieved(line: int, text: str, *quantities: Figure) -> Achieved:
    return Achieved(SUBJECT, OutcomeKind.OUTPUT, text, (said(READING, line),), quantities=quantities)


def lines(fact: Measurement | BudgetItem | Outcome) -> list[int | None]:
    return [evidence.line_start for evidence in fact.evidence]


def numbers(found: Sequence[Measurement]) -> list[tuple[object, object]]:
    return [(m.target.value, m.actual.value) for m in found]


def test_a_measurement_holds_the_ids_of_what_it_is_of() -> None:
    (found,) = facts().measurements([measured(1, figure("12"))])

    assert (found.subject, found.indicator) == (KEYS.id_of(SUBJECT), KEYS.id_of(LENGTH))
    assert (found.unit, found.target.unit, found.actual) == ("公里", "公里", NOT_STATED)


def test_a_fact_said_twice_is_one_with_both_places() -> None:
    (found,) = facts().measurements([measured(1, figure("12")), measured(2, figure("12.0"))])

    assert lines(found) == [1, 2]


def test_a_place_given_twice_is_one_piece_of_evidence() -> None:
    (found,) = facts().budgets([budgeted(1, figure("12", "千元")), budgeted(1, figure("12", "千元"))])

    assert lines(found) == [1]


def test_target_and_actual_value_meet_in_one_measurement() -> None:
    found = facts().measurements([measured(1, target=figure("12")), measured(2, actual=figure("11"))])

    assert numbers(found) == [(12, 11)]
    assert lines(found[0]) == [1, 2]


def test_two_values_for_one_key_stay_two_facts_with_ids_of_their_own() -> None:
    one, other = measured(1, figure("12")), measured(2, figure("13"))

    found = facts().measurements([one, other, measured(3, figure("13"))])

    assert numbers(found) == [(12, None), (13, None)]
    assert lines(found[1]) == [2, 3]
    assert len({fact.id for fact in found}) == 2
    assert found[0].id == facts().measurements([one])[0].id


def test_another_year_is_another_key() -> None:
    found = facts().measurements([measured(1, figure("12")), measured(1, figure("12"), year=2022)])

    assert len(found) == 2


def test_a_part_of_the_money_is_not_the_money() -> None:
    found = facts().budgets([budgeted(1, figure("12", "千元")), budgeted(1, figure("12", "千元"), item="委辦")])

    assert [(b.item, b.amount.normalised, b.year) for b in found] == [(None, 12000, 2021), ("委辦", 12000, 2021)]


def test_an_outcome_is_known_by_its_words() -> None:
    found = facts().outcomes(
        [achieved(1, "完成疏濬12公里", figure("12")), achieved(2, "完成疏濬 12公里", figure("12")), achieved(3, "啟用")]
    )

    assert [lines(outcome) for outcome in found] == [[1, 2], [3]]


def test_outcomes_of_the_same_words_and_other_figures_stay_apart() -> None:
    found = facts().outcomes([achieved(1, "完成疏濬", figure("12")), achieved(2, "完成疏濬", figure("13"))])

    assert len({outcome.id for outcome in found}) == 2


CONFIRMED, CONTRADICTED = Corroboration.CONFIRMED, Corroboration.CONTRADICTED


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        pytest.param(CONFIRMED, None, CONFIRMED, id="what one place confirms"),
        pytest.param(None, CONFIRMED, CONFIRMED, id="the other place"),
        pytest.param(CONFIRMED, CONTRADICTED, CONTRADICTED, id="what one place contradicts"),
        pytest.param(None, None, None, id="no witness"),
    ],
)
def test_what_arithmetic_says_of_a_number_it_says_wherever_the_number_is_printed(
    one: Corroboration | None, other: Corroboration | None, both: Corroboration | None
) -> None:
    places = [
        replace(budgeted(line, figure("12", "千元")), corroboration=heard) for line, heard in enumerate((one, other), 1)
    ]

    (found,) = facts().budgets(places)

    assert found.corroboration is both


@pytest.mark.parametrize(("of_actual", "both"), [(None, None), (CONFIRMED, CONFIRMED), (CONTRADICTED, CONTRADICTED)])
def test_a_measurement_is_confirmed_when_both_its_numbers_are(
    of_actual: Corroboration | None, both: Corroboration | None
) -> None:
    target = replace(measured(1, target=figure("12")), corroboration=CONFIRMED)
    actual = replace(measured(2, actual=figure("11")), corroboration=of_actual)

    (found,) = facts().measurements([target, actual])

    assert found.corroboration is both
