"""Programmes that a document has named before, found under a name that a scan or a narrow column changed."""

import re
from collections import defaultdict
from collections.abc import Iterator

from graph.model.entities import EntityType
from graph.model.keys import fold
from ingest.extraction.draft import Draft, Thing

_SLIPS = str.maketrans("", "", "-—–─－一‧·・、")  # what a scan takes for one another, or drops
_TELLING = re.compile(r"[0-9〇零一二三四五六七八九十甲乙丙丁東西南北中上下前後內外]")
_UMBRELLA = re.compile(r"(.{8,80}計畫)-")  # 甲計畫—子計畫, folded
_LEAST = 10


def loosen(name: str) -> str:
    """A name in the form in which two printings of it are equal although a scan mistook its dashes."""
    return fold(name).translate(_SLIPS)


class KnownProgrammes:
    """The programmes in a draft, by name and by account code; what is added to the draft later is known too."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._seen = 0
        self._by_name: dict[str, Thing] = {}
        self._by_head: dict[str, Thing] = {}
        self._by_half: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        self._by_code: dict[str, Thing] = {}

    def find(self, name: str) -> Thing | None:
        """The programme of this name; of a name it is the first part of (甲計畫 for 甲計畫—子、丑); or of a name in
        which one character was misread.
        """
        self._update()
        wanted = loosen(name)
        return self._by_name.get(wanted) or self._by_head.get(fold(name)) or self._misprinted(wanted)

    def by_code(self, code: str) -> Thing | None:
        """The programme with this account code."""
        self._update()
        return self._by_code.get(code)

    def _misprinted(self, wanted: str) -> Thing | None:
        candidates = (known for half in _halves(wanted) for known in self._by_half.get(half, ()))
        return next((self._by_name[known] for known in candidates if _is_misprint(wanted, known)), None)

    def _update(self) -> None:
        for thing in self._draft.things[self._seen :]:
            if thing.type is EntityType.PROGRAMME:
                self._add(thing)
        self._seen = len(self._draft.things)

    def _add(self, thing: Thing) -> None:
        for name in thing.names:
            known = loosen(name)
            if self._by_name.setdefault(known, thing) is thing:
                for half in _halves(known):
                    self._by_half[half].append(known)
            if umbrella := _UMBRELLA.match(fold(name)):
                self._by_head.setdefault(umbrella[1], thing)
        if code := thing.attributes.get("code"):
            self._by_code.setdefault(str(code), thing)


def _halves(name: str) -> Iterator[tuple[int, int, str]]:
    """What of a long name stays the same when one character is misread: one half or the other."""
    if len(name) >= _LEAST:
        middle = len(name) // 2
        yield len(name), 0, name[:middle]
        yield len(name), 1, name[middle:]


def _is_misprint(first: str, second: str) -> bool:
    """Whether two names of one length differ in one character that tells nothing apart (加值, 增值)."""
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and not any(_TELLING.match(c) for c in differing[0])
