"""Lists: connections with their edges, and the fields that lead along links."""

from collections.abc import Iterable, Iterator
from functools import cache

from graph import plan
from graph.model.base import Described
from graph.model.entities import EntityType
from graph.model.relations import REFERENCES
from graph.model.vocabulary import EDGE_ATTRIBUTES, ENTITY_LABELS, FACT_LABELS, Link, Reach, vocabulary
from service.schema.aggregates import aggregate_field
from service.schema.attributes import attribute_field
from service.schema.enums import ATTESTED
from service.schema.meaning import Meaning, PairFacts, Plain, SharedThings
from service.schema.naming import THINGS, camel_case, pascal_case, type_name
from service.schema.types import Field, Given, Types
from service.schema.where import VIA

PAGE = (
    Given(
        "first",
        "int | None",
        Described(
            "How many from the start, 1 to 100; 20 without a 'last'.", "自始取之筆數，1 至 100；未指定 last 時為 20。"
        ),
    ),
    Given("after", "str | None", Described("Only what comes after this cursor.", "僅取此游標之後者。")),
    Given("last", "int | None", Described("How many up to the end, in place of 'first'.", "至末之筆數，取代 first。")),
    Given("before", "str | None", Described("Only what comes before this cursor.", "僅取此游標之前者。")),
)
_OF = Given(
    "of",
    f"{ATTESTED} | None",
    Described(
        "Only where this attribute is printed. What the graph shows of it stands in the first; another document may "
        "print it otherwise. None where no place is known to print it, or the thing has no such attribute.",
        "僅取印有此欄位之處；所顯示之值見首項，其他文件所印或有不同。無已知之處或無此欄位者為空。",
    ),
)
RELATIONS_GIVEN = Given(
    "relations", "list[RelationType] | None", Described("Only along these; null: any.", "僅循此類關係；空值為不限。")
)


def define_connections(types: Types) -> None:
    """Make a connection for everything that a link can lead to in numbers."""
    types.object("PageInfo", Described("Where a page stands in its list.", "此頁於全列表之位置。"), _page_info_fields())
    for labels in (*((label,) for label in THINGS), ("Alias",), ("Finding",), ENTITY_LABELS, FACT_LABELS):
        name = type_name(labels)
        _define_connection(types, name, labels, _relation_fields() if set(labels) <= set(ENTITY_LABELS) else ())
    for link, facts in _pairs().items():
        edge = (link_field(facts, PairFacts(facts)), *_relation_fields())
        _define_connection(types, pascal_case(str(link.relation)), link.targets, edge)
    _define_connection(types, "Partner", (EntityType.AGENCY.value,), (_shared_programmes(),))
    _define_connection(types, "Neighbour", ENTITY_LABELS, (_relations(),))


def link_field(link: Link, meaning: Link | PairFacts | None = None) -> Field:
    """The field that leads along a link."""
    target = type_name(link.targets)
    if link.reach in {Reach.EVIDENCE, Reach.MERGE}:
        return _items_field(link, *((_OF,) if link.reach is Reach.EVIDENCE else ()))
    if not link.many:
        annotation = target if link.required else f"{target} | None"
        return Field(camel_case(link.name), annotation, link.description, link)
    arguments = list_arguments(link.targets, link)
    return Field(camel_case(link.name), f"{_list_type(link)}Connection", link.description, meaning or link, arguments)


def _list_type(link: Link) -> str:
    """What a list is called that a link leads to: after the link, where its edges have fields of their own."""
    if link.reach in {Reach.PARTNER, Reach.NEIGHBOUR}:
        return pascal_case(link.name.removesuffix("s"))
    return pascal_case(str(link.relation)) if link in _pairs() else type_name(link.targets)


def list_arguments(labels: tuple[str, ...], link: Link | None = None) -> tuple[Given, ...]:
    """The arguments of a list of things of these labels; ``link`` is what leads to them, if anything does."""
    match link.reach if link else None:
        case Reach.PARTNER:
            return PAGE
        case Reach.NEIGHBOUR:
            return (*_where(labels), RELATIONS_GIVEN, *PAGE)
        case Reach.EDGE:
            return (*_where(labels), VIA, *_order(labels), *PAGE)
        case _:
            return (*_where(labels), *_order(labels), *PAGE)


def _where(labels: tuple[str, ...]) -> Iterator[Given]:
    if set(labels) <= set(THINGS):
        yield Given("where", f"{type_name(labels)}Where | None", Described("Only these.", "篩選條件。"))


