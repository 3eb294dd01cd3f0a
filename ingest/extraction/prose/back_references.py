"""Bodies that are meant by what was named before: 該署, 該部, 該中心."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model.entities import AgencyKind
from ingest.extraction.draft import Said
from ingest.extraction.reading import Reading
from ingest.extraction.words.agencies import AgencyMention
from ingest.layout.document import Block

_THAT = re.compile(
    r"該(?P<ending>部(?![分門位落])|會(?![議員計期])|署|局(?![部限面])|處(?![理分置所])|所(?![得有屬需在])"
    r"|院(?![校區])|中心|公司|司(?![機法])|[縣市]?政?府|辦公室)"
)
_LONGEST_MEMORY = 40  # bodies


class BackReferences:
    """What 該署 means as a document is read on: the body last named whose name ends like that."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._named: deque[tuple[Block, AgencyMention]] = deque(maxlen=_LONGEST_MEMORY)

    def of(self, block: Block, mentions: Sequence[AgencyMention]) -> Iterator[tuple[AgencyMention, tuple[Said, ...]]]:
        """The bodies that ``block`` so refers to, each as a mention there, with the place of its name."""
        named = 0
        for match in _THAT.finditer(block.text.text) if "該" in block.text.text else ():
            while named < len(mentions) and mentions[named].start < match.start():
                self._remember(block, mentions[named])
                named += 1
            if last := self._last_named(match["ending"]):
                where, mention = last
                places = where.text.places(mention.start, mention.end)
                said = tuple(Said(place, "owner.that_body") for place in places)
                yield replace(mention, start=match.start(), end=match.end()), said
        for mention in mentions[max(named, len(mentions) - _LONGEST_MEMORY) :]:
            self._remember(block, mention)

    def _remember(self, block: Block, mention: AgencyMention) -> None:
        """Keep a body in mind: no parliament, which is spoken to; nor who speaks, who says 本部."""
        speaker = self._reading.speaker
        speaks = speaker is not None and speaker.name in {mention.name, mention.full_name}
        if mention.kind is not AgencyKind.LEGISLATURE and not speaks:
            self._named.append((block, mention))

    def _last_named(self, ending: str) -> tuple[Block, AgencyMention] | None:
        ending = "政府" if ending.endswith("府") else ending
        return next((named for named in reversed(self._named) if _name(named[1]).endswith(ending)), None)


def _name(mention: AgencyMention) -> str:
    return (mention.full_name or mention.name).removesuffix("及所屬")
