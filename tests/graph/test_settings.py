"""Settings from the environment."""

import pytest

from graph.errors import InvalidSetting
from graph.settings import StoreSettings
from ingest.settings import IngestSettings


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANGRAPH_STORE", "sqlite:///elsewhere.db")

    assert StoreSettings.read().store == "sqlite:///elsewhere.db"


def test_a_value_that_cannot_be_used_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANGRAPH_DOCUMENT_LIMIT_MB", "much")

    with pytest.raises(InvalidSetting, match="PLANGRAPH_DOCUMENT_LIMIT_MB='much'"):
        IngestSettings.read()


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("neo4j://db:7687/plans", "neo4j://:s%40cret%2F1@db:7687/plans"),
        ("neo4j+s://ann@db", "neo4j+s://ann:s%40cret%2F1@db"),
        ("neo4j://ann:other@db", "neo4j://ann:other@db"),
        ("sqlite:///graph.db", "sqlite:///graph.db"),
        ("neo4j://[db", "neo4j://[db"),
        (None, "sqlite:///plangraph.db"),
    ],
)
def test_the_password_is_set_apart_from_the_url(monkeypatch: pytest.MonkeyPatch, given: str | None, url: str) -> None:
    monkeypatch.setenv("PLANGRAPH_STORE_PASSWORD", "s@cret/1")

    assert StoreSettings.read().url(given) == url
    assert "s@cret" not in repr(StoreSettings.read())
