import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.sidecar import Sidecar
from ingest.readers.source import Source


def source_of(text: str, path: str = "report.txt", sidecar: bytes = b"", **told: str) -> Source:
    return Source.of(Path(path), data=text.encode(), text=text, sidecar=Sidecar(**told), sidecar_bytes=sidecar)


def test_lines_end_at_the_line_feed_only() -> None:
    source = source_of("甲\r\n乙\u2028丙\x0b丁\n")

    assert source.lines == ("甲\r", "乙\u2028丙\x0b丁", "")


def test_a_line_has_the_offsets_of_its_text() -> None:
    source = source_of("海岸\n\n事務部")

    assert [source.text[slice(*source.span_of(line))] for line in (1, 2, 3)] == ["海岸", "", "事務部"]


@given(st.text(alphabet="甲乙\n", min_size=1))
def test_every_offset_lies_in_the_line_it_is_found_on(text: str) -> None:
    source = source_of(text)

    for offset in range(len(text)):
        start, end = source.span_of(source.line_at(offset))
        assert start <= offset <= end


def test_a_document_is_known_by_its_file_name_in_one_normal_form() -> None:
    assert source_of("…", unicodedata.normalize("NFD", "Été.txt")).id == unicodedata.normalize("NFC", "Été")


def test_a_document_is_known_by_the_id_of_its_sidecar() -> None:
    assert source_of("…", id="harbour-108").id == "harbour-108"


def test_the_hash_changes_with_the_text_and_with_the_sidecar() -> None:
    hashes = {source.content_hash for source in (source_of("甲"), source_of("乙"), source_of("甲", sidecar=b"id: a"))}

    assert len(hashes) == 3
