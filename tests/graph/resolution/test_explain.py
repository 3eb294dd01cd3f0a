from graph.model.entities import EntityType
from graph.resolution.decisions import Decision, Decisions, Named
from graph.resolution.explain import explain
from graph.resolution.members import Member
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


def test_an_unknown_name_is_explained_by_nothing() -> None:
    assert why("海岸計畫", "山林計畫", FIRST) == []
