"""The words of a search: which they are, how well a text answers, and how they are shown in it."""

import pytest

from graph.errors import InvalidArgument
from graph.search import LONGEST, NAME_WEIGHT, Highlight, Words


def test_words_are_cut_at_white_space_and_count_once() -> None:
    assert Words.of(" 智慧\u3000電網 智慧 ").forms == ("智慧", "电网")


@pytest.mark.parametrize("text", ["", " ", "水" * (LONGEST + 1)])
def test_a_text_without_words_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgument, match="'text'"):
        Words.of(text)


def test_the_longest_text_is_taken() -> None:
    assert Words.of("水" * LONGEST).size == LONGEST


@pytest.mark.parametrize(
    ("words", "text", "score"),
    [
        ("水庫", "水庫", 1.0),
        ("水庫", "水庫清淤", 0.5),
        ("水庫 清淤", "水庫清淤", 1.0),
        ("水庫 水庫清", "水庫清淤", 1.0),
        ("水庫 淤積", "水庫清淤", None),
    ],
)
def test_a_score_is_the_share_that_the_words_make_up(words: str, text: str, score: float | None) -> None:
    assert Words.of(words).score(text, NAME_WEIGHT) == score


def test_words_that_touch_are_shown_as_one_and_space_between_them_stays() -> None:
    assert Words.of("智慧 電網").highlights([("name", "智慧電網與智 慧城市")]) == [
        Highlight("name", "<em>智慧電網</em>與<em>智 慧</em>城市")
    ]


def test_a_long_text_is_cut_around_the_first_word() -> None:
    [shown] = Words.of("水庫").highlights([("text", "前" * 100 + "水庫" + "後" * 100 + "水庫")])

    assert shown.fragment == "…" + "前" * 40 + "<em>水庫</em>" + "後" * 40 + "…"


def test_what_was_printed_cannot_be_markup() -> None:
    [shown] = Words.of("b").highlights([("text", "<b>&")])

    assert shown.fragment == "&lt;<em>b</em>&gt;&amp;"


def test_the_best_three_texts_are_shown() -> None:
    names = [("aliases", "水" + "庫" * n) for n in range(5)]

    assert [shown.fragment for shown in Words.of("水").highlights(names)] == [
        "<em>水</em>",
        "<em>水</em>庫",
        "<em>水</em>庫庫",
    ]
