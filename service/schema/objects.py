"""Object types and interfaces: everything a query can be answered with."""

from collections.abc import Iterable, Iterator

from graph.model.base import Described
from graph.model.values import Quantity, Value
from graph.model.vocabulary import ENTITY_LABELS, FACT_LABELS, attributes_of, vocabulary
from service.schema.attributes import attribute_field, thing_attribute_field
from service.schema.citations import citation_field
from service.schema.connections import link_field
from service.schema.meaning import Plain
from service.schema.naming import THINGS, camel_case
from service.schema.series import gathered_fields
from service.schema.types import Field, Types

_INTERFACES = {"Entity": ENTITY_LABELS, "Fact": FACT_LABELS}


def define_objects(types: Types) -> None:
    """Make the interfaces, the things that have an id, what hangs on them, and what tells about the graph itself."""
    _define_interfaces(types)
    for label in THINGS:
        interface = next((name for name, labels in _INTERFACES.items() if label in labels), "Node")
        fields = (*_thing_fields(label), *gathered_fields(label))
        types.object(label, vocabulary()[label].description, fields, (interface,))
    for label in ("Evidence", "Alias", "Merge", "Finding"):
        types.object(label, vocabulary()[label].description, _part_fields(label))
    types.object("Value", Described("A figure, as printed and as read.", "數值，原文及所讀。"), _value_fields(Value))
    types.object("Quantity", Described("One counted thing.", "所計之一項。"), _value_fields(Quantity))
    types.object("Release", Described("A published state of the graph.", "圖譜之一次發布。"), _release_fields())
    types.object("TypeCount", Described("How many things there are of a type.", "某類事物之數量。"), _count_fields())


def _define_interfaces(types: Types) -> None:
    described = Described("Whatever has an id of its own.", "具識別碼之事物。")
    types.interface("Node", described, (field for field in _shared_fields(THINGS) if field.name == "id"))
    described = Described("A thing that documents speak of by name.", "文件所指稱之具名事物。")
    types.interface("Entity", described, _shared_fields(ENTITY_LABELS), ("Node",))
    described = Described("What a document reports or promises of a thing.", "文件就某事物所報告或承諾之事實。")
    types.interface("Fact", described, _shared_fields(FACT_LABELS), ("Node",))


def _shared_fields(labels: tuple[str, ...]) -> Iterator[Field]:
    """The fields that are alike on all of the labels."""
    first, *others = ({field.shape: field for field in _thing_fields(label)} for label in labels)
    return (field for shape, field in first.items() if all(shape in other for other in others))


def _thing_fields(label: str) -> Iterator[Field]:
    yield from map(thing_attribute_field, vocabulary()[label].attributes)
    yield from map(link_field, vocabulary()[label].links.values())
    if label in FACT_LABELS:
        yield citation_field()


def _part_fields(label: str) -> Iterator[Field]:
    yield from map(attribute_field, vocabulary()[label].attributes)
    yield from map(link_field, vocabulary()[label].links.values())


def _value_fields(model: type[Value | Quantity]) -> Iterator[Field]:
    return map(attribute_field, attributes_of(model))


def _release_fields() -> Iterable[Field]:
    return (
        _plain("id", "ID", Described("A hash of all it holds.", "內容之雜湊值。")),
        _plain("published_at", "DateTime", Described("When it was published.", "發布時間。")),
        _plain("documents", "int", Described("How many documents it was made from.", "所據文件數。")),
    )


def _count_fields() -> Iterable[Field]:
    return (
        _plain("type", "str", Described("The type's name.", "類別名稱。")),
        _plain("count", "int", Described("How many.", "數量。")),
    )


def _plain(name: str, type_: str, description: Described) -> Field:
    return Field(camel_case(name), type_, description, Plain(name))
