"""The whole extraction over text as it comes: it never stops, and its time grows with the text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extraction.components import read
from ingest.layout.document import lay_out
from ingest.readers import find_documents, read_document
from ingest.records import to_records
from tests.ingest.documents import source_of
from tests.ingest.proportion import is_in_proportion

UNITS = (
    "「",
    "(",
    "【",
    "|",
    " ",
    "一、",
    "109年",
    "經濟部",
    "由經濟部、",
    "辦理計畫",
    "1,234",
    "截至109年底，已完成45家，",
    "「甲計畫」項下",
    "1、甲：已完成5座。\n",
)


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_text_of_one_thing_again_and_again_takes_time_in_proportion(unit: str) -> None:
    def read_again_and_again(length: int) -> None:
        read(lay_out(source_of("一、推動海岸：" + unit * (length // len(unit)), speaker="經濟部")))

    assert is_in_proportion(read_again_and_again, 8_000)


@pytest.fixture(scope="module")
def example_lines() -> list[str]:
    folder = Path(__file__).parents[3] / "examples"
    return [line for path in find_documents(folder) for line in read_document(path).lines]


@given(st.data())
@settings(max_examples=25)
def test_lines_in_any_order_end_in_facts_and_never_in_an_exception(
    example_lines: list[str], data: st.DataObject
) -> None:
    starts = data.draw(st.lists(st.integers(0, len(example_lines) - 1), max_size=12))
    lines = [line[: data.draw(st.integers(0, 40))] for n in starts for line in example_lines[n : n + 3]]

    records = list(to_records(read(lay_out(source_of("\n".join(lines))))))

    assert all(record["quote"] for record in records)


@pytest.mark.corpus
def test_documents_are_read_alike_every_time(corpus: Path) -> None:
    source = read_document(min(find_documents(corpus), key=lambda path: path.stat().st_size))

    assert list(to_records(read(lay_out(source)))) == list(to_records(read(lay_out(source))))
