import asyncio
from pathlib import Path

import pytest

from benchmarks.by_hand import ROWS
from benchmarks.on_neo4j import batches
from benchmarks.service import graph_of, make_large


def test_a_large_graph_has_about_as_many_nodes_as_wanted(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"

    make_large(url, batches(examples), 10_000)

    graph = asyncio.run(graph_of(url))
    assert 8_000 < graph.nodes < 12_000
    assert [operation.title for operation in graph.plain] == [ROWS]  # no hundred agencies have a hundred programmes yet
    assert "making a graph of about 10,000 nodes" in capsys.readouterr().out
