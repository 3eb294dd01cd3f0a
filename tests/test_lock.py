import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


@pytest.mark.parametrize(
    ("file", "specs"),
    [
        pytest.param("requirements.lock", PROJECT["dependencies"] + EXTRAS["dev"], id="project"),
        pytest.param("benchmarks/requirements.lock", EXTRAS["bench"], id="benchmarks"),
    ],
)
def test_a_lock_holds_every_dependency_with_hashes_and_says_nothing_of_where_it_was_made(
    file: str, specs: list[str]
) -> None:
    lock = (ROOT / file).read_text("utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==\S+(?: ; .*)? \\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)

    assert {re.split("[<>=]", spec)[0] for spec in specs} - set(pins) == set()
    assert len(pins) == len(re.findall("^[^ #]", lock, re.MULTILINE))
    assert re.findall(r"://|--index|--find-links|^.*(?: |=)/.*$", lock, re.MULTILINE) == []
