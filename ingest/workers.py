"""The same work on many items at once, in processes of its own; what comes of it keeps the order of the items."""

import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from threading import current_thread, main_thread
from traceback import format_exc
from typing import Any, Generic, TypeVar

A = TypeVar("A")
R = TypeVar("R")

_AHEAD = 2  # items begun for each worker before the first result must be taken: all that is ever held in memory


@dataclass(frozen=True, slots=True)
class Lost:
    """Takes the place of a result: the process that worked on the item was ended from outside, by a signal if < 0."""

    exit_code: int | None


def work_in_order(work: Callable[[A], R], items: Iterable[A], jobs: int) -> Generator[R | Lost, None, None]:
    """What ``work`` makes of each item, in the order of the items.

    One job works in this process. More have processes of their own, so ``work``, items and results must be picklable;
    one that is killed loses its own item only. An exception of ``work`` is raised here. Closed, as by an interruption,
    the processes end at once.
    """
    if jobs == 1:
        yield from map(work, items)
        return
    crew = _Crew(work, jobs)
    try:
        yield from crew.results(items)
    finally:
        crew.dismiss()


@dataclass(frozen=True, slots=True)
class _Raised:
    exception: Exception


class _Worker:
    """A process with the pipe it is spoken to through."""

    def __init__(self, work: Callable[[A], R]) -> None:
        context = get_context("spawn")  # fork would copy threads' locks and the store's connection
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with interruptions_held():
            self._process.start()
        theirs.close()  # so that the pipe ends with the process

    def is_alive(self) -> bool:
        """Whether it can be given an item."""
        return self._process.is_alive()

    def receive(self) -> Any:
        """The result of the item it was given last; Lost where it has ended."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return Lost(self._process.exitcode)

    def end(self) -> None:
        """End the process now, whatever it is at."""
        self._process.terminate()
        self._process.join()
        self.pipe.close()


class _Crew(Generic[A, R]):
    """As many workers as there are jobs, each made when there is an item for it."""

    def __init__(self, work: Callable[[A], R], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[int, _Worker]] = {}

    def results(self, items: Iterable[A]) -> Iterator[R | Lost]:
        unbegun, begun, turn = iter(items), 0, 0
        done: dict[int, R | Lost] = {}
        while True:
            while len(self._busy) < self._jobs and begun < turn + _AHEAD * self._jobs:
                try:
                    item = next(unbegun)
                except StopIteration:
                    break
                self._give(begun, item)
                begun += 1
            if turn in done:
                yield done.pop(turn)
                turn += 1
            elif self._busy:
                done.update(self._collect())
            else:
                return

    def dismiss(self) -> None:
        for worker in (*self._idle, *(worker for _, worker in self._busy.values())):
            worker.end()

    def _give(self, number: int, item: A) -> None:
        worker = self._free_worker()
        self._busy[worker.pipe] = number, worker
        with suppress(OSError):  # one that has ended since; receiving will tell
            worker.pipe.send(item)

    def _free_worker(self) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive():
                return worker
            worker.end()
        return _Worker(self._work)

    def _collect(self) -> Iterator[tuple[int, R | Lost]]:
        """The results that are there, at least one, with the numbers of their items."""
        for pipe in set(self._busy).intersection(wait(list(self._busy))):
            number, worker = self._busy.pop(pipe)
            result: R | Lost | _Raised = worker.receive()
            if isinstance(result, _Raised):
                self._idle.append(worker)
                raise result.exception
            if isinstance(result, Lost):
                worker.end()
            else:
                self._idle.append(worker)
            yield number, result


def _serve(pipe: Connection, work: Callable[[A], R]) -> None:
    """What a worker does until nobody speaks to it any more."""
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_result(work, pipe.recv()))


def _result(work: Callable[[A], R], item: A) -> R | _Raised:
    try:
        return work(item)
    except Exception as exc:  # noqa: BLE001 -- it is raised again, where the result is waited for
        exc.add_note(format_exc())  # a traceback does not travel
        return _Raised(exc)


@contextmanager
def interruptions_held() -> Iterator[None]:
    """Ctrl-C waits until the block is over; a process begun in it never sees one.

    It is the one who waits for that process that stops it, without a trace.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running  # noqa: PLC0415 -- only where there are such masks

    ensure_running()  # it starts with the first process otherwise, and lets Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _interruptions_remembered():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _interruptions_remembered() -> Iterator[None]:
    """What another thread is told, because this one is masked, is heard by this one all the same: it is said again."""
    if current_thread() is not main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if heard:
            signal.raise_signal(signal.SIGINT)
