"""What a place in running text is about: the programme its sentence names, else that of its section."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from graph.model.entities import EntityType
from ingest.extraction.draft import Thing
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.named_plans import Named, Use
from ingest.layout.document import Block
from ingest.rules import patterns

_BEFORE, _AFTER = 8, 8


class Topics(NamedTuple):
    """What the sentences of one block are about; ``about`` is what its section is about, or only goes on about."""

    text: str
    works: tuple[tuple[int, Thing], ...]
    about: Thing | None
    goes_on: bool = False

    @property
    def about_a_plan(self) -> bool:
        """Whether the section is about a plan by name, which keeps what is said under it though parts are named."""
        return self.about is not None and not self.goes_on and is_plan_by_name(self.about)

    @property
    def about_work(self) -> bool:
        """Whether the section is about work; what a body or nothing heads goes on about the work named last."""
        return self.about is not None and self.about.type in WORKS

    def at(self, position: int) -> Thing | None:
        """What the text up to ``position`` is about.

        Work named earlier in the sentence, or in its part up to a semicolon; else what the section is about; where
        that is no work, the work named last before in the block.
        """
        named = bisect_right(self.works, position, key=lambda work: work[0])
        if not named:
            return self.about
        start, thing = self.works[named - 1]
        if self.about_a_plan:
            return self.about
        opened = max(self.text.rfind(mark, 0, max(0, position - 1)) for mark in "。；")
        return self.about if self.about_work and start <= opened else thing


def is_plan_by_name(thing: Thing) -> bool:
    """Whether the name of a work says that it is one (碼頭改善計畫, not 改善碼頭)."""
    return patterns("plan_names")["plans.by_name"].search(thing.name) is not None


def topics_of(reading: Reading, block: Block) -> Topics:
    """The topics of a block, once the plans that it names are recorded."""
    carried = reading.carried.get(block)
    about = carried or reading.subject_of(block.section)
    told = None if about is reading.document else about
    return Topics(block.text.text, tuple(works_of(reading, block)), told, goes_on=carried is not None)


def works_of(reading: Reading, block: Block) -> list[tuple[int, Thing]]:
    """The works that a block tells of and where it names them, those it names again among them."""
    named = [
        (name.start, thing)
        for name in names_of(reading, block)
        if (name.use is Use.WORK or _is_told_of(block.text.text, name)) and (thing := thing_of(reading, name))
    ]
    return sorted([*named, *reading.again.get(block, ())], key=lambda work: work[0])


def _is_told_of(text: str, name: Named) -> bool:
    """Whether a plan that the text rests on is also what it tells of: where it is carried out, or what stands in it."""
    rules = patterns("references")
    carried_out = name.official is None and rules["reference.carried_out"].search(
        text[max(0, name.start - _BEFORE) : name.start]
    )
    return bool(carried_out or rules["reference.within"].match(text[name.end : name.end + _AFTER]))


def names_of(reading: Reading, block: Block) -> Sequence[Named]:
    """The names in a block's text, of those in a heading that is a subject only the plans named beside it."""
    named = reading.words_of(block).plans
    heading = reading.heading_of(block.section) if named and block.section.opening is block else None
    subject = reading.subjects.get(block.section) if heading else None
    if heading is None or subject is None:
        return named
    return [
        name
        for name in named
        if name.start >= heading.end or name.whole or (name.official and subject is not thing_of(reading, name))
    ]


def thing_of(reading: Reading, name: Named) -> Thing | None:
    """The plan or programme that a name means, once it is recorded."""
    if called := reading.called.get(name.name):
        return called
    for shown in (name.name, name.official):
        for kind in (EntityType.PROGRAMME, EntityType.PLAN):
            if shown and (thing := reading.draft.find(kind, shown)):
                return thing
    return None
