"""Strawberry types from lists of fields; a field names its type as text, so that types may refer to each other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from keyword import iskeyword
from typing import Any

import strawberry
from graphql import GraphQLField, GraphQLInputField
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from graph.model.base import Described
from service.schema.meaning import Meaning
from service.schema.scalars import PartialDate, Timestamp

_MEANING, _COMPUTED = "meaning", "computed"

THING = "$label"
"""The key under which an answer says of what type a thing is, where the schema leaves that open.

No response key can be equal to it, because none contains a dollar sign.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """A field of an input, or an argument; ``type`` is a Python annotation, such as ``list[ID] | None``."""

    name: str
    type: str
    description: Described
    meaning: Meaning | None = None
    default: object = strawberry.UNSET


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an output type; ``type`` is a Python annotation, such as ``AgencyConnection``.

    Its value stands in the answer, but for one that is ``computed`` from that and the execution's context.
    """

    name: str
    type: str
    description: Described
    meaning: Meaning
    arguments: tuple[Given, ...] = ()
    computed: Callable[[Any, Any], Any] | None = None

    @property
    def shape(self) -> tuple[object, ...]:
        """What must be alike for two types to share the field through an interface."""
        return (self.name, self.type, tuple((argument.name, argument.type) for argument in self.arguments))


class Types:
    """The types made so far, by name."""

    def __init__(self) -> None:
        self._namespace: dict[str, Any] = {"ID": strawberry.ID, "PartialDate": PartialDate, "DateTime": Timestamp}

    def __getitem__(self, name: str) -> type:
        made: type = self._namespace[name]
        return made

    def enum(self, name: str, description: Described, values: Mapping[str, Described]) -> None:
        """Make an enumeration of ``values`` with their descriptions; in answers a value stands as its name."""
        body = {value: strawberry.enum_value(value, description=str(text)) for value, text in values.items()}
        members: Any = Enum(name, body)  # type: ignore[misc] # its members come from the vocabulary
        self._namespace[name] = strawberry.enum(members, description=str(description))

    def input(self, name: str, description: Described, fields: Iterable[Given]) -> None:
        """Make an input type."""
        cls = self._class(name, {field: _input_field(field) for field in fields})
        self._namespace[name] = strawberry.input(cls, name=name, description=str(description))

    def interface(
        self, name: str, description: Described, fields: Iterable[Field], bases: tuple[str, ...] = ()
    ) -> None:
        """Make an interface; of what type a thing is, the answer says itself."""
        cls = self._reading_class(name, fields, bases)
        cls.resolve_type = staticmethod(lambda source, *_: source[THING])
        self._namespace[name] = strawberry.interface(cls, name=name, description=str(description))

    def object(
        self, name: str, description: Described, fields: Iterable[Field], interfaces: tuple[str, ...] = ()
    ) -> None:
        """Make an object type."""
        cls = self._reading_class(name, fields, interfaces)
        cls.is_type_of = staticmethod(lambda *_: True)
        self._namespace[name] = strawberry.type(cls, name=name, description=str(description))

    def _reading_class(self, name: str, fields: Iterable[Field], bases: tuple[str, ...]) -> Any:
        return self._class(name, {field: self._read_field(field) for field in fields}, *(self[base] for base in bases))

    def _class(self, name: str, fields: Mapping[Any, StrawberryField], *bases: type) -> Any:
        # A field's type stands only in the annotations: given to the field as well, it would lose its namespace.
        body = {_python_name(field.name): made for field, made in fields.items()}
        annotations = {_python_name(field.name): self._annotation(field.type) for field in fields}
        return type(name, bases, {**body, "__annotations__": annotations, "__module__": __name__})

    def _read_field(self, field: Field) -> StrawberryField:
        made = _ReadField(
            graphql_name=field.name,
            description=str(field.description),
            metadata={_MEANING: field.meaning, _COMPUTED: field.computed},
        )
        made.arguments = [self._argument(argument) for argument in field.arguments]
        return made

    def _argument(self, argument: Given) -> StrawberryArgument:
        return StrawberryArgument(
            python_name=_python_name(argument.name),
            graphql_name=argument.name,
            type_annotation=self._annotation(argument.type),
            description=str(argument.description),
            default=argument.default,
        )

    def _annotation(self, annotation: str) -> StrawberryAnnotation:
        return StrawberryAnnotation(annotation, namespace=self._namespace)


class _ReadField(StrawberryField):
    """A field whose value stands in the answer under the key that the operation gives it, or follows from others."""

    @property
    def is_basic_field(self) -> bool:
        """False, because only other fields are told their key."""
        return False

    def get_result(self, source: Any, info: Any, args: list[Any], kwargs: Any) -> Any:  # noqa: ARG002 - Strawberry's
        """Read the value, or compute it; an error that stands in its place is raised by the executor."""
        computed = self.metadata[_COMPUTED]
        return computed(source, info.context) if computed else source[info.path.key]


def meaning_of(field: GraphQLField | GraphQLInputField) -> Meaning:
    """What a field of the finished schema means."""
    meaning: Meaning = field.extensions["strawberry-definition"].metadata[_MEANING]
    return meaning


def computed_of(field: GraphQLField) -> Callable[[Any, Any], Any] | None:
    """What makes a field's value of the answer and the execution's context; None where it stands there itself."""
    made = field.extensions.get("strawberry-definition")
    computed: Callable[[Any, Any], Any] | None = made.metadata[_COMPUTED] if made else None
    return computed


def _input_field(field: Given) -> StrawberryField:
    return StrawberryField(
        graphql_name=field.name,
        description=str(field.description),
        default=field.default,
        metadata={_MEANING: field.meaning},
    )


def _python_name(name: str) -> str:
    return f"{name}_" if iskeyword(name) else name
