"""Every type as data: its attributes, the fields that lead from it to others, and the orders its lists can take.

Stores make their tables from this, the service its GraphQL types, filters and orders; nothing here is said twice.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from graph.model.base import Attested, Described, PartialDate
from graph.model.entities import ENTITIES, EntityType
from graph.model.evidence import Evidence, Finding, Passage
from graph.model.facts import FACTS, FactType
from graph.model.relations import REFERENCES, RELATIONS, RelationType, Role
from graph.model.values import Quantity, Value


class Kind(StrEnum):
    """What sort of value an attribute holds."""

    ID = "id"
    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ENUM = "enum"
    VALUE = "value"
    QUANTITIES = "quantities"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One property of a type; ``enum`` is its enumeration where ``kind`` is ENUM.

    ``attested`` says that evidence tells which places print it.
    """

    name: str
    kind: Kind
    required: bool
    description: Described
    enum: type[Enum] | None = None
    attested: bool = False


class Reach(StrEnum):
    """How a link leads from one thing to others."""

    EDGE = "edge"  # along one relation
    CLOSURE = "closure"  # along one relation, as far as it goes
    HOLDER = "holder"  # from a thing to the facts whose field holds its id
    HELD = "held"  # from a fact to the thing whose id its field holds
    MENTION = "mention"  # between a document and the things it speaks of
    EVIDENCE = "evidence"  # to the places that say it
    COUNTED = "counted"  # from an outcome to what is counted in it
    ALIAS = "alias"  # to the names it is printed under
    MERGE = "merge"  # to the things of other documents that proved to be it
    PARTNER = "partner"  # to what an edge leads to from the same things
    NEIGHBOUR = "neighbour"  # along any of several relations, in either direction
    PASSAGE = "passage"  # from a passage to what it says, or speaks of
    MATE = "mate"  # from a fact to all that have the same in a field that the store keeps, itself among them
    CONFLICT = "conflict"  # from a fact to those of other documents that cannot be true beside it


@dataclass(frozen=True, slots=True)
class Link:
    """A field that leads from ``sources`` to ``targets`` (labels).

    ``relation`` and ``forward`` say along which edge, ``field`` which field of a fact holds the id. A link that is not
    ``many`` leads to the first of those it could lead to: the nearest, and of these the first printed; one that is
    ``required`` always leads somewhere. A PARTNER shares things of the label ``through``, from which the relation leads
    to both; those who share most come first. A NEIGHBOUR is joined by one of the ``relations``.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    reach: Reach
    description: Described
    many: bool = True
    relation: RelationType | None = None
    forward: bool = True
    field: str | None = None
    required: bool = False
    through: str | None = None
    relations: tuple[RelationType, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """One way to order a list of a type: by a stored property, possibly a count that the store keeps.

    ``link`` names what leads to the one thing whose property it is, where it is not the listed thing's own.
    """

    name: str
    property: str
    description: Described
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number the store keeps on each node: how many things a link leads to."""

    name: str
    link: str
    description: Described


@dataclass(frozen=True, slots=True)
class Type:
    """A label with everything that can be asked of it."""

    label: str
    description: Described
    attributes: tuple[Attribute, ...]
    counts: tuple[Count, ...] = ()
    orders: tuple[Order, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict)

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of this name, if the type has one."""
        return next((a for a in self.attributes if a.name == name), None)

    def order(self, name: str) -> Order:
        """The order of this name. Raises: StopIteration for one the type does not have."""
        return next(o for o in self.orders if o.name == name)


ENTITY_LABELS = tuple(t.value for t in EntityType)
FACT_LABELS = tuple(t.value for t in FactType)
TEXT_LABELS = ("Passage",)

_DESCRIPTIONS: dict[str, Described] = {
    "Agency": Described(
        "A public body: organ, unit, local government, task force, state enterprise or funded institute.",
        "公部門機關：機關、單位、地方政府、任務編組、國營事業或政府捐助之法人。",
    ),
    "Plan": Described(
        "An umbrella policy, strategy, scheme, annual plan or unit budget that groups other work.",
        "統攝其他工作之政策、策略、方案、年度施政計畫或單位預算。",
    ),
    "Programme": Described(
        "One funded or managed unit of work; programmes nest.", "單一編列經費或列管之工作，可層層包含。"
    ),
    "Indicator": Described("Something measured, with its unit.", "所衡量之事項及其單位。"),
    "Document": Described("A published document that was read.", "經讀取之出版文件。"),
    "Measurement": Described("A target and what was reached.", "目標值與實際值。"),
    "BudgetItem": Described("One amount of money, or one rate, of a budget.", "一筆預算金額或比率。"),
    "Outcome": Described("One result reported as achieved.", "一項已達成之成果。"),
    "Evidence": Described("A place that says it, with the words.", "所據之處及其文字。"),
    "Alias": Described("A name the thing is known by.", "事物之名稱。"),
    "Merge": Described("A thing of one document that proved to be this one, and why.", "經認定為同一事物者及其理由。"),
    "Passage": Described("A stretch of a document's text.", "文件之一段文字。"),
    "Finding": Described(
        "What looks like a fact and could not be read, or contradicts itself.", "疑似事實而未能讀取，或自相矛盾者。"
    ),
}


def constant_name(label: str) -> str:
    """A label as a value of an enumeration: BUDGET_ITEM."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", label).upper()


