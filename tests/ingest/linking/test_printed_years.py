from ingest.linking.printed_years import names_with_years
from tests.ingest.drafts import plan, reading_of


def test_the_years_printed_after_a_name_are_a_name_of_it() -> None:
    reading = reading_of("行政院核定「海岸復育方案」（110-113年）")
    thing = plan(reading, "海岸復育方案", 1, period_start="2021", period_end="2024")

    assert list(names_with_years(thing)) == ["海岸復育方案（110-113年）"]


def test_other_brackets_are_no_years() -> None:
    reading = reading_of("行政院核定「海岸復育方案」（第二期）")

    assert list(names_with_years(plan(reading, "海岸復育方案", 1, period_start="2021"))) == []
