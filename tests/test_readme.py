"""What the README promises: its settings are the settings there are, its first answer is the answer."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from graph.settings import StoreSettings
from graph.store import open_store
from ingest.candidates import find_candidates
from ingest.pipeline import ingest
from ingest.settings import IngestSettings
from service.execution import Executor, Request
from service.settings import ServiceSettings

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
ROW = re.compile(r"^\| `(PLANGRAPH_\w+)` \| `([^`]*)` \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("settings", [StoreSettings, IngestSettings, ServiceSettings])
def test_the_table_of_settings_says_what_each_setting_says(settings: type[BaseSettings]) -> None:
    rows = {name: (default, meaning) for name, default, meaning in ROW.findall(README)}

    assert {
        f"PLANGRAPH_{name.upper()}": ("" if info.default is None else str(info.default), info.description)
        for name, info in settings.model_fields.items()
    }.items() <= rows.items()


def test_the_first_query_has_the_answer_that_is_printed(examples: Path, tmp_path: Path) -> None:
    query, answer = (re.search(rf"```{kind}\n(.*?)```", README, re.DOTALL) for kind in ("graphql", "json"))
    assert query is not None
    assert answer is not None
    url = f"sqlite:///{tmp_path}/graph.db"
    ingest(find_candidates([examples]), url, limit_mb=64)

    store = open_store(url)
    given = asyncio.run(Executor(store.view).execute(Request(query[1])))
    store.close()

    assert given["data"] == json.loads(answer[1])
