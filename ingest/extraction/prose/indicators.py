"""The indicator that a part of the text is about, because what opens it names one (關鍵績效指標：資源回收率)."""

import re
from functools import lru_cache

from ingest.extraction.reading import Reading
from ingest.layout.aligned import Aligned
from ingest.layout.document import Section
from ingest.rules import patterns


def indicator_above(reading: Reading, section: Section) -> Aligned | None:
    """The name of the indicator that a section or the nearest above it opens with, up to the next heading."""
    for above in (section, *section.ancestors()):
        if above.opening and (match := _named_in(above.opening.text.text)):
            return above.opening.text.slice(*match.span("name"))
        if reading.heading_of(above):
            return None
    return None


@lru_cache(maxsize=1024)  # a part holds many blocks
def _named_in(opening: str) -> re.Match[str] | None:
    return patterns("measures")["measure.heading"].search(opening)
