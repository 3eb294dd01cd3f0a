"""Fictitious documents with tables, laid out as the program does it."""

from pathlib import Path

from graph.model.entities import EntityType
from ingest.extraction.draft import Said
from ingest.extraction.reading import Reading
from ingest.layout.aligned import Place
from ingest.layout.document import lay_out
from ingest.layout.pipe_table import PipeTable, find_pipe_tables
from ingest.readers.sidecar import Sidecar
from ingest.readers.source import Source

Budget = tuple[str, str, int | None, str | None, str]


def source_of(text: str, **sidecar: str) -> Source:
    return Source.of(
        Path("harbour.txt"), data=text.encode(), text=text, sidecar=Sidecar.model_validate(sidecar), sidecar_bytes=b""
    )


def tables_of(text: str) -> tuple[PipeTable, ...]:
    return find_pipe_tables(source_of(text))


def reading_of(text: str, *, speaker: str | None = None, plan: str | None = None, year: int | None = None) -> Reading:
    """A reading of a whole text before any table is read, by whom it is spoken, which plan it is, and of which year."""
    source = source_of(text)
    reading = Reading(source, lay_out(source), year=year)
    here = Said(Place(1, 1, source.lines[0]), "test.rule")
    reading.document = reading.draft.thing(EntityType.DOCUMENT, "測試文件", [])
    if speaker:
        reading.speaker = reading.draft.thing(EntityType.AGENCY, speaker, [], full_name=speaker)
    if plan:
        reading.plan = reading.draft.thing(EntityType.PLAN, plan, [here])
    return reading


def budgets(reading: Reading) -> list[Budget]:
    """Of each figure: subject, which figure, fiscal year, item, and the amount with its unit."""
    return [
        (b.subject.name, b.figure.value, b.fiscal_year, b.item, f"{b.amount.value} {b.amount.unit}")
        for b in reading.draft.budgeted
    ]


def links(reading: Reading, relation: str) -> list[tuple[str, str]]:
    return [(x.source.name, x.target.name) for x in reading.draft.links if x.relation.value == relation]


def names(reading: Reading, kind: EntityType = EntityType.PROGRAMME) -> list[str]:
    return [thing.name for thing in reading.draft.things if thing.type is kind]


def doubts(reading: Reading) -> list[str]:
    return [doubt.message for doubt in reading.draft.doubts]
