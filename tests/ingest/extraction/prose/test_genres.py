"""What parts of a document do, by their headings and its title."""

import pytest

from ingest.extraction.prose.genres import Genre, genre_of, year_of
from ingest.extraction.prose.measures import read_measures
from ingest.extraction.prose.titles import read_title
from ingest.extraction.reading import Reading
from ingest.layout.document import Section
from tests.ingest.documents import read_text


def last_part(text: str) -> tuple[Reading, Section]:
    """The reading of a document with its last section."""
    reading = read_text(text, read_title, read_measures)
    return reading, reading.layout.sections[-1]


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("海岸事務部業務報告", Genre.REPORT),
        ("海岸事務部114年度施政計畫", Genre.PLAN),
        ("114年度總預算案預算提案", Genre.UNSAID),
        ("海岸委員會第3次會議紀錄", Genre.UNSAID),
    ],
)
def test_title_tells_what_a_document_does(title: str, genre: Genre) -> None:
    assert genre_of(*last_part(f"{title}\n一、 海岸防護：建置岸電設施。\n")) is genre


def test_nearest_heading_that_tells_goes_before_the_title() -> None:
    text = "海岸事務部114年度施政計畫\n一、 前(112)年度實施成果概述\n(一) 海岸防護：建置岸電設施。\n"

    reading, part = last_part(text)

    assert genre_of(reading, part) is Genre.REPORT
    assert year_of(reading, part) == 2023


def test_part_without_a_year_of_its_own_reports_on_that_of_the_document() -> None:
    assert year_of(*last_part("海岸事務部110年度業務報告\n一、 海岸防護：建置岸電設施。\n")) == 2021
