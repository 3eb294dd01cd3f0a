"""The codes of errors are a closed list, and it stands in docs/service.md."""

import re
from collections.abc import Iterator
from pathlib import Path

import graph.errors
from graph.errors import GraphError, ProjectError, QueryError, RequestError

DOCS = (Path(graph.errors.__file__).parents[1] / "docs" / "service.md").read_text("utf-8")


def test_every_code_that_an_answer_can_have_is_documented() -> None:
    listed = set(re.findall(r"^\| `([A-Z_]+)` \| \d", DOCS, re.MULTILINE))
    leaves = {kind.code for family in (QueryError, RequestError) for kind in _below(family)}

    assert leaves <= listed
    assert listed <= leaves | {kind.code for kind in _below(GraphError)} | {"INTERNAL_ERROR"}


def _below(family: type[ProjectError]) -> Iterator[type[ProjectError]]:
    for kind in family.__subclasses__():
        if kind.__module__ == graph.errors.__name__:
            yield kind
            yield from _below(kind)
