"""From series and promises to what their plan wants of measurements: each is told by its first one."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from graph import plan
from graph.model.vocabulary import SAME_POINT, STATED, Link, said_of, vocabulary
from graph.plan import Condition, Every, Foremost, Linked, Not, Quantifier
from service.compile.collect import Asked
from service.compile.inputs import Input, Inputs, enum_name, scalar
from service.schema.meaning import Conflict, FirstMate, FirstValue, Gathered, Mates, Status
from service.schema.series import MEASUREMENT, PROMISE_STATUSES

_LABELS = (MEASUREMENT,)
_IN_TIME = tuple(map(plan.OrderBy, ("year", "as_of", "period_start", "period_end", "place")))
_NODES = "nodes"

Select = Callable[[Asked, tuple[str, ...]], plan.Selection]
Listed = Callable[[Asked, tuple[str, ...], Link | None], plan.Connection]
Properties = Callable[[Asked], tuple[plan.Property | plan.Label, ...]]


class SeriesCompiler:
    """Compiles what is asked of series, of their points, and of promises.

    ``listed`` gives the list that a field asks for, ``select`` what is wanted of a thing, ``properties`` of a value.
    """

    def __init__(self, inputs: Inputs, listed: Listed, select: Select, properties: Properties) -> None:
        self._inputs = inputs
        self._listed = listed
        self._select = select
        self._properties = properties

    def gathered(self, asked: Asked, gathered: Gathered) -> plan.Connection:
        """A list of series or promises: of the first measurement of each."""
        listed = self._listed(asked, _LABELS, gathered.link)
        conditions: list[Condition] = [Foremost(gathered.by)]
        if listed.where is not None:
            conditions.append(Linked(gathered.by, Quantifier.SOME, listed.where))
        if gathered.by == SAME_POINT:
            given = self._inputs.read_arguments(asked.field, asked.nodes[0])["status"]
            conditions.append(self._has_one_of(tuple(_statuses(given))))
        return replace(listed, where=Every(tuple(conditions)))

    def field(self, asked: Asked, meaning: Mates | FirstMate | FirstValue | Status | Conflict) -> plan.Field:
        """A field of a series, a point or a promise."""
        match meaning:
            case Mates():
                return plan.Several(asked.key, self._several(asked, meaning))
            case FirstMate(name):
                one, where = self._inputs.constant(1), self._states(name)
                return plan.First(asked.key, self._mates(SAME_POINT, one, self._nodes(asked), where))
            case FirstValue(name):
                value = plan.Parts(name, name, self._properties(asked))
                nodes = plan.Nodes(_NODES, plan.Selection({MEASUREMENT: (value,)}))
                order = (plan.OrderBy(said_of(name), descending=True), plan.OrderBy("place"))
                listed = self._mates(SAME_POINT, self._inputs.constant(1), nodes, order=order)
                return plan.First(asked.key, listed, name)
            case Status():
                target, actual = _some(self._states("target")), _some(self._states("actual"))
                told = (Every((target, actual)), target, actual)  # the first that holds counts
                return plan.Which(asked.key, tuple(zip(PROMISE_STATUSES, told, strict=True)))
            case Conflict():
                conflicts = vocabulary()[MEASUREMENT].links["conflicts"]
                contradicted = Linked(conflicts, Quantifier.SOME, Every(()))
                return plan.Which(asked.key, ((True, _some(contradicted)),), otherwise=False)

    def _several(self, asked: Asked, mates: Mates) -> plan.Connection:
        size, nodes = self._first(asked), self._nodes(asked)
        if mates.each is not None:
            return self._mates(mates.by, size, nodes, Foremost(mates.each), _IN_TIME)
        return self._mates(mates.by, size, nodes, self._states(mates.stating) if mates.stating else None)

    def _mates(
        self,
        by: Link,
        size: plan.Argument,
        nodes: plan.Nodes,
        where: Condition | None = None,
        order: tuple[plan.OrderBy, ...] = (),
    ) -> plan.Connection:
        return plan.Connection(_NODES, _LABELS, by, plan.Page(size), (nodes,), where=where, order=order)

    def _nodes(self, asked: Asked) -> plan.Nodes:
        return plan.Nodes(_NODES, self._select(asked, _LABELS))

    def _first(self, asked: Asked) -> plan.Argument:
        given = self._inputs.read_arguments(asked.field, asked.nodes[0])["first"]
        return self._inputs.limited(scalar(given), "first", asked.nodes[0])

    def _has_one_of(self, statuses: tuple[str, ...]) -> Condition:
        """That a point has one of some statuses; of any, in fewer words, which a planner is quicker to understand."""
        if len(statuses) == len(PROMISE_STATUSES):
            return plan.Either((_some(self._states("target")), _some(self._states("actual"))))
        return plan.Either(tuple(map(self._has_status, statuses)))

    def _has_status(self, name: str) -> Condition:
        target, actual = _some(self._states("target")), _some(self._states("actual"))
        return {
            "REPORTED": Every((target, actual)),
            "NO_REPORT_FOUND": Every((*self._nowhere("actual"), target)),
            "REPORTED_WITHOUT_TARGET": Every((*self._nowhere("target"), actual)),
        }[name]

    def _nowhere(self, name: str) -> tuple[Condition, ...]:
        """That no measurement of a point states a value; that this one does not is told first, without the others."""
        states = self._states(name)
        return Not(states), Not(_some(states))

    def _states(self, name: str) -> Condition:
        return plan.Compare(said_of(name), plan.Comparison.EQ, self._inputs.constant(STATED))


def _some(where: Condition) -> Condition:
    """That one of the measurements of a point fulfils a condition."""
    return Linked(SAME_POINT, Quantifier.SOME, where)


def _statuses(given: Input) -> Iterator[str]:
    """The statuses that are given, or all."""
    if given is None:
        return iter(PROMISE_STATUSES)
    known = scalar(given).known
    wanted = {enum_name(item) for item in known} if isinstance(known, list | tuple) else set()
    return (name for name in PROMISE_STATUSES if name in wanted)
