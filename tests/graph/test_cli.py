"""The commands that look after a store."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph.errors import UnknownName
from graph.store import open_store
from plangraph import app
from tests.graph import harbour
from tests.graph.builders import Paper
from tests.graph.engines import Engine, publish


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def filled(engine: Engine) -> str:
    """The URL of a store, of each engine in turn, that holds a small graph."""
    url = engine.empty()
    with closing(open_store(url, create=True)) as store:
        publish(store, *harbour.papers())
    return url


def test_a_whole_store_has_no_faults(filled: str) -> None:
    result = run("check", "--store", filled)

    assert (result.exit_code, result.stdout) == (0, "")
    assert "documents in it: 2, faults: 0" in result.stderr


def test_a_store_without_a_release_cannot_be_checked(engine: Engine) -> None:
    assert run("check", "--store", engine.empty()).exit_code != 0


DAMAGE = {
    "no evidence of facts": (
        "DELETE FROM evidence WHERE owner IN (SELECT id FROM fact)",
        "MATCH (x:Evidence) WHERE x.owner STARTS WITH 'measurement-' DELETE x",
        "measurement-.* has no evidence",
    ),
    "no evidence of edges": (
        "DELETE FROM evidence WHERE owner IN (SELECT id FROM edge)",
        "MATCH (x:Evidence) WHERE x.owner STARTS WITH 'part_of-' DELETE x",
        "Edge part_of-.* has no evidence",
    ),
    "no evidence of nodes": (
        "DELETE FROM evidence WHERE owner IN (SELECT id FROM node)",
        "MATCH (x:Evidence) WHERE x.owner STARTS WITH 'plan-' DELETE x",
        "plan-.* has no evidence",
    ),
    "evidence of nothing": (
        "UPDATE evidence SET owner = 'outcome-none' WHERE owner LIKE 'outcome-%'",
        "MATCH (x:Evidence) WHERE x.owner STARTS WITH 'outcome-' SET x.owner = 'outcome-none'",
        "There is evidence of outcome-none, which is not there",
    ),
    "a node that nobody names": (
        "DELETE FROM mention WHERE node LIKE 'indicator-%'",
        "MATCH (:Indicator)<-[r:MENTIONS]-() DELETE r",
        "indicator-.* is named by no document",
    ),
    "an edge that nobody states": (
        "DELETE FROM statement WHERE edge LIKE 'part_of-%'",
        "MATCH (x:Statement) WHERE x.edge STARTS WITH 'part_of-' DELETE x",
        "Edge part_of-.* is stated by no document",
    ),
    "an edge that is gone": (
        "DELETE FROM edge WHERE relation = 'REFERENCES'",
        "MATCH ()-[r:REFERENCES]->() DELETE r",
        "is stated, but not there|1 edges REFERENCES are stated, 0 are there",
    ),
    "a count that does not count": (
        "UPDATE node SET programme_count = 7 WHERE label = 'Agency'",
        "MATCH (x:Agency) SET x.programme_count = 7",
        "agency-.* has 7 as its programme_count",
    ),
    "no index": (
        "DROP INDEX alias_by_folded",
        "DROP INDEX plangraph_alias_by_folded",
        "alias_by_folded.* is missing",
    ),
    "a document that is gone": (
        "DELETE FROM batch WHERE document = 'report'",
        "MATCH (b:Batch {document: 'report'}) DELETE b",
        "The id of the release, .*, is not the hash of its documents",
    ),
    "another document": (
        "UPDATE batch SET content = (SELECT content FROM batch WHERE document = 'budget') WHERE document = 'report'",
        "MATCH (a:Batch {document: 'report'}), (b:Batch {document: 'budget'}) SET a.content = b.content",
        "What is kept of document 'report' is not what was taken in",
    ),
}


@pytest.mark.parametrize(("in_sql", "in_cypher", "said"), DAMAGE.values(), ids=DAMAGE)
def test_what_does_not_fit_together_is_printed(
    filled: str, engine: Engine, in_sql: str, in_cypher: str, said: str
) -> None:
    engine.change(filled, in_sql, in_cypher)

    result = run("check", "--store", filled)

    assert result.exit_code == 1
    assert re.search(said, result.stdout)
    assert f"faults: {len(result.stdout.splitlines())}" in result.stderr


def test_a_copy_is_the_same_release_and_nothing_else(filled: str, tmp_path: Path) -> None:
    copy = f"sqlite:///{tmp_path}/copy.db"
    with closing(open_store(copy, create=True)) as store:
        publish(store, Paper("elsewhere"))

    result = run("copy", filled, copy)

    assert (result.exit_code, result.stdout) == (0, "")
    with closing(open_store(filled)) as source, closing(open_store(copy)) as target:
        assert target.documents() == source.documents()
    assert "faults: 0" in run("check", "--store", copy).stderr


def test_a_copy_comes_back_as_it_went(filled: str, engine: Engine, tmp_path: Path) -> None:
    there = f"sqlite:///{tmp_path}/there.db"

    went = run("copy", filled, there)
    came = run("copy", there, engine.empty())

    assert went.exit_code == came.exit_code == 0
    assert went.stderr == came.stderr


def test_why_says_what_two_names_share(filled: str) -> None:
    result = run("why", "港灣署", "海岸事務部港灣署", "--store", filled)

    assert result.exit_code == 0
    assert "one node" in result.stdout


def test_why_of_an_unknown_name_is_a_clear_error(filled: str) -> None:
    assert isinstance(run("why", "港灣署", "山林署", "--store", filled).exception, UnknownName)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        pytest.param(
            "same:\n"
            "  - {type: Agency, things: [港灣署, 南濱市政府], reason: 試驗}\n"
            "  - {type: Agency, things: [南濱市政府, 海岸事務部], reason: 試驗}\n"
            "distinct:\n"
            "  - {type: Agency, things: [港灣署, 海岸事務部], reason: 試驗}\n",
            "'港灣署' and '海岸事務部' that they are distinct",
            id="a chain",
        ),
        pytest.param(
            "distinct:\n  - {type: Agency, things: [港灣署, 海岸事務部港灣署], reason: 試驗}\n",
            "one thing under both names",
            id="what a document has as one",
        ),
        pytest.param("same: 港灣署", "cannot be read as decisions", id="no list"),
    ],
)
def test_decisions_that_cannot_hold_are_refused_and_change_nothing(
    filled: str, tmp_path: Path, said: str, complaint: str
) -> None:
    before = run("check", "--store", filled).stderr
    file = tmp_path / "decisions.yml"
    file.write_text(said, "utf-8")

    refused = run("decide", str(file), "--store", filled)

    assert complaint in str(refused.exception)
    assert refused.exit_code == 1
    assert run("check", "--store", filled).stderr == before
    assert "one node" in run("why", "港灣署", "海岸事務部港灣署", "--store", filled).stdout


def test_decisions_are_taken_and_taken_back(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "decisions.yml"
    file.write_text("same:\n  - {type: Agency, things: [港灣署, 南濱市政府], reason: 試驗}\n", "utf-8")

    assert "Decisions taken: 1" in run("decide", str(file), "--store", filled).stderr
    assert "one node" in run("why", "港灣署", "南濱市政府", "--store", filled).stdout
    assert run("check", "--store", filled).exit_code == 0

    file.write_text("", "utf-8")
    assert run("decide", str(file), "--store", filled).exit_code == 0
    assert "two nodes" in run("why", "港灣署", "南濱市政府", "--store", filled).stdout
