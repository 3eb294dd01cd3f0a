"""What the formulas of a head say of a row."""

import pytest

from ingest.extraction.draft import Printed, Worked
from ingest.extraction.flat.formulas import work_out
from ingest.extraction.flat.table_heads import Column
from ingest.layout.aligned import Place
from tests.ingest.drafts import figure

HERE = Place(1, 1, "110 5 3 8")


def worked(formula: str, **row: str) -> list[Worked]:
    """What the formula of the column ``c`` says; ``a`` and ``b`` have the letters A and B."""
    columns = [Column("a", "a", "A"), Column("b", "b", "B"), Column("c", "c", "C", formula)]
    return list(work_out(columns, {name: Printed(figure(text)) for name, text in row.items()}, HERE))


def printed(text: str) -> Printed:
    return Printed(figure(text))


@pytest.mark.parametrize("sign", ["+", "-", "/"])
def test_a_formula_names_the_columns_its_figure_is_worked_out_of(sign: str) -> None:
    (found,) = worked(f"B{sign}A", a="5", b="3", c="8")

    assert found == (printed("8"), sign, (printed("3"), printed("5")), HERE, True)


def test_a_sum_may_lack_a_part_and_nothing_else_may() -> None:
    (found,) = worked("A+B", a="5", c="8")

    assert (found.parts, found.is_whole) == ((printed("5"),), False)
    assert worked("A-B", a="5", c="8") == worked("A/B", a="5", c="8") == []


@pytest.mark.parametrize("formula", ["A+B-A", "A+X", "A-B-A"])
def test_a_formula_of_several_signs_or_of_letters_that_are_not_there_says_less_or_nothing(formula: str) -> None:
    assert all(not found.is_whole for found in worked(formula, a="5", b="3", c="8"))


def test_documents_take_another_whole_for_a_rate_than_its_head_says() -> None:
    columns = [
        *(Column("a", "a", "A"), Column("b", "b", "B"), Column("c", "c", "C")),
        *(Column("of_b", "%", "C/B", "C/B"), Column("of_a", "%", "C/A", "C/A")),
    ]
    row = {name: printed(text) for name, text in (("a", "9"), ("b", "6"), ("c", "3"), ("of_a", "50"))}

    (found,) = work_out(columns, row, HERE)

    assert found.parts == (printed("3"), printed("9"), printed("6"))


def test_a_cell_that_only_points_to_another_says_nothing_of_its_own() -> None:
    columns = [Column("a", "a", "A"), Column("b", "b", "B"), Column("c", "c", "B/A", "B/A")]
    pointing = Printed(figure("60")._replace(text="同執行率"))

    assert list(work_out(columns, {"a": printed("5"), "b": printed("3"), "c": pointing}, HERE)) == []
