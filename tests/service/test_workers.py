"""Several processes that serve one embedded store, on one port."""

from pathlib import Path

from graph.store import Release
from tests.graph.builders import Paper
from tests.service.conftest import GraphOf
from tests.service.ministry import BUREAU
from tests.service.serving import Served, serving

RELEASE = "{ release { id } }"


def test_workers_answer_alike_count_together_and_see_a_new_release(
    store_url: str, ministry: Release, graph_of: GraphOf, tmp_path: Path
) -> None:
    with serving(store_url, tmp_path, workers=2) as served:
        before = _releases(served)
        figures = served.get("/metrics")
        graph_of(Paper("report-2022", year=2022).names(BUREAU))
        after = _releases(served)
        code = served.end()

    assert before == {ministry.id}
    assert 'plangraph_requests_total{method="POST",path="/graphql",status="200"} 20.0' in figures
    assert len(after) == 1
    assert after != before
    assert code == 0
    assert {event["event"] for event in served.events()} <= {"request_served", "release_changed"}


def _releases(served: Served) -> set[str]:
    """What many requests are told, one after the other."""
    return {served.ask(RELEASE)["data"]["release"]["id"] for _ in range(20)}
