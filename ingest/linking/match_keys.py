"""Under which keys the things of one document meet those of others, and what keeps them apart.

Resolution works on keys, never on pairs of names: whatever two documents must share to mean one thing is in the key.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from graph.model.batch import Batch, MatchKey, Mention
from graph.model.entities import Agency, AgencyKind, Indicator, Plan, Programme
from graph.model.facts import Measurement
from graph.model.keys import fold, hashed_id
from graph.model.relations import RelationType
from graph.model.values import Value
from ingest.extraction.words.quantities import to_base
from ingest.linking.keys import is_generic_plan, is_overseer, is_self_reference
from ingest.linking.normal_forms import bare, is_telling, national_policy, normal_form, without_verb
from ingest.linking.organs import organs

_SHORT, _PROPER = 5, 8  # characters of a core: below which a name recurs anywhere; from which it is a name by itself
_LONGEST = 120  # characters: what is longer is a sentence
_LONGEST_KEY = 300  # characters: longer ones do not fit into an index of every engine
_TELLING_POINTS, _TELLING_DIGITS = 2, 3  # of an indicator's values: fewer may be equal by chance
_COMPOUND = re.compile("」[、及與和暨]「")  # a heading over several works is none of them


def with_match_keys(batch: Batch, *, speaker: str | None) -> Batch:
    """The batch with the keys and traits of its things; ``speaker`` is the full name of the organ that speaks."""
    context = _Context(batch, speaker)
    return batch.model_copy(update={"mentions": tuple(context.keyed(mention) for mention in batch.mentions)})


class _Context:
    """What a document says around its things: who runs them, what they are part of, what they cost."""

    def __init__(self, batch: Batch, speaker: str | None) -> None:
        self._document = batch.document.code
        self._speakers = {speaker} if speaker and not is_overseer(speaker) else set()
        self._names = {mention.entity.id: mention.names or (mention.entity.name,) for mention in batch.mentions}
        self._agencies = {m.entity.id: m.entity for m in batch.mentions if isinstance(m.entity, Agency)}
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        self._parents: defaultdict[str, set[str]] = defaultdict(set)
        for statement in batch.statements:
            if statement.relation is RelationType.EXECUTED_BY:
                agency = self._agencies[statement.target]
                self._owners[statement.source].add(agency.full_name or agency.name)
            elif statement.relation is RelationType.PART_OF:
                self._parents[statement.source].update(self._names[statement.target])
        self._amounts: defaultdict[str, set[str]] = defaultdict(set)
        for item in batch.budgets:
            if item.item is None and item.amount.normalised and item.fiscal_year:
                said = f"{item.fiscal_year} {item.figure.value} {item.phase or ''} {item.amount.normalised}"
                self._amounts[item.subject].add(said)
        self._measured: defaultdict[str, list[Measurement]] = defaultdict(list)
        for fact in batch.measurements:
            self._measured[fact.indicator].append(fact)

    def keyed(self, mention: Mention) -> Mention:
        """The mention with its keys and traits, each key once."""
        entity = mention.entity
        if isinstance(entity, Plan):
            keys, traits = self._plan(entity, mention.names)
        elif isinstance(entity, Programme):
            keys, traits = self._programme(entity, mention.names)
        elif isinstance(entity, Indicator):
            keys, traits = self._indicator(entity)
        elif isinstance(entity, Agency):
            keys, traits = self._agency(entity, mention.names)
        else:
            return mention
        once = {key.key: key for key in sorted(keys, key=lambda key: key.score)}
        ordered = sorted(once.values(), key=lambda key: (-key.score, key.key))
        return mention.model_copy(update={"match_keys": tuple(ordered), "traits": dict(sorted(traits.items()))})

    # ---- plans and programmes

    def _plan(self, plan: Plan, names: Iterable[str]) -> tuple[list[MatchKey], dict[str, str]]:
        if is_generic_plan(plan.name):
            return [], {}
        keys, traits = [], _years(plan)
        for name in _telling(names):
            form = normal_form(name)
            keys.append(_key("Plan", bare(name), "name", rule="linking.plan_name", score=0.95))
            if len(form.core) > _SHORT:
                core, rule = form.core + form.phase, "linking.plan_without_kind"
                keys.append(_key("Plan", core, "core", rule=rule, score=0.9, side=form.kind or None))
            if policy := national_policy(name):
                keys.append(_key("Plan", policy, "national policy", rule="linking.national_policy", score=0.97))
        return keys, traits

    def _programme(self, programme: Programme, names: Iterable[str]) -> tuple[list[MatchKey], dict[str, str]]:
        if programme.title_missing or any(_COMPOUND.search(name) for name in names):
            return [], {}
        keys = [key for name in _telling(names) for key in self._programme_keys(name, programme)]
        return keys, {f"thing of {self._document}": programme.id, **_years(programme)}

    def _programme_keys(self, name: str, programme: Programme) -> Iterator[MatchKey]:
        form, owners = normal_form(name), self._owners[programme.id]
        for core, sure in ((bare(name), 0.0), (form.core + form.phase, 0.02)):
            if not core:
                continue

            def key(what: str, rule: str, score: float, core: str = core, sure: float = sure) -> MatchKey:
                return _key("Programme", core, what, rule=f"linking.programme_{rule}", score=round(score - sure, 2))

            if programme.code:
                yield key(f"code {programme.code}", "code", 1.0)
            for amount in sorted(self._amounts[programme.id]):
                yield key(f"amount {amount}", "amount", 0.98)
            if programme.period_start and programme.period_end:
                yield key(f"period {programme.period_start[:4]} {programme.period_end[:4]}", "period", 0.97)
            for parent in sorted(self._parents[programme.id]):
                if len(bare(parent)) > _SHORT and not is_generic_plan(parent):
                    yield key(f"part of {bare(parent)}", "parent", 0.94)
                    yield key(f"part of {bare(parent)}", "parent", 0.93, core=without_verb(core))
            is_named = bool(form.kind or form.phase) or programme.level is not None
            if len(form.core) >= (_SHORT if is_named else _PROPER):
                # two headings of one wording are two; one in the words of a named programme means that
                side = None if is_named else f"heading {programme.id}"
                for ministry in sorted(self._ministries({*owners, *self._speakers})):
                    yield key(f"ministry {ministry}", "ministry", 0.92).model_copy(update={"side": side})
            if len(form.core) >= _PROPER and form.kind and is_telling(name):
                yield key("name", "proper_name", 0.85).model_copy(update={"side": self._government(owners)})

    def _ministries(self, owners: Iterable[str]) -> set[str]:
        return {ministry for owner in owners if (ministry := organs().ministry(owner))}

    def _government(self, owners: Iterable[str]) -> str | None:
        """The one ministry or local government whose work it is; None where it is of several, or nobody says."""
        governments = {m for m in self._ministries(owners or self._speakers) if organs().governs(m)}
        return min(governments) if len(governments) == 1 else None

    # ---- indicators

    def _indicator(self, indicator: Indicator) -> tuple[list[MatchKey], dict[str, str]]:
        unit = _base_unit(indicator.unit) if indicator.unit else None
        keys = []
        if _SHORT <= len(bare(indicator.name)) <= _LONGEST:
            keys.append(_key("Indicator", bare(indicator.name), "name", rule="linking.indicator_name", score=0.9))
        traits = {"unit": fold(unit)} if unit else {}
        measured = self._measured[indicator.id]
        points = sorted(filter(None, map(_point, measured)))
        if len(points) >= _TELLING_POINTS and any(map(_is_telling, measured)):
            key = _key("Indicator", f"{unit}", " ".join(points), rule="linking.indicator_values", score=0.8)
            keys.append(key.model_copy(update={"proposed": True}))
            # whoever measures one thing by two indicators tells them apart
            traits |= {f"measure of {fact.subject}": indicator.id for fact in measured}
        return keys, traits

    # ---- agencies

    def _agency(self, agency: Agency, names: Iterable[str]) -> tuple[list[MatchKey], dict[str, str]]:
        keys = []
        for name in names:
            if is_self_reference(name) or len(bare(name)) > _LONGEST:
                continue
            if name.isascii() and name.isupper() and len(name) > 2:
                keys.append(_key("Agency", fold(name), "acronym", rule="linking.agency_acronym", score=0.85))
            elif agency.full_name is None and self._is_name_by_itself(agency, name):
                keys.append(_key("Agency", bare(name), "name", rule="linking.agency_name", score=0.9))
        return keys, {"full name": fold(agency.full_name)} if agency.full_name else {}

    def _is_name_by_itself(self, agency: Agency, name: str) -> bool:
        length = _PROPER if agency.kind in _TASKS else _SHORT
        return agency.kind is not AgencyKind.UNIT and len(bare(name)) >= length


_TASKS = {AgencyKind.TASK_FORCE, AgencyKind.OTHER}


def _key(type: str, name: str, what: str, *, rule: str, score: float, side: str | None = None) -> MatchKey:
    key = f"{type}: {name}, {what}"
    if len(key) > _LONGEST_KEY:
        key = f"{key[:_LONGEST]}… {hashed_id(type, key)}"  # its words to a reader, and all of it to whoever shares it
    return MatchKey(key=key, rule=rule, score=score, side=side)


def _telling(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if not is_self_reference(name) and 0 < len(bare(name)) <= _LONGEST)


def _years(work: Plan | Programme) -> dict[str, str]:
    """The years between which it runs, where they are known."""
    said = {"from": work.period_start, "until": work.period_end}
    return {name: date[:4] for name, date in said.items() if date}


def _base_unit(unit: str) -> str:
    """The unit without its magnitude, in which 億元 and 千元 are one."""
    based = to_base(Decimal(1), unit)
    return based[1] if based else unit


def _point(fact: Measurement) -> str | None:
    """What a figure says of its indicator: the time, and what was to be reached and was; None where no number does."""
    values = [_number(fact.target), _number(fact.actual)]
    return f"{fact.scope.value} {fact.year or ''} {values[0] or '-'}/{values[1] or '-'}" if any(values) else None


def _is_telling(fact: Measurement) -> bool:
    """Whether a figure is so exact that another is not equal by chance."""
    numbers = (_number(value) or "" for value in (fact.target, fact.actual))
    return any(len(number.replace(".", "").strip("-0")) >= _TELLING_DIGITS for number in numbers)


def _number(value: Value) -> str | None:
    return None if value.number is None else f"{value.number.normalize():f}"
