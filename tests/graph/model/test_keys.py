"""Keys and ids: what is one thing, and what stays two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.keys import agency_id, edge_id, fold, hashed_id, indicator_id, plan_id, programme_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("臺南港務局", "台南港務局", id="variant characters"),
        pytest.param("５Ｇ專網", "5g專網", id="width and case"),
        pytest.param("智慧 港灣\n計畫", "智慧港灣計畫", id="white space"),
        pytest.param("亞洲‧矽谷", "亞洲．矽谷", id="middle dots"),
        pytest.param("港灣建設－水域", "港灣建設-水域", id="dashes"),
    ],
)
def test_two_printings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("第二期計畫", "第三期計畫"), ("（一）工程", "（二）工程"), ("108年度", "109年度")]
)
def test_numbers_keep_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_an_agency_is_known_by_its_full_name_whoever_speaks() -> None:
    assert agency_id("港灣署", full_name="海岸事務部港灣署", speaker="海岸事務部") == agency_id(
        "本署", full_name="海岸事務部港灣署", speaker=None
    )


def test_an_agency_without_full_name_is_the_speakers_own() -> None:
    assert agency_id("企劃組", full_name=None, speaker="海岸事務部") != agency_id(
        "企劃組", full_name=None, speaker="山林事務部"
    )


def test_years_tell_plans_apart() -> None:
    first, second = (plan_id("港灣方案", years=years, speaker=None) for years in (("2017", "2020"), ("2021", "2025")))

    assert first != second


def test_a_programme_belongs_to_its_document_and_where_needed_to_its_parent() -> None:
    ids = {
        programme_id("人才培育", document="a", parent=None),
        programme_id("人才培育", document="b", parent=None),
        programme_id("人才培育", document="a", parent="programme-1"),
    }

    assert len(ids) == 3


def test_the_unit_tells_indicators_apart_and_none_is_no_unit() -> None:
    assert len({indicator_id("技術服務", unit=unit) for unit in ("件", "千元", None, "")}) == 4


def test_an_id_names_its_label() -> None:
    assert hashed_id("BudgetItem", "x").startswith("budgetitem-")
    assert edge_id("PART_OF", "a", "b") != edge_id("PART_OF", "b", "a")
