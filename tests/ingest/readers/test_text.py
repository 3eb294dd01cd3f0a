import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from ingest.readers.text import Decoded, decode_text

TEXT = "海岸事務部１０８年度施政計畫，疏濬計畫：由港灣署辦理，完成疏濬12公里。\r\n"
SIMPLIFIED = "关于印发全国海岸工程建设规划的通知，现将有关事项通知如下，二〇二一年完成投资三千万元。"


def test_utf_8_is_read_with_its_line_ends() -> None:
    assert decode_text("海岸\r\n事務部\n".encode(), "a.txt") == ("海岸\r\n事務部\n", "UTF-8")


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
    ],
)
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(mark: bytes, codec: str, encoding: str) -> None:
    assert decode_text(mark + TEXT.encode(codec), "a.txt") == (TEXT, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(TEXT, "CP950", id="CP950"),
        pytest.param(TEXT + "€恒粧碁", "CP950", id="what Microsoft added to Big5"),
        pytest.param(TEXT + "①⑩堃着𠝹", "Big5-HKSCS", id="what CP950 lacks"),
        pytest.param(TEXT, "GB18030", id="traditional in GB18030"),
        pytest.param(SIMPLIFIED, "GB18030", id="simplified"),
        pytest.param("港灣署年報", "CP950", id="a few words"),
        pytest.param("港灣署", "GB18030", id="very few words"),
    ],
)
def test_text_in_an_older_encoding_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding), "a.txt") == Decoded(text, encoding)


@given(st.text(alphabet="海岸事務部年度施政計畫由港灣署辦理完成疏濬公里，。：、（）0123456789\n", max_size=60))
def test_common_words_are_never_read_in_a_wrong_encoding_in_silence(text: str) -> None:
    data = (TEXT + text).encode("cp950")

    assert decode_text(data, "a.txt").text == TEXT + text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b" \r\n\t", id="blank"),
        pytest.param(codecs.BOM_UTF8, id="nothing but a mark"),
        pytest.param(codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"), id="blank UTF-16"),
        pytest.param(b"%PDF-1.7\x00\x01\x02", id="binary"),
        pytest.param("海岸".encode("utf-32"), id="UTF-32"),
        pytest.param("海岸事務部".encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x77", id="half a character of UTF-16"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode("cp950"), id="a mark that is not true"),
        pytest.param(TEXT.encode() + b"\xe6\xb5", id="UTF-8 that breaks off"),
        pytest.param("Über Küsten und Häfen: Maßnahmen".encode("latin-1"), id="no Chinese"),
        pytest.param(TEXT.encode("cp950") + b"\xff", id="a byte no encoding has"),
    ],
)
def test_what_cannot_be_read_for_sure_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt"):
        decode_text(data, "a.txt")


def test_the_error_says_where_utf_8_ends_and_what_to_do() -> None:
    with pytest.raises(UnreadableDocument, match=r"ends at byte 6\): save it as UTF-8"):
        decode_text("海岸".encode() + b"\xff", "a.txt")
