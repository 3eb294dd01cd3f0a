"""Counting, grouping and adding up in Cypher: each thing that is asked of a list is a column of the statement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.model.entities import EntityType
from graph.model.groups import summable_attributes
from graph.model.relations import RelationType
from graph.model.vocabulary import ENTITY_LABELS, Link, Reach
from graph.plan import Aggregate, Connection, GroupedBy, GroupKeys, Groups, KeyEntity, Property, Selection, Stats
from graph.store.aggregates import Summary, Tree, key_text, read_stats
from graph.store.neo4j.conditions import Reached, any_of, fulfilling, reach
from graph.store.neo4j.schema import ENTITY, FACT_FIELDS
from graph.store.neo4j.select import Here, Names, Reader, Row, Run, Select, all_of
from graph.store.neo4j.starts import starting_from
from graph.store.summands import ALIKE, LIMBS, RATES, SLOT, inexact_column, limb_columns, normal_limbs, unit_column

ThingReader = Callable[[Selection, Here, Select], Reader]
Part = Callable[[Row, Run, int | None], Any]
AggregateReader = Callable[[Row, Run, int | None], Tree]
"""Reads a row, beside how many things the list holds in all."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list whose things are counted: what it is of, what is reached, and the one thing it starts from, if any."""

    wanted: Connection
    reached: Reached
    here: Here | None
    select: Select

    @property
    def names(self) -> Names:
        """What is named in the statement."""
        return self.select.names

    @property
    def thing(self) -> str:
        """The variable of a thing of the list."""
        return self.reached.thing

    @property
    def found(self) -> str:
        """The clauses that find each thing of the list once."""
        wanted, reached = self.wanted, self.reached
        if wanted.link is None and wanted.where is not None:
            if start := starting_from(wanted.where, reached, wanted.labels, self.names):
                return start
            reached = reached.narrowed(
                f"{self.thing}.id IS NOT NULL"
            )  # which every index of an attribute wants to hear
        return fulfilling(reached, wanted.where, wanted.via, self.names).match


def aggregate_reader(part: Aggregate, listed: Listed, read_thing: ThingReader) -> AggregateReader:
    """The reader of what is said of all things of a list at once."""
    readers = [(wanted.key, _part(wanted, part, listed, read_thing)) for wanted in part.parts]
    return lambda row, run, total: {key: read(row, run, total) for key, read in readers}


def _part(wanted: Property | Stats | Groups, part: Aggregate, listed: Listed, read_thing: ThingReader) -> Part:
    match wanted:
        case Property(name="count"):
            return lambda row, run, total: total
        case Property():
            groups_total = _groups_total(part, listed)
            return lambda row, run, total: groups_total(row, run)
        case Stats():
            summaries = _summaries(listed)
            return lambda row, run, total: read_stats(wanted, summaries(row).get((), []))
        case Groups():
            groups = _groups(wanted, part, listed, read_thing)
            return lambda row, run, total: groups(row, run)


# ---- groups ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Grouping:
    """The keys by which a list is grouped: their variables, and the clauses that find them from a thing."""

    variables: tuple[str, ...]
    clauses: str
    same: Callable[[str], tuple[str, ...]]
    """The predicates that hold for another fact, by its variable, in the group of these keys."""

    @classmethod
    def of(cls, by: tuple[GroupedBy, ...], listed: Listed) -> "_Grouping":
        """The keys of ``by``."""
        variables = tuple(listed.names.fresh("k") for _ in by)
        found = [_key(one, listed) for one in by]
        expressions = ", ".join(f"{key} AS {v}" for v, (key, _) in zip(variables, found, strict=True))
        with_keys = f"WITH {listed.thing}{', ' if variables else ''}{expressions}"
        clauses = " ".join((*(match for _, match in found), with_keys))

        def same(other: str) -> tuple[str, ...]:
            keys = (_held(one, other) for one in by)
            return tuple(_are_same(key, v) for v, key in zip(variables, keys, strict=True))

        return cls(variables, clauses, same)

    def order(self, size: str) -> str:
        """What follows ORDER BY for the groups of most things to come first."""
        return f"{size} DESC, {', '.join(f'{v} IS NULL, {v}' for v in self.variables)}"


