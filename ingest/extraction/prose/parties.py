"""The part that bodies take in a work: who runs it, helps, is paid for it or watches over it, by the words around."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.entities import AgencyKind
from graph.model.relations import Role
from ingest.extraction.known_agencies import role_of
from ingest.extraction.prose.bodies import is_joined
from ingest.extraction.words.agencies import AgencyMention
from ingest.rules import patterns

_BEFORE, _AFTER = 14, 90  # how far the words around a body may tell its part
_AND_OTHERS = re.compile(
    r"[」』]?(?:等(?:[\d一二三四五六七八九十]{1,3}個)?(?:相關|有關|主管|中央|地方){0,2}(?:各?部會|機關|單位|[縣市]{1,2}政府)?)?"
)
_SENTENCE_END = re.compile(r"[。；]")

_SAID_AFTER = (
    ("owner.partner_after", Role.CO),
    ("owner.with_partner", Role.LEAD),
    ("owner.lead", Role.LEAD),
    ("owner.supervises", Role.SUPERVISOR),
    ("owner.undertakes_after", Role.EXECUTING),
    ("owner.commissioned_after", Role.EXECUTING),
    ("owner.record_after", Role.EXECUTING),
)


@dataclass(frozen=True, slots=True)
class Part:
    """In what role a party takes part, where the words say one, and the rule that says so."""

    rule: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Bodies named in one series, which take the same part."""

    mentions: tuple[AgencyMention, ...]

    @property
    def start(self) -> int:
        """Where the first body is named."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where the name of the last body ends."""
        return self.mentions[-1].end


def parties_of(text: str, mentions: Sequence[AgencyMention]) -> list[Party]:
    """The bodies that ``text`` names, series by series."""
    found: list[list[AgencyMention]] = []
    for mention in mentions:
        if found and is_joined(text, found[-1][-1], mention):
            found[-1].append(mention)
        else:
            found.append([mention])
    return [Party(tuple(series)) for series in found]


def words_after(text: str, party: Party) -> str:
    """What is said of a party behind its names, and behind 等3個機關."""
    others = _AND_OTHERS.match(text, party.end)
    start = others.end() if others else party.end
    return text[start : start + _AFTER]


def part_of(text: str, parties: Sequence[Party], position: int) -> Part | None:
    """The part that the words around give to one of the parties; None where it is only named."""
    party, rules = parties[position], patterns("owners")
    before, after = text[max(0, party.start - _BEFORE) : party.start], words_after(text, party)
    if label := rules["owner.label"].search(before) or rules["owner.in_role"].match(after):
        return Part("owner.label" if label.re is rules["owner.label"] else "owner.in_role", role_of(label["role"]))
    if rules["owner.decides_after"].match(after):
        return None
    if partner := rules["owner.partner_before"].search(before):
        asked = _is_asked(before[: partner.start()], "") or (position and _asks(text, parties[position - 1], party))
        return None if asked else Part("owner.partner_before", Role.CO)
    return _given(text, parties, position, before, after) or _taken(before, after)


def _given(text: str, parties: Sequence[Party], position: int, before: str, after: str) -> Part | None:
    """The part that another one gives to a party: with it, for its money, at its word, or by making it."""
    rules = patterns("owners")
    if before.endswith("與") and (rules["owner.works_with"].match(after) or rules["owner.does_after"].match(after)):
        return Part("owner.works_with", Role.CO)
    if rules["owner.paid_before"].search(before):
        return Part("owner.paid_before", Role.EXECUTING)
    if rules["owner.moved_before"].search(before) and rules["owner.does_after"].match(after):
        return Part("owner.moved_before", Role.EXECUTING)
    if rules["owner.made_before"].search(before) and not _is_made_by_task_force(text, parties, position):
        return Part("owner.made_before")
    return None


def _taken(before: str, after: str) -> Part | None:
    """The part that a party takes by what it does itself."""
    rules = patterns("owners")
    if rules["owner.asked_before"].search(before):
        return None
    for rule, role in _SAID_AFTER:
        if rules[rule].match(after):
            return Part(rule, role)
    if rules["owner.passive_before"].search(before):
        return Part("owner.passive_before", Role.EXECUTING)
    purpose = rules["owner.purpose_after"].match(after)
    deed = after[purpose.end() :] if purpose else after
    return Part("owner.does_after") if rules["owner.does_after"].match(deed) else None


def _asks(text: str, asked: Party, partner: Party) -> bool:
    """Whether the one that takes partners along in this sentence is only asked to do so."""
    if _SENTENCE_END.search(text, asked.end, partner.start):
        return False
    return _is_asked(text[max(0, asked.start - _BEFORE) : asked.start], words_after(text, asked))


def _is_asked(before: str, after: str) -> bool:
    rules = patterns("owners")
    return bool(rules["owner.asked_before"].search(before) or rules["owner.should_after"].match(after))


def _is_made_by_task_force(text: str, parties: Sequence[Party], position: int) -> bool:
    """Whether a body is only a unit that a task force sets up in itself."""
    if not position:
        return False
    maker, made = parties[position - 1], parties[position]
    sets_up = patterns("owners")["owner.has_parts"].match(text[maker.end : made.start])
    return maker.mentions[-1].kind is AgencyKind.TASK_FORCE and sets_up is not None
