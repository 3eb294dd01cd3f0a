"""How long programmes run, where the text says so in a sentence of its own (計畫期程為107年至112年)."""

from ingest.extraction.draft import Said
from ingest.extraction.prose.topics import topics_of
from ingest.extraction.reading import WORKS, Reading
from ingest.extraction.words.dates import find_periods
from ingest.rules import patterns

_NEAR = 6  # characters between the word for it and the period


def read_periods(reading: Reading) -> None:
    """Give the programmes that running text tells of the periods that it prints for them."""
    rule = patterns("periods")["period.of_programme"]
    for block in reading.prose():
        text = block.text.text
        for match in rule.finditer(text):
            period = next((p for p in find_periods(text[match.end() : match.end() + 60]) if p.start <= _NEAR), None)
            thing = topics_of(reading, block).at(match.start()) if period else None
            if period is None or thing is None or thing.type not in WORKS:
                continue
            end = match.end() + period.end
            said = [Said(place, "period.of_programme") for place in block.text.places(match.start(), end)]
            thing.tell("period_start", period.first, said)
            thing.tell("period_end", period.last, said)
            thing.evidence.extend(said)
