"""Grouping and adding up, by comparing every fact of a list with every other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import groupby, product
from typing import Any

from graph.model.facts import BudgetFigure, Scope
from graph.model.values import Value
from graph.model.vocabulary import vocabulary
from graph.plan import GroupedBy
from tests.graph.naive.graph import Graph, Thing


@dataclass(frozen=True)
class Group:
    """Things, and what they have in common."""

    keys: tuple[Any, ...]
    things: tuple[Thing, ...]


def grouped(graph: Graph, by: Sequence[GroupedBy], things: Sequence[Thing]) -> list[Group]:
    """The groups of things, the largest first; none where they are grouped by nothing."""
    if not by:
        return []
    pairs = [(keys, thing) for thing in things for keys in product(*(_keys(graph, one, thing) for one in by))]
    groups = [
        Group(keys, tuple(t for other, t in pairs if other == keys)) for keys in dict.fromkeys(k for k, _ in pairs)
    ]
    return sorted(groups, key=lambda group: (-len(group.things), [(k is None, _stored(k)) for k in group.keys]))


def largest_first(graph: Graph, labels: tuple[str, ...], groups: list[Group], summed: str) -> list[Group]:
    """Groups by the largest sum of one value, those without one last, in the order in which they stood else."""

    def largest(group: Group) -> Fraction | None:
        figures = (f for f in figures_of(graph, labels, group.things) if f["of"] == summed)
        return max((f["exact"] for f in figures if f.get("exact") is not None), default=None)

    sums = {id(group): largest(group) for group in groups}
    return sorted(groups, key=lambda group: (sums[id(group)] is None, -(sums[id(group)] or 0)))


def _keys(graph: Graph, by: GroupedBy, thing: Thing) -> list[Any]:
    if by.link is not None:
        return [hop.thing.id for hop in graph.hops(by.link, thing)] or [None]
    return [thing.said.get(by.property) if by.property else thing.label]


def _stored(key: Any) -> Any:
    return key.value if isinstance(key, Enum) else "" if key is None else key


# ---- figures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Print:
    """One value of a fact: what its figure is called, how much it says, and whether roughly."""

    alike: tuple[Any, ...]
    slot: tuple[Any, ...]
    subject: str
    agency: str | None
    number: Fraction | None
    inexact: bool


def figures_of(graph: Graph, labels: tuple[str, ...], things: Sequence[Thing]) -> Iterator[dict[str, Any]]:
    """What the figures of facts of one type come to: whole sums before items, then those of more facts first."""
    if len(labels) > 1:
        return
    for attribute in vocabulary()[labels[0]].attributes:
        prints = [_print(graph, thing, attribute.name) for thing in things] if attribute.kind == "value" else []
        found = [(alike, [p for p in prints if p.alike == alike]) for alike in dict.fromkeys(p.alike for p in prints)]
        found.sort(key=lambda pair: (dict(pair[0]).get("item") is not None, -len(pair[1]), _spelt(pair[0])))
        yield from ({"of": attribute.name, **dict(alike), **_summary(graph, alike, some)} for alike, some in found)


def _spelt(alike: tuple[Any, ...]) -> tuple[Any, ...]:
    """What orders figures that are no other in number: unit, then what is alike by the names of that, as one text."""
    said = dict(alike)
    rest = ", ".join(
        f'"{name}": {value if isinstance(value, int) else chr(34) + _stored(value) + chr(34)}'
        for name, value in sorted(said.items())
        if name not in {"unit", "of_agencies"} and value is not None
    )
    return (said["unit"] or "", "{" + rest + "}", said["of_agencies"])


def _print(graph: Graph, thing: Thing, attribute: str) -> Print:
    said, value = thing.said, thing.said[attribute]
    subject = next(other for other in graph.things(("Agency", "Plan", "Programme")) if other.id == said["subject"])
    alike = {"unit": _unit(said, value), "of_agencies": subject.label == "Agency"}
    slot = ["year", "as_of", "period_start", "period_end"]
    if thing.label == "BudgetItem":
        alike |= {name: said[name] for name in ("figure", "phase", "item", "coverage", "through")}
        slot += ["fiscal_year", "installment"]
    else:
        timed = said["scope"] in {Scope.CUMULATIVE, Scope.POINT}
        alike |= {"scope": said["scope"], **({"year": said["year"], "as_of": said["as_of"]} if timed else {})}
    return Print(
        tuple(alike.items()),
        (said.get("indicator"), *(said[name] for name in slot)),
        subject.id,
        said["agency"],
        None if value.number is None else Fraction(value.number),
        value.approximate or value.bound is not None,
    )


def _unit(said: dict[str, Any], value: Value) -> str | None:
    if value.number is not None:
        return value.normalised_unit or value.unit or said.get("unit")
    if "figure" in said:
        return "%" if said["figure"] == BudgetFigure.EXECUTION_RATE else "TWD"
    beside = [other.normalised_unit for other in (said["target"], said["actual"]) if other.normalised_unit]
    return next(iter(beside), value.unit or said["unit"])


def _summary(graph: Graph, alike: tuple[Any, ...], prints: list[Print]) -> dict[str, Any]:
    figures = [list(same) for _, same in groupby(sorted(prints, key=repr_of), key=repr_of)]
    counts = dict.fromkeys(("counted", "missing", "excluded", "conflicting", "inexact"), 0)
    numbers: list[Fraction] = []
    for same in figures:
        said = {print_.number for print_ in same} - {None}
        if any(_contains(graph, whole, same[0]) for whole in prints):
            counts["excluded"] += len(same)
        elif len(said) > 1:
            counts["conflicting"] += len(same)
        else:
            counts["counted" if said else "missing"] += 1
            counts["excluded"] += len(same) - 1
            counts["inexact"] += bool(said) and any(print_.inexact for print_ in same)
            numbers += [number for number in said if number is not None]
    return {**counts, **_ends(numbers, dict(alike)["unit"])}


def repr_of(print_: Print) -> str:
    """What is equal for all prints of one figure."""
    return repr((print_.subject, print_.agency, print_.slot))


def _contains(graph: Graph, whole: Print, part: Print) -> bool:
    if whole.number is None or whole.slot != part.slot or repr_of(whole) == repr_of(part):
        return False
    above = {part.subject, *_ancestors(graph, part.subject)}
    return whole.subject in above and whole.agency in {None, part.agency}


def _ancestors(graph: Graph, subject: str) -> set[str]:
    thing = next(thing for thing in graph.things(("Agency", "Plan", "Programme")) if thing.id == subject)
    links = vocabulary()[thing.label].links
    return {hop.thing.id for hop in graph.hops(links["ancestors"], thing)} if "ancestors" in links else set()


def _ends(numbers: list[Fraction], unit: str | None) -> dict[str, Any]:
    if not numbers:
        return {}
    total = sum(numbers, Fraction())
    said = {"average": total / len(numbers), "min": min(numbers), "max": max(numbers)}
    said |= {} if unit == "%" else {"sum": total}
    plain = {name: int(number) if number.denominator == 1 else float(number) for name, number in said.items()}
    return {**plain, "exact": said.get("sum")}
