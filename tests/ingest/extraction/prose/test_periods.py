import pytest

from ingest.extraction.prose.periods import read_periods
from ingest.extraction.prose.references import read_references
from tests.ingest.documents import read_text


def test_period_in_a_sentence_is_that_of_the_work_told_of() -> None:
    text = "持續執行「離島碼頭改善計畫」，計畫期程為107年至112年，已完工5座。\n"

    (plan,) = read_text(text, read_references, read_periods).draft.things

    assert (plan.attributes["period_start"], plan.attributes["period_end"]) == ("2018", "2023")


@pytest.mark.parametrize("text", ["計畫期程為107年至112年。\n", "「離島碼頭改善計畫」計畫期程另行公告。\n"])
def test_period_of_nothing_or_without_years_is_not_recorded(text: str) -> None:
    reading = read_text(text, read_references, read_periods)

    assert all("period_start" not in thing.attributes for thing in reading.draft.things)
