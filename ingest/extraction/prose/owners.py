"""Who runs what: owners in heavy brackets, and the bodies that sentences make responsible."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from graph.model.relations import RelationType, Role
from ingest.extraction.draft import Said, Thing
from ingest.extraction.links import link
from ingest.extraction.prose.bodies import JOINING, record_body, series
from ingest.extraction.prose.topics import Topics, names_of, thing_of, topics_of
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.agencies import AgencyMention, lexicon
from ingest.extraction.words.named_plans import Named, Use
from ingest.layout.document import Block
from ingest.rules import patterns

_CLAUSE_END = re.compile(r"[。；，]")
_LONGEST_BRACKET = 120
_BEFORE = ("owner.paid_before", "owner.partner_before", "owner.made_before")
_AFTER = (
    "owner.partner_after",
    "owner.with_partner",
    "owner.lead",
    "owner.supervises",
    "owner.does_after",
    "owner.purpose_after",
)
_ROLES = {
    "owner.paid_before": Role.EXECUTING,
    "owner.partner_before": Role.CO,
    "owner.partner_after": Role.CO,
    "owner.works_with": Role.CO,
    "owner.with_partner": Role.LEAD,
    "owner.lead": Role.LEAD,
    "owner.supervises": Role.SUPERVISOR,
}


def read_owners(reading: Reading) -> None:
    """Record who runs the programmes and plans that running text tells of."""
    for block in reading.prose():
        _read_brackets(reading, block)
        mentions = reading.words_of(block).agencies
        if mentions and not _read_respective(reading, block, mentions):
            _Sentences(reading, block, mentions).read()


def _own(
    reading: Reading, block: Block, head: Thing, mention: AgencyMention, rule: str, *, role: Role | None, to: int = 0
) -> None:
    """The body that ``mention`` names runs ``head``; the words that say so reach from it to ``to``, if given."""
    owner = record_body(reading, block.text, mention, rule)
    start, end = min(mention.start, to or mention.start), max(mention.end, to)
    said = tuple(Said(place, rule) for place in block.text.places(start, end))
    link(reading, head, RelationType.EXECUTED_BY, owner, said, role)


# ---------------------------------------------------------------------------------------------------- heavy brackets


def _read_brackets(reading: Reading, block: Block) -> None:
    """Owners in 【】: of what follows at a heading's end, of that result at a result's end."""
    subject = reading.subject_of(block.section)
    if subject is None or subject.type not in WORKS:
        return
    speaker = reading.speaker.name if reading.speaker else None
    for match in patterns("owners")["owner.bracket"].finditer(block.text.text):
        by = match.start("owners")
        for listed in lexicon().read_agency_list(match["owners"], speaker=speaker, year=reading.year):
            mention = replace(listed, start=listed.start + by, end=listed.end + by)
            _own(reading, block, subject, mention, "owner.bracket", role=_role_of_label(match["role"]))


def _role_of_label(label: str | None) -> Role | None:
    """The role that 召集機關：, 主辦： or 協辦： before the owners gives them."""
    if label is None:
        return None
    if patterns("owners")["owner.convenes"].search(label):
        return Role.CONVENER
    return Role.LEAD if "主" in label else Role.CO if "協" in label else None


# ------------------------------------------------------------------------------------------------------------ series


def _read_respective(reading: Reading, block: Block, mentions: Sequence[AgencyMention]) -> bool:
    """Read 甲組、乙組及丙組，分別由A、B、C召集: each of the first series is run by its fellow of the second."""
    text, rules = block.text.text, patterns("owners")
    respectively = (
        n for n, m in enumerate(mentions) if rules["owner.respectively"].search(text, max(0, m.start - 6), m.start)
    )
    first = next(respectively, 0)
    owners = list(series(text, mentions[first:]))
    heads = mentions[max(0, first - len(owners)) : first]
    if len(owners) < 2 or len(heads) != len(owners):
        return False
    convened = rules["owner.convenes"].search(text, owners[-1].end, owners[-1].end + 6)
    for head, owner in zip(heads, owners, strict=True):
        thing = record_body(reading, block.text, head, "owner.respectively")
        role = Role.CONVENER if convened else None
        _own(reading, block, thing, owner, "owner.respectively", role=role, to=head.start)
    return True


# --------------------------------------------------------------------------------------------------------- sentences


class _Sentences:
    """One block's bodies, its plans, and what its sentences are about."""

    def __init__(self, reading: Reading, block: Block, mentions: Sequence[AgencyMention]) -> None:
        self._reading = reading
        self._block = block
        self._text = block.text.text
        self._mentions = mentions
        self._names = names_of(reading, block)
        self._topics: Topics = topics_of(reading, block)

    def read(self) -> None:
        """Record what the sentences make each body responsible for."""
        self._own_by_name()
        for position, mention in enumerate(self._mentions):
            if self._is_in_bracket(mention):
                continue
            if owned := self._plan_owned(mention):
                self._own_plan(mention, owned)
            elif rule := self._rule_of(position):
                self._take_part(position, rule)

    def _is_in_bracket(self, mention: AgencyMention) -> bool:
        """Whether a body stands in 【】, where it is read as an owner already."""
        start = max(0, mention.start - _LONGEST_BRACKET)
        return self._text.rfind("【", start, mention.start) > self._text.rfind("】", start, mention.start)

    def _plan_owned(self, mention: AgencyMention) -> Named | None:
        """The plan whose name stands right after a body, or opens with it; of a chain of budget titles the last."""
        of_plan = patterns("owners")["owner.of_plan"]
        for position, name in enumerate(self._names):
            if name.start <= mention.start and mention.end <= name.end:
                return name
            if name.start >= mention.end and of_plan.match(self._text[mention.end : name.start]):
                return self._last_part(position)
        return None

    def _last_part(self, position: int) -> Named:
        """The last of the names that each stand right below the one before (「甲」項下「乙」)."""
        between = patterns("references")["reference.above_below"]
        last = self._names[position]
        for following in self._names[position + 1 :]:
            if not between.match(self._text[last.end : following.start]):
                break
            last = following
        return last

    def _own_by_name(self) -> None:
        """A plan that a heading names with its body (中油公司第三座接收站投資計畫) is executed by it."""
        subject = self._reading.subjects.get(self._block.section)
        first = self._mentions[0]
        opens = self._block.section.opening is self._block and first.start == 0
        if (
            opens
            and subject
            and subject.type in WORKS
            and subject.name.endswith("計畫")
            and first.end < len(subject.name)
        ):
            _own(self._reading, self._block, subject, first, "owner.of_plan", role=Role.EXECUTING)

    def _own_plan(self, mention: AgencyMention, plan: Named) -> None:
        """所擬 makes the owner the one in charge; a body named in the plan's name executes it."""
        role = None
        if plan.start <= mention.start:
            role = Role.EXECUTING
        elif patterns("owners")["owner.lead"].match(self._text[mention.end : mention.end + 6]):
            role = Role.LEAD
        if head := thing_of(self._reading, plan):
            to = plan.start if plan.start < mention.start else plan.end
            _own(self._reading, self._block, head, mention, "owner.of_plan", role=role, to=to)

    def _take_part(self, position: int, rule: str) -> None:
        mention = self._mentions[position]
        plan = self._plan_after(mention)
        head = thing_of(self._reading, plan) if plan else self._head_before(position)
        if head is not None:
            to = plan.end if plan else 0
            _own(self._reading, self._block, head, mention, rule, role=_ROLES.get(rule), to=to)
        for listed in self._series_after(mention):
            if thing := thing_of(self._reading, listed):
                _own(self._reading, self._block, thing, mention, rule, role=_ROLES.get(rule), to=listed.end)
        for thing in self._plans_below() if head is not None and plan is None else ():
            _own(self._reading, self._block, thing, mention, rule, role=_ROLES.get(rule))

    def _series_after(self, mention: AgencyMention) -> list[Named]:
        """The works that the sentence lists after a body (推動多項計畫，包括「甲」、「乙」及「丙」), two or more."""
        stop = self._text.find("。", mention.end)
        after = [
            n for n in self._names if mention.end <= n.start and (stop < 0 or n.start < stop) and n.use is Use.WORK
        ]
        joined = [self._text[one.end : other.start].strip("「」") in JOINING for one, other in pairwise(after)]
        return after if joined and all(joined) else []

    def _plans_below(self) -> list[Thing]:
        """The named plans under a heading whose own text says once who runs them."""
        section = self._block.section
        if section.opening is not self._block:
            return []
        below = (self._reading.subjects.get(child) for child in section.children)
        return [thing for thing in below if thing is not None and thing.name.endswith("計畫")]

    def _plan_after(self, mention: AgencyMention) -> Named | None:
        """The plan that the same clause names after the body (由港灣署辦理「離島碼頭計畫」), no policy."""
        if self._topics.about_a_plan:
            return None
        stop = _CLAUSE_END.search(self._text, mention.end)
        end = stop.start() if stop else len(self._text)
        return next((n for n in self._names if mention.end <= n.start < end and not n.official), None)

    def _head_before(self, position: int) -> Thing | None:
        """What a body runs that no plan is named after: a body named right before (秘書室由…擔任), else the topic."""
        mention = self._mentions[position]
        before = self._mentions[position - 1] if position else None
        if before and self._text[before.end : mention.start].strip("「」") == "由":
            return record_body(self._reading, self._block.text, before, "owner.passive_before")
        topic = self._topics.at(mention.start)
        return topic if topic and topic.type in WORKS else None

    def _rule_of(self, position: int) -> str | None:
        """The rule that makes a body take part in the work; None where it is only named."""
        text, rules, mention = self._text, patterns("owners"), self._mentions[position]
        joined = position and text[self._mentions[position - 1].end : mention.start] in JOINING
        if joined and self._rule_of(position - 1) == "owner.partner_before":
            return "owner.partner_before"
        before = text[max(0, mention.start - 12) : mention.start]
        if before.endswith("與") and rules["owner.works_with"].match(text[mention.end : mention.end + 50]):
            return "owner.works_with"
        for rule in _BEFORE:
            if rules[rule].search(before):
                return rule
        if rules["owner.asked_before"].search(before):
            return None
        does = next((rule for rule in _AFTER if rules[rule].match(text[mention.end : mention.end + 50])), None)
        return does or ("owner.passive_before" if rules["owner.passive_before"].search(before) else None)
