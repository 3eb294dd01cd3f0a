"""No input takes more than time in proportion to its size, and none ends in an exception."""

import re
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from ingest.extraction.components import read
from ingest.layout.document import lay_out
from ingest.linking.batch import link
from ingest.readers import find_documents
from ingest.readers.sidecar import Sidecar
from ingest.readers.source import Source
from ingest.records import Record, to_records
from ingest.rules import Rule, read_rule_file
from tests.ingest.damaged import damaged
from tests.ingest.proportion import is_in_proportion, seconds_of

EXAMPLES = [file.read_text("utf-8") for file in find_documents(Path(__file__).parent.parent.parent / "examples")]

HEADING = "海岸事務部108年度施政計畫\n\n壹、年度施政目標\n\n"
BRACKETS = ("（）", "()", "「」", "『』", "【】", "《》", "〈〉", "〔〕", "[]", "{}", "<>")


def facts_of(text: str) -> tuple[Source, list[Record]]:
    """All that is made of a text: read, extracted, linked, printed."""
    source = Source.of(Path("any.txt"), data=b"", text=text, sidecar=Sidecar(), sidecar_bytes=b"")
    reading = read(lay_out(source))
    link(reading)
    return source, list(to_records(reading))


# ----------------------------------------------------------------------------------------------- time in proportion


