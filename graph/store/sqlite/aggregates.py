"""Counting, grouping and adding up in SQL: one small statement for each thing that is asked of a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model.entities import EntityType
from graph.model.groups import summable_attributes
from graph.model.relations import RelationType
from graph.model.vocabulary import ENTITY_LABELS, Link, Reach
from graph.plan import Aggregate, Connection, GroupedBy, GroupKeys, Groups, KeyEntity, Property, Selection, Stats
from graph.store.aggregates import Summary, Tree, key_text, read_stats
from graph.store.sqlite.conditions import Aliases, Reached, labels_in, reach
from graph.store.sqlite.select import Here, Lists, Reader, Run, Select
from graph.store.summands import ALIKE, LIMBS, RATES, SLOT, inexact_column, limb_columns, normal_limbs, unit_column

ThingReader = Callable[[Selection, Here, Select], Reader]
AggregateReader = Callable[[Run, Mapping[str, object]], Tree]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list whose things are counted: what it is of, where its rows come from, and the predicate they fulfil."""

    wanted: Connection
    reached: Reached
    where: str
    aliases: Aliases
    lists: Lists

    @property
    def count(self) -> str:
        """The statement that counts the list."""
        if self.wanted.link is None and self.wanted.where is None:
            return f"SELECT coalesce(sum(things), 0) FROM tally WHERE {labels_in('label', self.wanted.labels)}"
        tables = self.reached.counted if self.wanted.where is None else self.reached.tables
        return f"SELECT count(*) FROM {tables} WHERE {self.where}"


def aggregate_reader(part: Aggregate, listed: Listed, read_thing: ThingReader) -> AggregateReader:
    """The reader of what is said of all things of a list at once."""
    grouping = _Grouping.of(part.by, listed)
    readers = [(wanted.key, _part(wanted, part, listed, grouping, read_thing)) for wanted in part.parts]
    return lambda run, own: {key: read(run, own) for key, read in readers}


Part = Callable[[Run, Mapping[str, object]], Any]


def _part(
    wanted: Property | Stats | Groups, part: Aggregate, listed: Listed, grouping: "_Grouping", read_thing: ThingReader
) -> Part:
    match wanted:
        case Property(name="count"):
            return _number(listed.count)
        case Property():
            return _number(grouping.total)
        case Stats():
            summaries = _summaries(listed, None)
            return lambda run, own: read_stats(wanted, summaries(run, own).get((), []))
        case Groups():
            return _groups(wanted, part, listed, grouping, read_thing)


def _number(sql: str) -> Part:
    def read(run: Run, own: Mapping[str, object]) -> int:
        number: int = run.rows(sql, **own)[0][0]
        return number

    return read


# ---- groups ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Grouping:
    """The keys by which a list is grouped: an expression each, and the rows that these need beside the list's."""

    keys: tuple[str, ...]
    tables: str
    where: str

    @classmethod
    def of(cls, by: tuple[GroupedBy, ...], listed: Listed) -> "_Grouping":
        """The keys of ``by``."""
        found = [_key(one, listed) for one in by]
        tables = " ".join((listed.reached.tables, *(join for _, join in found)))
        return cls(tuple(key for key, _ in found), tables, listed.where)

    @property
    def numbers(self) -> str:
        """The columns that the keys stand in, as GROUP BY and ORDER BY call them."""
        return ", ".join(str(i + 1) for i in range(len(self.keys)))

    @property
    def total(self) -> str:
        """The statement that counts the groups."""
        if not self.keys:
            return "SELECT 0"
        return (
            f"SELECT count(*) FROM (SELECT {', '.join(self.keys)} FROM {self.tables} WHERE {self.where} "
            f"GROUP BY {self.numbers})"
        )

    @property
    def names(self) -> tuple[str, ...]:
        """What the keys are called in what finds them."""
        return tuple(f"key{i}" for i in range(len(self.keys)))

    @property
    def sized(self) -> str:
        """The statement that finds the keys of all groups, and how many things each holds."""
        named = ", ".join(f"{key} AS {name}" for key, name in zip(self.keys, self.names, strict=True))
        return f"SELECT {named}, count(*) AS size FROM {self.tables} WHERE {self.where} GROUP BY {self.numbers}"

    @property
    def order(self) -> str:
        """What follows ORDER BY for the groups of most things to come first, of all ``sized``."""
        return f"sized.size DESC, {', '.join(f'sized.{name} IS NULL, sized.{name}' for name in self.names)}"


