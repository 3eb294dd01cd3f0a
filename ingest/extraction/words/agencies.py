"""Public bodies in running text and in owner cells: by gazetteer, by composition, by self-reference, by form."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from graph.model.entities import AgencyKind
from ingest.extraction.words.agency_gazetteer import Bodies, Gazetteer, Organ, fold
from ingest.extraction.words.agency_names import AgencyNames, NameRules
from ingest.rules import read_rule_file


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A body as it is named at ``text[start:end]``.

    ``name`` is the printed name without brackets inside it (經濟部水利署 for 經濟部(水利署)), with 及所屬 where that
    follows. ``full_name`` is the official full name where the printed one is a short form, a self-reference or a bare
    unit (國發會, 本部水利署, 秘書室). ``official`` says that the body itself is one of the gazetteer.
    """

    start: int
    end: int
    name: str
    full_name: str | None
    kind: AgencyKind
    official: bool


class AgencyRules(Bodies):
    """All that ``rules/agencies.yml`` says."""

    names: NameRules


@cache
def lexicon() -> "AgencyLexicon":
    """The lexicon of ``rules/agencies.yml``."""
    return AgencyLexicon(read_rule_file("agencies", AgencyRules))


class _Text(NamedTuple):
    """A text beside its folded form; offsets are the same in both."""

    printed: str
    folded: str

    @classmethod
    def of(cls, printed: str) -> "_Text":
        return cls(printed, fold(printed))


@dataclass(frozen=True, slots=True)
class _Named:
    """An organ at a place of a text; None where a name stands there that means no body."""

    start: int
    end: int
    organ: Organ | None


class _Speaker(NamedTuple):
    """Who speaks, with the bodies above, and when: what settles what 本部 and a short form mean."""

    line: tuple[Organ, ...]
    year: int | None

    @property
    def when(self) -> int | None:
        """The year that is spoken of: where it is not known, the last full one in which the speaker was in being."""
        until = self.line[0].used_until if self.line else None
        return self.year or (int(until[:4]) - 1 if until else None)

    def choose(self, organs: list[Organ], beside: Collection[str]) -> Organ:
        """Of several organs of one form the speaker's own, else one in use, else the latest.

        ``beside`` are the full names of those that the text may name: where no year is known, parts of them come first.
        """
        if len(organs) == 1:
            return organs[0]
        when = self.when

        def rank(organ: Organ) -> tuple[bool, ...]:
            own, related, used = organ in self.line, organ.parent in self.line, organ.used_in(when)
            named = organ.parent is not None and organ.parent.full_name in beside
            return (own, used, related, named) if when else (own, related, named, used)

        return max(organs, key=lambda organ: (rank(organ), organ.used_from or ""))

    def may_shorten(self, organ: Organ, printed: str) -> bool:
        """Whether a body may be named without what it is part of; inner units only by the body itself."""
        inner = organ.parent is not None and organ.kind in {AgencyKind.UNIT, AgencyKind.LEGISLATURE}
        return not inner or organ.parent in self.line or len(printed) >= len(organ.full_name)

    def meant_by(self, ending: str) -> Organ | None:
        """The body that 本部 or 本署 means: the nearest of the speaker's line with that ending."""
        return next((organ for organ in self.line if organ.full_name.endswith(ending)), None)


_SELF = re.compile(
    r"本(?<![基資成日版根樣文劇書副標原課腳孤]本)(?P<ending>[部會署局院處府所]|中心|公司)"
    r"(?![分門份身次屆期計議員場長理得限內])|(?P<hall>縣府|市府)|大院(?!校)|貴院(?!校)"
)
_LEGISLATURE = "立法院"
_OWN_MINISTRY = re.compile(r".{2,8}(?:部|委員會|[縣市]政府)..")  # a name that says itself what it is part of
_DEEPEST = 4  # units below a body: 部、署、組、科
_SAME_KIND = {AgencyKind.LOCAL_GOVERNMENT, AgencyKind.LEGISLATURE}  # of which the units are too
_WITH_SUBORDINATES = re.compile(r"及所屬(?![各機單依人事])")
_BRACKETS = str.maketrans("", "", "()（） ")
_OPENING_BRACKETS = ("(", "（")
_COMMA = re.compile(r"[、，,；;／/|\n]|<br>")
_MOST_JOINTS = 3  # 及 in one name: 毒物及化學物質局
_AND = re.compile(r"[及與和暨]")


