"""What the garbage collector searches, and when, while documents are read."""

import gc
from functools import cache

_ALLOCATIONS = 500_000  # between two searches by itself: more than a document of a megabyte makes


def make_room() -> None:
    """Free what the document before has left, whose sections and blocks hold each other; called before the next one.

    In the middle of a document there is nothing to free, and the collector would only look at all that was made of it.
    """
    _spare_what_stays()
    gc.collect(0)


@cache
def _spare_what_stays() -> None:
    """Have the collector pass over all that is loaded by now (spaCy, rules, models); once a process.

    It would be searched again and again, in a tenth of the time that reading takes.
    """
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
