"""Documents taken in one by one, in any order, make the store that all of them at once make."""

from itertools import pairwise
from pathlib import Path

import pytest

from ingest.candidates import find_candidates
from ingest.pipeline import ingest, remove
from tests.graph.store_content import content


def store_of(path: Path, *portions: list[Path]) -> Path:
    """A store into which these portions of documents were loaded one after the other."""
    for portion in portions:
        assert ingest(find_candidates(portion), f"sqlite:///{path}").errors == ()
    return path


@pytest.fixture
def documents(examples: Path) -> list[Path]:
    return sorted(path for path in examples.iterdir() if path.suffix in {".txt", ".md"} and path.stem != "README")


def test_the_examples_make_one_store_in_any_order(documents: list[Path], tmp_path: Path) -> None:
    at_once = store_of(tmp_path / "once.db", documents)
    singly = store_of(tmp_path / "singly.db", *([document] for document in reversed(documents)))
    in_pairs = store_of(tmp_path / "pairs.db", *(list(pair) for pair in pairwise(documents[1:] + documents[:1])))

    assert content(singly) == content(in_pairs) == content(at_once)


def test_a_document_that_came_and_went_leaves_no_trace(documents: list[Path], tmp_path: Path) -> None:
    *most, last = documents
    without = store_of(tmp_path / "without.db", most)
    came = store_of(tmp_path / "came.db", [last], most)
    remove(last.stem, f"sqlite:///{came}")

    assert content(came) == content(without)


def test_the_five_documents_and_others_make_one_store_in_any_order(corpus: Path, tmp_path: Path) -> None:
    documents = sorted(corpus.glob("*.txt"))
    others = sorted((corpus.parent / "evaluation" / "unseen" / "documents").glob("*.txt"))
    at_once = store_of(tmp_path / "once.db", [*documents, *others])
    by_bits = store_of(tmp_path / "bits.db", others[::2], documents[3:], documents[2::-1], others[1::2])

    assert content(by_bits) == content(at_once)
