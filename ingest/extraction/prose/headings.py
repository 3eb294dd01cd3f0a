"""The headings of a document: which sections open with one, in what form, and what it names."""

import re
from dataclasses import dataclass

from ingest.extraction.words.plan_names import find_plan_names
from ingest.layout.aligned import Aligned
from ingest.layout.document import Section
from ingest.rules import patterns

_FORMS = ("heading.owned", "heading.bracketed", "heading.bare", "heading.named", "heading.funded", "heading.aim")
_BUDGET_FORMS = ("heading.budget_title",)
_AXIS = "主軸"
_BUDGET_TITLES = ("目", "節")
_CHAPTERS = ("壹", "章")
_SHORT_NAME = 6
_QUOTED_PART = re.compile(r"「([^」]{2,30})」[^」「]{2,8}$")
_OWNED = re.compile(r"【[^】]{2,120}】$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The name a section opens with, and the rule by which it is one."""

    section: Section
    name: Aligned
    rule: str

    @property
    def policy(self) -> str | None:
        """The national plan that the heading ends with (推動亞洲‧矽谷), as printed."""
        named = [plan for plan in find_plan_names(self.name.text) if plan.official]
        return named[-1].name if named and named[-1].end == len(self.name) else None

    @property
    def tells_of_other(self) -> bool:
        """Whether it opens a part about something else than measures, their owners and results (背景, 組織架構)."""
        words = patterns("headings")["heading.no_measure"].search(self.name.text)
        return self.rule == "heading.bare" and words is not None

    @property
    def is_field_of_business(self) -> bool:
        """Whether it is a chapter named after a field (工業), not after a measure (推動智慧機械)."""
        return (
            self.section.marker is not None
            and self.section.marker.style in _CHAPTERS
            and self.rule != "heading.owned"
            and not patterns("headings")["heading.verb"].match(self.name.text)
            and not self.name.text.endswith(("計畫", "方案"))
        )


def names_of_measure(heading: Heading) -> tuple[str, list[str]]:
    """The name of the measure and its other names.

    A named plan goes without its verb (推動…計畫), an axis with its number; 「甲」方案 is also called 甲, and a
    heading of two clauses also by the first.
    """
    printed, rules = heading.name.text, patterns("headings")
    if heading.section.marker and heading.section.marker.style == _AXIS:
        line = heading.name.source.lines[heading.section.line - 1]
        label = line[: heading.section.marker.end].strip().rstrip("：:、")
        return f"{label}：{printed}", [printed]
    if policy := heading.policy:
        return policy, [printed]
    for rule in ("heading.of_plan", "heading.of_quoted"):
        if match := rules[rule].match(printed):
            return match["plan"], [printed]
    if inner := _QUOTED_PART.match(printed):
        return printed, [inner[1]]
    first, comma, _ = printed.partition("，")
    return printed, [first] if comma and len(first) >= _SHORT_NAME else []


def read_heading(section: Section) -> Heading | None:
    """The heading a section opens with; None where it opens with a sentence, a label or a list."""
    if section.opening is None:
        return None
    text, rules = section.opening.text, patterns("headings")
    style = section.marker.style if section.marker else None
    forms = _BUDGET_FORMS if style in _BUDGET_TITLES else _FORMS
    found = ((rule, rules[rule].match(text.text)) for rule in forms)
    rule, match = next((form for form in found if form[1]), ("", None))
    if match is None or (rule == "heading.aim" and not _groups_owned(section)):
        return None
    name = text.slice(*match.span("name"))
    if rules["heading.label"].match(name.text) or rules["heading.list"].search(name.text):
        return None
    return Heading(section, name, rule)


def _groups_owned(section: Section) -> bool:
    """Whether results with owners of their own stand below."""
    return any(_OWNED.search(block.text.text) for child in section.children for block in child.blocks)