def attributes_of(model: type[BaseModel], skip: frozenset[str] = frozenset()) -> Iterator[Attribute]:
    """The described fields of a model, in order, without those to ``skip``."""
    for name, info in model.model_fields.items():
        description = next((m for m in info.metadata if isinstance(m, Described)), None)
        if name in skip or description is None:
            continue
        kind, enum, required = _kind(name, info.annotation)
        attested = any(isinstance(m, Attested) for m in info.metadata)
        yield Attribute(name, kind, required, description, enum, attested)


def _kind(name: str, annotation: Any) -> tuple[Kind, type[Enum] | None, bool]:
    arguments = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    required = NoneType not in arguments
    inner = next(a for a in arguments if a is not NoneType)
    if inner == PartialDate:
        return Kind.DATE, None, required
    if get_origin(inner) is tuple:
        return (Kind.QUANTITIES if get_args(inner)[0] is Quantity else Kind.TEXTS), None, required
    if isinstance(inner, type) and issubclass(inner, Enum):
        return Kind.ENUM, inner, required
    if name == "id":
        return Kind.ID, None, required
    kinds = {str: Kind.TEXT, bool: Kind.BOOLEAN, int: Kind.INTEGER, Decimal: Kind.NUMBER, Value: Kind.VALUE}
    return kinds[inner], None, required


_NAME = Order("NAME", "name", Described("By name, in the order of its characters' code points.", "依名稱字碼順序。"))
_PLACE = Order("DOCUMENT_ORDER", "place", Described("As printed: by document, then line.", "依文件及行次。"))

_SUBJECT = Order("SUBJECT_NAME", "name", Described("By the name of whose it is.", "依所屬事物之名稱。"), "subject")

PLAN_NAME = "plan_name"
"""The name of what a programme's link ``plan`` leads to, kept with it by the store; absent where it leads nowhere."""

