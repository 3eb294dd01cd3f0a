"""How much one operation may ask for: of its document before anything is done with it, of the graph, of our time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from graph.errors import LimitExceeded


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything; there is no limit of time but for the service, which sets one."""

    characters: int = 100_000
    tokens: int = 5_000
    depth: int = 20
    aliases: int = 200
    fields: int = 2_000
    introspection: int = 1_000_000
    nesting: int = 32
    nodes: int = 500_000
    seconds: float | None = None
    operations: int = 32


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Hold a document against what it may ask for, its fragments put in where they are spread.

    It need not be valid: this comes first, because what is hard to validate must not get as far.
    Raises: LimitExceeded.
    """
    measuring = _Measuring(document, limits.depth)
    for definition in document.definitions:
        if isinstance(definition, FragmentDefinitionNode):
            measuring.fragment(definition.name.value, 0)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            extent = measuring.below(definition.selection_set, 0)
            _hold("depth", extent.depth, limits.depth, "selections deep")
            _hold("aliases", extent.aliases, limits.aliases, "fields under another name")
            _hold("fields", extent.fields, limits.fields, "fields")
            _hold("introspection", extent.introspected, limits.introspection, "parts of the schema")


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Hold how deep the values of variables nest against how deep they may. Raises: LimitExceeded."""
    level: list[Any] = [variables]
    for _ in range(limits.nesting):
        level = [inner for value in level for inner in _items(value)]
        if not level:
            return
    raise LimitExceeded(
        f"The variables are nested too deeply; the most is {limits.nesting}.", "nesting", limits.nesting
    )


def _items(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()


def check_nodes(nodes: int, limits: Limits) -> None:
    """Hold what an operation may cost at most against what it may cost. Raises: LimitExceeded."""
    _hold("nodes", nodes, limits.nodes, "things, if all lists are as long as their pages")


def _hold(limit: str, found: int, most: int, of: str) -> None:
    if found > most:
        raise LimitExceeded(f"The operation asks for {found} {of}; the most is {most}.", limit, most)


_EACH = {"types": 300, "fields": 6, "args": 2, "inputFields": 3, "enumValues": 2, "possibleTypes": 2, "interfaces": 2}
"""How many items a list of introspection has, about; asked for within each other, they multiply."""


@dataclass(frozen=True, slots=True)
class _Extent:
    """What is asked for below some place of a document; ``answered`` is how often, were it introspection."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    answered: int = 0
    introspected: int = 0

    @classmethod
    def of(cls, parts: Iterable[Self]) -> Self:
        """Of all parts together."""
        found = list(parts)
        return cls(
            max((part.depth for part in found), default=0),
            sum(part.fields for part in found),
            sum(part.aliases for part in found),
            sum(part.answered for part in found),
            sum(part.introspected for part in found),
        )

    @classmethod
    def of_field(cls, node: FieldNode, below: Self) -> Self:
        """Of a field with what is below it."""
        name = node.name.value
        answered = 1 + _EACH.get(name, 1) * below.answered
        is_root = name in {"__schema", "__type"}
        return cls(
            depth=below.depth + 1,
            fields=below.fields + 1,
            aliases=below.aliases + (node.alias is not None),
            answered=answered,
            introspected=answered if is_root else below.introspected,
        )


class _Measuring:
    """Measures the parts of one document; a fragment once, however often it is spread."""

    def __init__(self, document: DocumentNode, depth: int) -> None:
        self._fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self._known: dict[str, _Extent] = {}
        self._depth = depth
        self._most_nested = 4 * depth  # fragments within fragments are no fields, but not free either

    def below(self, selected: SelectionSetNode | None, nested: int) -> _Extent:
        """What a selection asks for."""
        if nested > self._most_nested:
            raise LimitExceeded(
                f"The operation is nested too deeply; the most is {self._depth} fields.", "depth", self._depth
            )
        return _Extent.of(self._parts(selected, nested + 1)) if selected else _Extent()

    def fragment(self, name: str, nested: int) -> _Extent:
        """What a fragment asks for; nothing where it is unknown or spreads itself, which validation will tell."""
        if name not in self._known and name in self._fragments:
            self._known[name] = _Extent()
            self._known[name] = self.below(self._fragments[name].selection_set, nested)
        return self._known.get(name, _Extent())

    def _parts(self, selected: SelectionSetNode, nested: int) -> Iterator[_Extent]:
        for node in selected.selections:
            match node:
                case FieldNode():
                    yield _Extent.of_field(node, self.below(node.selection_set, nested))
                case InlineFragmentNode():
                    yield self.below(node.selection_set, nested)
                case FragmentSpreadNode():
                    yield self.fragment(node.name.value, nested)
