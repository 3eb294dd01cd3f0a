import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_the_lock_holds_every_dependency_with_hashes_and_says_nothing_of_where_it_was_made() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split("[<>=]", spec)[0] for spec in project["dependencies"] + project["optional-dependencies"]["dev"]}
    pins = re.findall(r"^([a-z0-9-]+)==\S+(?: ; .*)? \\\n    --hash=sha256:[0-9a-f]{64}", LOCK, re.MULTILINE)

    assert wanted - set(pins) == set()
    assert len(pins) == len(re.findall("^[^ #]", LOCK, re.MULTILINE))
    assert re.findall(r"://|--index|--find-links|^.*(?: |=)/.*$", LOCK, re.MULTILINE) == []