_ORDERS: dict[str, tuple[Order, ...]] = {
    "Agency": (
        _NAME,
        Order("KIND", "kind", Described("By kind.", "依機關類別。")),
        Order(
            "PROGRAMME_COUNT", "programme_count", Described("By the number of programmes it runs.", "依執行計畫數。")
        ),
        Order("PLAN_COUNT", "plan_count", Described("By the number of plans it runs.", "依執行方案數。")),
        Order("DOCUMENT_COUNT", "document_count", Described("By the number of documents naming it.", "依提及文件數。")),
        _PLACE,
    ),
    "Plan": (
        _NAME,
        Order("PERIOD_START", "period_start", Described("By when it begins.", "依起始時間。")),
        Order("REFERENCED_COUNT", "referenced_count", Described("By how many name it.", "依被引用數。")),
        Order("CHILD_COUNT", "child_count", Described("By the number of its direct parts.", "依直屬計畫數。")),
        _PLACE,
    ),
    "Programme": (
        _NAME,
        Order("PERIOD_START", "period_start", Described("By when it begins.", "依起始時間。")),
        Order("NUMBER", "number", Described("By number, in the order of its characters.", "依編號字碼順序。")),
        Order("CATEGORY", "category", Described("By category.", "依類別。")),
        Order("PLAN_NAME", PLAN_NAME, Described("By the name of its plan.", "依所屬方案名稱。")),
        Order("AGENCY_COUNT", "agency_count", Described("By the number of bodies that run it.", "依執行機關數。")),
        Order("INDICATOR_COUNT", "indicator_count", Described("By the number of its indicators.", "依指標數。")),
        Order("OUTCOME_COUNT", "outcome_count", Described("By the number of its outcomes.", "依成果數。")),
        _PLACE,
    ),
    "Indicator": (
        _NAME,
        Order("UNIT", "unit", Described("By unit.", "依單位。")),
        Order("SUBJECT_COUNT", "subject_count", Described("By how many it measures.", "依所衡量之事物數。")),
        Order("MEASUREMENT_COUNT", "measurement_count", Described("By the number of measurements.", "依衡量次數。")),
        _PLACE,
    ),
    "Document": (
        _NAME,
        Order("YEAR", "year", Described("By the year it is about.", "依所涉年度。")),
        Order("PUBLISHED_ON", "published_on", Described("By when it was published.", "依出版時間。")),
        Order("FACT_COUNT", "fact_count", Described("By the number of facts taken from it.", "依所載事實數。")),
    ),
    "Measurement": (
        Order("YEAR", "year", Described("By year.", "依年度。")),
        Order("TARGET", "target_number", Described("By target, in the base unit.", "依目標值（基本單位）。")),
        Order("ACTUAL", "actual_number", Described("By actual value, in the base unit.", "依實際值（基本單位）。")),
        _SUBJECT,
        Order("INDICATOR_NAME", "name", Described("By the indicator's name.", "依指標名稱。"), "indicator"),
        _PLACE,
    ),
    "BudgetItem": (
        Order("FISCAL_YEAR", "fiscal_year", Described("By fiscal year.", "依會計年度。")),
        Order("AMOUNT", "amount_number", Described("By amount, in the base unit.", "依金額（基本單位）。")),
        _SUBJECT,
        _PLACE,
    ),
    "Outcome": (
        Order("DATE", "date", Described("By date.", "依日期。")),
        Order("YEAR", "year", Described("By year.", "依年度。")),
        _SUBJECT,
        _PLACE,
    ),
    "Passage": (_PLACE,),
}

_COUNTS: dict[str, tuple[Count, ...]] = {
    "Agency": (
        Count("programme_count", "programmes", Described("How many programmes it runs.", "執行計畫數。")),
        Count("plan_count", "plans", Described("How many plans it runs.", "執行方案數。")),
        Count("document_count", "documents", Described("How many documents name it.", "提及文件數。")),
    ),
    "Plan": (
        Count("referenced_count", "referenced_by", Described("How many name it.", "被引用數。")),
        Count("child_count", "children", Described("How many direct parts it has.", "直屬計畫數。")),
    ),
    "Programme": (
        Count("agency_count", "agencies", Described("How many bodies run it.", "執行機關數。")),
        Count("indicator_count", "indicators", Described("How many indicators it has.", "指標數。")),
        Count("outcome_count", "outcomes", Described("How many outcomes it has.", "成果數。")),
    ),
    "Indicator": (
        Count("subject_count", "subjects", Described("How many it measures.", "所衡量之事物數。")),
        Count("measurement_count", "measurements", Described("How many measurements it has.", "衡量次數。")),
    ),
    "Document": (Count("fact_count", "facts", Described("How many facts were taken from it.", "所載事實數。")),),
}


