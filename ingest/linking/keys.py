"""Which thing gets which id."""

from collections import Counter

from graph.model.entities import EntityType
from graph.model.keys import agency_id, document_id, fold, indicator_id, plan_id, programme_id
from ingest.extraction.draft import Thing
from ingest.extraction.reading import Reading
from ingest.rules import patterns


class Keys:
    """The ids of one document's things; two things that prove to be one get one id."""

    def __init__(self, reading: Reading) -> None:
        self._document = reading.source.id
        # Where nobody is known to speak, 本部 of this document must still not become 本部 of another.
        self._speaker = official_name(reading.speaker) if reading.speaker else reading.source.id
        self._ids: dict[Thing, str] = {}
        named = Counter(fold(t.name) for t in reading.draft.things if t.type is EntityType.PROGRAMME)
        self._ambiguous = frozenset(name for name, things in named.items() if things > 1)

    def id_of(self, thing: Thing) -> str:
        """The id of a thing."""
        if thing not in self._ids:
            self._ids[thing] = self._make(thing)
        return self._ids[thing]

    def _make(self, thing: Thing) -> str:
        match thing.type:
            case EntityType.AGENCY:
                return agency_id(thing.name, full_name=_full_name(thing), speaker=self._speaker)
            case EntityType.PLAN:
                return self._plan(thing)
            case EntityType.PROGRAMME:
                return self._programme(thing)
            case EntityType.INDICATOR:
                return indicator_id(thing.name, unit=stated(thing, "unit"))
            case EntityType.DOCUMENT:
                return document_id(self._document)

    def _plan(self, thing: Thing) -> str:
        name = official_name(thing)
        years = (_year(thing, "period_start"), _year(thing, "period_end"))
        return plan_id(name, years=years, speaker=self._speaker if is_generic_plan(name) else None)

    def _programme(self, thing: Thing) -> str:
        """A name the document uses for two things is told apart by what each is part of."""
        parent = thing.parent if fold(thing.name) in self._ambiguous else None
        return programme_id(thing.name, document=self._document, parent=self.id_of(parent) if parent else None)


def stated(thing: Thing, attribute: str) -> str | None:
    """An attribute as text; None where it is not stated."""
    value = thing.attributes.get(attribute)
    return str(value) if value else None


def official_name(thing: Thing) -> str:
    """The full official name where it is known, else the name the document uses."""
    return stated(thing, "full_name") or thing.name


def _full_name(thing: Thing) -> str | None:
    """The full name of an agency: the one stated, else its printed one where that says by itself whose body it is."""
    names_its_ministry = patterns("linking")["linking.full_name"].search(fold(thing.name))
    return stated(thing, "full_name") or (thing.name if names_its_ministry else None)


def is_generic_plan(name: str) -> bool:
    """Whether every body has a plan of this name (施政計畫, 108年度施政方針)."""
    return patterns("linking")["linking.generic_plan"].search(fold(name)) is not None


def is_overseer(name: str) -> bool:
    """Whether a body writes of what others do, so that its papers do not tell whose work a programme is."""
    return patterns("linking")["linking.overseer"].search(fold(name)) is not None


def is_self_reference(name: str) -> bool:
    """Whether a name means something only in the mouth of who speaks (本部, 本部能源局)."""
    return patterns("linking")["linking.self_reference"].search(fold(name)) is not None


def _year(thing: Thing, attribute: str) -> str | None:
    date = stated(thing, attribute)
    return date and date[:4]
