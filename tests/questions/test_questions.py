"""Questions about the five documents, each answered from the API alone by one GraphQL document.

``NAME.graphql`` begins with comments: ``answer`` says where in its data the answer stands, as the keys that lead there
(lists are gone through), several apart by commas; ``text`` says the same of texts in which the answer's parts stand;
``missing`` says why the answer is not to be had yet, and fails as soon as it is. What is asked, and what is true, stands
beside the corpus, in ``evaluation/questions-dev.jsonl``.
"""

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest

from graph.store import Store, open_store
from ingest.candidates import find_candidates
from ingest.pipeline import ingest
from service.execution import Request
from tests.service.stock import agreed

HERE = Path(__file__).parent
THOUSANDS = 1000


@dataclass(frozen=True)
class Asked:
    """A question's document, and what its comments say."""

    name: str
    document: str
    said: Mapping[str, str]

    @classmethod
    def read(cls, path: Path) -> Self:
        text = path.read_text(encoding="utf-8")
        return cls(path.stem, text, dict(re.findall(r"^# (answer|text|missing): (.+)$", text, re.MULTILINE)))

    def found(self, data: Any) -> list[Any]:
        """What stands where the answer should."""
        paths = self.said.get("answer", self.said.get("text", "")).split(", ")
        return [value for path in paths for value in _at(data, path.split("."))]


ASKED = [Asked.read(path) for path in sorted(HERE.glob("*.graphql"))]


@pytest.fixture(scope="module")
def five_documents(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path_factory.mktemp('questions')}/five.db"
    ingest(find_candidates([corpus]), url)
    with closing(open_store(url)) as store:
        yield store


@pytest.fixture(scope="module")
def questions(corpus: Path) -> Mapping[str, Any]:
    lines = (corpus.parent / "evaluation" / "questions-dev.jsonl").read_text(encoding="utf-8").splitlines()
    return {question["id"]: question for question in map(json.loads, lines)}


def test_every_question_has_a_document(questions: Mapping[str, Any]) -> None:
    assert {asked.name for asked in ASKED} == set(questions)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_a_question_is_answered_from_the_api_alone(
    five_documents: Store, questions: Mapping[str, Any], asked: Asked
) -> None:
    question = questions[asked.name]

    answer = asyncio.run(agreed(five_documents.view, Request(asked.document)))

    assert "errors" not in answer
    is_answered = _answers(asked, asked.found(answer["data"]), question)
    if "missing" in asked.said:
        assert not is_answered, f"{asked.name} is answered now: take 'missing' out of its document"
        pytest.xfail(asked.said["missing"])
    assert is_answered, (question["answer"], asked.found(answer["data"]))


def _answers(asked: Asked, found: list[Any], question: Mapping[str, Any]) -> bool:
    wanted = question["answer"]
    if "text" in asked.said:
        return all(any(str(part) in str(text) for text in found) for part in wanted)
    if len(found) != len(wanted):
        return False
    if question["match"] == "set":
        return all(any(_is_same(one, other, question) for other in found) for one in wanted)
    return all(_is_same(one, other, question) for one, other in zip(wanted, found, strict=True))


def _is_same(wanted: Any, found: Any, question: Mapping[str, Any]) -> bool:
    match found:
        case {"document": {"code": str(code)}, "lineStart": int(line)}:
            document, _, asked_line = str(wanted).partition(":")
            return code.startswith(document) and abs(line - int(asked_line)) <= question["tolerance"]
        case {"sum": int(exact), "unit": "TWD"} if question["unit"] == "千元":
            return bool(exact == wanted * THOUSANDS)
        case str() if str(wanted).isdecimal():  # a document's id there is the number its code begins with
            return found.startswith(f"{wanted}_")
        case _:
            return found in {wanted, *question.get("accept", {}).get(str(wanted), ())}


def _at(data: Any, keys: list[str]) -> Iterator[Any]:
    """What the keys lead to, in lists from each of their items."""
    if isinstance(data, list):
        for item in data:
            yield from _at(item, keys)
    elif keys and data is not None:
        yield from _at(data[keys[0]], keys[1:])
    elif data is not None:
        yield data
