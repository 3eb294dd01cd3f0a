"""What several documents say of one thing becomes one node, whatever the order of loading."""

from graph.assembly import Node, Said, assemble_edge, assemble_node, first_place
from graph.model.batch import Mention, Statement
from graph.model.entities import Agency, AgencyKind, Programme
from graph.model.relations import RelationType, Role
from tests.graph.builders import says


def mention(name: str, *names: str, official: bool = False, line: int = 1, **attributes: object) -> Mention:
    entity = Agency(id="agency-1", name=name, **attributes)
    return Mention(entity=entity, names=(name, *names), official=official, evidence=says(line))


def node_of(*said: tuple[str, Mention]) -> Node:
    return assemble_node([Said(code, first_place(code, mention.evidence), mention) for code, mention in said])


def test_an_official_name_is_shown_even_where_a_longer_one_is_printed() -> None:
    node = node_of(("a", mention("海岸事務部轄下港灣署")), ("b", mention("海岸事務部港灣署", official=True)))

    assert node.name == "海岸事務部港灣署"


def test_else_the_longest_printed_name_is_shown() -> None:
    node = node_of(("a", mention("港灣署")), ("b", mention("海岸事務部港灣署")))

    assert node.name == "海岸事務部港灣署"


def test_an_attribute_is_what_the_first_document_says_that_says_anything() -> None:
    node = node_of(
        ("a", mention("港灣署")),
        ("b", mention("港灣署", kind=AgencyKind.AGENCY)),
        ("c", mention("港灣署", kind=AgencyKind.BUREAU, full_name="海岸事務部港灣署")),
    )

    assert node.attributes == {"kind": AgencyKind.AGENCY, "full_name": "海岸事務部港灣署"}


def test_each_name_keeps_the_documents_that_print_it() -> None:
    node = node_of(("a", mention("港灣署", "本署")), ("b", mention("港灣署")))

    assert node.aliases == {"港灣署": ("a", "b"), "本署": ("a",)}


def test_an_official_name_that_no_document_prints_is_a_name_all_the_same() -> None:
    entity = Agency(id="agency-1", name="海岸事務部港灣署")

    node = node_of(("a", Mention(entity=entity, names=("港灣署",), official=True, evidence=says(1))))

    assert node.aliases == {"海岸事務部港灣署": (), "港灣署": ("a",)}


def test_a_name_that_means_it_only_in_the_mouth_of_its_speaker_is_none_of_its_names() -> None:
    entity = Agency(id="agency-1", name="海岸事務部港灣署")
    said = Mention(entity=entity, names=("本部港灣署",), spoken=("本部港灣署",), official=True, evidence=says(1))

    assert node_of(("a", said)).aliases == {"海岸事務部港灣署": ()}


def test_a_node_without_another_name_is_known_by_what_its_speaker_calls_it() -> None:
    said = mention("本會").model_copy(update={"spoken": ("本會",)})

    assert node_of(("a", said)).aliases == {"本會": ("a",)}


def test_a_node_stands_where_it_is_first_printed() -> None:
    later, sooner = mention("港灣署", line=12), mention("港灣署", line=7)

    assert node_of(("b", later), ("b", sooner)).place < node_of(("b", later)).place


def test_what_is_false_of_a_programme_is_not_unsaid() -> None:
    entity = Programme(id="programme-1", name="疏浚計畫")

    node = node_of(("a", Mention(entity=entity, names=("疏浚計畫",), evidence=says(1))))

    assert node.attributes["title_missing"] is False


def test_an_edge_takes_the_first_role_that_is_said() -> None:
    def said(code: str, role: Role | None) -> Said[Statement]:
        statement = Statement(relation=RelationType.EXECUTED_BY, source="p", target="a", role=role, evidence=says(3))
        return Said(code, first_place(code, statement.evidence), statement)

    edge = assemble_edge([said("a", None), said("b", Role.LEAD), said("c", Role.CO)])

    assert edge.role == Role.LEAD