def _order(labels: tuple[str, ...]) -> Iterator[Given]:
    if len(labels) == 1 and vocabulary()[labels[0]].orders:
        described = Described("In this order; ties by what follows, last by id.", "排序，同值者依次項，末依識別碼。")
        yield Given("orderBy", f"list[{labels[0]}Order] | None", described)


def _define_connection(types: Types, name: str, labels: tuple[str, ...], edge_fields: Iterable[Field]) -> None:
    described = Described("A list, a page at a time.", "分頁列表。")
    fields = (*connection_fields(name, type_name(labels)), aggregate_field(labels))
    types.object(f"{name}Connection", described, fields)
    described = Described("An item of a list with what belongs to its place there.", "列表之一項及其關係。")
    types.object(f"{name}Edge", described, (*common_edge_fields(type_name(labels)), *edge_fields))


def connection_fields(name: str, node: str, edges: Meaning = plan.Edges) -> Iterator[Field]:
    """The fields of a connection; ``edges`` is what its edges are in a plan."""
    yield Field("nodes", f"list[{node}]", Described("The things of this page.", "本頁各項。"), plan.Nodes)
    described = Described("The same with what belongs to the relation.", "本頁各項及其關係。")
    yield Field("edges", f"list[{name}Edge]", described, edges)
    yield Field("pageInfo", "PageInfo", Described("Where the page stands.", "本頁之位置。"), plan.PageInfo)
    yield Field("totalCount", "int", Described("How many there are on all pages.", "總筆數。"), plan.Total)


def common_edge_fields(node: str) -> Iterator[Field]:
    """The fields that every edge has."""
    yield Field("cursor", "str", Described("Its place, to go on from.", "游標。"), plan.Cursor)
    yield Field("node", node, Described("The thing.", "該項。"), plan.Node)


def shared_field(name: str, link: Link, labels: tuple[str, ...], description: Described) -> Field:
    """The field that gives what a link leads to from each of several things."""
    meaning, arguments = SharedThings(link, labels), (*_where(labels), *_order(labels), *PAGE)
    return Field(name, f"{type_name(labels)}Connection", description, meaning, arguments)


def _shared_programmes() -> Field:
    link = vocabulary()[EntityType.AGENCY].links["programmes"]
    return shared_field(
        "sharedProgrammes", link, link.targets, Described("The programmes both run.", "共同執行之計畫。")
    )


def _relations() -> Field:
    described = Described("The relations that join it, each once.", "相連之各類關係。")
    return Field("relations", "list[RelationType]", described, Plain("relations"))


def _relation_fields() -> Iterator[Field]:
    yield from (attribute_field(attribute) for attribute in EDGE_ATTRIBUTES)
    yield evidence_field()


def evidence_field() -> Field:
    """The field that gives the places that say something."""
    return _items_field(vocabulary()[ENTITY_LABELS[0]].links["evidence"])


def _items_field(link: Link, *narrowed: Given) -> Field:
    described = Described("How many at most, 1 to 100.", "至多筆數，1 至 100。")
    first = Given("first", "int | None", described, default=3)
    return Field(camel_case(link.name), f"list[{link.targets[0]}]", link.description, link, (first, *narrowed))


def _page_info_fields() -> Iterator[Field]:
    for name, type_, description in (
        ("has_next_page", "bool", Described("Whether more follow.", "其後是否尚有。")),
        ("has_previous_page", "bool", Described("Whether some come before.", "其前是否尚有。")),
        ("start_cursor", "str | None", Described("The first item's cursor.", "首項之游標。")),
        ("end_cursor", "str | None", Described("The last item's cursor.", "末項之游標。")),
    ):
        yield Field(camel_case(name), type_, description, Plain(name))


@cache
def _pairs() -> dict[Link, Link]:
    """The links whose both ends are held by one kind of fact, each with the link from its source to those facts."""
    links = dict.fromkeys(link for type_ in vocabulary().values() for link in type_.links.values())
    return {
        link: mine
        for link in links
        if link.reach is Reach.EDGE and link.forward
        for mine in _facts_of(link.sources)
        for theirs in _facts_of(link.targets)
        if mine.targets == theirs.targets and mine.field != theirs.field
    }


def _facts_of(labels: tuple[str, ...]) -> Iterator[Link]:
    return (
        link
        for label in labels
        for link in vocabulary()[label].links.values()
        if link.reach is Reach.HOLDER and len(link.targets) == 1 and link.field in _OF_BOTH_ENDS
    )


_OF_BOTH_ENDS = {reference.field for reference in REFERENCES}
"""The fields of a fact that every one has: what it is about, and by what."""
