"""What relates several things to each other: what they share, and the ways from one to another."""

from collections.abc import Iterator

from graph import plan
from graph.model.base import Described
from graph.model.entities import EntityType
from graph.model.relations import RELATIONS
from graph.model.vocabulary import EDGE_ATTRIBUTES, ENTITY_LABELS, vocabulary
from service.schema.attributes import attribute_field
from service.schema.connections import RELATIONS_GIVEN, evidence_field, shared_field
from service.schema.meaning import Plain
from service.schema.naming import plural
from service.schema.types import Field, Given, Types


def define_relating(types: Types) -> None:
    """Make the types of ways, and the enumeration of relations."""
    described = Described("How things stand to each other, read from source to target.", "事物間之關係，由前者至後者。")
    types.enum("RelationType", described, {r.type.name: r.description for r in RELATIONS})
    described = Described("A way from one thing to another along relations.", "由一事物循關係至另一事物之路徑。")
    types.object("Path", described, _path_fields())
    types.object("PathStep", Described("One step of a way.", "路徑之一步。"), _step_fields())
    types.object("Comparison", Described("Things beside each other.", "事物之對照。"), _comparison_fields())


def relating_roots() -> Iterator[Field]:
    """The root fields that relate several things."""
    yield _comparison()
    yield _paths()


def _comparison() -> Field:
    described = Described(
        "2 to 5 entities of one type beside each other. An id of no entity: UNKNOWN_ID; several types, or one thing: "
        "INVALID_ARGUMENT.",
        "並列 2 至 5 個同類事物。識別碼不存在：UNKNOWN_ID；類別不同或為同一事物：INVALID_ARGUMENT。",
    )
    ids = Given("ids", "list[ID]", Described("Their ids, 2 to 5.", "識別碼，2 至 5 個。"))
    return Field("compare", "Comparison", described, plan.Comparing, (ids,))


def _paths() -> Field:
    described = Described(
        "The shortest ways between two entities, in either direction of relations, none through a thing twice; those "
        "of one length ordered step by step by relation, then id. A thing leads to itself in no steps. An end that is "
        "no entity: UNKNOWN_ID; more than 100,000 relations to look at: SEARCH_TOO_WIDE.",
        "兩事物間之最短路徑，不拘關係方向，不重複經過；同長者逐步依關係、識別碼排序。至自身為零步。"
        "端點不存在：UNKNOWN_ID；需查逾十萬關係：SEARCH_TOO_WIDE。",
    )
    arguments = (
        Given("from", "ID", Described("The id of where it starts.", "起點之識別碼。")),
        Given("to", "ID", Described("The id of where it ends.", "終點之識別碼。")),
        Given("maxLength", "int | None", Described("How many steps at most, 1 to 6.", "至多步數，1 至 6。"), default=4),
        RELATIONS_GIVEN,
        Given("without", "list[ID] | None", Described("Not through these.", "不經此等事物。")),
        Given("first", "int | None", Described("How many at most, 1 to 100.", "至多筆數，1 至 100。"), default=1),
    )
    return Field("paths", "list[Path]", described, plan.Paths, arguments)


def _comparison_fields() -> Iterator[Field]:
    yield Field("of", "list[Entity]", Described("The things, each once.", "所對照之事物。"), plan.Nodes)
    neighbours = vocabulary()[ENTITY_LABELS[0]].links["neighbours"]
    for label in (EntityType.AGENCY, EntityType.PLAN, EntityType.PROGRAMME, EntityType.INDICATOR):
        described = Described(
            f"What of type {label} any relation joins to each of them.", "與各項均直接相連之此類事物。"
        )
        yield shared_field(f"shared{plural(label)}", neighbours, (label.value,), described)
    references = vocabulary()[EntityType.PROGRAMME].links["references"]
    described = Described("What the text of each of them names.", "各項文中均引述者。")
    yield shared_field("sharedReferences", references, references.targets, described)
    documents = vocabulary()[ENTITY_LABELS[0]].links["documents"]
    described = Described("The documents that name each of them.", "均提及各項之文件。")
    yield shared_field("sharedDocuments", documents, documents.targets, described)


def _path_fields() -> Iterator[Field]:
    yield Field("length", "int", Described("How many steps.", "步數。"), Plain("length"))
    yield Field("start", "Entity", Described("Where it starts.", "起點。"), plan.Node)
    yield Field("steps", "list[PathStep]", Described("Its steps, in order.", "各步，依序。"), plan.Edges)


def _step_fields() -> Iterator[Field]:
    yield Field("relation", "RelationType", Described("Along which relation.", "所循關係。"), Plain("relation"))
    described = Described("Whether from its source to its target.", "是否由關係之前者至後者。")
    yield Field("forward", "bool", described, Plain("forward"))
    yield Field("node", "Entity", Described("What it leads to.", "所至事物。"), plan.Node)
    yield from (attribute_field(attribute) for attribute in EDGE_ATTRIBUTES if attribute.name != "depth")
    yield evidence_field()
