"""Measurements of all documents put together: series of what was aimed at and reached, and what became of promises."""

from collections.abc import Iterator

from graph.model.base import Described
from graph.model.facts import FactType
from graph.model.relations import REFERENCES
from graph.model.vocabulary import SAME_POINT, SAME_SERIES, Link, vocabulary
from service.schema.attributes import attribute_field
from service.schema.connections import PAGE, common_edge_fields, connection_fields, link_field
from service.schema.meaning import Conflict, FirstMate, FirstValue, Gathered, Mates, Status
from service.schema.naming import camel_case
from service.schema.types import Field, Given, Types

MEASUREMENT = FactType.MEASUREMENT.value
PROMISE_STATUSES = {
    "REPORTED": Described("Both a target and a result are printed.", "目標與結果均有記載。"),
    "NO_REPORT_FOUND": Described(
        "A target is printed, and no document says what was reached, also where it is not yet due.",
        "有目標，而無文件載明結果（含尚未屆期者）。",
    ),
    "REPORTED_WITHOUT_TARGET": Described(
        "A result is printed, and no document a target for it.", "有結果，而無文件載明目標。"
    ),
}
_OF_WHAT = ("subject", "indicator", "agency")
_IN_WHAT = ("scope", "unit")
_WHEN = ("year", "as_of", "period_start", "period_end")


def define_series(types: Types) -> None:
    """Make the types of series and promises, with their lists."""
    described = Described("What is known of a target and of its result.", "目標及其結果之記載情形。")
    types.enum("PromiseStatus", described, PROMISE_STATUSES)
    described = Described(
        "What all documents print of one subject by one indicator, in one scope and base unit, of one agency's share.",
        "各文件就同一主體、指標、範圍、基本單位（及同一機關之分列數）所載之數列。",
    )
    types.object("Series", described, _series_fields())
    described = Described("One time of a series: what was aimed at and what was reached.", "數列之一時點。")
    types.object("SeriesPoint", described, _point_fields())
    described = Described(
        "One aim of one time, or one result that had none, and what documents say of it.", "一時點之目標及其結果。"
    )
    types.object("Promise", described, _promise_fields())
    for name in ("Series", "Promise"):
        described = Described("A list, a page at a time.", "分頁列表。")
        types.object(f"{name}Connection", described, connection_fields(name, name))
        described = Described("An item of a list with its place there.", "列表之一項及其位置。")
        types.object(f"{name}Edge", described, common_edge_fields(name))


_OF_WHAT_IS_MEASURED = {reference.field for reference in REFERENCES}
"""The fields of a measurement that hold what it is about and by what, not whose share it is."""


def gathered_fields(label: str) -> Iterator[Field]:
    """The fields that give the series and the promises of a thing of a label; none where it is not measured."""
    link = vocabulary()[label].links.get("measurements")
    if link is not None and link.targets == (MEASUREMENT,) and link.field in _OF_WHAT_IS_MEASURED:
        yield from _gathered(link)


def gathered_roots() -> Iterator[Field]:
    """The root fields that list all series and promises."""
    return _gathered(None)


def _gathered(link: Link | None) -> Iterator[Field]:
    where = Given(
        "where",
        "MeasurementWhere | None",
        Described("Only those with a measurement of this sort.", "僅取含此類量測值者。"),
    )
    described = Described(
        "Measurements put together over all documents, as first printed: by document, then line.",
        "各文件量測值之數列，依首次印載之文件及行次排列。",
    )
    yield Field("series", "SeriesConnection", described, Gathered(link, SAME_SERIES), (where, *PAGE))
    described = Described(
        "Targets with their results, targets with none, and results without a target, as first printed.",
        "目標及其結果、無結果之目標、無目標之結果，依首次印載之文件及行次排列。",
    )
    status = Given("status", "list[PromiseStatus] | None", Described("Only of these.", "僅取此等情形。"))
    yield Field("promises", "PromiseConnection", described, Gathered(link, SAME_POINT), (status, where, *PAGE))


def _series_fields() -> Iterator[Field]:
    yield from _links(_OF_WHAT)
    yield from _attributes(_IN_WHAT)
    described = Described(
        "Its times, in order; what is of no known year comes last.", "各時點，依時間排列，年度不明者殿後。"
    )
    yield Field("points", "list[SeriesPoint]", described, Mates(SAME_SERIES, each=SAME_POINT), (_first(50),))


def _point_fields() -> Iterator[Field]:
    yield from _attributes(_WHEN)
    for name, english, chinese in (
        ("target", "The first target that a document prints, as printed", "首次印載之目標值"),
        ("actual", "The first result that a document prints, as printed", "首次印載之實際值"),
    ):
        described = Described(
            f"{english}; if 'conflict', others print another.", f"{chinese}；conflict 為真者另有他值。"
        )
        yield Field(name, "Value", described, FirstValue(name))
    yield from _status(required=False)
    described = Described("All that documents print of it.", "各文件所載。")
    yield Field("measurements", "list[Measurement]", described, Mates(SAME_POINT), (_first(10),))


def _promise_fields() -> Iterator[Field]:
    yield from _links(_OF_WHAT)
    yield from _attributes((*_IN_WHAT, *_WHEN))
    yield from _status(required=True)
    described = Described(
        "The first measurement that prints the target; null where none does.", "首次印載目標者；無則為空。"
    )
    yield Field("target", "Measurement | None", described, FirstMate("target"))
    described = Described("The measurements that print a result.", "印載結果之量測值。")
    yield Field("results", "list[Measurement]", described, Mates(SAME_POINT, stating="actual"), (_first(10),))


def _status(*, required: bool) -> Iterator[Field]:
    described = Described(
        "Whether target and result are printed; null where neither is.", "目標與結果是否有記載；均無則為空。"
    )
    yield Field("status", "PromiseStatus" if required else "PromiseStatus | None", described, Status())
    described = Described(
        "Whether documents print figures of it that cannot be the same number.", "各文件所載是否有不可能相同之數字。"
    )
    yield Field("conflict", "bool", described, Conflict())


def _links(names: tuple[str, ...]) -> Iterator[Field]:
    return (link_field(vocabulary()[MEASUREMENT].links[name]) for name in names)


def _attributes(names: tuple[str, ...]) -> Iterator[Field]:
    attributes = {camel_case(a.name): a for a in vocabulary()[MEASUREMENT].attributes}
    return (attribute_field(attributes[camel_case(name)]) for name in names)


def _first(default: int) -> Given:
    described = Described("How many at most, 1 to 100.", "至多筆數，1 至 100。")
    return Given("first", "int | None", described, default=default)