def _links() -> Iterator[Link]:
    for relation in RELATIONS:
        for ends in relation.ends:
            sources, targets = tuple(e.value for e in ends.sources), tuple(e.value for e in ends.targets)
            yield Link(
                ends.forward.name, sources, targets, Reach.EDGE, ends.forward.description, relation=relation.type
            )
            yield Link(
                ends.reverse.name,
                targets,
                sources,
                Reach.EDGE,
                ends.reverse.description,
                relation=relation.type,
                forward=False,
            )
    work = (EntityType.PLAN.value, EntityType.PROGRAMME.value)
    part_of = RelationType.PART_OF
    yield Link(
        "ancestors",
        work,
        work,
        Reach.CLOSURE,
        Described("All it is part of, at any distance.", "各層上位計畫。"),
        relation=part_of,
    )
    yield Link(
        "descendants",
        work,
        (EntityType.PROGRAMME.value,),
        Reach.CLOSURE,
        Described("The programmes that are part of it, at any distance.", "各層下位計畫。"),
        relation=part_of,
        forward=False,
    )
    yield Link(
        "programmes",
        (EntityType.PLAN.value,),
        (EntityType.PROGRAMME.value,),
        Reach.CLOSURE,
        Described("All programmes below it, at any distance.", "其下各層之全部計畫。"),
        relation=part_of,
        forward=False,
    )
    yield Link(
        "plan",
        (EntityType.PROGRAMME.value,),
        (EntityType.PLAN.value,),
        Reach.CLOSURE,
        Described("The nearest plan it is part of, the first printed.", "最近之上位方案（首次印載者）。"),
        many=False,
        relation=part_of,
    )
    yield Link(
        "parent",
        (EntityType.AGENCY.value,),
        (EntityType.AGENCY.value,),
        Reach.EDGE,
        Described("The body it belongs to, the first printed.", "上級機關（首次印載者）。"),
        many=False,
        relation=part_of,
    )
    yield Link(
        "publisher",
        (EntityType.DOCUMENT.value,),
        (EntityType.AGENCY.value,),
        Reach.EDGE,
        Described("Who published it.", "出版機關。"),
        many=False,
        relation=RelationType.PUBLISHED_BY,
    )
    for reference in REFERENCES:
        for fact in reference.facts:
            walk = reference.reverse[fact]
            targets = tuple(t.value for t in reference.targets)
            yield Link(walk.name, targets, (fact.value,), Reach.HOLDER, walk.description, field=reference.field)
            yield Link(
                reference.field,
                (fact.value,),
                targets,
                Reach.HELD,
                _held(fact, reference.field),
                many=False,
                field=reference.field,
                required=True,
            )
    yield Link(
        "facts",
        (EntityType.AGENCY.value, *work),
        FACT_LABELS,
        Reach.HOLDER,
        Described("All that is reported or promised of it.", "就其所載之全部事實。"),
        field="subject",
    )
    yield Link(
        "measurements",
        (EntityType.AGENCY.value,),
        (FactType.MEASUREMENT.value,),
        Reach.HOLDER,
        Described("Its share of what is measured, where a document splits it.", "文件分列時，屬其之衡量數值。"),
        field="agency",
    )
    yield Link(
        "agency",
        FACT_LABELS,
        (EntityType.AGENCY.value,),
        Reach.HELD,
        Described("Whose share it is, where the document splits it.", "文件分列時，所屬機關。"),
        many=False,
        field="agency",
    )
    yield Link(
        "document",
        (*FACT_LABELS, *TEXT_LABELS),
        (EntityType.DOCUMENT.value,),
        Reach.HELD,
        Described("The document that says it.", "所載文件。"),
        many=False,
        field="document",
        required=True,
    )
    yield Link(
        "document",
        ("Evidence",),
        (EntityType.DOCUMENT.value,),
        Reach.HELD,
        Described("The document that says it; null for a table of ours.", "所載文件；出自對照表者為空。"),
        many=False,
        field="document",
    )
    yield Link(
        "facts",
        (EntityType.DOCUMENT.value,),
        FACT_LABELS,
        Reach.HOLDER,
        Described("The facts taken from it.", "所載事實。"),
        field="document",
    )
    yield from _text_links()
    yield Link(
        "conflicts",
        FACT_LABELS,
        FACT_LABELS,
        Reach.CONFLICT,
        Described(
            "What other documents print for the same point (of whom, of what, in which scope and unit, at which time) "
            "and cannot be the same number: what only rounds it, or bounds it, is none. None of an outcome.",
            "其他文件就同一點（主體、指標、範圍、單位、時間均同）所載而不可能為同一數字者；四捨五入或上下限相容者不計。成果無此項。",
        ),
    )
    yield Link(
        "documents",
        ENTITY_LABELS,
        (EntityType.DOCUMENT.value,),
        Reach.MENTION,
        Described("The documents that name it.", "提及之文件。"),
    )
    yield Link(
        "documents",
        ("Alias",),
        (EntityType.DOCUMENT.value,),
        Reach.MENTION,
        Described("The documents that print this name.", "使用此名稱之文件。"),
    )
    yield Link(
        "entities",
        (EntityType.DOCUMENT.value,),
        ENTITY_LABELS,
        Reach.MENTION,
        Described("The things it names.", "所提及之事物。"),
        forward=False,
    )
    yield Link(
        "evidence",
        (*ENTITY_LABELS, *FACT_LABELS),
        ("Evidence",),
        Reach.EVIDENCE,
        Described("Where it is printed.", "所據之處。"),
    )
    yield Link(
        "partners",
        (EntityType.AGENCY.value,),
        (EntityType.AGENCY.value,),
        Reach.PARTNER,
        Described(
            "The bodies that run the same programmes; those that share most first, then by name.",
            "共同執行計畫之機關；共同計畫多者在前，次依名稱。",
        ),
        relation=RelationType.EXECUTED_BY,
        through=EntityType.PROGRAMME.value,
    )
    yield Link(
        "neighbours",
        ENTITY_LABELS,
        ENTITY_LABELS,
        Reach.NEIGHBOUR,
        Described(
            "What any relation joins it to, in either direction, each once.", "以任一關係直接相連之事物，各計一次。"
        ),
        relations=tuple(RelationType),
    )
    yield Link(
        "aliases",
        ENTITY_LABELS,
        ("Alias",),
        Reach.ALIAS,
        Described("The names it is known by.", "已知之各名稱。"),
    )
    yield Link(
        "same_as",
        ENTITY_LABELS,
        ("Merge",),
        Reach.MERGE,
        Described("The things of single documents that proved to be this one.", "各文件中經認定為同一之事物。"),
    )


