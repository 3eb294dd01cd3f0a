"""What a place in running text is about: the programme its sentence names, else that of its section."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from graph.model.entities import EntityType
from ingest.extraction.draft import Thing
from ingest.extraction.reading import Reading
from ingest.extraction.words.named_plans import Named, Use
from ingest.layout.document import Block

_PLAN = re.compile(r"計畫(?:（題名缺）)?$|方案$")


@dataclass(frozen=True, slots=True)
class Topics:
    """What the sentences of one block are about; ``about`` is what its section is about."""

    text: str
    works: tuple[tuple[int, Thing | None], ...]
    about: Thing | None

    @property
    def about_a_plan(self) -> bool:
        """Whether the section is about a plan by name, which keeps what is said under it though parts are named."""
        return self.about is not None and _PLAN.search(self.about.name) is not None

    def at(self, position: int) -> Thing | None:
        """What the text up to ``position`` is about.

        Work named earlier in the sentence, or in its part up to a semicolon; else what the section is about; where
        that is nothing, the work named last before in the block.
        """
        named = bisect_right(self.works, position, key=lambda work: work[0])
        if not named:
            return self.about
        start, thing = self.works[named - 1]
        if self.about_a_plan:
            return self.about
        opened = max(self.text.rfind(mark, 0, max(0, position - 1)) for mark in "。；")
        return thing if start > opened or self.about is None else self.about


def topics_of(reading: Reading, block: Block) -> Topics:
    """The topics of a block, once the plans that it names are recorded."""
    works = tuple((n.start, thing_of(reading, n)) for n in names_of(reading, block) if n.use is Use.WORK)
    about = reading.subject_of(block.section)
    return Topics(block.text.text, works, None if about is reading.document else about)


def names_of(reading: Reading, block: Block) -> list[Named]:
    """The names in a block's running text, and the national plans that its heading names beside its own subject."""
    named = reading.words_of(block).plans
    heading = reading.heading_of(block.section) if named and block.section.opening is block else None
    if heading is None:
        return list(named)
    subject = reading.subjects.get(block.section)
    return [
        name
        for name in named
        if name.start >= len(heading.name) or (name.official and subject is not thing_of(reading, name))
    ]


def thing_of(reading: Reading, name: Named) -> Thing | None:
    """The plan or programme that a name means, once it is recorded."""
    for shown in (name.name, name.official):
        for kind in (EntityType.PROGRAMME, EntityType.PLAN):
            if shown and (thing := reading.draft.find(kind, shown)):
                return thing
    return None
