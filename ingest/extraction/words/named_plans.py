"""The plans and programmes that a text names: those it rests on, those it tells of, those its speaker draws up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from graph.model.entities import AgencyKind, EntityType
from ingest.extraction.words.agencies import AgencyMention
from ingest.extraction.words.plan_names import PlanName, find_plan_names
from ingest.rules import patterns

_IN_NAMES = frozenset({AgencyKind.STATE_ENTERPRISE, AgencyKind.INSTITUTE})
_TITLES = (
    ("reference.budget_title", "「", ("reference.regulation",)),
    ("reference.budget_part", "「", ("reference.regulation",)),
    ("reference.budget_unquoted", "第", ("reference.regulation",)),
    ("reference.fund", "基金", ("reference.regulation",)),
    ("reference.item_funded", "計畫", ("reference.regulation",)),
    ("reference.quoted_work", "「", ("reference.regulation", "reference.event")),
    ("reference.quoted_count", "「", ("reference.regulation", "reference.event")),
)
"""Rules that find names by what stands around them, words without which there is none, and what such names are not."""
_SHORTEST_BARE_NAME = 5  # characters; 補助計畫 names nothing
_BEFORE, _AFTER = 12, 20
_AND = re.compile(r"[」』]?[、及與和暨]+[「『]?")
_CODE = re.compile(r"[「『【](\d{2})(?=[\u4e00-\u9fff])")
_JOINED = re.compile(r"[A-Za-z0-9\u4e00-\u9fff]{1,12}[及與]")


class Use(Enum):
    """How a text uses a plan's name; the value is the rule that facts carry."""

    REFERENCE = "reference.plan"
    WORK = "reference.work"
    MADE = "reference.made"


@dataclass(frozen=True, slots=True)
class Named:
    """A name at ``text[start:end]`` with how it is used.

    ``whole`` is the national plan that it names a part of, ``alias`` what the text calls it from there on.
    """

    start: int
    end: int
    name: str
    type: EntityType
    use: Use
    rule: str
    official: str | None = None
    years: tuple[str, str] | None = None
    code: str | None = None
    whole: str | None = None
    alias: str | None = None