def _largest(part: Aggregate, listed: Listed, grouping: _Grouping) -> str:
    """The statement that finds the keys of the largest groups, and how many things each holds."""
    if part.summed is None:
        return f"SELECT * FROM ({grouping.sized}) AS sized ORDER BY {grouping.order} LIMIT :{part.first.name}"
    names = ", ".join(grouping.names)
    high, low, fraction = normal_limbs(*(f"sum({limb})" for limb in LIMBS))
    rates = ", ".join(f"'{unit}'" for unit in RATES)
    sums = (
        f"sums AS (SELECT {names}, {high} AS high, {low} AS low, {fraction} AS fraction FROM stated "
        f"WHERE state = 'counted' AND coalesce(unit, '') NOT IN ({rates}) GROUP BY {names}, {ALIKE}, of_agencies, unit)"
    )
    first = f"row_number() OVER (PARTITION BY {names} ORDER BY high DESC, low DESC, fraction DESC) AS place"
    ctes = (*_stated(part.summed, listed, grouping, ""), sums, f"best AS (SELECT *, {first} FROM sums)")
    same = " AND ".join(f"best.{name} IS sized.{name}" for name in grouping.names)
    return (
        f"WITH RECURSIVE {', '.join(ctes)} SELECT sized.* FROM ({grouping.sized}) AS sized "
        f"LEFT JOIN best ON place = 1 AND {same} "
        f"ORDER BY high IS NULL, high DESC, low DESC, fraction DESC, {grouping.order} LIMIT :{part.first.name}"
    )


def _key(by: GroupedBy, listed: Listed) -> tuple[str, str]:
    """The expression of a key, and the join it needs; what leads nowhere has no key."""
    thing = listed.reached.thing
    if by.link is None:
        return (f"{thing}.{by.property}" if by.property else f"{thing}.label"), ""
    match by.link.reach:
        case Reach.HELD:
            return f"{thing}.{by.link.field}", ""
        case Reach.MENTION:
            mention = listed.aliases.fresh("m")
            return (
                f"{mention}.document",
                f"LEFT JOIN mention AS {mention} ON {mention}.node = {thing}.id AND {mention}.named",
            )
        case _:
            edge = reach(by.link, listed.aliases, f"{thing}.id")
            found = " AND ".join((f"{edge.here} = {thing}.id", *edge.predicates))
            return edge.id, f"LEFT JOIN {edge.edge_table} ON {found}"


def _groups(wanted: Groups, part: Aggregate, listed: Listed, grouping: _Grouping, read_thing: ThingReader) -> Part:
    if not part.by:
        return lambda run, own: []
    largest = _largest(part, listed, grouping)
    summaries = _summaries(listed, (grouping, largest)) if _has_stats(wanted) else None
    readers = [(field.key, _group_field(field, part, listed, read_thing)) for field in wanted.fields]

    def read(run: Run, own: Mapping[str, object]) -> list[Tree]:
        figures = summaries(run, own) if summaries else {}
        groups = [_Group(row[:-1], row[-1], figures.get(row[:-1], [])) for row in run.rows(largest, **own)]
        return [{key: read_field(group, run) for key, read_field in readers} for group in groups]

    return read


def _has_stats(wanted: Groups) -> bool:
    return any(isinstance(field, Stats) for field in wanted.fields)


Summaries = Mapping[tuple[Any, ...], list[Summary]]


@dataclass(frozen=True, slots=True)
class _Group:
    """The keys that things have in common, how many there are, and what their figures come to."""

    keys: tuple[Any, ...]
    size: int
    figures: list[Summary]


GroupReader = Callable[[_Group, Run], Any]