def repeated(words: str) -> Callable[[int], str]:
    return lambda size: words * (size // len(words))


def numbered(line: str, head: str = "") -> Callable[[int], str]:
    """Lines of which each has its own number."""
    return lambda size: head + "".join(line.format(number) for number in range(size // len(line)))


def every_bracket(shape: str) -> Callable[[int], str]:
    """Brackets of each kind in turn, each kind in a line of its own."""

    def text(size: int) -> str:
        count = size // len(BRACKETS)
        shapes = {
            "opened": lambda opening, closing: opening * count,
            "closed": lambda opening, closing: closing * count,
            "nested": lambda opening, closing: opening * (count // 2) + closing * (count // 2),
            "with words": lambda opening, closing: f"{opening}疏濬計畫" * (count // 5),
        }
        return "\n\n".join(shapes[shape](*pair) for pair in BRACKETS)

    return text


SENTENCE = "由港灣署辦理疏濬計畫，完成疏濬12公里，經費3億元，"

TABLE_HEAD = "| 計畫名稱 | 主辦機關 | 110年度預算數 |\n|---|---|---|\n"

NAME = repeated("海岸復育")

SHAPES = {
    "a name of pages, whose words recur": lambda size: (
        f"{NAME(size // 2)}。\n\n{TABLE_HEAD}| {NAME(size // 2)}計畫 | 港灣署 | 300 |\n"
    ),
    "a long line": repeated(SENTENCE),
    "a long line under a heading": lambda size: f"{HEADING}一、疏濬計畫：{repeated(SENTENCE)(size)}",
    "one character": repeated("港"),
    "blanks": lambda size: f"港{' ' * size}署",
    "line ends": repeated("\n"),
    "short lines": repeated("港\n"),
    "brackets opened": every_bracket("opened"),
    "brackets closed": every_bracket("closed"),
    "brackets nested": every_bracket("nested"),
    "brackets with words": every_bracket("with words"),
    "pipes": repeated("|"),
    "pipes and blanks": repeated("| "),
    "a wide table": lambda size: f"|{' 欄 |' * (size // 8)}\n|{'---|' * (size // 8)}\n",
    "a long table": numbered("| 疏濬計畫{0} | 港灣署 | {0},000 |\n", TABLE_HEAD),
    "one row again and again": lambda size: TABLE_HEAD + repeated("| 疏濬計畫 | 港灣署 | 1,000 |\n")(size),
    "one thing with another amount in every row": numbered("| 疏濬計畫 | 港灣署 | {0},000 |\n", TABLE_HEAD),
    "numbered lines": repeated("".join(f"{number}、計畫\n" for number in range(1, 100))),
    "numbering marks": repeated("（一）"),
    "numbering marks in a line each": repeated("（一）計畫\n"),
    "every level of numbering": repeated("壹、甲\n一、乙\n（一）丙\n1.丁\n(1)戊\n"),
    "digits": repeated("1"),
    "digits and commas": repeated("1,234"),
    "digits and blanks": repeated("1 "),
    "Chinese digits": repeated("一"),
    "dates": repeated("110年12月31日"),
    "years": repeated("110年度、"),
    "amounts": repeated("3億元"),
    "results": repeated("已完成12座，"),
    "targets": repeated("目標值：12座，"),
    "bodies": repeated("港灣署、"),
    "plan names": repeated("「疏濬計畫」"),
    "lines of a flat table": numbered("疏濬長度 公里 {0} {0}\n\n", "一、疏濬計畫\n\n衡量指標 單位 目標值 實際值\n\n"),
    "one result in a line each": repeated("一、疏濬計畫：已完成疏濬12公里。\n\n"),
    "tags": repeated("<br>"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_in_proportion_to_size(shape: str) -> None:
    text = SHAPES[shape]
    size = enough(text)

    assert is_in_proportion(lambda size: facts_of(text(size)), size)


def enough(text: Callable[[int], str]) -> int:
    """A size that takes long enough to be measured; at most a quarter of 10^6 characters."""
    size = 4_000
    while size < 250_000 and seconds_of(partial(facts_of, text(size)), times=1) < 0.03:
        size *= 2
    return min(size, 250_000)


# ------------------------------------------------------------------------------- the same of every rule by itself


class _RuleFile(BaseModel):
    """What every file of rules has, whatever else its own model asks for."""

    rules: tuple[Rule, ...] = ()


RULES = [
    rule
    for file in sorted(file.name for file in files("ingest.rules").iterdir() if file.name.endswith(".yml"))
    for rule in read_rule_file(file.removesuffix(".yml"), _RuleFile).rules
]
WORDS = (
    "1",
    "1,",
    "一",
    "，",
    "、",
    "。",
    "：",
    "（",
    "「",
    "」",
    "(",
    ")",
    "|",
    "-",
    " ",
    "A",
    "年",
    "計畫",
    "110年度",
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_takes_time_in_proportion_to_size(rule: Rule) -> None:
    pattern = rule.compiled()

    slow = [words for words in WORDS if search_seconds(pattern, words, 8_000) > 0.01]
    worse = [w for w in slow if search_seconds(pattern, w, 32_000) > 10 * search_seconds(pattern, w, 8_000)]

    assert worse == []


def search_seconds(pattern: re.Pattern[str], words: str, size: int) -> float:
    """The least time that the pattern is looked for in words said again and again, all of its matches."""
    text = "港" + words * (size // len(words))
    return seconds_of(lambda: list(pattern.finditer(text)))


# ------------------------------------------------------------------------------------------- never an exception


def faults(text: str) -> list[Record]:
    """The records of a text with a quote that does not stand at its lines."""
    source, records = facts_of(text)
    return [
        record
        for record in records
        if not all(stands(source, place) for place in (record, *record.get("evidence", ())))
    ]


def stands(source: Source, place: Record) -> bool:
    lines = source.lines[place["line"] - 1 : place["line_end"]]
    return "".join(place["quote"].split()) in "".join("".join(lines).split())


@given(damaged(EXAMPLES))
def test_a_damaged_document_ends_in_facts_with_true_quotes(text: str) -> None:
    assert faults(text) == []


@pytest.mark.corpus
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_one_of_the_five_documents_ends_in_facts_with_true_quotes(corpus: Path, data: st.DataObject) -> None:
    documents = [file.read_text("utf-8") for file in find_documents(corpus)]

    assert faults(data.draw(damaged(documents, longest=400))) == []


@pytest.mark.parametrize("size", [0, 1, 2])
def test_next_to_nothing_is_a_document_too(size: int) -> None:
    for character in "一1|（\n ，":
        assert faults(character * size) == []
