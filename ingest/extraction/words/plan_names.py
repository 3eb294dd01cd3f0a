"""Names of plans and programmes in running text: quoted ones, those known by their ending, and national policies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import ahocorasick_rs
from pydantic import BaseModel, ConfigDict

from graph.model.entities import EntityType
from ingest.extraction.words.agencies import lexicon
from ingest.extraction.words.dates import Period, find_periods
from ingest.rules import patterns, read_rule_file


@dataclass(frozen=True, slots=True)
class PlanName:
    """A plan or programme as it is named at ``text[start:end]``, with its quotation marks and what brackets add to it.

    ``name`` is without both; ``years`` is the period printed in or right after the name, ``alias`` what the text
    calls it from there on (以下簡稱). ``official`` is the policy's name in the gazetteer, where it is one.
    """

    start: int
    end: int
    name: str
    type: EntityType
    years: Period | None
    quoted: bool
    official: str | None = None
    alias: str | None = None


class Brackets(NamedTuple):
    """What stands in brackets right behind a name: its period, its short name; ``end`` is where they end."""

    end: int
    years: Period | None = None
    alias: str | None = None


class Policy(BaseModel):
    """A national policy with the forms in which documents name it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    variants: tuple[str, ...] = ()
    citation: str


class Policies(BaseModel):
    """What ``rules/policies.yml`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    policies: tuple[Policy, ...]


_ANNUAL = "施政"  # every annual plan has it in its name, few texts have it
_LONGEST = 40
_SHORTEST = 5
_QUOTED = re.compile(r"(?P<mark>[「『【])(?P<name>[^「」『』【】]{2,60})[」』】]")
_YEARS = re.compile(r"[（(][^（()）]{4,24}[)）]")
_MARK = re.compile(r"[，。；：、！？「」『』《》【】（）()\[\]|<>\s:;,]")
_OPENING = "，。；：「『【>|　 "
_OWNED = re.compile(r"[之的]")
_CONNECTED = re.compile(r"約?[\d,.億萬千]*元?[、及與和暨]")
_OWN = re.compile(r"本[部會署局處院]")
_INSIDE_TITLE = re.compile(r"[^，。；：、「」\s]{1,20}」")
_ITEM = re.compile(r"(?:^|[。：；>\s|])[（(]?[一二三四五六七八九十\d]{1,3}[)）.、．]\s?$")
_HIDDEN = re.compile(
    r"(?=[（( ])(?:[（(]\d{2,4}[至~～-]\d{2,4}年度?[)）](?=[^，。；、]{2,12}(?:計畫|方案))"
    r"|[（(](?=[^（()）]{0,14}[A-Za-z])[A-Za-z0-9+&./ -]{1,14}[)）]|(?<=[A-Za-z0-9]) (?=[A-Za-z0-9]))"
)


def find_plan_names(text: str) -> list[PlanName]:
    """The plans and programmes named in ``text``, in printed order, not overlapping.

    Quoted names; unquoted ones that end in 計畫 or 方案, from the word that opens them; annual plans; national policies
    in any of their forms. Generic words (本計畫, 改善計畫, 智慧解決方案, 都市計畫) are no names.
    """
    found: list[PlanName] = []
    policies = [*_policies(text), *_annual(text)]
    ends = {policy.end for policy in policies}  # 行政院|臺灣5G行動計畫 is the policy
    unquoted = [name for name in _unquoted(text) if name.end not in ends]
    for name in sorted([*policies, *_quoted(text), *unquoted], key=lambda n: (n.start, -n.end)):
        if not found or name.start >= found[-1].end:
            found.append(name)
    return found


def names_policy(text: str) -> bool:
    """Whether ``text`` names a national policy, in any form."""
    return bool(_automaton().find_matches_as_indexes(text))


def _policies(text: str) -> Iterator[PlanName]:
    names = _policies_meant()
    for index, start, end in _automaton().find_matches_as_indexes(text):
        told = read_brackets(text, end)
        yield PlanName(start, told.end, text[start:end], EntityType.PLAN, told.years, False, names[index], told.alias)


def _annual(text: str) -> Iterator[PlanName]:
    if "施政" not in text:
        return
    for match in patterns("plan_names")["plans.annual"].finditer(text) if _ANNUAL in text else ():
        years = next(iter(find_periods(match["name"])), None)
        yield PlanName(*match.span("name"), match["name"], EntityType.PLAN, years, False)


def _quoted(text: str) -> Iterator[PlanName]:
    for match in _QUOTED.finditer(text):
        inner = match["name"]
        bare = _list_mark().sub("", _without_years(inner))
        told = read_brackets(text, match.end())
        years = next(iter(find_periods(inner)), told.years)
        if official := _gazetteer().get(bare):
            yield PlanName(match.start(), told.end, bare, EntityType.PLAN, years, True, official, told.alias)
        elif _is_quoted_name(bare):
            yield PlanName(match.start(), told.end, bare, _type(bare), years, True, None, told.alias)
        elif match["mark"] == "「" and (suffix := patterns("plan_names")["plans.after_quote"].match(text, match.end())):
            told = read_brackets(text, suffix.end())
            names_all = len(suffix["suffix"]) > 2 and not suffix["suffix"].startswith("為")
            name = text[match.start() : suffix.end()] if names_all else inner
            yield PlanName(match.start(), told.end, name, _type(suffix["suffix"]), told.years, True, None, told.alias)


def _unquoted(text: str) -> Iterator[PlanName]:
    """Names by their ending, each from the word or the mark that opens it."""
    endings = patterns("plan_names")["plans.ending"]
    if not endings.search(text):
        return
    # neither (SMB), (105至108年) nor blanks between Latin words are marks
    hidden = _HIDDEN.sub(lambda match: "x" * len(match[0]), text)
    last = 0
    for ending in endings.finditer(hidden):
        start = _start(hidden, ending, last)
        told = read_brackets(text, ending.end())
        last = told.end
        if start is not None:
            start += len(_owner(text[start : ending.end()]))
            name = text[start : ending.end()]
            years = next(iter(find_periods(name)), told.years)
            yield PlanName(start, last, name, _type(name), years, False, None, told.alias)


def _start(text: str, ending: re.Match[str], last: int) -> int | None:
    """Where the name that closes with ``ending`` begins; None where nothing opens one, or the words are a sentence.

    ``last`` is where the name before ended: 及 or 、 right after it opens the next (甲計畫及乙計畫).
    """
    if _INSIDE_TITLE.match(text, ending.end()):  # 「…計畫補助作業要點」
        return None
    first, opened = _stretch(text, ending.start(), last)
    first = own.end() if (own := _OWN.match(text, first)) else first
    words = text[first : ending.end()]
    before = ending.start() - first
    for opener in reversed([match for match in _opener().finditer(words) if match.end() <= before]):
        if _is_name(words[opener.end() :]):
            return first + opener.end()
        if not opener["soft"]:
            return None
    joints = [] if opened else [match.end() for match in _connector().finditer(words) if match.end() <= before]
    candidates = [*([0] if opened else []), *reversed(joints)]
    return next((first + start for start in candidates if _is_name(words[start:])), None)


def _owner(name: str) -> str:
    """The body that a name opens with, where what follows is a name by itself (國發會|智慧城鄉計畫)."""
    bodies = lexicon().find_agencies(name)
    owner = name[: bodies[0].end] if bodies and bodies[0].start == 0 else ""
    return owner if _is_name(name[len(owner) :]) else ""


def _stretch(text: str, end: int, last: int) -> tuple[int, bool]:
    """Where the words without mark before ``end`` begin, and whether a name may begin there."""
    following = _CONNECTED.match(text, last)
    if last and following and not _MARK.search(text, following.end(), end):
        return following.end(), True
    window = max(last, end - _LONGEST)
    marks = [match.end() for match in _MARK.finditer(text, window, end)]
    first = marks[-1] if marks else window
    listed = _list_mark().match(text[first:end])
    item = _ITEM.search(text, max(0, first - 8), first)
    opened = first == 0 or bool(listed) or bool(item) or text[first - 1] in _OPENING
    return first + (listed.end() if listed else 0), opened


def _is_name(words: str) -> bool:
    """Whether words that end like an unquoted plan's name say which plan it is."""
    rules = patterns("plan_names")
    return (
        len(words) >= _SHORTEST
        and not _is_generic(_OWNED.split(words)[-1])
        and not rules["plans.common_ending"].search(words)
        and not rules["plans.foreign_words"].search(words)
    )