class AgencyLexicon:
    """Knows the bodies of the gazetteer and how bodies are named; built once, shared by all documents."""

    def __init__(self, rules: AgencyRules) -> None:
        self._gazetteer = Gazetteer(rules)
        self._names = AgencyNames(rules.names)
        self._common_unit = _any_of(self._gazetteer.common_units)
        self._local_unit = _any_of(self._gazetteer.common_units | self._gazetteer.local_units)
        self._line = lru_cache(maxsize=64)(self._find_line)  # one body speaks in all blocks of a document

    def find_agencies(self, text: str, *, speaker: str | None = None, year: int | None = None) -> list[AgencyMention]:
        """The bodies named in ``text``, in printed order, not overlapping; generic ones (地方政府, 各部會) never.

        ``speaker`` is the official name of the organ that says 本部 or 本署; what means nobody then is left out.
        ``year`` (Gregorian) tells which of several bodies a short form means (國科會).
        """
        both = _Text.of(text)
        known = self._known(both, _Speaker(self._line(speaker), year))
        shown = list(self._names.bodies(both.folded))
        if not (known or shown):
            return []
        taken = bytearray(len(text))
        for named in known:
            taken[named.start : named.end] = b"\1" * (named.end - named.start)
        unknown: list[_Named] = []
        for start, end in shown:
            if not any(taken[start:end]):
                unknown.append(_Named(start, end, Organ(text[start:end], self._names.kind(both.folded[start:end]))))
                taken[start:end] = b"\1" * (end - start)
        found = sorted([*known, *unknown], key=lambda named: named.start)
        return [_mention(text, named, named.organ) for named in found if named.organ]

    def read_agency_list(
        self, text: str, *, speaker: str | None = None, year: int | None = None
    ) -> list[AgencyMention]:
        """The bodies of an owner cell or of what stands in 【】, in printed order.

        They are parted by 、 or ；, and by 及 where both sides are bodies. A bare unit belongs to the body of the unit
        before it (科技部自然司、工程司), else to the speaker. Firms, societies and what is no body are left out.
        """
        said = _Speaker(self._line(speaker), year)
        found: list[AgencyMention] = []
        above: Organ | None = None
        for start, end in _pieces(text, _COMMA, 0, len(text)):
            for named in self._listed(text, start, end, said, above):
                if named.organ:
                    found.append(_mention(text, named, named.organ))
                    above = named.organ.parent
        return found

    def line_of(self, name: str) -> frozenset[str]:
        """The full names of a body of the gazetteer and of those it is part of; none for any other name."""
        organ = self._gazetteer.organ(fold(name))
        return frozenset(above.full_name for above in organ.line()) if organ else frozenset()

    def _find_line(self, speaker: str | None) -> tuple[Organ, ...]:
        """The speaker and what it is part of; one outside the gazetteer hangs on the body its name opens with."""
        if not speaker:
            return ()
        folded = fold(speaker)
        organ = self._gazetteer.organ(folded)
        return tuple((organ or Organ(speaker, self._names.kind(folded), self._gazetteer.organ_within(folded))).line())

    def _known(self, text: _Text, said: _Speaker) -> list[_Named]:
        """Bodies of the gazetteer and self-references, each with the units named right after it."""
        anchors = [*self._own_units(text, said), *self._listed_names(text, said), *self._self_references(text, said)]
        if not anchors:
            return []
        anchors.sort(key=lambda named: (named.start, -named.end))
        starts = [named.start for named in anchors if not self._is_place(text, named)]
        found: list[_Named] = []
        for named in anchors:
            if found and named.start < found[-1].end:
                continue
            whole = self._with_units(text, named, starts) if named.organ else named
            if self._is_place(text, named) and text.folded[whole.end - 1] not in "局處":  # 高雄市, not 高雄市|海洋局
                continue
            if self._names.opens_institution(text.folded, whole.end):
                whole = replace(whole, organ=None)
            if found and _opens(found[-1], whole):
                found.pop()
            found.append(whole)
        return found

    def _listed_names(self, text: _Text, said: _Speaker) -> Iterator[_Named]:
        named = list(self._gazetteer.named(text.folded))
        beside = {organ.full_name for _, _, organs in named for organ in organs}
        for start, end, organs in named:
            organ = said.choose(organs, beside)
            stands = self._names.stands(text.folded, start, end)
            yield _Named(start, end, organ if stands and said.may_shorten(organ, text.printed[start:end]) else None)

    def _self_references(self, text: _Text, said: _Speaker) -> Iterator[_Named]:
        for match in _SELF.finditer(text.folded):
            meant = "政府" if match["hall"] else match["ending"]
            organ = said.meant_by(meant) if meant else self._gazetteer.organ(_LEGISLATURE)
            if organ:
                yield _Named(*match.span(), organ)

    def _own_units(self, text: _Text, said: _Speaker) -> Iterator[_Named]:
        """Where units that every body, or every local government, has are named alone: they are the speaker's."""
        if not said.line:
            return
        local = said.line[0].kind is AgencyKind.LOCAL_GOVERNMENT
        for match in (self._local_unit if local else self._common_unit).finditer(text.folded):
            if self._names.opens(text.folded, match.start()) and self._names.stands(text.folded, *match.span()):
                yield _Named(*match.span(), self._unit_of(said.line[0], text.printed[slice(*match.span())]))

    def _is_place(self, text: _Text, named: _Named) -> bool:
        return text.folded[named.start : named.end] in self._gazetteer.localities

    def _with_units(self, text: _Text, named: _Named, starts: list[int], deepest: int = _DEEPEST) -> _Named:
        """The innermost unit named after a body: 經濟部(水利署), 教育部國教署高中職組."""
        organ = named.organ
        if organ is None or not deepest:
            return named
        parts = self._gazetteer.parts(organ)
        limit = _limit(organ, named.end, starts, text.folded)
        unit = self._names.unit_at(text.folded, named.end, limit, parts)
        if unit is None:
            return named
        own = text.printed[unit.start : unit.end]
        inner = replace(named, end=unit.stop, organ=parts.get(fold(own)) or self._unit_of(organ, own))
        return self._with_units(text, inner, starts, deepest - 1)

    def _unit_of(self, organ: Organ, own: str) -> Organ:
        folded = fold(own)
        kind = AgencyKind.UNIT if folded in self._gazetteer.common_units else self._names.kind(folded)
        return Organ(organ.full_name + own, organ.kind if organ.kind in _SAME_KIND else kind, organ)

    def _listed(self, text: str, start: int, end: int, said: _Speaker, above: Organ | None) -> Iterator[_Named]:
        """The bodies of one piece of a list: one, or several parted by 及, which also stands inside names."""
        pieces = list(_pieces(text, _AND, start, end))
        first = 0
        while first < len(pieces):
            a = pieces[first][0]
            for last in range(min(first + _MOST_JOINTS, len(pieces) - 1), first - 1, -1):
                if whole := self._whole(text[a : pieces[last][1]], said, above):
                    yield replace(whole, start=a + whole.start, end=a + whole.end)
                    first = last
                    break
            first += 1

    def _whole(self, piece: str, said: _Speaker, above: Organ | None) -> _Named | None:
        """The one body that ``piece`` names, all of it."""
        text = _Text.of(piece.removesuffix("及所屬"))
        known = [named for named in self._known(text, said) if named.organ]
        if known:
            repeated = text.printed[: known[0].start]
            whole = known[0].end == len(text.printed) and text.printed.startswith(repeated, known[0].start)
            return known[0] if whole and len(known) == 1 else None
        if not self._names.is_unit(text.folded):
            return None
        return _Named(0, len(text.printed), self._bare(text, above or (said.line[0] if said.line else None)))

    def _bare(self, text: _Text, owner: Organ | None) -> Organ:
        """What a name with nothing before it means: a unit of ``owner``, the owner itself, or some other body."""
        if owner and fold(owner.full_name).endswith(text.folded):
            return owner
        if owner is None or owner.kind is AgencyKind.OTHER or _OWN_MINISTRY.match(text.folded):
            return Organ(text.printed, self._names.kind(text.folded))
        return self._unit_of(owner, text.printed)


