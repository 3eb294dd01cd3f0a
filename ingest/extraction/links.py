"""Relations in a draft: one link for a pair."""

from graph.model.relations import RelationType, Role
from ingest.extraction.draft import Link, Said, Thing
from ingest.extraction.reading import Reading


def link(
    reading: Reading,
    source: Thing,
    relation: RelationType,
    target: Thing,
    said: tuple[Said, ...],
    role: Role | None = None,
) -> None:
    """Add a relation between two different things, unless it is there already.

    What has no name in the document is quoted with the heading that stands for it.
    """
    said += tuple(s for thing in (source, target) if thing.attributes.get("title_missing") for s in thing.evidence[:1])
    if source is not target and not reading.draft.is_linked(source, relation, target):
        reading.draft.links.append(Link(source, relation, target, said, role=role))
