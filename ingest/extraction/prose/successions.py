"""What followed what: plans and programmes of which a text says that they replace, merge or carry on others."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.model.relations import RelationType
from ingest.extraction.draft import Said, Thing
from ingest.extraction.links import link
from ingest.extraction.reading import Reading
from ingest.extraction.words.named_plans import Named
from ingest.layout.document import Block
from ingest.rules import patterns

Mention = tuple[Named, Thing]

_BEFORE, _AFTER = 12, 12


def link_successions(reading: Reading, block: Block, named: Sequence[Mention]) -> None:
    """Record which of the works that a block names followed which, as its words say."""
    for (before, earlier), (after, later), rule in _successions(block.text.text, named):
        if earlier.type is later.type:
            first, last = min(before.start, after.start), max(before.end, after.end)
            said = tuple(Said(place, rule) for place in block.text.places(first, last))
            link(reading, earlier, RelationType.SUCCEEDED_BY, later, said)


def _successions(text: str, named: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, str]]:
    """Pairs of the earlier work and the later one, with the rule that says so."""
    rules = patterns("successions")
    for one, other in pairwise(named):
        (name, _), (following, _) = one, other
        between = text[name.end : following.start]
        before = text[max(0, name.start - _BEFORE) : name.start]
        after = text[following.end : following.end + _AFTER]
        if rules["succession.becomes"].match(between):
            yield one, other, "succession.becomes"
        elif rules["succession.follows"].match(between):
            yield other, one, "succession.follows"
        elif rules["succession.carried_on"].search(before) and rules["succession.by"].match(between):
            yield one, other, "succession.carried_on"
        elif rules["succession.goes_on"].match(after):
            yield one, other, "succession.goes_on"
    yield from _mergers(text, named)


def _mergers(text: str, named: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, str]]:
    """Each of the works that one is said to have been made of (係整合「甲」及「乙」而成, 由「甲」及「乙」合併)."""
    rules = patterns("successions")
    for position, whole in enumerate(named[:-1]):
        begun = rules["succession.merges"].match(text[whole[0].end : named[position + 1][0].start])
        if begun is None:
            continue
        parts = list(_listed(text, named[position + 1 :]))
        end = parts[-1][0].end
        if begun["verb"] or rules["succession.merged"].match(text[end : end + _AFTER]):
            yield from ((part, whole, "succession.merges") for part in parts)


def _listed(text: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """The first of these names and those that stand with it in one list."""
    joined = patterns("successions")["succession.and"]
    yield named[0]
    for one, other in pairwise(named):
        if not joined.fullmatch(text[one[0].end : other[0].start]):
            return
        yield other
