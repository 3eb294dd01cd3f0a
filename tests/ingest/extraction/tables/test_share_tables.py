from graph.model.entities import EntityType
from ingest.extraction.reading import Reading
from ingest.extraction.tables.share_tables import read_share_tables
from ingest.layout.pipe_table import find_pipe_tables
from tests.ingest.tables import budgets, doubts, links, names, reading_of

LEFT = "| {kind}計畫 | 計畫起訖年度 | 內容 | {kind} | |\n|---|---|---|---|---|\n| | | | 經常 | |\n| | | | 用人費用 | 業務費用 |\n"
RIGHT = "\n務署\n分析表\n114年度\n\n單位：新臺幣千元\n\n| 經 費 之 用 途 | 分 析 |\n|---|---|\n| 其 他 | 合 計 |\n"


def page(*rows: tuple[str, str | None], kind: str = "委辦") -> str:
    """A left page with its entries, and the right page with the sums of those that have one."""
    left = "".join(f"| {name} | 114-118 | 推動港灣。 | {'1' if amount else ''} | |\n" for name, amount in rows)
    right = "".join(f"| - | {amount} |\n" for _, amount in rows if amount)
    return LEFT.format(kind=kind) + left + RIGHT + right + "\n"


def read(*pages: str, known: tuple[str, ...] = ()) -> Reading:
    reading = reading_of("".join(pages), plan="港務署單位預算")
    work_programme = reading.draft.thing(EntityType.PROGRAMME, "港灣建設", [], code="3126101200")
    for name in known:
        reading.draft.thing(EntityType.PROGRAMME, name, [], parent=None)
    assert work_programme
    read_share_tables(reading, find_pipe_tables(reading.source))
    return reading


def test_the_sums_of_the_right_page_are_those_of_the_left_in_order() -> None:
    reading = read(
        page(
            ("合計", "30"),
            ("1.3126101200", "30"),
            ("港灣建設", None),
            ("(1) 智慧港灣計畫", "10"),
            ("(2) 綠色港灣計畫", "20"),
        )
    )

    assert budgets(reading) == [
        ("智慧港灣計畫", "appropriated", 2025, "委辦費", "10 千元"),
        ("綠色港灣計畫", "appropriated", 2025, "委辦費", "20 千元"),
    ]
    assert links(reading, "PART_OF") == [("智慧港灣計畫", "港灣建設"), ("綠色港灣計畫", "港灣建設")]


def test_a_name_goes_on_over_the_page() -> None:
    reading = read(page(("(1) 卓越港灣", "10")), page(("推動計畫", None), ("(2) 綠色港灣計畫", "20")))

    assert [row[0] for row in budgets(reading)] == ["卓越港灣推動計畫", "綠色港灣計畫"]


def test_an_account_names_the_kind_of_money() -> None:
    rows = (
        ("1.對團體之捐助", "30"),
        ("4040對國內團體之捐助", "30"),
        ("(1)3126101200 港灣建設", "30"),
        ("[1]智慧港灣計畫", "30"),
    )

    assert budgets(read(page(*rows, kind="捐助"))) == [
        ("智慧港灣計畫", "appropriated", 2025, "對國內團體之捐助", "30 千元")
    ]


def test_a_share_that_names_no_programme_is_one_of_the_work_programme() -> None:
    rows = (("(1)3126101200 港灣建設", "30"), ("[1]退休人員三節慰問金", "30"))

    assert budgets(read(page(*rows, kind="捐助"))) == [
        ("港灣建設", "appropriated", 2025, "退休人員三節慰問金", "30 千元")
    ]


def test_a_subsidy_names_who_gets_it_and_its_sum_is_not_said_twice() -> None:
    rows = (("(1)智慧港灣計畫 01", "30"), ("[1]補助各縣市政府", "30"))

    assert budgets(read(page(*rows, kind="補助"))) == [
        ("智慧港灣計畫", "appropriated", 2025, "補助各縣市政府", "30 千元")
    ]


def test_entries_that_share_a_row_have_a_sum_each() -> None:
    left = "| 4035對外之捐助 (1)3126101200 港灣建設 [1]智慧港灣計畫 | 114-114 | 推動港灣。 | - - - | |\n"
    right = "| - | 7 |\n| - | 7 |\n| - | 7 |\n"

    assert budgets(read(LEFT.format(kind="捐助") + left + RIGHT + right)) == [
        ("智慧港灣計畫", "appropriated", 2025, "對外之捐助", "7 千元")
    ]


def test_pages_whose_rows_do_not_agree_are_a_doubt_and_no_guess() -> None:
    text = page(("(1) 智慧港灣計畫", "10"), ("(2) 綠色港灣計畫", "20")).replace("| - | 20 |\n", "")

    reading = read(text)

    assert budgets(reading) == []
    assert doubts(reading) == ["The left page names 2 shares, the right page has 1 sums."]


def test_a_programme_known_under_a_longer_or_misread_name_is_the_same() -> None:
    known = ("南港2.0-智慧港灣綱要計畫—浮標、岸電計畫", "卓越港灣智慧加值創新計畫")
    reading = read(page(("(1) 南港2.0-智慧港灣綱要計畫", "10"), ("(2) 卓越港灣智慧增值創新計畫", "20")), known=known)

    assert names(reading) == ["港灣建設", *known]
    assert [row[0] for row in budgets(reading)] == list(known)


def test_a_programme_runs_the_years_printed_beside_it() -> None:
    reading = read(page(("(1) 智慧港灣計畫", "10")))

    thing = reading.draft.find(EntityType.PROGRAMME, "智慧港灣計畫")

    assert thing is not None
    assert thing.attributes == {"period_start": "2025", "period_end": "2029"}
