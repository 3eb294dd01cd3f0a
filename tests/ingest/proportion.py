"""Whether time grows with size; measured as processor time of one process, whatever else the machine does."""

import gc
import time
from collections.abc import Callable


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

    It is tried up to three times: a machine may become half as fast between two runs.
    """
    return any(seconds_of(lambda: run(4 * size)) < 10 * seconds_of(lambda: run(size)) for _ in range(3))
