"""The headings of a document: which sections open with one, in what form, and what it names."""

import re
from dataclasses import dataclass

from ingest.extraction.words.plan_names import Brackets, find_plan_names, names_policy, read_brackets
from ingest.layout.aligned import Aligned
from ingest.layout.document import Section
from ingest.rules import patterns

_FORMS = (
    "heading.objective",
    "heading.owned",
    "heading.aspect",
    "heading.bracketed",
    "heading.bare",
    "heading.named",
    "heading.funded",
    "heading.aim",
)
_BUDGET_FORMS = ("heading.budget_title",)
_AXIS = "主軸"
_BUDGET_TITLES = ("目", "節")
_CODE = "1-1"
_CHAPTERS = ("壹", "章")
_SHORT_NAME = 6
_QUOTED_PART = re.compile(r"「([^」]{2,30})」[^」「]{2,8}$")
_BRACKET = re.compile(r"[（(][^（()）]{2,24}[)）](?:[（(][^（()）]{2,24}[)）])?$")
_BLANK = re.compile(r"[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff]")
_NAME_ENDS = re.compile(r"[：:︰】。]")
_CLAUSE_ENDS = re.compile(r"[，：:]|,(?!\d)")
_GO_ON = frozenset({"heading.aspect", "heading.funded"})  # forms behind which the sentence goes on
_OWNED = re.compile(r"【[^】]{2,120}】$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The name a section opens with, where it ends in the text, and the rule by which it is one."""

    section: Section
    name: Aligned
    end: int
    rule: str

    @property
    def body(self) -> int:
        """Where the explanation behind the name begins in the text, which ends there where it has none."""
        text = self.section.opening.text.text if self.section.opening else ""
        mark = (_CLAUSE_ENDS if self.rule in _GO_ON else _NAME_ENDS).search(text, self.end)
        return mark.end() if mark else len(text)

    @property
    def code(self) -> str | None:
        """The number by which documents cite it: of two levels (2-1), of an axis or below it (主軸一, 一, 一(二))."""
        return "".join(self.name.source.text[number.start : number.stop] for number in self._numbers()) or None

    @property
    def numbers(self) -> tuple[Aligned, ...]:
        """The numbers that the code is made of, as printed."""
        return tuple(Aligned.of(self.name.source, [(number.start, number.stop)]) for number in self._numbers())

    def _numbers(self) -> tuple[range, ...]:
        """Where in the source the numbers of the code stand."""
        path = [section for section in (self.section, *self.section.ancestors()) if section.marker]
        styles = [section.marker.style for section in path if section.marker]
        if styles[:1] == [_CODE]:
            return (self._number(path[0]),)
        if _AXIS not in styles or not self._number(self.section):
            return ()
        below = path[: max(styles.index(_AXIS), 1)]  # under the axis, or the axis itself
        return tuple(map(self._number, reversed(below)))

    def _number(self, section: Section) -> range:
        """Where the number stands that a section's line opens with, without the mark that parts it from the name."""
        source, end = self.name.source, section.marker.end if section.marker else 0
        line = source.lines[section.line - 1][:end]
        start = source.starts[section.line - 1] + len(line) - len(line.lstrip())
        return range(start, start + len(line.strip().rstrip("、：:.．")))

    @property
    def first_clause(self) -> str:
        """The words before its first comma, or before the one blank that parts two slogans; empty where it is one."""
        first, comma, _ = self.name.text.partition("，")
        if comma:
            return first
        text = self.name.text
        blanks = [i for i, gap in self.name.gaps() if _BLANK.fullmatch(f"{text[i - 1]}{gap}{text[i]}")]
        return first[: blanks[0]] if len(blanks) == 1 and len(first) - blanks[0] >= _SHORT_NAME else ""

    @property
    def told(self) -> Brackets:
        """What brackets at the end of the name add to it (（101-104年）, （以下簡稱甲計畫）)."""
        bracket = _BRACKET.search(self.name.text)
        told = read_brackets(self.name.text, bracket.start()) if bracket else Brackets(len(self.name))
        return told if told.end == len(self.name) else Brackets(len(self.name))

    @property
    def policy(self) -> str | None:
        """The national plan that the heading ends with (推動亞洲‧矽谷), as printed."""
        text = self.name.text
        named = [plan for plan in find_plan_names(text) if plan.official] if names_policy(text) else []
        return named[-1].name if named and named[-1].end == len(text) else None

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
    if heading.told.years or heading.told.alias:
        return _BRACKET.sub("", printed), [printed, *([heading.told.alias] if heading.told.alias else [])]
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
    first = heading.first_clause
    return printed, [first] if len(first) >= _SHORT_NAME else []


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
    if rule == "heading.aspect" and not rules["heading.verb"].match(name.text):
        return None
    if any(rules[other].search(name.text) for other in ("heading.label", "heading.list", "heading.finding")):
        return None
    return Heading(section, name, match.end("name"), rule)


def _groups_owned(section: Section) -> bool:
    """Whether results with owners of their own stand below."""
    return any(_OWNED.search(block.text.text) for child in section.children for block in child.blocks)
