"""From what is asked of all things of a list to what its plan says."""

from collections.abc import Callable, Iterator, Mapping

from graph import plan
from graph.model.groups import groups_of
from graph.model.vocabulary import ENTITY_LABELS, link_of
from service.compile.collect import Asked
from service.compile.inputs import Input, Leaf, enum_name, refusal, scalar
from service.schema.aggregates import COUNT
from service.schema.meaning import Plain

_MOST_KEYS = 3  # beyond these, things that lead to several others would stand in more groups than there are things

Below = Callable[[Asked], Iterator[Asked]]
Select = Callable[[Asked, tuple[str, ...]], plan.Selection]


class Aggregates:
    """Compiles aggregates; ``below`` gives the fields that one asks for, ``select`` what is wanted of a thing."""

    def __init__(self, below: Below, select: Select) -> None:
        self._below = below
        self._select = select

    def aggregate(
        self, asked: Asked, labels: tuple[str, ...], given: Mapping[str, Input], first: plan.Argument
    ) -> plan.Aggregate:
        """What is asked of all things of a list of these labels. Raises: GraphQLError for too many keys."""
        names = _names(given.get("by"))
        if len(names) > _MOST_KEYS:
            raise refusal(asked.nodes[0], f"'by' must have at most {_MOST_KEYS} items, not {len(names)}.")
        parts = tuple(self._part(field) for field in self._below(asked))
        by = tuple(_grouped_by(labels, name) for name in names)
        return plan.Aggregate(asked.key, by, first, parts, _summed(given.get("orderBy")))

    def group_fields(self, asked: Asked) -> tuple[plan.Property | plan.GroupKeys | plan.Stats, ...]:
        """What is wanted of each of some groups."""
        return tuple(self._of_group(field) for field in self._below(asked))

    def _part(self, asked: Asked) -> plan.Property | plan.Stats | plan.Groups:
        if asked.meaning is plan.Groups:
            return plan.Groups(asked.key, self.group_fields(asked))
        return self._stats_or_property(asked)

    def _of_group(self, asked: Asked) -> plan.Property | plan.GroupKeys | plan.Stats:
        if asked.meaning is plan.GroupKeys:
            return plan.GroupKeys(asked.key, tuple(self._of_key(field) for field in self._below(asked)))
        return self._stats_or_property(asked)

    def _of_key(self, asked: Asked) -> plan.Property | plan.KeyEntity:
        if asked.meaning is plan.KeyEntity:
            return plan.KeyEntity(asked.key, self._select(asked, ENTITY_LABELS))
        return _property(asked)

    def _stats_or_property(self, asked: Asked) -> plan.Property | plan.Stats:
        if asked.meaning is plan.Stats:
            return plan.Stats(asked.key, tuple(_property(field) for field in self._below(asked)))
        return _property(asked)


def _names(by: Input) -> list[str]:
    """The names in ``by``, each once."""
    known = by.known if isinstance(by, Leaf) else ()
    return list(dict.fromkeys(map(enum_name, known if isinstance(known, list | tuple) else (known,))))


def _summed(order: Input) -> str | None:
    """The attribute whose sums order groups; None where their counts do."""
    name = enum_name(scalar(order).known) if order is not None else COUNT
    return None if name == COUNT else name.lower()


def _property(asked: Asked) -> plan.Property:
    if not isinstance(asked.meaning, Plain):
        raise TypeError(f"{asked.meaning} is no plain value")
    return plan.Property(asked.key, asked.meaning.property)


def _grouped_by(labels: tuple[str, ...], name: str) -> plan.GroupedBy:
    by = groups_of(labels)[name]
    link = link_of(labels, by or "")
    return plan.GroupedBy(name, link=link) if link else plan.GroupedBy(name, property=by)
