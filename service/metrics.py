"""What Prometheus reads at ``/metrics``: requests, their answers, time and cost, and what is under way."""

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.responses import Response

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
_NODES = (1, 10, 100, 1_000, 10_000, 100_000)
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus_client knows the folder that several processes share."""


class Metrics:
    """The figures of one application; of all its workers, where they share a folder."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        self._requests = Counter(
            "plangraph_requests", "Requests by path, method and status.", ["path", "method", "status"], registry=own
        )
        self._seconds = Histogram(
            "plangraph_request_seconds", "Time from request to answer.", ["path"], buckets=_SECONDS, registry=own
        )
        self._under_way = Gauge(
            "plangraph_requests_under_way", "Requests being answered.", multiprocess_mode="livesum", registry=own
        )
        self._errors = Counter("plangraph_errors", "Answers with an error, by its code.", ["code"], registry=own)
        self._kept = Counter("plangraph_kept_answers", "Answers that were kept, and not made anew.", registry=own)
        self._cost = Histogram(
            "plangraph_operation_cost", "What operations cost, in nodes.", buckets=_NODES, registry=own
        )

    def begin(self) -> None:
        """A request has come."""
        self._under_way.inc()

    def end(
        self,
        *,
        path: str,
        method: str,
        status: int,
        seconds: float,
        codes: tuple[str, ...],
        cost: int | None,
        is_kept: bool,
    ) -> None:
        """It has been answered, ``is_kept`` without being made anew.

        ``codes`` are those of its errors, ``cost`` that of its operation, if it had one.
        """
        self._under_way.dec()
        self._requests.labels(path, method, str(status)).inc()
        self._seconds.labels(path).observe(seconds)
        for code in codes:
            self._errors.labels(code).inc()
        if is_kept:
            self._kept.inc()
        if cost is not None:
            self._cost.observe(cost)

    def render(self) -> Response:
        """The figures as Prometheus reads them."""
        registry = self._registry
        if os.environ.get(SHARED):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return Response(generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
