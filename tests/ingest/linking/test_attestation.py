"""Which places print an attribute: those in whose words its own stand."""

import pytest

from graph.model.evidence import Evidence
from ingest.linking.attestation import attested


def printing(words: str | None, *quotes: str) -> list[str]:
    """Those of the quotes that say an attribute of these words."""
    evidence = [Evidence(line_start=n, line_end=n, quote=quote, rule="test.rule") for n, quote in enumerate(quotes, 1)]
    return [piece.quote or "" for piece in attested(evidence, {"target": words}) if piece.says == ("target",)]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("98.6", "年累計 100 98.6 -1.4"),
        ("1,200", "公尺 1,200 1,311"),
        ("1200", "公尺 1,200 1,311"),
        ("1,200", "１，２００公尺"),
        ("81.5", "再利用率達81.5%"),
        ("%", "再利用率達81.5％"),
        ("萬立方公尺", "單位：萬立方 公尺"),
        ("1億2,000萬", "經費1億 2,000萬元"),
        ("-1.4", "年累計 100 98.6 -1.4"),
        ("臺北市", "台北市"),
    ],
)
def test_a_place_prints_words_that_stand_in_it_in_any_form(words: str, quote: str) -> None:
    assert printing(words, quote) == [quote]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("12", "112 年"),
        ("12", "第 120 號"),
        ("12", "3.12 公尺"),
        ("12", "12.5 公尺"),
        ("200", "1,200"),
        ("98.6", "計畫 實際 差異"),
        ("-", "110-112 年"),
        ("", "計畫 實際 差異"),
        (None, "計畫 實際 差異"),
    ],
)
def test_a_part_of_a_longer_number_a_dash_and_nothing_are_printed_nowhere(words: str | None, quote: str) -> None:
    assert printing(words, quote) == []


def test_every_place_that_prints_the_words_says_so() -> None:
    assert printing("12", "疏濬 12 公里", "指標 目標", "完成12公里") == ["疏濬 12 公里", "完成12公里"]


def test_words_that_a_page_end_cuts_are_printed_by_both_places() -> None:
    assert printing("28,640千元", "巡檢應用計畫28,6", "40千元", "114年度") == ["巡檢應用計畫28,6", "40千元"]


def test_what_a_place_says_already_stays() -> None:
    place = Evidence(quote="海岸事務部 12 公里", rule="test.rule", says=("full_name",))

    (found,) = attested((place,), {"unit": "公里", "target": "13"})

    assert found.says == ("full_name", "unit")
