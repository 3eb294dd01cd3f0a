"""What the README promises: its settings are the settings there are, its first answer is the answer."""

import re
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from graph.settings import StoreSettings
from ingest.settings import IngestSettings
from service.settings import ServiceSettings

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
ROW = re.compile(r"^\| `(PLANGRAPH_\w+)` \| `([^`]*)` \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("settings", [StoreSettings, IngestSettings, ServiceSettings])
def test_the_table_of_settings_says_what_each_setting_says(settings: type[BaseSettings]) -> None:
    rows = {name: (default, meaning) for name, default, meaning in ROW.findall(README)}

    assert {
        f"PLANGRAPH_{name.upper()}": (str(info.default), info.description)
        for name, info in settings.model_fields.items()
    }.items() <= rows.items()
