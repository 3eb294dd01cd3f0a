"""The GraphQL schema, derived from the vocabulary: a new type, attribute, relation or order shows up by itself."""

from functools import cache

import strawberry
from strawberry.schema.config import StrawberryConfig

from service.schema.aggregates import define_aggregates
from service.schema.citations import define_citation
from service.schema.connections import define_connections
from service.schema.enums import define_enums
from service.schema.filters import define_filters
from service.schema.naming import THINGS
from service.schema.objects import define_objects
from service.schema.orders import define_orders
from service.schema.query import define_query
from service.schema.relating import define_relating
from service.schema.scalars import SCALARS
from service.schema.search import define_search
from service.schema.series import define_series
from service.schema.types import Types
from service.schema.where import define_where


@cache
def build_schema() -> strawberry.Schema:
    """The whole schema, made once."""
    types = Types()
    define_enums(types)
    define_filters(types)
    define_where(types)
    define_orders(types)
    define_aggregates(types)
    define_connections(types)
    define_search(types)
    define_series(types)
    define_citation(types)
    define_objects(types)
    define_relating(types)
    define_query(types)
    return strawberry.Schema(
        query=types["Query"],
        types=[types[label] for label in THINGS],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