def _key(by: GroupedBy, listed: Listed) -> tuple[str, str]:
    """The expression of a key, and the clause it needs; what leads nowhere has no key."""
    thing = listed.thing
    if by.link is not None and by.link.reach is not Reach.HELD:
        edge = reach(by.link, thing, listed.names)
        return f"{edge.thing}.id", f"OPTIONAL {edge.match}"
    if by.link is None and by.property is None:
        return f"[x IN labels({thing}) WHERE x IN {list(listed.wanted.labels)}][0]", ""
    return _held(by, thing), ""


def _held(by: GroupedBy, thing: str) -> str:
    """The expression of a key that stands on a fact itself."""
    return f"{thing}.{by.link.field if by.link else by.property}"


def _are_same(one: str, other: str) -> str:
    return f"coalesce({one} = {other}, {one} IS NULL AND {other} IS NULL)"


def _groups_total(part: Aggregate, listed: Listed) -> Reader:
    if not part.by:
        return lambda row, run: 0
    grouping = _Grouping.of(part.by, listed)
    keys, groups = ", ".join(grouping.variables), listed.names.fresh("n")
    # a clause, because what leads to partners counts by itself, which no expression of a row may
    listed.select.clauses.append(
        f"CALL (*) {{ {listed.found} {grouping.clauses} RETURN count(DISTINCT [{keys}]) AS {groups} }}"
    )
    index = listed.select.column(groups)
    return lambda row, run: row[index]


@dataclass(frozen=True, slots=True)
class _Largest:
    """The largest groups, found once: the variable of their list, each with its keys and how many things it holds."""

    ranked: str

    @classmethod
    def of(cls, part: Aggregate, listed: Listed) -> "_Largest":
        """The largest groups of what is asked."""
        grouping, size = _Grouping.of(part.by, listed), listed.names.fresh("n")
        keys = ", ".join(grouping.variables)
        if part.summed is None:
            found = f"{listed.found} {grouping.clauses} WITH {keys}, count(*) AS {size} ORDER BY {grouping.order(size)}"
        else:
            found = _by_sum(part.summed, listed, part, grouping, size)
        first = f"LIMIT ${part.first.name}"
        return cls(listed.select.collected(f"{found} {first}", f"[{keys}, {size}]"))

    def rows(self, grouping: _Grouping, size: str) -> str:
        """The clauses that give the groups, in their order."""
        one = ", ".join(f"g[{i}] AS {name}" for i, name in enumerate((*grouping.variables, size)))
        return f"UNWIND {self.ranked} AS g WITH {one}"

    def has(self, grouping: _Grouping) -> str:
        """Whether the keys are those of one of the groups."""
        same = " AND ".join(_are_same(f"g[{i}]", variable) for i, variable in enumerate(grouping.variables))
        return f"any(g IN {self.ranked} WHERE {same})"


def _by_sum(attribute: str, listed: Listed, part: Aggregate, grouping: _Grouping, size: str) -> str:
    """The clauses that find the groups, those with the largest of their sums of a value first."""
    every = listed.select.collected(listed.found, listed.thing)
    keys = ", ".join(grouping.variables)
    counted, rates = _how_many("'counted'", "1"), list(RATES)
    high, low, fraction = normal_limbs(*(f"sum(CASE state WHEN 'counted' THEN {limb} END)" for limb in LIMBS))
    return (
        f"{_stated(attribute, listed, part, grouping, every)} "
        f"WITH {keys}, {ALIKE}, of_agencies, unit, sum(prints) AS facts, {counted} AS counted, "
        f"[{high}, {low}, {fraction}] AS total "
        f"WITH {keys}, sum(facts) AS {size}, "
        f"max(CASE WHEN counted > 0 AND NOT coalesce(unit IN {rates}, FALSE) THEN total END) AS best "
        f"ORDER BY best IS NULL, best DESC, {grouping.order(size)}"
    )


def _groups(wanted: Groups, part: Aggregate, listed: Listed, read_thing: ThingReader) -> Reader:
    if not part.by:
        return lambda row, run: []
    grouping, inner, size = _Grouping.of(part.by, listed), listed.select.inner(), listed.names.fresh("n")
    keys = tuple(inner.column(variable) for variable in grouping.variables)
    readers = [(f.key, _group_field(f, part, listed, grouping, inner, size, read_thing)) for f in wanted.fields]
    largest = _Largest.of(part, listed)
    has_stats = any(isinstance(field, Stats) for field in wanted.fields)
    summaries = _summaries(listed, part, largest) if has_stats else None
    index = listed.select.rows(largest.rows(grouping, size), inner)

    def read(row: Row, run: Run) -> list[Tree]:
        figures = summaries(row) if summaries else {}
        groups = [_Group(group, figures.get(tuple(group[key] for key in keys), [])) for group in row[index]]
        return [{key: read_field(group, run) for key, read_field in readers} for group in groups]

    return read


