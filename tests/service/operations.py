"""Operations that somebody could have written: any fields of the schema, by name or alias, through fragments, with
literals or variables, left out or asked for twice; now and then with an argument that cannot be answered.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_enum_type,
    is_leaf_type,
    is_required_argument,
)

from service.execution import Request
from service.schema.meaning import LookUp
from service.schema.types import meaning_of

_FIELDS = 40  # of one operation, about
_DEEPEST = 7
_RARELY, _SELDOM, _OFTEN = 0.02, 0.15, 0.6


def operation(schema: GraphQLSchema, values: Mapping[str, Sequence[Any]], chance: Random) -> Request:
    """An operation that is valid; ``values`` has what to choose from for arguments, by their names."""
    return _Writing(schema, values, chance).operation()


class _Writing:
    def __init__(self, schema: GraphQLSchema, values: Mapping[str, Sequence[Any]], chance: Random) -> None:
        self._schema = schema
        self._values = values
        self._chance = chance
        self._numbers = count()
        self._declared: dict[str, str] = {"yes": "Boolean!", "no": "Boolean!"}
        self._variables: dict[str, Any] = {"yes": True, "no": False}
        self._fragments: list[str] = []

    def operation(self) -> Request:
        assert self._schema.query_type is not None
        selected = self._selection(self._schema.query_type, 0)
        declared = ", ".join(f"${name}: {type_}" for name, type_ in self._declared.items())
        used = "used: __typename @include(if: $yes) @skip(if: $no)"
        return Request("\n".join((f"query ({declared}) {{ {used} {selected} }}", *self._fragments)), self._variables)

    def _selection(self, type_: Any, depth: int) -> str:
        written = list(self._fields(type_, depth))
        if isinstance(type_, GraphQLInterfaceType):
            possible = self._schema.get_possible_types(type_)
            written += [f"... on {one.name} {{ {self._selection(one, depth)} }}" for one in self._some(possible)]
        again = [text for text in written if self._may(_SELDOM)]
        return " ".join((*written, *((self._wrapped(type_.name, " ".join(again)),) if again else ())))

    def _fields(self, type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> Iterator[str]:
        yield "__typename" if self._may(_SELDOM) else f"t{next(self._numbers)}: __typename"
        for name, field in self._some(list(type_.fields.items())):
            leaf = is_leaf_type(get_named_type(field.type))
            if leaf or (depth < _DEEPEST and next(self._numbers) < _FIELDS):
                below = "" if leaf else f" {{ {self._selection(get_named_type(field.type), depth + 1)} }}"
                # a key of its own, because fields of one key have to be alike wherever they can meet
                yield f"k{next(self._numbers)}: {name}{self._arguments(field)}{self._directive()}{below}"

    def _some(self, items: Sequence[Any]) -> Sequence[Any]:
        return self._chance.sample(items, min(len(items), self._chance.randint(1, 4)))

    def _may(self, probability: float) -> bool:
        return self._chance.random() < probability

    def _directive(self) -> str:
        if not self._may(_SELDOM):
            return ""
        return self._chance.choice([" @include(if: $yes)", " @include(if: $no)", " @skip(if: $no)", " @skip(if: true)"])

    def _wrapped(self, type_name: str, selected: str) -> str:
        match self._chance.randrange(3):
            case 0:
                return f"... {{ {selected} }}"
            case 1:
                return f"... on {type_name} @include(if: $yes) {{ {selected} }}"
            case _:
                name = f"Fragment{next(self._numbers)}"
                self._fragments.append(f"fragment {name} on {type_name} {{ {selected} }}")
                return f"...{name}"

    def _arguments(self, field: GraphQLField) -> str:
        given = {name: argument for name, argument in field.args.items() if self._is_given(name, argument)}
        if isinstance(meaning_of(field), LookUp):
            name = self._chance.choice(sorted(field.args))
            given = {name: field.args[name]}
        if {"first", "last"} <= set(given):
            del given["last"]
        written = ", ".join(f"{name}: {self._value(name, argument)}" for name, argument in given.items())
        return f"({written})" if written else ""

    def _is_given(self, name: str, argument: GraphQLArgument) -> bool:
        if is_required_argument(argument):
            return True
        likely = _OFTEN if name == "first" else _RARELY if name in {"after", "before"} else _SELDOM
        return name in self._values and self._may(likely)

    def _value(self, name: str, argument: GraphQLArgument) -> str:
        type_ = get_named_type(argument.type)
        value = self._chance.choice(list(type_.values) if is_enum_type(type_) else self._values[name])
        if self._may(1 - _OFTEN):
            return value if is_enum_type(type_) else json.dumps(value, ensure_ascii=False)
        variable = f"v{next(self._numbers)}"
        self._declared[variable] = str(argument.type)
        self._variables[variable] = value
        return f"${variable}"
