from pathlib import Path

from graph.errors import DuplicateDocument, MissingPath, UnreadableSidecar
from ingest.candidates import Candidate, find_candidates


def write(path: Path, text: str = "海岸事務部") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_files_and_folders_are_taken_in_the_order_given(tmp_path: Path) -> None:
    single, first, second = (write(tmp_path / name) for name in ("z.txt", "folder/a.txt", "folder/b.md"))

    found = find_candidates([single, tmp_path / "folder"])

    assert found == (Candidate(single, "z"), Candidate(first, "a"), Candidate(second, "b"))


def test_a_file_given_twice_is_taken_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")

    assert find_candidates([file, tmp_path, tmp_path / ".." / tmp_path.name / "a.txt"]) == (Candidate(file, "a"),)


def test_of_two_files_with_one_id_neither_is_taken_and_both_are_named(tmp_path: Path) -> None:
    one, other, third = write(tmp_path / "a.txt"), write(tmp_path / "b.txt"), write(tmp_path / "c.txt")
    write(tmp_path / "b.meta.yml", "id: a")

    found = find_candidates([tmp_path])

    assert [candidate.path for candidate in found if candidate.error is None] == [third]
    (error,) = {candidate.error for candidate in found if candidate.error}
    assert isinstance(error, DuplicateDocument)
    assert str(one) in error.message
    assert str(other) in error.message


def test_a_path_that_is_not_there_does_not_hide_the_others(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")

    lost, found = find_candidates([tmp_path / "lost", file])

    assert isinstance(lost.error, MissingPath)
    assert found == Candidate(file, "a")


def test_an_unreadable_sidecar_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "a.meta.yml", "id: [")
    write(tmp_path / "b.txt")

    bad, good = find_candidates([tmp_path])

    assert isinstance(bad.error, UnreadableSidecar)
    assert good.document == "b"