@dataclass(frozen=True, slots=True)
class _Group:
    """The row of a group, and what its figures come to."""

    row: Row
    figures: list[Summary]


GroupReader = Callable[[_Group, Run], Any]


def _group_field(
    field: Property | GroupKeys | Stats,
    part: Aggregate,
    listed: Listed,
    grouping: _Grouping,
    inner: Select,
    size: str,
    read_thing: ThingReader,
) -> GroupReader:
    match field:
        case Property():
            index = inner.column(size)
            return lambda group, run: group.row[index]
        case Stats():
            return lambda group, run: read_stats(field, group.figures)
        case GroupKeys():
            keys = [
                _key_reader(field, by, variable, listed, inner, read_thing)
                for by, variable in zip(part.by, grouping.variables, strict=True)
            ]
            return lambda group, run: [read(group.row, run) for read in keys]


def _key_reader(
    wanted: GroupKeys, by: GroupedBy, variable: str, listed: Listed, inner: Select, read_thing: ThingReader
) -> Reader:
    readers = [
        (field.key, _key_field(field, by, variable, listed.wanted.labels, inner, read_thing)) for field in wanted.fields
    ]
    return lambda row, run: {key: read(row, run) for key, read in readers}


def _key_field(
    field: Property | KeyEntity,
    by: GroupedBy,
    variable: str,
    labels: tuple[str, ...],
    inner: Select,
    read_thing: ThingReader,
) -> Reader:
    match field:
        case KeyEntity(selection=selection):
            return _entity(selection, by.link, variable, inner, read_thing)
        case Property(name="by"):
            return lambda row, run: by.name
        case Property():
            index = inner.column(variable)
            return lambda row, run: key_text(by, labels, row[index])


def _entity(selection: Selection, link: Link | None, variable: str, inner: Select, read_thing: ThingReader) -> Reader:
    if link is None:
        return lambda row, run: None
    below, thing = inner.inner(), inner.names.fresh()
    read = read_thing(selection, Here(thing, ENTITY_LABELS), below)
    found = all_of((f"{thing}.id = {variable}", *inner.names.visible(thing)))
    index = inner.rows(f"MATCH ({thing}:{ENTITY}){found}", below)
    return lambda row, run: read(row[index][0], run) if row[index] else None


# ---- figures --------------------------------------------------------------------------------------------------------

Summaries = dict[tuple[Any, ...], list[Summary]]


def _summaries(
    listed: Listed, part: Aggregate | None = None, largest: _Largest | None = None
) -> Callable[[Row], Summaries]:
    """What the figures of a list come to, by the keys of its largest groups, or all of them by none."""
    attributes = summable_attributes(listed.wanted.labels)
    every = listed.select.collected(listed.found, listed.thing) if attributes else ""
    columns = [(name, _figures(name, listed, part, largest, every)) for name in attributes]

    def read(row: Row) -> Summaries:
        found: Summaries = {}
        for name, index in columns:
            for keys, summaries in row[index]:
                found.setdefault(tuple(keys), []).extend(Summary(name, *said) for said in summaries)
        return found

    return read


def _figures(attribute: str, listed: Listed, part: Aggregate | None, largest: _Largest | None, every: str) -> int:
    """The index of the column that finds the figures of a list, those that are alike added up by the keys of groups.

    ``every`` is the variable of all its facts.
    """
    grouping = _Grouping.of(part.by if part else (), listed)
    keys = grouping.variables
    alike = (*keys, ALIKE, "of_agencies", "unit")
    number = f"CASE state WHEN 'counted' THEN [{', '.join(LIMBS)}] END"
    sums = ", ".join(f"sum(CASE state WHEN 'counted' THEN {limb} END)" for limb in LIMBS)
    added = {
        "facts": "sum(prints)",
        "counted": _how_many("'counted'", "1"),
        "missing": _how_many("'missing'", "1"),
        "excluded": "sum(CASE state WHEN 'contained' THEN prints WHEN 'conflicting' THEN 0 ELSE prints - 1 END)",
        "conflicting": _how_many("'conflicting'", "prints"),
        "inexact": _how_many("'counted'", "CASE WHEN inexact THEN 1 ELSE 0 END"),
        "total": f"[{sums}]",
        "least": f"min({number})",
        "most": f"max({number})",
    }
    summary = ", ".join((ALIKE, "of_agencies", "unit", *added))
    kept = f" WHERE {largest.has(grouping)}" if largest else ""
    found = (
        f"{_stated(attribute, listed, part, grouping, every)} "
        f"WITH {', '.join(alike)}, {', '.join(f'{how} AS {name}' for name, how in added.items())} "
        f"WITH {''.join(f'{key}, ' for key in keys)}collect([{summary}]) AS summaries{kept}"
    )
    select = listed.select
    return select.column(select.collected(found, f"[[{', '.join(keys)}], summaries]"))


