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
        ("neo4j://db:7687/plans", "neo4j://:s%40cret%2F1@db:7687/plans?connections=8&timeout_seconds=2.5"),
        ("neo4j+s://ann@db", "neo4j+s://ann:s%40cret%2F1@db?connections=8&timeout_seconds=2.5"),
        ("neo4j://ann:other@db", "neo4j://ann:other@db?connections=8&timeout_seconds=2.5"),
        (
            "neo4j://ann:other@db?connections=1",
            "neo4j://ann:other@db?connections=8&timeout_seconds=2.5&connections=1",
        ),
        ("sqlite:///graph.db", "sqlite:///graph.db"),
        ("neo4j://[db", "neo4j://[db"),
        (None, "sqlite:///plangraph.db"),
    ],
)
def test_what_is_set_apart_from_the_url_of_a_server_is_joined_to_it(
    monkeypatch: pytest.MonkeyPatch, given: str | None, url: str
) -> None:
    monkeypatch.setenv("PLANGRAPH_STORE_PASSWORD", "s@cret/1")
    monkeypatch.setenv("PLANGRAPH_STORE_CONNECTIONS", "8")
    monkeypatch.setenv("PLANGRAPH_STORE_TIMEOUT_SECONDS", "2.5")

    assert StoreSettings.read().url(given) == url
    assert "s@cret" not in repr(StoreSettings.read())


@pytest.mark.parametrize(
    ("name", "value"), [("CONNECTIONS", "0"), ("TIMEOUT_SECONDS", "0"), ("TIMEOUT_SECONDS", "inf")]
)
def test_a_link_that_nothing_could_pass_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PLANGRAPH_STORE_{name}", value)

    with pytest.raises(InvalidSetting, match=f"PLANGRAPH_STORE_{name}='{value}' cannot be used"):
        StoreSettings.read()
