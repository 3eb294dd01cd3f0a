"""The root field that searches names and texts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph import plan
from graph.model.vocabulary import TEXT_LABELS, Link, vocabulary
from graph.plan import Argument, Compare, CompareAny, Comparison, Condition, Either, Every, Linked, Quantifier
from graph.search import SEARCHED
from service.compile.collect import Asked
from service.compile.conditions import comparisons
from service.compile.fields import FieldCompiler
from service.compile.inputs import Input, Inputs, enum_name, scalar
from service.schema.search import SEARCH_TYPES


def compile_search(asked: Asked, fields: FieldCompiler, inputs: Inputs) -> plan.Search:
    """What a search asks for."""
    given = fields.arguments(asked)
    text = inputs.argument(scalar(given["text"]))
    lists = {
        name: inputs.maybe_limited(given[name], name, asked.nodes[0]) for name in ("documents", "agencies", "years")
    }
    narrowed = _Narrowed(**lists, headings=_headed(asked, given["heading"], inputs))
    return plan.Search(
        key=asked.key,
        text=text,
        where={label: narrowed.condition(label) for label in _labels(given["types"])},
        page=fields.page(asked, given),
        parts=tuple(_part(part, fields) for part in fields.parts(asked)),
    )


def _labels(given: Input) -> tuple[str, ...]:
    """The labels of the types that are given, or all."""
    if given is None:
        return SEARCHED
    known = scalar(given).known
    wanted = {SEARCH_TYPES[enum_name(item)] for item in known} if isinstance(known, list | tuple) else set()
    return tuple(label for label in SEARCHED if label in wanted)


def _part(asked: Asked, fields: FieldCompiler) -> plan.Total | plan.PageInfo | plan.Nodes | plan.Found | plan.Facets:
    match asked.meaning:
        case plan.Facets:
            return plan.Facets(asked.key, fields.group_fields(asked))
        case plan.Total:
            return plan.Total(asked.key)
        case plan.PageInfo:
            return plan.PageInfo(asked.key, fields.properties(asked))
        case plan.Nodes:
            return plan.Nodes(asked.key, fields.selection(asked, SEARCHED))
        case _:
            return plan.Found(asked.key, tuple(_found_field(field, fields) for field in fields.parts(asked)))


def _found_field(asked: Asked, fields: FieldCompiler) -> plan.Property | plan.Cursor | plan.Node | plan.Highlights:
    match asked.meaning:
        case plan.Cursor:
            return plan.Cursor(asked.key)
        case plan.Node:
            return plan.Node(asked.key, fields.selection(asked, SEARCHED))
        case plan.Highlights:
            return plan.Highlights(asked.key, fields.properties(asked))
        case _:
            return plan.Property(asked.key, "score")


# ---- what a search is narrowed to -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """What narrows a search: ids of documents and agencies, and years, where they are given; what headings fulfil."""

    documents: Argument | None
    agencies: Argument | None
    years: Argument | None
    headings: tuple[Condition, ...]

    def condition(self, label: str) -> Condition:
        """What a thing of a label must fulfil; what always holds where nothing is given."""
        match tuple(self._conditions(label)):
            case (only,):
                return only
            case several:
                return Every(several)

    def _conditions(self, label: str) -> Iterator[Condition]:
        links = vocabulary()[label].links
        said_by = links.get("document") or links["documents"]
        if self.documents is not None:
            yield _some(said_by, _is_one_of(self.documents))
        if self.years is not None:
            yield _some(said_by, Compare("year", Comparison.IN, self.years))
        if self.agencies is not None:
            yield _belongs_to(label, _is_one_of(self.agencies))
        if self.headings:
            there = Every(self.headings)
            yield there if label in TEXT_LABELS else _some(links["evidence"], _some(_PASSAGE, there))


_PASSAGE = vocabulary()["Evidence"].links["passage"]


def _headed(asked: Asked, given: Input, inputs: Inputs) -> tuple[Condition, ...]:
    """What one of the headings over a passage must fulfil."""
    compared = comparisons(given, asked.field.args["heading"].type)
    return tuple(CompareAny("heading", comparison, inputs.argument(value)) for comparison, value in compared)


def _is_one_of(ids: Argument) -> Condition:
    return Compare("id", Comparison.IN, ids)


def _some(link: Link, where: Condition) -> Condition:
    return Linked(link, Quantifier.SOME, where)


def _belongs_to(label: str, agencies: Condition) -> Condition:
    """That a thing of a label is one of the agencies, or what they run, publish or report, or where they are named."""
    links = vocabulary()[label].links
    match label:
        case "Agency":
            return agencies
        case "Document":
            return _some(links["publishers"], agencies)
        case "Passage":
            return _some(links["entities"], agencies)
        case "Indicator":
            return _some(links["subjects"], _some(_run_by(), agencies))
        case "Outcome":
            whose = Either((agencies, _some(_run_by(), agencies)))
            return Either((_some(links["agency"], agencies), _some(links["subject"], whose)))
        case _:
            return _some(_run_by(), agencies)


def _run_by() -> Link:
    """The link from work of either type to those who run it."""
    return replace(vocabulary()["Programme"].links["agencies"], sources=("Plan", "Programme"))