_MEASUREMENT = (FactType.MEASUREMENT.value,)
SAME_SERIES = Link(
    "same_series",
    _MEASUREMENT,
    _MEASUREMENT,
    Reach.MATE,
    Described("The measurements of one subject by one indicator, in one scope and unit.", "同一數列之量測值。"),
    field="series",
)
SAME_POINT = Link(
    "same_point",
    _MEASUREMENT,
    _MEASUREMENT,
    Reach.MATE,
    Described("Those of them that are about one time.", "同一數列中同一時間之量測值。"),
    field="point",
)
"""How measurements of all documents stand together; no fields by themselves, but what series are made of."""


COUNTED = Link(
    "quantities",
    (FactType.OUTCOME.value,),
    (Quantity.__name__,),
    Reach.COUNTED,
    Described("What is counted in it, each by itself.", "其中所計之各項數量。"),
)
"""By which outcomes are found; what they count is an attribute of theirs, no thing by itself."""


def _text_links() -> Iterator[Link]:
    document = (EntityType.DOCUMENT.value,)
    described = Described("Its text, passage by passage.", "文件內文各段。")
    yield Link("passages", document, TEXT_LABELS, Reach.HOLDER, described, field="document")
    described = Described("What looks like a fact in it and could not be read.", "疑似事實而未能讀取之處。")
    yield Link("findings", document, ("Finding",), Reach.HOLDER, described, field="document")
    described = Described("The facts it says.", "此段所載事實。")
    yield Link("facts", TEXT_LABELS, FACT_LABELS, Reach.PASSAGE, described)
    described = Described("The things it speaks of.", "此段所提及之事物。")
    yield Link("entities", TEXT_LABELS, ENTITY_LABELS, Reach.PASSAGE, described)
    described = Described("The passage it stands in.", "所在段落。")
    yield Link("passage", ("Evidence",), TEXT_LABELS, Reach.HELD, described, many=False, field="passage")


def _held(fact: FactType, name: str) -> Described:
    info = FACTS[fact].model_fields[name]
    return next(m for m in info.metadata if isinstance(m, Described))


EDGE_ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute(
        "role",
        Kind.ENUM,
        False,
        Described("In what capacity; null where none is said.", "參與身分；未敘明則為空。"),
        Role,
    ),
    Attribute("part", Kind.TEXT, False, Described("The part of the work it is said of.", "所指之工作部分。")),
    Attribute("depth", Kind.INTEGER, False, Described("How many steps away.", "相隔層數。")),
    Attribute("since", Kind.DATE, False, Described("From when on.", "起始時間。")),
)
"""What stands on an edge beside its ends and its evidence; ``depth`` only where a link reaches further than a step."""