def _stated(attribute: str, listed: Listed, part: Aggregate | None, grouping: _Grouping, every: str) -> str:
    """The clauses that find the figures of a list, and in ``state`` whether each counts."""
    return (
        f"UNWIND {every} AS {listed.thing} {grouping.clauses} {_prints(attribute, listed, grouping.variables)} "
        f"WITH *, CASE WHEN {_is_contained(attribute, listed, part, grouping, every)} THEN 'contained' "
        "WHEN conflicts THEN 'conflicting' WHEN high IS NULL THEN 'missing' ELSE 'counted' END AS state"
    )


def _how_many(state: str, each: str) -> str:
    return f"sum(CASE state WHEN {state} THEN {each} ELSE 0 END)"


def _prints(attribute: str, listed: Listed, keys: tuple[str, ...]) -> str:
    """All prints of each figure as one row; its number is that of any print, unless they conflict."""
    thing = listed.thing
    limbs = [(name, f"{thing}.{column}") for name, column in zip(LIMBS, limb_columns(attribute), strict=True)]
    columns = {
        **{key: key for key in keys},
        "subject": "subject",
        "of_agencies": f"subject:{EntityType.AGENCY}",
        "alike": f"{thing}.{ALIKE}",
        "unit": f"{thing}.{unit_column(attribute)}",
        "indicator": f"{thing}.indicator",
        "slot": f"{thing}.{SLOT}",
        "agency": f"{thing}.agency",
        "prints": "count(*)",
        "inexact": f"max({thing}.{inexact_column(attribute)})",
        "conflicts": " OR ".join(f"min({limb}) < max({limb})" for _, limb in limbs),
        **{name: f"min({limb})" for name, limb in limbs},
    }
    listed_columns = ", ".join(f"{how} AS {name}" for name, how in columns.items())
    return f"MATCH ({thing})-[:{FACT_FIELDS['subject']}]->(subject) WITH {listed_columns}"


def _is_contained(attribute: str, listed: Listed, part: Aggregate | None, grouping: _Grouping, every: str) -> str:
    """Whether another figure of the list, of whose facts ``every`` is the variable, contains a figure.

    It does where it is alike, said of the same thing or of what this is part of, and of all agencies or of the same.
    """
    names, labels = listed.names, any_of(listed.wanted.labels)
    whole, (way, above) = names.fresh("f"), _way_up(listed, part)
    said = (
        f"{whole} IN {every}",
        f"{whole}.{limb_columns(attribute)[0]} IS NOT NULL",
        f"{whole}.{ALIKE} = alike AND {whole}.{SLOT} = slot",
        _are_same(f"{whole}.{unit_column(attribute)}", "unit"),
        _are_same(f"{whole}.indicator", "indicator"),
        f"({whole}.agency IS NULL OR coalesce({whole}.agency = agency, FALSE))",
        f"NOT ({above} = subject AND {_are_same(f'{whole}.agency', 'agency')})",
        f"({above} = subject OR NOT of_agencies)",
        *grouping.same(whole),
    )
    return f"EXISTS {{ MATCH {way}<-[:{FACT_FIELDS['subject']}]-({whole}:{labels}){all_of(said)} }}"


def _way_up(listed: Listed, part: Aggregate | None) -> tuple[str, str]:
    """The pattern from a figure's subject to this and all it is part of, and the variable at its end.

    Where all figures of a list or of a group are of one subject, the way goes nowhere else.
    """
    link, groups = listed.wanted.link, part.by if part else ()
    if "subject" in {leads.field for leads in (link, *(by.link for by in groups)) if leads}:
        return "(subject)", "subject"
    step, above = listed.names.fresh("e"), listed.names.fresh()
    edge = f"[{step}:{RelationType.PART_OF}{all_of(listed.names.visible(step))}]"
    return f"(subject)-{edge}->*({above})", above
