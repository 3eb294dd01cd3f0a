"""The work of these tests is done by functions of the standard library: a process of its own must find it by name."""

import math
import operator
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children

import pytest

from ingest.workers import Lost, interruptions_held, work_in_order


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(work_in_order(operator.neg, range(20), jobs)) == [-number for number in range(20)]


def test_one_job_has_no_process_of_its_own() -> None:
    assert list(work_in_order(eval, ["__import__('os').getpid()"], 1)) == [os.getpid()]


def test_no_more_is_begun_than_twice_the_jobs() -> None:
    begun: list[int] = []

    def items() -> Iterator[int]:
        for number in range(30):
            begun.append(number)
            yield number

    with closing(work_in_order(operator.neg, items(), 2)) as results:
        for taken, _ in enumerate(results):
            assert len(begun) <= taken + 5


def test_a_killed_process_loses_its_item_and_the_others_go_on() -> None:
    killed = "__import__('os').kill(__import__('os').getpid(), 9)"

    results = list(work_in_order(eval, ["1", killed, "2", "3", "4"], 2))

    assert results == [1, Lost(-signal.SIGKILL), 2, 3, 4]


def test_an_exception_of_the_work_is_raised_where_its_result_is_wanted() -> None:
    with pytest.raises(ValueError, match="math domain") as raised:
        list(work_in_order(math.sqrt, [4.0, -1.0], 2))

    assert "Traceback" in raised.value.__notes__[0]


def test_processes_end_with_the_work() -> None:
    list(work_in_order(operator.neg, range(4), 2))

    assert active_children() == []


def test_processes_end_at_once_when_nobody_waits_for_them_any_more() -> None:
    results = work_in_order(time.sleep, [0.0, 60.0, 60.0], 2)
    next(results)
    start = time.monotonic()

    results.close()

    assert active_children() == []
    assert time.monotonic() - start < 30


def test_a_process_does_not_see_an_interruption() -> None:
    blocked = "__import__('signal').SIGINT in __import__('signal').pthread_sigmask(0, ())"

    assert list(work_in_order(eval, [blocked, blocked], 2)) == [True, True]


def test_an_interruption_that_another_thread_is_told_waits_until_a_process_is_begun() -> None:
    begun: list[bool] = []

    def begin(other: threading.Thread) -> None:
        with interruptions_held():
            signal.pthread_kill(other.ident or 0, signal.SIGINT)
            time.sleep(0.1)
            begun.append(True)

    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    with pytest.raises(KeyboardInterrupt):
        begin(other)
    over.set()

    assert begun
