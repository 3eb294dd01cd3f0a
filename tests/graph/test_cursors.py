"""Cursors: opaque, exact, and honest about where they do not belong."""

import base64
from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cursors import Cursors, ListCursors, item_at
from graph.errors import ExpiredCursor, InvalidCursor
from graph.model.vocabulary import vocabulary
from graph.plan import Argument, Compare, Comparison, Connection, OrderBy, Page, Total

KEYS = st.lists(
    st.none() | st.text() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False),
    min_size=1,
)
LISTED = Connection(
    key="few",
    labels=("Programme",),
    link=vocabulary()["Agency"].links["programmes"],
    page=Page(Argument("size")),
    parts=(Total("total"),),
    where=Compare("category", Comparison.EQ, Argument("a")),
)
CURSORS = Cursors("release", {"a": "公共建設", "b": "科技發展", "c": "公共建設"}).of(LISTED, ("agency-1",))
CURSOR = CURSORS.write(["計畫", "programme-1"])


@given(KEYS)
def test_a_cursor_gives_back_its_keys(keys: list[str | int | float | None]) -> None:
    cursor = CURSORS.write(keys)

    assert CURSORS.read(cursor) == keys
    assert item_at(cursor) == str(keys[-1])


@pytest.mark.parametrize(
    "cursor",
    [
        pytest.param("", id="nothing"),
        pytest.param("!!!", id="not base64"),
        pytest.param("游標", id="Chinese"),
        pytest.param("bm9uc2Vuc2U", id="not json"),
        pytest.param("W10", id="empty list"),
        pytest.param("[" * 10_000, id="long"),
        pytest.param(base64.b64encode(b"[" * 10_000).decode(), id="deep"),
        pytest.param(base64.b64encode(b'["release","seal",["x"]]').decode(), id="keys that are no keys"),
    ],
)
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor, match="is no cursor"):
        CURSORS.read(cursor)
    assert item_at(cursor) is None


@pytest.mark.parametrize(
    ("wanted", "start"),
    [
        pytest.param(LISTED, "agency-2", id="another start"),
        pytest.param(replace(LISTED, order=(OrderBy("name"),)), "agency-1", id="another order"),
        pytest.param(replace(LISTED, where=None), "agency-1", id="no filter"),
        pytest.param(
            replace(LISTED, where=Compare("category", Comparison.EQ, Argument("b"))), "agency-1", id="another value"
        ),
        pytest.param(replace(LISTED, link=vocabulary()["Plan"].links["children"]), "agency-1", id="another link"),
    ],
)
def test_a_cursor_of_another_list_is_refused(wanted: Connection, start: str) -> None:
    other = Cursors("release", {"a": "公共建設", "b": "科技發展"}).of(wanted, (start,))

    with pytest.raises(InvalidCursor, match="another list, order or filter"):
        other.read(CURSOR)


def test_one_list_asked_for_in_other_words_takes_the_same_cursors() -> None:
    again = replace(LISTED, key="many", where=Compare("category", Comparison.EQ, Argument("c")), parts=())

    other = Cursors("release", {"c": "公共建設"}).of(again, ("agency-1",))

    assert other.read(CURSOR) == ["計畫", "programme-1"]


def test_a_cursor_of_another_release_says_so() -> None:
    with pytest.raises(ExpiredCursor, match="another release"):
        ListCursors("later", CURSORS.listed).read(CURSOR)


def test_a_cursor_that_was_changed_is_refused() -> None:
    content = orjson.loads(base64.urlsafe_b64decode(CURSOR + "=" * (-len(CURSOR) % 4)))
    forged = base64.urlsafe_b64encode(orjson.dumps([*content[:2], "別的計畫", content[-1]])).decode().rstrip("=")

    with pytest.raises(InvalidCursor, match="unchanged"):
        CURSORS.read(forged)
