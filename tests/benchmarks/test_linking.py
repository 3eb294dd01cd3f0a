from benchmarks.linking import documents
from graph.resolution.decisions import Decisions
from graph.resolution.members import members_of
from graph.resolution.resolve import resolve


def test_the_names_are_the_same_each_time() -> None:
    assert list(documents(300)) == list(documents(300))


def test_some_of_the_names_are_one_thing_and_most_are_not() -> None:
    members = [member for batch in documents(2_000) for member in members_of(batch)]

    merged = resolve(members, Decisions())

    assert 0 < len(merged) < len(members)
