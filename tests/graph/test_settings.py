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
