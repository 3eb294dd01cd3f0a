from pathlib import Path

import pytest

from graph.errors import ContradictoryDecisions, UnreadableDecisions
from graph.resolution.decisions import Decisions, Verdict, read_decisions


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "decisions.yml"


def test_decisions_name_things_by_name_in_a_document_or_by_id(written: Path) -> None:
    written.write_text(
        "same:\n"
        "  - type: Programme\n"
        "    things: [海岸復育計畫, {name: 海岸復育, document: report}, {id: programme-1}]\n"
        "    reason: 院函\n",
        "utf-8",
    )

    (decision,) = read_decisions(written)

    assert decision.verdict is Verdict.SAME
    assert str(decision) == "Decided same: '海岸復育計畫', '海岸復育' in report, 'programme-1'"


def test_an_empty_file_decides_nothing(written: Path) -> None:
    written.write_text("# nothing\n")

    assert read_decisions(written) == Decisions()
    assert read_decisions(written).digest() == ""


def test_the_order_of_a_file_does_not_matter(written: Path) -> None:
    entries = [f"  - {{type: Plan, things: [{one}, {other}], reason: 院函}}\n" for one, other in ("甲乙", "丙丁")]
    written.write_text("same:\n" + "".join(entries), "utf-8")
    first = read_decisions(written).digest()
    written.write_text("same:\n" + "".join(reversed(entries)), "utf-8")

    assert read_decisions(written).digest() == first


def test_what_is_the_same_by_a_chain_cannot_be_distinct(written: Path) -> None:
    written.write_text(
        "same:\n"
        "  - {type: Plan, things: [甲, 乙], reason: 院函}\n"
        "  - {type: Plan, things: [乙, 丙], reason: 院函}\n"
        "distinct:\n"
        "  - {type: Plan, things: [甲, 丙], reason: 院函}\n",
        "utf-8",
    )

    with pytest.raises(ContradictoryDecisions, match="'甲' and '丙' that they are distinct"):
        read_decisions(written)


def test_names_of_different_types_do_not_contradict(written: Path) -> None:
    written.write_text(
        "same:\n  - {type: Plan, things: [甲, 乙], reason: 院函}\n"
        "distinct:\n  - {type: Programme, things: [甲, 乙], reason: 院函}\n",
        "utf-8",
    )

    assert len(list(read_decisions(written))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "same: [",
        "same:\n  - {type: Plan, things: [甲], reason: 院函}",
        "same:\n  - {type: Plan, things: [甲, 乙]}",
        "same:\n  - {type: Plan, things: [甲, {name: 乙, id: plan-1}], reason: 院函}",
        "same:\n  - {type: Ministry, things: [甲, 乙], reason: 院函}",
        "equal: []",
    ],
    ids=["no yaml", "one thing", "no reason", "name and id", "unknown type", "unknown list"],
)
def test_a_file_that_is_no_decisions_is_refused(written: Path, text: str) -> None:
    written.write_text(text, "utf-8")

    with pytest.raises(UnreadableDecisions, match="cannot be read as decisions"):
        read_decisions(written)


def test_a_file_that_is_not_there_is_refused(written: Path) -> None:
    with pytest.raises(UnreadableDecisions):
        read_decisions(written)