def _opens(first: _Named, second: _Named) -> bool:
    """Whether one name only says beforehand what the next begins with (科技部科技部自然司)."""
    return bool(first.organ and second.organ and first.end == second.start and first.organ in second.organ.line())


def _limit(organ: Organ, end: int, starts: Sequence[int], text: str) -> int:
    """How far the name of a unit may reach: to the next body, but 高雄市政府|觀光局 is one."""
    following = bisect_left(starts, end)
    unit = end + text.startswith(_OPENING_BRACKETS, end)
    if organ.kind is AgencyKind.LOCAL_GOVERNMENT and following < len(starts) and starts[following] == unit:
        following += 1
    return starts[following] if following < len(starts) else len(text)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def _mention(text: str, named: _Named, organ: Organ) -> AgencyMention:
    subordinates = _WITH_SUBORDINATES.match(text, named.end)
    end = subordinates.end() if subordinates else named.end
    name = text[named.start : end].translate(_BRACKETS)
    full_name = None if fold(name) == fold(organ.full_name) else organ.full_name
    return AgencyMention(named.start, end, name, full_name, organ.kind, organ.listed)


def _pieces(text: str, mark: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between marks, without blanks around them."""
    position = start
    for stop, following in [*(match.span() for match in mark.finditer(text, start, end)), (end, end)]:
        piece = text[position:stop]
        if piece.strip():
            yield position + len(piece) - len(piece.lstrip()), stop - len(piece) + len(piece.rstrip())
        position = following
