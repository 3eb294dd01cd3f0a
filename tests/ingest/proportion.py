"""Whether time grows with size; measured as processor time of one process, whatever else the machine does."""

import gc
import time
from collections.abc import Callable
from functools import partial


def seconds_of(run: Callable[[], object], times: int = 2) -> float:
    """The least processor time of a run."""
    spent = []
    gc.disable()
    for _ in range(times):
        start = time.process_time()
        run()
        spent.append(time.process_time() - start)
    gc.enable()
    return min(spent)


def is_in_proportion(run: Callable[[int], object], size: int) -> bool:
    """Whether a run over four times ``size`` takes less than ten times as long; it took 16 times, were it the square.

    Both are run in turn, and the least of each counts: a machine may become half as fast between two runs.
    """
    pairs = [[seconds_of(partial(run, n), times=1) for n in (size, 4 * size)] for _ in range(3)]
    small, large = map(min, zip(*pairs, strict=True))
    return large < 10 * small
