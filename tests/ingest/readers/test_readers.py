from pathlib import Path

import pytest

from graph.errors import MissingPath, UnreadableDocument, UnsupportedFormat
from ingest.readers import find_documents, read_document


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("海岸事務部", "utf-8")


def test_a_file_is_its_own_only_document(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.txt")

    assert find_documents(tmp_path / "b.txt") == [tmp_path / "b.txt"]


def test_a_folder_gives_its_documents_by_name(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a.TXT", "a.meta.yml", "README.md", ".hidden.txt", "c.pdf")
    (tmp_path / "d.txt").mkdir()

    assert [path.name for path in find_documents(tmp_path)] == ["a.TXT", "b.md"]


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "README.md")

    with pytest.raises(MissingPath, match=r"No document.*\.txt, \.md"):
        find_documents(tmp_path)


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match=r"lost\.txt"):
        find_documents(tmp_path / "lost.txt")


def test_a_format_nobody_reads_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "report.pdf")

    with pytest.raises(UnsupportedFormat, match=r"report\.pdf.*\.txt, \.md"):
        find_documents(tmp_path / "report.pdf")


def test_a_document_is_read_with_its_sidecar(tmp_path: Path) -> None:
    write(tmp_path, "report.txt")
    (tmp_path / "report.meta.yml").write_text("title: 年報", "utf-8")

    source = read_document(tmp_path / "report.txt")

    assert (source.id, source.text, source.sidecar.title) == ("report", "海岸事務部", "年報")


def test_a_document_knows_the_encoding_it_was_read_in(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes("海岸事務部".encode("cp950"))

    source = read_document(tmp_path / "report.txt")

    assert (source.text, source.encoding) == ("海岸事務部", "CP950")


def test_a_file_that_has_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPath, match=r"gone\.txt.*cannot be read"):
        read_document(tmp_path / "gone.txt")


def test_a_file_over_the_limit_is_refused_with_size_and_limit(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"x" * 1_500_000)

    with pytest.raises(UnreadableDocument, match=r"long\.txt.*1\.5 MB.*limit is 1 MB"):
        read_document(tmp_path / "long.txt", limit_mb=1)


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"x" * 1_000_000)

    assert len(read_document(tmp_path / "long.txt", limit_mb=1).text) == 1_000_000
