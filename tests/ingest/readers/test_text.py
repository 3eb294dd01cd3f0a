import codecs

import pytest

from graph.errors import UnreadableDocument
from ingest.readers.text import decode_text


def test_utf_8_is_read_with_its_line_ends() -> None:
    assert decode_text("海岸\r\n事務部\n".encode(), "a.txt") == "海岸\r\n事務部\n"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode_text(codecs.BOM_UTF8 + "海岸".encode(), "a.txt") == "海岸"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b" \r\n\t", id="blank"),
        pytest.param(b"%PDF-1.7\x00\x01\x02", id="binary"),
        pytest.param("海岸".encode("big5"), id="another encoding"),
        pytest.param("海岸".encode("utf-16"), id="UTF-16"),
    ],
)
def test_what_is_no_utf_8_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt"):
        decode_text(data, "a.txt")
