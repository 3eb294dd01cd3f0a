"""Keeping docs/queries.md true: ask each query on it of the documents in a folder, and write the answers below."""

import argparse
import asyncio
import json
import re
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.store import open_store
from ingest.candidates import find_candidates
from ingest.pipeline import ingest
from service.execution import Executor, Request

PAGE = Path(__file__).resolve().parent.parent / "docs" / "queries.md"
_WIDTH = 120
_ASKED = re.compile(r"```graphql\n(?P<query>.*?)```\n\n```json\n.*?```", re.DOTALL)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make queries", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of documents")
    PAGE.write_text(answered(PAGE.read_text(encoding="utf-8"), parser.parse_args().corpus), encoding="utf-8")


def answered(page: str, corpus: Path) -> str:
    """The page with the answers that the documents of a folder give to its queries."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/graph.db"
        ingest(find_candidates([corpus]), url)
        with closing(open_store(url)) as store:
            return filled(page, lambda query: asyncio.run(Executor(store.view).execute(Request(query))))


def filled(page: str, ask: Callable[[str], dict[str, Any]]) -> str:
    """The page with what ``ask`` answers written below each query."""

    def fill(asked: re.Match[str]) -> str:
        query = asked["query"]
        return f"```graphql\n{query}```\n\n```json\n{pretty(_shown(ask(query)))}\n```"

    return _ASKED.sub(fill, page)


def pretty(value: Any, indent: str = "") -> str:
    """A value as JSON, each part of it on one line that fits there."""
    short = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(short) <= _WIDTH or not isinstance(value, dict | list):
        return short
    deeper = f"{indent}  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {pretty(part, deeper)}" for key, part in value.items()]
        return "\n".join(("{", _lines(parts, deeper), f"{indent}}}"))
    return "\n".join(("[", _lines([pretty(part, deeper) for part in value], deeper), f"{indent}]"))


def _lines(parts: list[str], indent: str) -> str:
    return ",\n".join(f"{indent}{part}" for part in parts)


def _shown(answer: dict[str, Any]) -> dict[str, Any]:
    """What of an answer is shown: its data, and what else it says but for what every answer has."""
    more = {name: said for name, said in answer.get("extensions", {}).items() if name not in {"release", "cost"}}
    return {**answer["data"], "extensions": more} if more else answer["data"]


if __name__ == "__main__":
    main()
