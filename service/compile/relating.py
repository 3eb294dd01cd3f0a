"""The root fields that relate several things to each other."""

from graph import plan
from graph.model.vocabulary import ENTITY_LABELS
from service.compile.collect import Asked
from service.compile.fields import FieldCompiler
from service.compile.inputs import Inputs, relations_of, scalar
from service.schema.meaning import SharedThings

_LONGEST = 6


def compile_comparison(asked: Asked, fields: FieldCompiler, inputs: Inputs) -> plan.Comparing:
    """Several things beside each other."""
    ids = inputs.limited(scalar(fields.arguments(asked)["ids"]), "ids", asked.nodes[0], least=2, most=5)
    return plan.Comparing(asked.key, ids, tuple(_compared_part(part, fields) for part in fields.parts(asked)))


def compile_paths(asked: Asked, fields: FieldCompiler, inputs: Inputs) -> plan.Paths:
    """The shortest ways between two things."""
    given, node = fields.arguments(asked), asked.nodes[0]
    start, end = (inputs.argument(scalar(given[name])) for name in ("from", "to"))
    without = given["without"]
    return plan.Paths(
        key=asked.key,
        start=start,
        end=end,
        longest=inputs.limited(scalar(given["maxLength"]), "maxLength", node, most=_LONGEST),
        first=inputs.limited(scalar(given["first"]), "first", node),
        without=None if without is None else inputs.limited(scalar(without), "without", node, least=0),
        relations=relations_of(given["relations"]),
        fields=tuple(_path_field(field, fields) for field in fields.parts(asked)),
    )


def _compared_part(asked: Asked, fields: FieldCompiler) -> plan.Nodes | plan.Connection:
    match asked.meaning:
        case SharedThings(link, labels):
            return fields.connection(asked, labels, link, shared=True)
        case _:
            return plan.Nodes(asked.key, fields.selection(asked, ENTITY_LABELS))


def _path_field(asked: Asked, fields: FieldCompiler) -> plan.Property | plan.Node | plan.Edges:
    match asked.meaning:
        case plan.Node:
            return plan.Node(asked.key, fields.selection(asked, ENTITY_LABELS))
        case plan.Edges:
            return fields.edges(asked, ENTITY_LABELS)
        case _:
            return plan.Property(asked.key, "length")
