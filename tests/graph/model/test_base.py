"""Dates in the precision they were printed with."""

import pytest

from graph.model.base import is_partial_date


@pytest.mark.parametrize("text", ["2021", "2021-12", "2021-12-31", "1930-01"])
def test_a_date_may_be_as_precise_as_it_was_printed(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize("text", ["110", "2021-13", "2021-12-32", "2021/12", "2021-1", "2021-12-31T00:00", ""])
def test_anything_else_is_no_date(text: str) -> None:
    assert not is_partial_date(text)