VALUE_PARTS = {"value": "value", "normalised": "number", "date": "date", "absence": "absence"}
"""The parts of a VALUE that lists are filtered by, each with how the name of its stored property ends."""


def part_property(attribute: str, part: str) -> str:
    """The stored property that holds a part of a VALUE attribute."""
    return f"{attribute}_{VALUE_PARTS[part]}"


SHARED = "shared"
"""What a list of partners is ordered by: how many things they share."""

STATED = 2
"""How much is said of a value that is printed; 1 of one that is printed as blank or not applicable, 0 of no value."""


def said_of(attribute: str) -> str:
    """The property, to order and compare by, that tells how much a fact says of a value of its own."""
    return f"{attribute}_said"


SAYS = Attribute("says", Kind.TEXTS, True, Described("Which attributes a place prints.", "所印之欄位。"))
"""By which the evidence of a thing is narrowed to one of its attributes; no field by itself."""

_ALIAS_ATTRIBUTES = (
    Attribute("name", Kind.TEXT, True, Described("The name.", "名稱。")),
    Attribute("used_from", Kind.DATE, False, Described("From when it was used, where known.", "始用時間（如已知）。")),
    Attribute(
        "used_until", Kind.DATE, False, Described("Until when it was used, where known.", "停用時間（如已知）。")
    ),
)

_MERGE_ATTRIBUTES = (
    Attribute("name", Kind.TEXT, True, Described("The name it has there.", "該處所用名稱。")),
    Attribute(
        "former_id", Kind.ID, True, Described("The id it has by itself; it leads here.", "原識別碼，仍指向此處。")
    ),
    Attribute("rule", Kind.TEXT, True, Described("Id of the rule that joined it.", "據以合併之規則代號。")),
    Attribute("reasons", Kind.TEXTS, True, Described("What it shares with the rest.", "與其餘相同之處。")),
    Attribute("score", Kind.NUMBER, True, Described("How sure that makes it, up to 1.", "確信程度，至多為 1。")),
)


@cache
def vocabulary() -> Mapping[str, Type]:
    """Every type by its label: entities, facts, and what hangs on them."""
    attributes: dict[str, tuple[Attribute, ...]] = {
        **{t.value: tuple(attributes_of(m)) for t, m in ENTITIES.items()},
        **{t.value: tuple(attributes_of(m, frozenset({"subject", "agency", "indicator"}))) for t, m in FACTS.items()},
        "Evidence": tuple(attributes_of(Evidence, frozenset({"passage"}))),
        "Passage": tuple(attributes_of(Passage)),
        "Finding": tuple(attributes_of(Finding)),
        "Alias": _ALIAS_ATTRIBUTES,
        "Merge": _MERGE_ATTRIBUTES,
    }
    links = tuple(_links())
    return {
        label: Type(
            label,
            _DESCRIPTIONS[label],
            attributes[label],
            _COUNTS.get(label, ()),
            _ORDERS.get(label, ()),
            {link.name: link for link in links if label in link.sources},
        )
        for label in attributes
    }


def link_of(labels: tuple[str, ...], name: str) -> Link | None:
    """The link of this name that things of all these labels have, to whatever any of theirs leads to; None if none."""
    links = [vocabulary()[label].links.get(name) for label in labels]
    first = links[0]
    if first is None or None in links:
        return None
    return replace(
        first, sources=labels, targets=tuple(dict.fromkeys(t for link in links if link for t in link.targets))
    )


__all__ = [
    "COUNTED",
    "EDGE_ATTRIBUTES",
    "ENTITY_LABELS",
    "FACT_LABELS",
    "PLAN_NAME",
    "SAME_POINT",
    "SAME_SERIES",
    "SAYS",
    "SHARED",
    "STATED",
    "TEXT_LABELS",
    "VALUE_PARTS",
    "Attribute",
    "Count",
    "Kind",
    "Link",
    "Order",
    "Reach",
    "Type",
    "attributes_of",
    "constant_name",
    "link_of",
    "part_property",
    "said_of",
    "vocabulary",
]