def _group_field(
    field: Property | GroupKeys | Stats, part: Aggregate, listed: Listed, read_thing: ThingReader
) -> GroupReader:
    match field:
        case Property():
            return lambda group, run: group.size
        case Stats():
            return lambda group, run: read_stats(field, group.figures)
        case GroupKeys():
            keys = [_key_reader(field, by, listed, read_thing) for by in part.by]
            return lambda group, run: [read(key, run) for read, key in zip(keys, group.keys, strict=True)]


def _key_reader(
    wanted: GroupKeys, by: GroupedBy, listed: Listed, read_thing: ThingReader
) -> Callable[[Any, Run], Tree]:
    readers = [(field.key, _key_field(field, by, listed, read_thing)) for field in wanted.fields]
    return lambda key, run: {name: read(key, run) for name, read in readers}


def _key_field(
    field: Property | KeyEntity, by: GroupedBy, listed: Listed, read_thing: ThingReader
) -> Callable[[Any, Run], Any]:
    match field:
        case KeyEntity(selection=selection):
            return _entity(selection, by.link, listed.lists, read_thing)
        case Property(name="by"):
            return lambda key, run: by.name
        case Property():
            return lambda key, run: key_text(by, listed.wanted.labels, key)


def _entity(
    selection: Selection, link: Link | None, lists: Lists, read_thing: ThingReader
) -> Callable[[Any, Run], Any]:
    if link is None:
        return lambda key, run: None
    select = Select(lists)
    read = read_thing(selection, Here("t", "t.id", "t.label", ENTITY_LABELS), select)
    sql = select.sql("node AS t", "t.id = :entity")

    def one(key: Any, run: Run) -> Any:
        rows = run.rows(sql, entity=key)
        return read(rows[0], run) if rows else None

    return one


# ---- figures --------------------------------------------------------------------------------------------------------


def _summaries(
    listed: Listed, within: tuple[_Grouping, str] | None
) -> Callable[[Run, Mapping[str, object]], Summaries]:
    """What the figures of a list come to, by the keys of its largest groups, or all of them by none."""
    grouping, largest = within or (_Grouping((), listed.reached.tables, listed.where), "")
    attributes = summable_attributes(listed.wanted.labels)
    statements = [(name, _figures_sql(name, listed, grouping, largest)) for name in attributes]

    def read(run: Run, own: Mapping[str, object]) -> Summaries:
        found: dict[tuple[Any, ...], list[Summary]] = {}
        for name, sql in statements:
            for row in run.rows(sql, **own):
                keys, rest = row[: len(grouping.keys)], row[len(grouping.keys) :]
                found.setdefault(keys, []).append(_summary(name, rest))
        return found

    return read


def _summary(of: str, row: tuple[Any, ...]) -> Summary:
    alike, of_agencies, unit, facts, counted, missing, excluded, conflicting, inexact, *total, least, most = row
    return Summary(
        of=of,
        alike=alike,
        of_agencies=bool(of_agencies),
        unit=unit,
        facts=facts,
        counted=counted,
        missing=missing,
        excluded=excluded,
        conflicting=conflicting,
        inexact=inexact,
        total=total,
        least=_limbs(least),
        most=_limbs(most),
    )


_LIFT = 10**13  # makes the first part of a number positive, so that numbers and texts have one order


def _limbs(text: str | None) -> tuple[int, ...] | None:
    if text is None:
        return None
    high, low, fraction = map(int, text.split(" "))
    return high - _LIFT, low, fraction


_SIZE = f"printf('%014d %012d %012d', high + {_LIFT}, low, fraction)"
_ABOVE = (
    "above(subject, ancestor) AS (SELECT subject, subject FROM figure UNION "
    f"SELECT above.subject, edge.target FROM above JOIN edge ON edge.source = above.ancestor "
    f"AND edge.relation = '{RelationType.PART_OF}' "
    f"AND {labels_in('edge.target_label', (EntityType.PLAN.value, EntityType.PROGRAMME.value))})"
)


