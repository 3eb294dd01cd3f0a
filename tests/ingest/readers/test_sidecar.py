from pathlib import Path

import pytest

from graph.errors import UnreadableSidecar
from graph.model.entities import DocumentGenre
from ingest.readers.sidecar import Sidecar, read_sidecar


def sidecar_of(folder: Path, content: str | bytes) -> Path:
    """The path of a document with this sidecar."""
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "report.meta.yml").write_bytes(data)
    return folder / "report.txt"


def test_a_document_without_sidecar_has_an_empty_one(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "report.txt") == (Sidecar(), b"")


def test_a_sidecar_says_what_is_known(tmp_path: Path) -> None:
    document = sidecar_of(tmp_path, "id: harbour-108\nspeaker: 海岸事務部\nkind: annual_plan\npublished: 2019-03-01\n")

    sidecar, data = read_sidecar(document)

    assert sidecar == Sidecar(
        id="harbour-108", speaker="海岸事務部", kind=DocumentGenre.ANNUAL_PLAN, published="2019-03-01"
    )
    assert data.startswith(b"id:")


def test_numbers_in_a_sidecar_are_words(tmp_path: Path) -> None:
    sidecar, _ = read_sidecar(sidecar_of(tmp_path, "id: 108\npublished: 2019\n"))

    assert (sidecar.id, sidecar.published) == ("108", "2019")


def test_an_empty_sidecar_says_nothing(tmp_path: Path) -> None:
    assert read_sidecar(sidecar_of(tmp_path, ""))[0] == Sidecar()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param("id: [", "no readable YAML", id="no YAML"),
        pytest.param("標題".encode("big5"), "no readable YAML", id="not UTF-8"),
        pytest.param("- id", "cannot be used", id="a list"),
        pytest.param("speeker: 海岸事務部", "speeker", id="unknown key"),
        pytest.param("kind: novel", "kind", id="unknown genre"),
        pytest.param("published: 民國110年", "published", id="no date"),
        pytest.param("id: ''", "id", id="empty id"),
    ],
)
def test_an_unreadable_sidecar_is_named_with_what_is_wrong(
    tmp_path: Path, content: str | bytes, complaint: str
) -> None:
    document = sidecar_of(tmp_path, content)

    with pytest.raises(UnreadableSidecar, match=rf"report\.meta\.yml.*{complaint}"):
        read_sidecar(document)