def _is_quoted_name(words: str) -> bool:
    rules = patterns("plan_names")
    return bool(rules["plans.quoted_ending"].search(words)) and not _is_generic(words)


def _is_generic(words: str) -> bool:
    """Whether words that end like a plan's name say nothing before that ending that tells it from others."""
    rules = patterns("plan_names")
    return rules["plans.generic"].search(rules["plans.quoted_ending"].sub("", words)) is not None


def _type(name: str) -> EntityType:
    return EntityType.PLAN if patterns("plan_names")["plans.umbrella"].search(name) else EntityType.PROGRAMME


def _without_years(name: str) -> str:
    return _YEARS.sub(lambda match: "" if find_periods(match[0]) else match[0], name)


def read_brackets(text: str, end: int) -> Brackets:
    """What the brackets at ``end`` add to a name: at most one with its period and one with its short name."""
    told = Brackets(end)
    for _ in range(2):
        if not text.startswith(("（", "("), told.end):
            break
        if short := patterns("plan_names")["plans.alias"].match(text, told.end):
            told = told._replace(end=short.end(), alias=short["alias"])
        elif (bracket := _YEARS.match(text, told.end)) and (periods := find_periods(bracket[0])):
            told = told._replace(end=bracket.end(), years=periods[0])
    return told


def _list_mark() -> re.Pattern[str]:
    return patterns("plan_names")["plans.list_mark"]


def _connector() -> re.Pattern[str]:
    return patterns("plan_names")["plans.connector"]


@cache
def _opener() -> re.Pattern[str]:
    """What opens a name: the sure words, and the others where no ending follows at once."""
    rules = patterns("plan_names")
    soft, ending = rules["plans.soft_opener"].pattern, rules["plans.ending"].pattern
    return re.compile(f"{rules['plans.opener'].pattern}|(?P<soft>{soft})(?!{ending})")


@cache
def _gazetteer() -> dict[str, str]:
    """Every form of a policy's name, and the policy it means."""
    policies = read_rule_file("policies", Policies).policies
    return {form: policy.name for policy in policies for form in (policy.name, *policy.variants)}


@cache
def _policies_meant() -> tuple[str, ...]:
    """The policy that each form means, in the order of the automaton."""
    return tuple(_gazetteer().values())


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(_gazetteer()), matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST)
