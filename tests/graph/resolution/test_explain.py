from graph.model.batch import Statement
from graph.model.entities import EntityType
from graph.model.relations import RelationType
from graph.resolution.decisions import Decision, Decisions, Named
from graph.resolution.explain import explain
from graph.resolution.members import Member
from tests.graph.builders import says
from tests.graph.resolution.builders import key, member


def why(one: str, other: str, *members: Member, decisions: Decisions | None = None) -> list[str]:
    return list(explain(members, decisions or Decisions(), one, other))


FIRST = member("p-1", "海岸, ministry 海岸事務部", document="a", name="海岸計畫", names=("海岸計畫",))
SECOND = member("p-2", "海岸, ministry 海岸事務部", document="b", name="海岸", names=("海岸",))


def test_one_node_is_explained_by_what_its_members_share() -> None:
    assert why("海岸計畫", "海岸", FIRST, SECOND) == [
        "Programme '海岸計畫' (a), '海岸' (b): one node, p-1.",
        "  '海岸' (b) and '海岸計畫' (a) share '海岸, ministry 海岸事務部' (test.rule, 0.9).",
    ]


def test_a_chain_of_merges_is_told_whole() -> None:
    third = member("p-3", key("x", 0.8), document="c", name="海濱", names=("海濱",))
    second = SECOND.model_copy(update={"keys": (*SECOND.keys, key("x", 0.8))})

    assert len(why("海岸計畫", "海濱", FIRST, second, third)) == 3


def test_two_names_in_one_document_are_the_documents_own_word() -> None:
    both = member("p-1", document="a", name="海岸計畫", names=("海岸計畫", "海計"))

    assert why("海計", "海岸計畫", both) == [
        "Programme '海岸計畫' (a): one node, p-1.",
        "  One document has both names for it, or both have the same official name.",
    ]


def test_two_nodes_are_explained_by_what_differs() -> None:
    early = FIRST.model_copy(update={"traits": {"from": "2018"}})
    late = SECOND.model_copy(update={"traits": {"from": "2020"}})

    assert why("海岸計畫", "海岸", early, late) == [
        "Programme '海岸計畫' (a) and '海岸' (b): two nodes, p-1 and p-2.",
        "  They differ in 'from': 2018 and 2020.",
        "  They share '海岸, ministry 海岸事務部', which was not enough.",
    ]


def test_names_that_are_merely_alike_say_so() -> None:
    other = member("p-2", document="b", name="海岸方案", names=("海岸方案",))

    assert "alike to 0.33, which alone never joins" in why("海岸計畫", "海岸方案", FIRST, other)[1]


def test_a_decision_explains_by_its_reason() -> None:
    things = (Named(name="海岸計畫"), Named(name="海濱"))
    same = Decisions(same=(Decision(type=EntityType.PROGRAMME, things=things, reason="院函"),))
    third = member("p-3", document="c", name="海濱", names=("海濱",))

    assert "share '院函' (same." in why("海岸計畫", "海濱", FIRST, third, decisions=same)[1]


def test_two_nodes_of_which_one_followed_the_other_say_so_with_every_step() -> None:
    old, new, newest = (
        member(f"p-{n}", document="a", name=name) for n, name in enumerate(("甲計畫", "乙計畫", "丙計畫"))
    )
    stated = [_followed(old, new, since="2019"), _followed(new, newest)]

    lines = list(explain((old, new, newest), Decisions(), "丙計畫", "甲計畫", stated))

    assert lines[1:3] == [
        "  '甲計畫' was followed by '乙計畫' from 2019 on: a, line 7, '接續'.",
        "  '乙計畫' was followed by '丙計畫': a, line 7, '接續'.",
    ]


def test_successions_that_go_in_circles_are_told_and_end() -> None:
    one, other = member("p-1", document="a", name="甲計畫"), member("p-2", document="a", name="乙計畫")
    stated = [_followed(one, other), _followed(other, one)]

    lines = list(explain((one, other), Decisions(), "甲計畫", "乙計畫", stated))

    assert [line.partition(":")[0] for line in lines[1:3]] == [
        "  '甲計畫' was followed by '乙計畫'",
        "  '乙計畫' was followed by '甲計畫'",
    ]


def test_a_part_names_what_it_is_part_of_by_its_node() -> None:
    part = member("p-3", document="b", name="疏濬", names=("疏濬",))
    stated = [("b", _stated(part, RelationType.PART_OF, SECOND))]

    lines = list(explain((FIRST, SECOND, part), Decisions(), "疏濬", "海岸計畫", stated))

    assert lines[1] == "  '疏濬' is part of '海岸計畫': b, line 7, '接續'."


def test_things_of_two_types_are_told_where_one_is_part_of_the_other() -> None:
    whole = member("plan-1", document="a", name="海洋方案", names=("海洋方案",)).model_copy(
        update={"type": EntityType.PLAN}
    )
    stated = [("a", _stated(FIRST, RelationType.PART_OF, whole))]

    assert list(explain((FIRST, whole), Decisions(), "海洋方案", "海岸計畫", stated)) == [
        "Plan '海洋方案' (a) and Programme '海岸計畫' (a): two nodes, plan-1 and p-1.",
        "  '海岸計畫' is part of '海洋方案': a, line 7, '接續'.",
    ]
    assert why("海洋方案", "海岸計畫", FIRST, whole) == []


def _followed(before: Member, after: Member, since: str | None = None) -> tuple[str, Statement]:
    return "a", _stated(before, RelationType.SUCCEEDED_BY, after).model_copy(update={"since": since})


def _stated(source: Member, relation: RelationType, target: Member) -> Statement:
    return Statement(relation=relation, source=source.id, target=target.id, evidence=says(7, "接續"))


def test_an_unknown_name_is_explained_by_nothing() -> None:
    assert why("海岸計畫", "山林計畫", FIRST) == []