def _figures_sql(attribute: str, listed: Listed, grouping: _Grouping, largest: str) -> str:
    """The statement that adds up those figures of a list that are alike."""
    counts = (
        "sum(prints), sum(state = 'counted'), sum(state = 'missing'), "
        "sum(CASE state WHEN 'contained' THEN prints WHEN 'conflicting' THEN 0 ELSE prints - 1 END), "
        "sum(CASE state WHEN 'conflicting' THEN prints ELSE 0 END), "
        "sum(CASE state WHEN 'counted' THEN inexact ELSE 0 END)"
    )
    sums = ", ".join(f"sum(CASE state WHEN 'counted' THEN {limb} END)" for limb in LIMBS)
    ends = ", ".join(f"{end}(CASE state WHEN 'counted' THEN {_SIZE} END)" for end in ("min", "max"))
    groups = ", ".join((*grouping.names, ALIKE, "of_agencies", "unit"))
    ctes = ", ".join(_stated(attribute, listed, grouping, largest))
    return f"WITH RECURSIVE {ctes} SELECT {groups}, {counts}, {sums}, {ends} FROM stated GROUP BY {groups}"


def _stated(attribute: str, listed: Listed, grouping: _Grouping, largest: str) -> tuple[str, ...]:
    """The tables that find the figures of a list, one row for all prints of one, and in ``stated`` whether it counts.

    A figure contains another that is alike where it is said of the same thing, or of what this is part of, and of
    all agencies or of the same one.
    """
    same = (*grouping.names, ALIKE, "of_agencies", "unit", "indicator", SLOT)
    alike = " AND ".join(f"whole.{name} IS part.{name}" for name in same)
    # the order of these joins is said, because the planner would hold every figure against every other
    contained = (
        "contained AS MATERIALIZED (SELECT part.id FROM figure AS part "
        "CROSS JOIN above ON above.subject = part.subject "
        f"CROSS JOIN figure AS whole ON whole.subject = above.ancestor AND {alike} WHERE whole.id <> part.id "
        "AND whole.high IS NOT NULL AND (whole.agency IS NULL OR whole.agency IS part.agency))"
    )
    stated = (
        "stated AS MATERIALIZED (SELECT *, CASE WHEN id IN contained THEN 'contained' "
        "WHEN conflicts THEN 'conflicting' WHEN high IS NULL THEN 'missing' ELSE 'counted' END AS state FROM figure)"
    )
    return _figure(attribute, listed, grouping, largest), _ABOVE, contained, stated


def _figure(attribute: str, listed: Listed, grouping: _Grouping, largest: str) -> str:
    """All prints of each figure as one row; its number is that of any print, unless they conflict."""
    thing, subject = listed.reached.thing, listed.aliases.fresh()
    limbs = [(name, f"{thing}.{column}") for name, column in zip(LIMBS, limb_columns(attribute), strict=True)]
    same = {
        **{f"key{i}": key for i, key in enumerate(grouping.keys)},
        "alike": f"{thing}.{ALIKE}",
        "of_agencies": f"{subject}.label = '{EntityType.AGENCY}'",
        "unit": f"{thing}.{unit_column(attribute)}",
        "indicator": f"{thing}.indicator",
        "slot": f"{thing}.{SLOT}",
        "subject": f"{thing}.subject",
        "agency": f"{thing}.agency",
    }
    of_each = {
        "id": f"min({thing}.id)",
        "prints": "count(*)",
        "inexact": f"max({thing}.{inexact_column(attribute)})",
        "conflicts": " OR ".join(f"min({limb}) < max({limb})" for _, limb in limbs),
        **{name: f"min({limb})" for name, limb in limbs},
    }
    columns = ", ".join(f"{expression} AS {name}" for name, expression in {**same, **of_each}.items())
    picked = [f"largest.key{i} IS {key}" for i, key in enumerate(grouping.keys)]
    chosen = f" JOIN ({largest}) AS largest ON {' AND '.join(picked)}" if largest else ""
    return (
        f"figure AS MATERIALIZED (SELECT {columns} FROM {grouping.tables} JOIN node AS {subject} "
        f"ON {subject}.id = {thing}.subject{chosen} WHERE {grouping.where} "
        f"GROUP BY {', '.join(str(i + 1) for i in range(len(same)))})"
    )
