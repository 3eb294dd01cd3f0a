"""From what single documents say to one node and one edge: the same for every engine, in every order of loading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model.batch import Mention, Statement
from graph.model.entities import Entity

_IDENTITY = frozenset({"id", "type", "name"})


@dataclass(frozen=True, slots=True)
class Node:
    """A thing as the graph shows it; ``aliases`` are the names it is printed under, each with its documents' codes."""

    id: str
    label: str
    name: str
    attributes: Mapping[str, object]
    aliases: Mapping[str, tuple[str, ...]]
    place: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation as the graph shows it: one for each pair and relation."""

    relation: str
    source: str
    target: str
    role: str | None
    part: str | None
    since: str | None
    place: str


def sort_place(document: str, line: int | None) -> str:
    """A text that sorts by document, then by line, in the order of code points."""
    return f"{document}\x1f{line or 0:08d}"


def assemble_node(mentions: Sequence[tuple[str, Mention]]) -> Node:
    """The node that ``mentions`` (document code, mention; at least one, sorted by code) speak of.

    Shown is an official name where one is known, else the longest printed one, ties by code points. An attribute is
    what the first document says that says anything.
    """
    entities = [mention.entity for _, mention in mentions]
    aliases: dict[str, list[str]] = {}
    for code, mention in mentions:
        for name in mention.names:
            aliases.setdefault(name, []).append(code)
    return Node(
        id=entities[0].id,
        label=entities[0].type.value,
        name=_shown_name([mention for _, mention in mentions]),
        attributes=_attributes(entities),
        aliases={name: tuple(codes) for name, codes in aliases.items()},
        place=min(_first_place(code, mention) for code, mention in mentions),
    )


def assemble_edge(statements: Sequence[tuple[str, Statement]]) -> Edge:
    """The edge that ``statements`` (document code, statement; at least one, sorted by code) state."""
    first = statements[0][1]

    def said(field: str) -> str | None:
        return next((value for _, s in statements if (value := getattr(s, field)) is not None), None)

    return Edge(
        relation=first.relation.value,
        source=first.source,
        target=first.target,
        role=said("role"),
        part=said("part"),
        since=said("since"),
        place=min(_first_place(code, statement) for code, statement in statements),
    )


def _shown_name(mentions: Sequence[Mention]) -> str:
    official = sorted(mention.entity.name for mention in mentions if mention.official)
    printed = sorted((mention.entity.name for mention in mentions), key=lambda name: (-len(name), name))
    return (official or printed)[0]


def _attributes(entities: Sequence[Entity]) -> dict[str, object]:
    fields = type(entities[0]).model_fields
    said: dict[str, object] = {}
    for name in fields.keys() - _IDENTITY:
        default = fields[name].default
        said[name] = next((v for e in entities if (v := getattr(e, name)) != default), getattr(entities[0], name))
    return said


def _first_place(code: str, item: Mention | Statement) -> str:
    return sort_place(code, min((e.line_start for e in item.evidence if e.line_start is not None), default=None))
