from collections import Counter

import pytest
from rich.console import Console

from ingest.rule_use import RuleUse, count_use, to_json, to_table, uses_of_rules


def shown(uses: list[RuleUse], documents: list[str]) -> str:
    console = Console(width=120)
    with console.capture() as capture:
        console.print(to_table(uses, documents))
    return capture.get()


def use(rule: str, **found: int) -> RuleUse:
    return RuleUse(rule, None, found)


def test_a_fact_is_counted_for_the_rule_it_names() -> None:
    assert count_use([{"rule": "heading.bare"}, {"rule": "table.row"}, {"rule": "table.row"}]) == {
        "heading.bare": 1,
        "table.row": 2,
    }


def test_every_rule_that_found_something_or_is_declared_has_its_use() -> None:
    uses = {use.rule: use for use in uses_of_rules({"a": Counter({"table.row": 2}), "b": Counter({"table.row": 1})})}

    assert uses["table.row"] == RuleUse("table.row", None, {"a": 2, "b": 1})
    assert uses["table.row"].facts == 3
    assert uses["heading.bare"].facts == 0
    assert uses["heading.bare"].description


def test_rules_are_in_the_order_of_their_names() -> None:
    names = [use.rule for use in uses_of_rules({})]

    assert names == sorted(names)


def test_a_rule_that_served_one_document_only_is_marked() -> None:
    table = shown([use("one.place", a=4), use("two.places", a=1, b=2)], ["a", "b"])

    assert [line.split() for line in table.splitlines()[2:4]] == [
        ["one.place", "4", "1", "4", "only", "in", "a"],
        ["two.places", "3", "2", "1", "2"],
    ]


def test_of_one_document_no_rule_is_marked() -> None:
    assert "only in" not in shown([use("one.place", a=4)], ["a"])


def test_many_documents_have_no_columns_of_their_own() -> None:
    documents = [f"d{number}" for number in range(40)]

    table = shown([use("one.place", d7=4)], documents)

    assert table.splitlines()[2].split() == ["one.place", "4", "1", "only", "in", "d7"]


def test_rules_that_no_fact_names_are_listed_by_family() -> None:
    table = shown([use("dates.day"), use("dates.month"), use("owner.lead")], ["a"])

    assert "  dates: day, month\n  owner: lead" in table


@pytest.mark.parametrize("found", [{}, {"a": 2}])
def test_use_as_json_is_plain(found: dict[str, int]) -> None:
    assert to_json([RuleUse("table.row", "A row.", found)]) == [
        {"rule": "table.row", "description": "A row.", "facts": sum(found.values()), "documents": found}
    ]
