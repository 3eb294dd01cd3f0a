"""Several servers asked for the same in turn, so that all meet the machine in one state; medians of what they took."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

from benchmarks.client import Connection, ask_together
from benchmarks.process import Process

ROUNDS = 5
SECONDS = 0.1  # that each is asked in a round by one client, and as long by several
CLIENTS = 4


@dataclass(slots=True)
class Runner:
    """A server with what it is asked, the answer that it must give each time, and what that took."""

    process: Process
    request: bytes
    answer: bytes
    _seconds: list[float] = field(default_factory=list)
    _rates: list[float] = field(default_factory=list)
    _processor_seconds: float = 0.0
    _answers: int = 0

    @property
    def p50_ms(self) -> float:
        """The median of the milliseconds that one client waits."""
        return median(self._seconds) * 1000

    @property
    def rate(self) -> float:
        """Answers in a second to several clients: the median of the rounds."""
        return median(self._rates)

    @property
    def processor_ms(self) -> float:
        """What an answer costs the server of the processor, in milliseconds."""
        return self._processor_seconds / self._answers * 1000

    def anew(self) -> "Runner":
        """The same, that has not run yet."""
        return Runner(self.process, self.request, self.answer)

    def run_alone(self) -> None:
        """Answer one client for a while, at least once."""
        with Connection(self.process.port) as connection:
            for _ in self._counted(self._alone(connection)):
                pass

    def run_together(self) -> None:
        """Answer several clients for a while, each at least once."""
        with ExitStack() as stack:
            connections = [stack.enter_context(Connection(self.process.port)) for _ in range(CLIENTS)]
            start = perf_counter()
            answers = sum(1 for _ in self._counted(ask_together(connections, self.request, seconds=SECONDS)))
            self._rates.append(answers / (perf_counter() - start))

    def _alone(self, connection: Connection) -> Iterator[bytes]:
        until = perf_counter() + SECONDS
        while (start := perf_counter()) < until:
            body = connection.ask(self.request)
            self._seconds.append(perf_counter() - start)
            yield body

    def _counted(self, answers: Iterator[bytes]) -> Iterator[None]:
        """Raises: ValueError for an answer that is another than before."""
        before = self.process.processor_seconds()
        for answer in answers:
            if answer != self.answer:
                raise ValueError(f"{self.process.url} answers something else than before: {answer[:500]!r}")
            self._answers += 1
            yield
        self._processor_seconds += self.process.processor_seconds() - before


def race(runners: Sequence[Runner], *, together: bool = True) -> None:
    """Have all of them run, one after the other, there and back; ``together`` for several clients too."""
    for runner in runners:  # warm, so that what they take is as it stays
        runner.anew().run_alone()
    for number in range(ROUNDS):
        for runner in runners if number % 2 else reversed(runners):
            runner.run_alone()
            if together:
                runner.run_together()
