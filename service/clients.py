"""What clients that keep answers by the id of things need to know of the schema, as modules they can import."""

from collections.abc import Iterator

from graphql import GraphQLObjectType, GraphQLSchema, is_abstract_type, is_introspection_type

from service.schema import build_schema

_MADE = "// Made by: plangraph schema --for {client}"


def for_apollo(schema: GraphQLSchema) -> str:
    """For Apollo Client's cache: which types an interface or union has, and what belongs to the thing it stands on."""
    possible = {
        name: [one.name for one in schema.get_possible_types(type_)]
        for name, type_ in sorted(schema.type_map.items())
        if is_abstract_type(type_)
    }
    types = (f"  {name}: [{_quoted(names)}]," for name, names in possible.items())
    policies = (f"  {type_.name}: {{ keyFields: false, merge: true }}," for type_ in _without_id(schema))
    return "\n".join(
        (
            _MADE.format(client="apollo"),
            "// new InMemoryCache({ possibleTypes, typePolicies })",
            "export const possibleTypes = {",
            *types,
            "};",
            "export const typePolicies = {",
            *policies,
            "};",
        )
    )


def for_urql(schema: GraphQLSchema) -> str:
    """For urql's Graphcache: what has no key of its own, because it belongs to the thing it stands on."""
    return "\n".join(
        (
            _MADE.format(client="urql"),
            "// cacheExchange({ schema, keys })",
            "const ofItsThing = () => null;",
            "export const keys = {",
            *(f"  {type_.name}: ofItsThing," for type_ in _without_id(schema)),
            "};",
        )
    )


CLIENTS = {"apollo": for_apollo, "urql": for_urql}


def module_for(client: str) -> str:
    """The module for one of the clients that are known."""
    return CLIENTS[client](build_schema()._schema)


def _without_id(schema: GraphQLSchema) -> Iterator[GraphQLObjectType]:
    """The object types without an id, but for the root, which every client knows."""
    for _, type_ in sorted(schema.type_map.items()):
        is_known = is_introspection_type(type_) or type_ is schema.query_type
        if isinstance(type_, GraphQLObjectType) and not is_known and "id" not in type_.fields:
            yield type_


def _quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
