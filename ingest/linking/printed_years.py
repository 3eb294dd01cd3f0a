"""Names as they are printed with the years of the work in brackets: 海岸復育方案(2021-2025年)."""

import re
from collections.abc import Iterator

from ingest.extraction.draft import Thing

_YEARS = r"[」』]?(?P<years>[（(](?:民國)?\d{2,4}年?度?[至到~～-]\d{2,4}年?度?[)）])"


def names_with_years(thing: Thing) -> Iterator[str]:
    """The names of a thing whose period is known, each with its years where a line prints it so."""
    if "period_start" in thing.attributes:
        quotes = ["".join(said.place.quote.split()) for said in thing.evidence]
        for name in thing.names:
            printed = re.compile(re.escape("".join(name.split())) + _YEARS)
            yield from (name + found["years"] for quote in quotes if (found := printed.search(quote)))
