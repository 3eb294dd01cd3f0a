"""Who runs what: owners in heavy brackets, and the bodies that sentences make responsible."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from graph.model.entities import EntityType
from graph.model.relations import RelationType, Role
from ingest.extraction.draft import Said, Thing
from ingest.extraction.known_agencies import establish_agency, role_of
from ingest.extraction.links import link
from ingest.extraction.prose.back_references import BackReferences
from ingest.extraction.prose.bodies import JOINING, is_only_addressed, record_body, series
from ingest.extraction.prose.parties import Part, Party, part_of, parties_of, words_after
from ingest.extraction.prose.topics import Topics, names_of, thing_of, topics_of
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.agencies import AgencyMention, lexicon
from ingest.extraction.words.named_plans import Named, Use
from ingest.layout.document import Block, Section
from ingest.rules import patterns

_CLAUSE_END = re.compile(r"[。；，]")
_LONGEST_BRACKET = 120
_FURTHEST = 80  # from a body to its plan, with the titles of its budget between
_NEAREST = 4  # names around a body
_RIGHT_AFTER = 8  # from a body to the work that it does: 積極辦理「


def read_owners(reading: Reading) -> None:
    """Record who runs the programmes and plans that running text tells of."""
    back, latest = BackReferences(reading), None
    for block in reading.prose():
        _read_brackets(reading, block)
        mentions = reading.words_of(block).agencies
        meant = dict(back.of(block, mentions))
        if (mentions or meant) and not _read_respective(reading, block, mentions):
            _Sentences(reading, block, mentions, meant, latest).read()
        latest = _last_work(reading, block) or latest


def _last_work(reading: Reading, block: Block) -> Thing | None:
    """The work that a block names last."""
    works = (thing_of(reading, name) for name in reversed(reading.words_of(block).plans) if name.use is Use.WORK)
    return next((thing for thing in works if thing), None)


def _own(
    reading: Reading,
    block: Block,
    head: Thing,
    mention: AgencyMention,
    part: Part,
    *,
    to: int = 0,
    named: tuple[Said, ...] = (),
) -> None:
    """The body that ``mention`` means takes ``part`` in ``head``.

    The words that say so reach from it to ``to``, if given; ``named`` is where it has its name, if not there.
    """
    body = establish_agency(reading, mention, named) if named else record_body(reading, block.text, mention, part.rule)
    start, end = min(mention.start, to or mention.start), max(mention.end, to)
    said = tuple(Said(place, part.rule) for place in block.text.places(start, end))
    link(reading, head, RelationType.EXECUTED_BY, body, (*said, *named), part.role)


# ---------------------------------------------------------------------------------------------------- heavy brackets


def _read_brackets(reading: Reading, block: Block) -> None:
    """Owners in 【】: of what follows at a heading's end, of that result at a result's end."""
    subject = reading.subject_of(block.section) if "【" in block.text.text else None
    if subject is None or subject.type not in WORKS:
        return
    speaker = reading.speaker.name if reading.speaker else None
    for match in patterns("owners")["owner.bracket"].finditer(block.text.text):
        by, part = match.start("owners"), Part("owner.bracket", role_of(match["role"] or ""))
        for listed in lexicon().read_agency_list(match["owners"], speaker=speaker, year=reading.year):
            _own(reading, block, subject, replace(listed, start=listed.start + by, end=listed.end + by), part)


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
    part = Part("owner.respectively", Role.CONVENER if convened else None)
    for head, owner in zip(heads, owners, strict=True):
        thing = record_body(reading, block.text, head, part.rule)
        _own(reading, block, thing, owner, part, to=head.start)
    return True


# --------------------------------------------------------------------------------------------------------- sentences


class _Sentences:
    """One block's bodies, its plans, and what its sentences are about.

    ``meant`` are the bodies that the block only refers to (該署), each with the place of its name; ``latest`` is the
    work that the text before named last.
    """

    def __init__(
        self,
        reading: Reading,
        block: Block,
        mentions: Sequence[AgencyMention],
        meant: dict[AgencyMention, tuple[Said, ...]],
        latest: Thing | None,
    ) -> None:
        self._reading = reading
        self._block = block
        self._text = block.text.text
        self._meant = meant
        self._latest = latest
        self._mentions = sorted((*mentions, *meant), key=lambda mention: mention.start)
        self._names = names_of(reading, block)
        self._starts = [name.start for name in self._names]
        self._topics: Topics = topics_of(reading, block)

    def read(self) -> None:
        """Record what the sentences make each body responsible for."""
        self._own_by_name()
        acting = [m for m in self._mentions if not self._is_in_bracket(m) and not is_only_addressed(self._text, m)]
        parties = parties_of(self._text, acting)
        for position, party in enumerate(parties):
            owned = [(mention, plan) for mention in party.mentions if (plan := self._plan_owned(mention))]
            for mention, plan in owned:
                self._own_plan(mention, plan)
            if not owned and not self._take_each(party) and (part := part_of(self._text, parties, position)):
                self._take_part(parties, position, part)

    def _own(self, head: Thing, mention: AgencyMention, part: Part, to: int = 0) -> None:
        _own(self._reading, self._block, head, mention, part, to=to, named=self._meant.get(mention, ()))

    def _is_in_bracket(self, mention: AgencyMention) -> bool:
        """Whether a body stands in 【】, where it is read as an owner already."""
        start = max(0, mention.start - _LONGEST_BRACKET)
        return self._text.rfind("【", start, mention.start) > self._text.rfind("】", start, mention.start)

    # ------------------------------------------------------------------------------------------ plans named with a body

    def _plan_owned(self, mention: AgencyMention) -> Named | None:
        """The plan whose name stands right after a body, or opens with it.

        Of a chain of budget titles it is the last, unless the body wrote the first (環境部所擬「甲」之「乙」).
        """
        of_plan = patterns("owners")["owner.of_plan"]
        around = max(0, bisect_right(self._starts, mention.start) - 1)
        for position, name in enumerate(self._names[around : around + _NEAREST], around):
            if name.start <= mention.start and mention.end <= name.end:
                return name
            between = self._text[mention.end : name.start]
            if name.start >= mention.end and len(between) <= _FURTHEST and (owns := of_plan.match(between)):
                return name if owns["wrote"] else self._last_part(position)
        return None

    def _last_part(self, position: int) -> Named:
        """The last of the names that each stand right below the one before (「甲」項下「乙」)."""
        between = patterns("references")["reference.above_below"]
        last = self._names[position]
        for following in self._names_from(last.end):
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
            self._own(subject, first, Part("owner.of_plan", Role.EXECUTING))

    def _own_plan(self, mention: AgencyMention, plan: Named) -> None:
        """所擬 makes the owner the one in charge; a body named in the name of a work executes it."""
        head = thing_of(self._reading, plan)
        if head is None:
            return
        role = None
        if plan.start <= mention.start:
            role = Role.EXECUTING if head.type is EntityType.PROGRAMME else None
        elif patterns("owners")["owner.lead"].match(self._text[mention.end : mention.end + 6]):
            role = Role.LEAD
        self._own(head, mention, Part("owner.of_plan", role), plan.start if plan.start < mention.start else plan.end)

    # ------------------------------------------------------------------------------------------- parts in a work

    def _take_each(self, party: Party) -> bool:
        """Read A、B及C分別辦理「甲」、「乙」及「丙」: each of the bodies runs its fellow of the works."""
        each = patterns("owners")["owner.each_after"].match(words_after(self._text, party))
        works = self._series_after(party.mentions[-1]) if each else []
        if len(party.mentions) != len(works):
            return False
        for mention, work in zip(party.mentions, works, strict=True):
            if thing := thing_of(self._reading, work):
                self._own(thing, mention, Part("owner.each_after"), work.end)
        return True

    def _take_part(self, parties: Sequence[Party], position: int, part: Part) -> None:
        party = parties[position]
        plan = self._plan_after(parties, position)
        head = thing_of(self._reading, plan) if plan else self._head_before(parties, position, part)
        named = [(head, plan.end if plan else 0)]
        named += [(thing_of(self._reading, name), name.end) for name in self._series_after(party.mentions[-1])]
        named += [(thing, 0) for thing in self._plans_below()] if head and plan is None else []
        heads = [(thing, to) for thing, to in named if thing is not None]
        for mention, (thing, to) in product(party.mentions, heads):
            self._own(thing, mention, part, to)

    def _series_after(self, mention: AgencyMention) -> list[Named]:
        """The works that the sentence lists after a body (推動多項計畫，包括「甲」、「乙」及「丙」), two or more."""
        stop = self._text.find("。", mention.end)
        found: list[Named] = []
        for name in self._names_from(mention.end):
            if 0 <= stop <= name.start:
                break
            if name.use is Use.WORK:
                if found and self._text[found[-1].end : name.start][:4].strip("「」") not in JOINING:
                    return []
                found.append(name)
        return found if len(found) > 1 else []

    def _names_from(self, start: int) -> Iterator[Named]:
        """The names that stand at ``start`` or behind it."""
        return (self._names[n] for n in range(bisect_left(self._starts, start), len(self._names)))

    def _plans_below(self) -> list[Thing]:
        """The named plans under a heading whose own text says once who runs them, where theirs does not."""
        section = self._block.section
        if section.opening is not self._block:
            return []
        below = (self._reading.subjects.get(child) for child in section.children if not self._names_bodies(child))
        return [thing for thing in below if thing is not None and thing.name.endswith("計畫")]

    def _names_bodies(self, section: Section) -> bool:
        return section.opening is not None and bool(self._reading.words_of(section.opening).agencies)

    def _plan_after(self, parties: Sequence[Party], position: int) -> Named | None:
        """The plan that the same clause names after a party (由港灣署辦理「離島碼頭計畫」), no policy.

        One who has another body do the work runs what it is part of: the plan is the other's.
        """
        party = parties[position]
        stop = _CLAUSE_END.search(self._text, party.end)
        end = stop.start() if stop else len(self._text)
        plan = next((n for n in self._names_from(party.end) if not n.official), None)
        if plan is None or plan.start >= end:
            return None
        if self._topics.about_a_plan and not self._is_quoted_right_after(party, plan):
            return None
        if not patterns("owners")["owner.gives_after"].match(words_after(self._text, party)):
            return plan
        other = position + 1 < len(parties) and parties[position + 1].start < plan.start
        return None if other and self._topics.at(party.start) else plan

    def _plan_before(self, party: Party) -> Named | None:
        """The plan that is said to be run by a party: 「甲計畫」由…, 「甲計畫」（主辦機關：…."""
        before = bisect_left(self._starts, party.start) - 1
        if before < 0 or party.start > self._names[before].end + _FURTHEST:
            return None
        between = self._text[self._names[before].end : party.start]
        return self._names[before] if patterns("owners")["owner.plan_before"].match(between) else None

    def _is_quoted_right_after(self, party: Party, plan: Named) -> bool:
        return plan.start <= party.end + _RIGHT_AFTER and "「" in self._text[party.end : plan.start + 1]

    def _head_before(self, parties: Sequence[Party], position: int, part: Part) -> Thing | None:
        """What a party runs that no plan is named after: what is named right before (秘書室由…擔任), else the topic.

        How well it does its work is said of the work named last, where nothing else is the topic.
        """
        party, before = parties[position], parties[position - 1].mentions[-1] if position else None
        if before and self._text[before.end : min(party.start, before.end + 4)].strip("「」") == "由":
            return record_body(self._reading, self._block.text, before, "owner.passive_before")
        if plan := self._plan_before(party):
            return thing_of(self._reading, plan)
        topic = self._topics.at(party.start) or (self._latest if part.rule == "owner.record_after" else None)
        return topic if topic and topic.type in WORKS else None
