"""How things stand to each other: the relation types, their ends, and the names they are walked by."""

from dataclasses import dataclass
from enum import StrEnum

from graph.model.base import Described
from graph.model.entities import EntityType
from graph.model.facts import FactType

_AGENCY, _PLAN, _PROGRAMME = EntityType.AGENCY, EntityType.PLAN, EntityType.PROGRAMME
_INDICATOR, _DOCUMENT = EntityType.INDICATOR, EntityType.DOCUMENT


class RelationType(StrEnum):
    """The type of an edge, a verb read from source to target."""

    EXECUTED_BY = "EXECUTED_BY"
    PART_OF = "PART_OF"
    PUBLISHED_BY = "PUBLISHED_BY"
    REFERENCES = "REFERENCES"
    MEASURED_BY = "MEASURED_BY"
    SUCCEEDED_BY = "SUCCEEDED_BY"


class Role(StrEnum):
    """In what capacity an agency takes part; none where the text says none."""

    LEAD = "lead"
    CO = "co"
    EXECUTING = "executing"
    CONVENER = "convener"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Walk:
    """A field that walks a relation from one side: its name on the type it starts from, and what it means."""

    name: str
    description: Described


@dataclass(frozen=True, slots=True)
class Ends:
    """One pair of types a relation may join, and the fields that walk it in either direction."""

    sources: tuple[EntityType, ...]
    targets: tuple[EntityType, ...]
    forward: Walk
    reverse: Walk


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation type with every pair of ends it may join."""

    type: RelationType
    description: Described
    ends: tuple[Ends, ...]


RELATIONS: tuple[Relation, ...] = (
    Relation(
        RelationType.EXECUTED_BY,
        Described("Who runs it.", "由誰執行。"),
        (
            Ends(
                (_PROGRAMME,),
                (_AGENCY,),
                Walk("agencies", Described("The agencies that run it.", "執行機關。")),
                Walk("programmes", Described("The programmes it runs.", "所執行之計畫。")),
            ),
            Ends(
                (_PLAN,),
                (_AGENCY,),
                Walk("agencies", Described("The agencies that run it.", "執行機關。")),
                Walk("plans", Described("The plans it runs.", "所執行之方案。")),
            ),
            Ends(
                (_AGENCY,),
                (_AGENCY,),
                Walk("run_by", Described("The agencies that run this task force or office.", "負責此任務編組之機關。")),
                Walk("runs", Described("The task forces and offices it runs.", "所負責之任務編組。")),
            ),
        ),
    ),
    Relation(
        RelationType.PART_OF,
        Described("What it belongs to.", "所屬。"),
        (
            Ends(
                (_AGENCY,),
                (_AGENCY,),
                Walk("parents", Described("The bodies it belongs to.", "上級機關。")),
                Walk("children", Described("The bodies that belong to it.", "所屬機關。")),
            ),
            Ends(
                (_PROGRAMME,),
                (_PLAN, _PROGRAMME),
                Walk("parents", Described("What it is part of.", "上層計畫。")),
                Walk("children", Described("The programmes that are part of it.", "下層計畫。")),
            ),
            Ends(
                (_PLAN,),
                (_PLAN, _PROGRAMME),
                Walk("parents", Described("What it is part of.", "上層計畫。")),
                Walk("subplans", Described("The plans that are part of it.", "所屬方案。")),
            ),
        ),
    ),
    Relation(
        RelationType.MEASURED_BY,
        Described("What it is measured by.", "以何衡量。"),
        (
            Ends(
                (_PLAN, _PROGRAMME),
                (_INDICATOR,),
                Walk("indicators", Described("The indicators that measure it.", "衡量指標。")),
                Walk("subjects", Described("What it measures.", "所衡量之主體。")),
            ),
        ),
    ),
    Relation(
        RelationType.REFERENCES,
        Described("What its text names.", "文中所引。"),
        (
            Ends(
                (_PLAN, _PROGRAMME, _DOCUMENT),
                (_PLAN, _PROGRAMME),
                Walk("references", Described("The plans and programmes its text names.", "所引計畫。")),
                Walk("referenced_by", Described("What names it.", "引述者。")),
            ),
        ),
    ),
    Relation(
        RelationType.SUCCEEDED_BY,
        Described("What took its place.", "由何承繼。"),
        tuple(
            Ends(
                (kind,),
                (kind,),
                Walk("successors", Described("What took its place.", "承繼者。")),
                Walk("predecessors", Described("What it took the place of.", "前身。")),
            )
            for kind in (_AGENCY, _PLAN, _PROGRAMME)
        ),
    ),
    Relation(
        RelationType.PUBLISHED_BY,
        Described("Who published it.", "由誰出版。"),
        (
            Ends(
                (_DOCUMENT,),
                (_AGENCY,),
                Walk("publishers", Described("Who published it.", "出版機關。")),
                Walk("publications", Described("What it published.", "所出版之文件。")),
            ),
        ),
    ),
)
"""Every relation; a new one is registered here."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact's field that holds the id of an entity, and the list of facts that entity has because of it."""

    facts: tuple[FactType, ...]
    field: str
    targets: tuple[EntityType, ...]
    reverse: dict[FactType, Walk]


_MEASUREMENTS = Walk("measurements", Described("Its measured values.", "量測值。"))
_BUDGETS = Walk("budgets", Described("Its budget figures.", "預算數字。"))
_OUTCOMES = Walk("outcomes", Described("Its reported results.", "所報成果。"))

REFERENCES: tuple[Reference, ...] = (
    Reference((FactType.MEASUREMENT,), "subject", (_PLAN, _PROGRAMME), {FactType.MEASUREMENT: _MEASUREMENTS}),
    Reference(
        (FactType.BUDGET_ITEM, FactType.OUTCOME),
        "subject",
        (_AGENCY, _PLAN, _PROGRAMME),
        {FactType.BUDGET_ITEM: _BUDGETS, FactType.OUTCOME: _OUTCOMES},
    ),
    Reference((FactType.MEASUREMENT,), "indicator", (_INDICATOR,), {FactType.MEASUREMENT: _MEASUREMENTS}),
)
"""The references whose other side is a list of its own; ``agency`` and ``document`` are walked one way."""
