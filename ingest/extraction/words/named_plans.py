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
_SHORTEST_BARE_NAME = 5  # characters; 補助計畫 names nothing
_JOINED = re.compile(r"[A-Za-z0-9\u4e00-\u9fff]{1,12}[及與]")


class Use(Enum):
    """How a text uses a plan's name; the value is the rule that facts carry."""

    REFERENCE = "reference.plan"
    WORK = "reference.work"
    MADE = "reference.made"


@dataclass(frozen=True, slots=True)
class Named:
    """A name at ``text[start:end]`` with how it is used; ``whole`` is the national plan that it names a part of."""

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


def find_named_plans(text: str, plans: Sequence[PlanName], agencies: Sequence[AgencyMention]) -> list[Named]:
    """The names in printed order, not overlapping; ``plans`` and ``agencies`` are those of the text."""
    kept: list[Named] = []
    for name in sorted([*_titles(text), *_plans(text, plans, agencies)], key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _titles(text: str) -> Iterator[Named]:
    """Quoted names that are programmes by what stands around them, whatever their ending."""
    rules = patterns("references")
    if "「" not in text:
        return
    for rule in ("reference.budget_title", "reference.budget_part", "reference.quoted_work"):
        for match in rules[rule].finditer(text):
            if not rules["reference.regulation"].search(match["name"]):
                code = match.groupdict().get("code")
                yield Named(*match.span("name"), match["name"], EntityType.PROGRAMME, Use.WORK, rule, code=code)


def _plans(text: str, plans: Sequence[PlanName], agencies: Sequence[AgencyMention]) -> Iterator[Named]:
    for plan in plans:
        start, name = _without_owner(text, plan, agencies)
        official = plan.official or _official(plan)
        use = _use_of(text, start, plan, name, official, agencies)
        if use is None:
            continue
        part = (
            patterns("references")["reference.policy_part"].match(text[plan.end : plan.end + 20]) if official else None
        )
        if part:
            end = plan.end + part.end()
            whole = text[start:end].strip("「」")
            yield Named(start, end, whole, EntityType.PROGRAMME, use, use.value, whole=official)
        else:
            kind = EntityType.PLAN if official else plan.type
            years = (plan.years.first, plan.years.last) if plan.years else None
            yield Named(start, plan.end, name, kind, use, use.value, official, years)


def _official(plan: PlanName) -> str | None:
    """The national plan whose name stands in quotation marks."""
    named = find_plan_names(plan.name) if plan.quoted else []
    return named[0].official if len(named) == 1 and named[0].end - named[0].start == len(plan.name) else None


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


def _use_of(
    text: str, start: int, plan: PlanName, name: str, official: str | None, agencies: Sequence[AgencyMention]
) -> Use | None:
    """How the words around a name use it; None where nothing shows that it is a name."""
    rules = patterns("references")
    before, after = text[max(0, start - 12) : start].removesuffix("「"), text[plan.end : plan.end + 20]
    if _is_no_name(plan, name):
        return None
    if rules["reference.made"].search(before):
        return Use.MADE
    works = rules["reference.work"].search(before) is not None
    refers = rules["reference.before"].search(before) or rules["reference.after"].match(after)
    owned = (start != plan.start or _stands_behind_body(plan, agencies)) and not works
    if official or owned or (plan.type is EntityType.PLAN and (plan.quoted or refers)):
        return Use.REFERENCE
    if plan.type is EntityType.PLAN:
        return None
    if plan.quoted:
        return Use.REFERENCE if refers and not works else Use.WORK
    return Use.WORK if works else None


def _is_no_name(plan: PlanName, name: str) -> bool:
    """Whether the words name a law, a body, or nothing at all."""
    rules = patterns("references")
    if rules["reference.regulation"].search(name) or rules["reference.task_force"].match(f"「{name}」"):
        return True
    if plan.quoted or plan.official:
        return False
    return len(name) < _SHORTEST_BARE_NAME or rules["reference.no_name"].search(name) is not None
