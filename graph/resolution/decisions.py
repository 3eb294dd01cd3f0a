"""What people decided about which things are one: a file that overrides what the program thinks."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, PrivateAttr, StringConstraints, ValidationError, model_validator

from graph.errors import ContradictoryDecisions, UnreadableDecisions
from graph.model.base import Model
from graph.model.entities import EntityType
from graph.model.keys import fold
from graph.resolution.members import name_key

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Verdict(StrEnum):
    """Whether things are one or several."""

    SAME = "same"
    DISTINCT = "distinct"


class Named(Model):
    """Things by one of their names, in one document (its id) or in any; or one thing by its id."""

    name: _Text | None = None
    document: _Text | None = None
    id: _Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _is_either(self) -> "Named":
        if (self.name is None) == (self.id is None):
            raise ValueError("a thing is given by its name or by its id")
        return self

    def __str__(self) -> str:
        place = f" in {self.document}" if self.document else ""
        return f"'{self.name or self.id}'{place}"

    @property
    def folded(self) -> tuple[str | None, str | None, str | None]:
        """Equal for equal things, whatever the width of the name's characters."""
        return self.name and fold(self.name), self.document, self.id


class Decision(Model):
    """That some things of one type are one, or are several; ``reason`` says on what that rests."""

    type: EntityType
    things: Annotated[tuple[Named, ...], Field(min_length=2)]
    reason: _Text
    verdict: Verdict = Verdict.SAME

    def __str__(self) -> str:
        return f"Decided {self.verdict}: {', '.join(map(str, self.things))}"

    def name_keys(self) -> Iterator[str]:
        """The keys under which the things it speaks of by name are found."""
        yield from (name_key(self.type, thing.name) for thing in self.things if thing.name)

    @property
    def label(self) -> str:
        """What tells it from other decisions, whatever the order of the file."""
        said = (self.verdict.value, self.type.value, *(str(thing.folded) for thing in self.things))
        return f"{self.verdict}.{hashlib.blake2b(repr(said).encode(), digest_size=6).hexdigest()}"


class Decisions(Model):
    """All that was decided; empty where nothing was."""

    same: tuple[Decision, ...] = ()
    distinct: tuple[Decision, ...] = ()
    _found: defaultdict[str, list[int]] | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _say_which(self) -> "Decisions":
        distinct = tuple(decision.model_copy(update={"verdict": Verdict.DISTINCT}) for decision in self.distinct)
        object.__setattr__(self, "distinct", distinct)
        return self

    def of(self, verdict: Verdict) -> tuple[Decision, ...]:
        """The decisions of one verdict in an order that does not depend on the file's."""
        return tuple(sorted(getattr(self, verdict.value), key=lambda decision: decision.label))

    def __iter__(self) -> Iterator[Decision]:  # type: ignore[override]  # of pydantic's fields nobody wants pairs
        yield from (*self.of(Verdict.SAME), *self.of(Verdict.DISTINCT))

    def about(self, keys: Iterable[str]) -> Iterator[Decision]:
        """The decisions that speak of a thing under one of these name keys or ids, each once."""
        numbers = {number: None for key in keys for number in self._places().get(key, ())}
        every = tuple(self)
        return (every[number] for number in numbers)

    def ids_beside(self, ids: Iterable[str]) -> set[str]:
        """The ids that decisions name beside these."""
        return {thing.id for decision in self.about(ids) for thing in decision.things if thing.id}

    def _places(self) -> Mapping[str, Sequence[int]]:
        """Where decisions stand that speak of a name key or an id."""
        if self._found is None:
            self._found = defaultdict(list)
            for number, decision in enumerate(self):
                for key in (*decision.name_keys(), *(thing.id for thing in decision.things if thing.id)):
                    self._found[key].append(number)
        return self._found

    def digest(self) -> str:
        """A hash of what was decided; empty where nothing was."""
        said = "\n".join(decision.model_dump_json(exclude_none=True) for decision in self)
        return hashlib.sha256(said.encode()).hexdigest() if said else ""


def read_decisions(path: Path) -> Decisions:
    """The decisions in a YAML file. Raises: UnreadableDecisions, ContradictoryDecisions."""
    try:
        decisions = Decisions.model_validate(yaml.safe_load(path.read_text("utf-8")) or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as exc:
        raise UnreadableDecisions(f"'{path}' cannot be read as decisions: {exc}") from exc
    _check(decisions, path)
    return decisions


def _check(decisions: Decisions, path: Path) -> None:
    """Raises: ContradictoryDecisions where what is the same by a chain of decisions is distinct by another."""
    above: dict[object, object] = {}

    def root(thing: object) -> object:
        while above.setdefault(thing, thing) != thing:
            thing = above[thing]
        return thing

    for decision in decisions.same:
        for thing in decision.things[1:]:
            above[root((decision.type, thing.folded))] = root((decision.type, decision.things[0].folded))
    for decision in decisions.distinct:
        for one, other in combinations(decision.things, 2):
            if root((decision.type, one.folded)) == root((decision.type, other.folded)):
                raise ContradictoryDecisions(
                    f"'{path}' says of {one} and {other} that they are distinct, and by other decisions that they are "
                    "the same: take one of the two out."
                )
