from pathlib import Path

import pytest

from benchmarks import extraction
from benchmarks.extraction import Steps, enlarged, extract, forget_texts, print_speed, source_of, synthetic
from ingest.extraction.components import COMPONENTS
from ingest.extraction.words.numerals import read_number
from ingest.readers import find_documents, read_document
from ingest.rules import patterns


def test_synthetic_documents_are_the_same_each_time_and_all_different() -> None:
    one, other = (list(synthetic(5)) for _ in range(2))

    assert one == other
    assert len({source.text for source in one}) == 5


def test_every_component_is_a_step_and_linking_is_no_part_of_extraction() -> None:
    steps = Steps()
    steps.time("read", sum, range(100_000))

    extract(source_of("a", "一、疏濬計畫：完成疏濬12公里。\n"), steps)

    assert list(steps.seconds) == ["read", "layout", *(component.__name__ for component in COMPONENTS), "link"]
    assert steps.whole() == pytest.approx(sum(steps.seconds.values()))
    assert steps.extraction() == pytest.approx(steps.whole() - steps.seconds["link"])


def test_a_text_is_read_as_if_for_the_first_time() -> None:
    rules = patterns("results")
    assert read_number("12") == 12

    forget_texts()

    assert read_number.cache_info().currsize == 0
    assert patterns("results") is rules


def test_an_example_is_said_many_times_over_and_another_document_once(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("海岸事務部", "utf-8")
    own, example = read_document(tmp_path / "plan.txt"), read_document(find_documents(examples)[0])

    assert enlarged(own) is own
    assert len(enlarged(example).text) == extraction.REPEATED * len(example.text)


def test_each_step_has_a_row_with_its_speed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.txt").write_text("一、疏濬計畫：完成疏濬12公里。\n", "utf-8")
    monkeypatch.setattr(extraction, "jieba_cut", lambda: lambda text: list(text * 1000))

    print_speed([tmp_path / "plan.txt"])

    printed = capsys.readouterr().out
    rows = [line.split()[0] for line in printed.splitlines() if line]
    assert set(rows) >= {"read", "layout", "link", "jieba.cut", *(component.__name__ for component in COMPONENTS)}
    assert "speed of jieba.cut: median" in printed