def find_named_plans(text: str, plans: Sequence[PlanName], agencies: Sequence[AgencyMention]) -> list[Named]:
    """The names in printed order, not overlapping; ``plans`` and ``agencies`` are those of the text."""
    kept: list[Named] = []
    for name in sorted([*_titles(text), *_plans(text, plans, agencies)], key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _titles(text: str) -> Iterator[Named]:
    """Names that are programmes by what stands around them, whatever their ending."""
    rules = patterns("references")
    for rule, words, others in _TITLES:
        for match in rules[rule].finditer(text) if words in text else ():
            if not any(rules[other].search(match["name"]) for other in others):
                code = match.groupdict().get("code")
                yield Named(*match.span("name"), match["name"], EntityType.PROGRAMME, Use.WORK, rule, code=code)


def _plans(text: str, plans: Sequence[PlanName], agencies: Sequence[AgencyMention]) -> Iterator[Named]:
    end, listed = 0, None
    for plan in plans:
        name = _name_of(text, plan, agencies)
        use = name.use(listed if _AND.fullmatch(text, end, name.start) else None)
        end, listed = plan.end, use
        if use is not None:
            yield from _named(text, name, use)


def _named(text: str, name: "_PlanName", use: Use) -> Iterator[Named]:
    """The name, up to the part of a policy that it names; and the part of it that is named right behind."""
    plan, official = name.plan, name.official
    part = patterns("references")["reference.policy_part"].match(text[plan.end : plan.end + 20]) if official else None
    if part:
        end = plan.end + part.end()
        whole = text[name.start : end].strip("「」")
        yield Named(name.start, end, whole, EntityType.PROGRAMME, use, use.value, whole=official)
    else:
        kind = EntityType.PLAN if official or _has_parts(text, plan) else plan.type
        years = (plan.years.first, plan.years.last) if plan.years else None
        code = match[1] if (match := _CODE.match(text, plan.start)) else None
        yield Named(name.start, plan.end, name.name, kind, use, use.value, official, years, code, alias=plan.alias)
        yield from _part_behind(text, plan.end)


def _has_parts(text: str, plan: PlanName) -> bool:
    """Whether only a part of the plan is told of (「甲計畫」之「乙」部分), so that it groups the work of several."""
    return patterns("references")["reference.of_parts"].match(text[plan.end : plan.end + 50]) is not None


def _part_behind(text: str, end: int) -> Iterator[Named]:
    """The work that is named right behind the plan it belongs to (甲計畫辦理乙工程)."""
    rule = "reference.part_behind"
    if match := patterns("references")[rule].match(text[end : end + 50]):
        start, stop = (end + place for place in match.span("name"))
        yield Named(start, stop, match["name"], EntityType.PROGRAMME, Use.WORK, rule)


def _official(plan: PlanName) -> str | None:
    """The national plan whose name stands in quotation marks."""
    named = find_plan_names(plan.name) if plan.quoted else []
    return named[0].official if len(named) == 1 and named[0].end - named[0].start == len(plan.name) else None


@dataclass(frozen=True, slots=True)
class _PlanName:
    """A plan's name without its body, and the words around it; ``behind_body`` where a body's name stands before it."""

    plan: PlanName
    start: int
    name: str
    official: str | None
    behind_body: bool
    before: str
    after: str

    def use(self, listed: Use | None) -> Use | None:
        """How the words around the name use it; None where nothing shows that it is a name.

        ``listed`` is how the name is used which it is listed with (配合「甲」及「乙」).
        """
        rules, plan = patterns("references"), self.plan
        if self._is_no_name():
            return None
        if rules["reference.made"].search(self.before):
            return Use.MADE
        works = rules["reference.work"].search(self.before) or rules["reference.funded"].match(self.after)
        refers = (
            listed is Use.REFERENCE
            or rules["reference.before"].search(self.before)
            or rules["reference.after"].match(self.after)
        )
        if self.official or (self.behind_body and not works):
            return Use.REFERENCE
        if plan.type is EntityType.PLAN:
            return Use.REFERENCE if plan.quoted or refers else None
        if works or (plan.quoted and not refers):
            return Use.WORK
        takes_up = rules["reference.taken_up"].search(self.before)
        return Use.REFERENCE if plan.quoted or takes_up else listed

    def _is_no_name(self) -> bool:
        """Whether the words name a law, a body, or nothing at all."""
        rules = patterns("references")
        if rules["reference.regulation"].search(self.name.partition("」")[0]) or rules["reference.task_force"].match(
            f"「{self.name}」"
        ):
            return True
        if self.plan.quoted or self.plan.official:
            return False
        return len(self.name) < _SHORTEST_BARE_NAME or rules["reference.no_name"].search(self.name) is not None


def _name_of(text: str, plan: PlanName, agencies: Sequence[AgencyMention]) -> _PlanName:
    """A plan's name as the text around it shows it."""
    start, name = _without_owner(text, plan, agencies)
    behind_body = start != plan.start or _stands_behind_body(plan, agencies)
    before = text[max(0, start - _BEFORE) : start].removesuffix("「")
    return _PlanName(
        plan, start, name, plan.official or _official(plan), behind_body, before, text[plan.end : plan.end + _AFTER]
    )


def _without_owner(text: str, plan: PlanName, agencies: Sequence[AgencyMention]) -> tuple[int, str]:
    """Where the name itself begins, and the name: behind a body that draws the plan up, or with a firm's name."""
    if plan.quoted:
        return plan.start, plan.name
    owner = next((m for m in agencies if m.start == plan.start and m.end < plan.end), None)
    if owner and (drawn_up := patterns("references")["reference.drawn_up_by"].match(text[owner.end : plan.end])):
        start = owner.end + drawn_up.end()
        return start, plan.name[start - plan.start :]
    if inner := [m for m in agencies if plan.start < m.start and m.end < plan.end]:
        start = inner[-1].start if inner[-1].kind in _IN_NAMES else inner[-1].end
        return start, plan.name[start - plan.start :]
    behind = next((m.end for m in reversed(agencies) if m.end <= plan.start), None)
    if behind is not None and _JOINED.fullmatch(text, behind, plan.start):
        return behind, text[behind : plan.start] + plan.name
    return plan.start, plan.name


def _stands_behind_body(plan: PlanName, agencies: Sequence[AgencyMention]) -> bool:
    """Whether a plan's bare name follows straight on a body's (參與港灣署離島碼頭補助計畫)."""
    if plan.quoted or patterns("headings")["heading.verb"].match(plan.name):
        return False
    return any(mention.end == plan.start for mention in agencies)
