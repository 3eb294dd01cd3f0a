"""Cursors: opaque, exact, and honest about where they do not belong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cursors import read_cursor, write_cursor
from graph.errors import InvalidCursor

KEYS = st.lists(st.none() | st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False), min_size=1)


@given(KEYS)
def test_a_cursor_gives_back_its_keys(keys: list[str | int | float | None]) -> None:
    cursor = write_cursor("release", "name", keys)

    assert read_cursor(cursor, release="release", order="name", length=len(keys)) == keys


@pytest.mark.parametrize(
    ("cursor", "message"),
    [
        pytest.param("!!!", "is no cursor", id="not base64"),
        pytest.param("bm9uc2Vuc2U", "is no cursor", id="not json"),
        pytest.param("W10", "no cursor of this list", id="empty list"),
        pytest.param(write_cursor("release", "name", [["x"]]), "no cursor of this list", id="keys that are no keys"),
        pytest.param(write_cursor("release", "name", ["x", "y"]), "no cursor of this list", id="too many keys"),
        pytest.param(write_cursor("earlier", "name", ["x"]), "earlier release", id="release that is gone"),
        pytest.param(write_cursor("release", "year", ["x"]), "another order", id="other order"),
    ],
)
def test_a_cursor_that_does_not_belong_says_why(cursor: str, message: str) -> None:
    with pytest.raises(InvalidCursor, match=message):
        read_cursor(cursor, release="release", order="name", length=1)
