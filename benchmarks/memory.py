"""Whether the service's memory grows: 20,000 requests, hostile, ever new and generated ones, and what they got.

python -m benchmarks.memory [REQUESTS]
"""

import json
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count, cycle, islice
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.process import SERVICE, Process, running
from graph.store import open_store
from service.execution import Request
from tests.graph.engines import publish
from tests.service.generated import operations
from tests.service.hostile import requests
from tests.service.hub import papers
from tests.service.ministry import PAPERS

_REQUESTS = 20_000  # kept documents and plans are full after some 8,000
_STEPS = 10
_GENERATED = 500  # asked again and again
_TOO_LARGE = 300_000  # bytes: larger bodies are refused unread, and only fill the line
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))

Asked = tuple[bytes, dict[str, str]]


def main(requested: int) -> None:
    """Print requests, answers by code, times and memory."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/graph.db"
        store = open_store(url, create=True)
        publish(store, *papers(works=2_000), *PAPERS)
        store.close()
        with running(SERVICE, url, {}) as process:
            _measure(process, requested)


def _measure(process: Process, requested: int) -> None:
    answers, slowest = Counter[str](), 0.0
    print(f"      0 requests: {process.resident_mb():.0f} MB", flush=True)
    for number, (body, headers) in enumerate(islice(_requests(), requested), 1):
        started = time.perf_counter()
        answers[_ask(process.url, body, headers)] += 1
        slowest = max(slowest, time.perf_counter() - started)
        if number % (requested // _STEPS) == 0:
            print(f"{number:7} requests: {process.resident_mb():.0f} MB, the slowest {slowest:.2f} s", flush=True)
    for code, times in answers.most_common():
        print(f"{times:7} {code}")


def _requests() -> Iterator[Asked]:
    """Hostile requests, as many that no one has asked before, and as many that fit the schema in any way."""
    hostile = cycle([(one.body, one.headers) for one in requests() if len(one.body) < _TOO_LARGE])
    generated = cycle([_posted(one.query, one.variables) for one in _generated()])
    for number in count():
        yield next(hostile)
        yield _posted(
            f'{{ a{number}: agencies(first: 20, where: {{ name: {{ ne: "{number}" }} }}) {{ nodes {{ id name }} }} }}'
        )
        yield next(generated)


def _generated() -> list[Request]:
    """Operations made from the schema."""
    made: list[Request] = []

    @settings(max_examples=_GENERATED, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(operations())
    def make(request: Request) -> None:
        made.append(request)

    make()
    return made


def _posted(query: str, variables: Mapping[str, Any] | None = None) -> Asked:
    return json.dumps({"query": query, "variables": variables}).encode(), {"Content-Type": "application/json"}


def _ask(url: str, body: bytes, headers: dict[str, str]) -> str:
    """The status and codes of an answer."""
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - our own service
    try:
        with _OPENER.open(request, timeout=120) as response:
            return _told(response.status, response.read())
    except urllib.error.HTTPError as error:
        return _told(error.code, error.read())


def _told(status: int, body: bytes) -> str:
    codes = {error["extensions"]["code"] for error in json.loads(body).get("errors", ())}
    return f"{status} {' '.join(sorted(codes)) or 'answered'}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _REQUESTS)
