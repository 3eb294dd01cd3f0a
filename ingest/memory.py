"""What the garbage collector searches while documents are read."""

import gc
from functools import cache

_ALLOCATIONS = 50_000  # between two searches: a page makes thousands of objects, and hardly any of them in a circle


@cache
def spare_what_stays() -> None:
    """Have the collector pass over all that is loaded by now (spaCy, rules, models); once a process.

    It would be searched again and again, in a tenth of the time that reading takes.
    """
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
