"""What docs/queries.md promises: answers as the five documents give them, and every code that an error can have."""

import re
from collections.abc import Iterator
from pathlib import Path

from graph.errors import ProjectError, QueryError
from scripts.queries import PAGE, answered, filled, pretty

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_answers_are_what_the_five_documents_say(corpus: Path) -> None:
    assert answered(TEXT, corpus) == TEXT, "write them anew with: make queries PLANGRAPH_CORPUS=folder"


def test_ten_questions_are_asked_and_each_has_its_answer() -> None:
    sections = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]
    numbered = [section for section in sections if section[0].isdigit()]

    assert [int(section.split(".")[0]) for section in numbered] == list(range(1, 11))
    assert all(re.search(r"```graphql\n.+?```\n\n```json\n.+?\n```", section, re.DOTALL) for section in numbered)


def test_answers_are_written_below_their_queries_and_all_else_stays() -> None:
    page = "# A\n\n```graphql\n{ a }\n```\n\n```json\nold\n```\n\nand\n\n```json\nkept\n```\n"

    said = {"data": {"a": "甲"}, "extensions": {"release": "r", "suggestions": []}}
    written = filled(page, lambda query: said if query == "{ a }\n" else {})

    assert written == page.replace("old", '{"a": "甲", "extensions": {"suggestions": []}}')


def test_an_answer_is_written_in_lines_that_fit() -> None:
    names = {"nodes": [{"name": "計畫" * 20} for _ in range(3)], "total": 3}

    assert pretty(names) == (
        '{\n  "nodes": [\n'
        + ",\n".join(f'    {{"name": "{"計畫" * 20}"}}' for _ in range(3))
        + '\n  ],\n  "total": 3\n}'
    )


def test_every_code_of_an_error_is_documented() -> None:
    documented = set(re.findall(r"`([A-Z_]+)`", "".join(line for line in TEXT.splitlines() if line.startswith("| `"))))

    assert {error.code for error in _family(QueryError)} | {"INTERNAL_ERROR", "MISSING_STORE"} <= documented
    assert documented <= {error.code for error in _family(ProjectError)} | {"INTERNAL_ERROR"}


def _family(error: type[ProjectError]) -> Iterator[type[ProjectError]]:
    yield error
    for child in error.__subclasses__():
        yield from _family(child)
