"""What is printed of nodes: names, mentions and links across documents."""

import json
from contextlib import closing
from pathlib import Path

from typer.testing import CliRunner

from graph.model.batch import MatchKey
from graph.model.entities import AgencyKind, EntityType
from graph.model.relations import RelationType
from graph.store import open_store
from plangraph import app
from tests.graph.builders import Paper, agency, indicator, programme
from tests.graph.engines import publish


def test_links_prints_one_node_a_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    body, shared = agency("港灣署", AgencyKind.AGENCY), (MatchKey(key="海岸復育", rule="test.rule", score=1.0),)
    first, second = programme("海岸復育計畫", "a"), programme("海岸復育", "b")
    early = (
        Paper("a").names(body, "港灣署").names(first, match_keys=shared).states(first, RelationType.EXECUTED_BY, body)
    )
    with closing(open_store(url, create=True)) as store:
        publish(store, early, Paper("b").names(second, match_keys=shared))

    lines = CliRunner().invoke(app, ["links", "--store", url]).stdout.splitlines()

    nodes = {node["type"]: node for node in map(json.loads, lines)}
    assert len(lines) == 2
    assert nodes[EntityType.PROGRAMME]["name"] == "海岸復育計畫"
    assert nodes[EntityType.PROGRAMME]["aliases"] == ["海岸復育"]
    assert [(m["doc"], m["name"]) for m in nodes[EntityType.PROGRAMME]["mentions"]] == [
        ("a", "海岸復育計畫"),
        ("b", "海岸復育"),
    ]
    assert nodes[EntityType.PROGRAMME]["links"] == [{"relation": "EXECUTED_BY", "to": body.id}]


def test_one_printed_name_is_a_mention_of_one_node(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    paper = Paper("a").names(indicator("合作研究", "件"))
    paper.line = 0
    with closing(open_store(url, create=True)) as store:
        publish(store, paper.names(indicator("合作研究", "萬元")))

    lines = CliRunner().invoke(app, ["links", "--store", url]).stdout.splitlines()

    assert sorted(len(json.loads(line)["mentions"]) for line in lines) == [0, 1]
