"""What the garbage collector searches, and when, while requests are answered."""

import gc

_ALLOCATIONS = 50_000  # between two searches: an answer of 10,000 things makes some 20,000 objects


def spare_what_stays() -> None:
    """Have the collector pass over all that is loaded by now; called once, before a process begins to serve.

    What answering makes goes away by itself. To search it again and again, with schema and modules, took a quarter of
    the time of a large answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
