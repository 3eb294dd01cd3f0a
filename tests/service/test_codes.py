"""The codes of HTTP are a closed list, and it stands in docs/service.md; those of operations in docs/queries.md."""

import re
from pathlib import Path

import graph.errors
from graph.errors import RequestError

DOCS = (Path(graph.errors.__file__).parents[1] / "docs" / "service.md").read_text("utf-8")


def test_every_code_of_a_refused_request_is_documented() -> None:
    listed = set(re.findall(r"^\| `([A-Z_]+)` \| \d", DOCS, re.MULTILINE))

    assert listed == {kind.code for kind in RequestError.__subclasses__()}
