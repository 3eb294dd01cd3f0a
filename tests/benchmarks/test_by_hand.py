from typing import Any

import pytest

from benchmarks.by_hand import agrees


@pytest.mark.parametrize(
    ("ours", "stored"),
    [
        pytest.param({"name": "港灣署", "year": None}, {"name": "港灣署", "year": None}, id="as it is"),
        pytest.param({"role": "LEAD"}, {"role": "lead"}, id="an enumeration"),
        pytest.param({"__typename": "Plan"}, {"__typename": ["Plangraph", "Entity", "Plan"]}, id="a type"),
        pytest.param({"value": 98.6, "text": "98.6"}, '{"value": "98.6", "text": "98.6"}', id="a value"),
        pytest.param({"value": None, "absence": "NOT_STATED"}, None, id="a value that is not stated"),
        pytest.param([{"value": 12}], '[{"value": "12"}]', id="quantities"),
        pytest.param(
            {"pageInfo": {"hasNextPage": True, "endCursor": "x"}, "edges": [{"role": None}] * 20},
            {"found": [{"role": None}] * 21},
            id="a page with one more",
        ),
    ],
)
def test_an_answer_agrees_with_what_is_stored(ours: Any, stored: Any) -> None:
    assert agrees(ours, stored)


@pytest.mark.parametrize(
    ("ours", "stored"),
    [
        pytest.param({"name": "港灣署"}, {"name": "港務局"}, id="another text"),
        pytest.param({"name": "港灣署"}, {}, id="nothing"),
        pytest.param({"nodes": [{"id": "a"}]}, {"nodes": [{"id": "a"}, {"id": "b"}]}, id="more things"),
        pytest.param({"value": 98.6}, '{"value": "98.7"}', id="another number"),
        pytest.param({"__typename": "Plan"}, {"__typename": ["Programme"]}, id="another type"),
        pytest.param(
            {"pageInfo": {"hasNextPage": False}, "edges": [{"role": None}] * 20},
            {"found": [{"role": None}] * 21},
            id="a page with one more that is said to be the last",
        ),
    ],
)
def test_an_answer_does_not_agree_with_something_else(ours: Any, stored: Any) -> None:
    assert not agrees(ours, stored)
