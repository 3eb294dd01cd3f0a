"""What was linked: every node with its mentions in all documents and what it is linked to, a line each."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from graph.assembly import Said, all_mentions, all_statements, assemble_node, first_place
from graph.model.batch import Batch, Mention
from graph.model.entities import EntityType
from graph.model.keys import fold
from graph.resolution.decisions import Decisions
from graph.resolution.identity import identified
from graph.resolution.members import members_of
from graph.resolution.resolve import resolve


def linked_nodes(batches: Iterable[Batch], decisions: Decisions) -> Iterator[dict[str, Any]]:
    """Every node but the documents, in the order of ids.

    Each is ``{"id", "type", "name", "aliases", "mentions": [{"doc", "line", "name"}], "links": [{"relation", "to"}]}``.
    """
    said = list(batches)
    merges = resolve((member for batch in said for member in members_of(batch)), decisions)
    nodes = {merge.member: merge.node for merge in merges.values()}
    mentions: dict[str, list[Said[Mention]]] = {}
    links: dict[str, set[tuple[str, str]]] = {}
    for batch in (identified(batch, nodes) for batch in said):
        for identity, mention in all_mentions(batch).items():
            place = first_place(batch.document.code, mention.evidence)
            mentions.setdefault(identity, []).append(Said(batch.document.code, place, mention))
        for statement in all_statements(batch).values():
            links.setdefault(statement.source, set()).add((statement.relation.value, statement.target))
    taken: set[tuple[str, ...]] = set()
    for identity, spoken in sorted(mentions.items()):
        node = assemble_node(spoken)
        if node.label != EntityType.DOCUMENT.value:
            yield {
                "id": identity,
                "type": node.label,
                "name": node.name,
                "aliases": sorted(node.aliases.keys() - {node.name}),
                "mentions": [place for item in spoken for place in _places(item, taken)],
                "links": [{"relation": relation, "to": to} for relation, to in sorted(links.get(identity, ()))],
            }


def _places(item: Said[Mention], taken: set[tuple[str, ...]]) -> Iterator[dict[str, Any]]:
    """Where a document names a thing, and by which name; a name found nowhere by itself stands at the first place.

    The same words in the same line are ``taken`` by the first of the things that they name: of two indicators of one
    name that differ in their unit, say.
    """
    entity, evidence = item.content.entity, item.content.evidence
    printed = {(said.line_start, said.printed_as): None for said in evidence if said.printed_as}
    first, seen = next((said.line_start for said in evidence), None), {name for _, name in printed}
    unplaced = {(first, name): None for name in item.content.names if name not in seen}
    for line, name in printed | unplaced:
        words = (item.document, str(line), _bare(name), entity.type.value)
        if words not in taken:
            taken.add(words)
            yield {"doc": item.document, "line": line, "name": name}


_MARKS = re.compile(r"\W")


def _bare(name: str) -> str:
    """A name without its marks."""
    return _MARKS.sub("", fold(name))
