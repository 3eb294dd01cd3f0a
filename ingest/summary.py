"""A load report for people, as a table, and for programs, as JSON."""

import os
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table

from ingest.report import DocumentReport, LoadReport, Status

_SHORTEST_NAME = 12  # columns, in a terminal that has no more
_HEADS = {
    "agencies": "agen-\ncies",
    "plans": "plans",
    "programmes": "pro-\ngrammes",
    "indicators": "indi-\ncators",
    "relations": "rela-\ntions",
    "measurements": "measure-\nments",
    "budgets": "bud-\ngets",
    "outcomes": "out-\ncomes",
    "confirmed": "con-\nfirmed",
    "contradicted": "contra-\ndicted",
    "findings": "find-\nings",
}


def to_table(report: LoadReport) -> RenderableType:
    """What was found in each document, the share of each step, and the release that came of it."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("document", overflow="ellipsis", min_width=_SHORTEST_NAME)
    for head in (*_HEADS.values(), "seconds"):
        table.add_column(head, justify="right", no_wrap=True)
    for document in report.documents:
        table.add_row(*_row(document))
    return Group(table, "", *_footer(report))


def to_json(report: LoadReport) -> dict[str, Any]:
    """The report as plain values."""
    release = report.release
    return {
        "documents": [_document(document) for document in report.documents],
        "release": release
        and {"id": release.id, "published_at": release.published_at.isoformat(), "documents": release.documents},
        "seconds": report.steps(),
    }


def _row(report: DocumentReport) -> tuple[str, ...]:
    name = report.document or os.fsencode(report.path).decode(errors="replace")
    if report.status is not Status.TAKEN:
        return (name, *("" for _ in _HEADS), report.status)
    return (name, *(f"{report.found[column]:,}" for column in _HEADS), f"{sum(report.seconds.values()):.2f}")


def _footer(report: LoadReport) -> list[str]:
    steps = report.steps()
    total = sum(steps.values())
    lines = []
    if total:
        shares = " · ".join(f"{step} {spent / total:.0%}" for step, spent in steps.items())
        lines.append(f"{total:.2f} s: {shares}")
    if report.release:
        lines.append(f"release {report.release.id[:12]}, documents in it: {report.release.documents}")
    return lines


def _document(report: DocumentReport) -> dict[str, Any]:
    error = report.error
    return {
        "document": report.document,
        "path": str(report.path),
        "status": report.status.value,
        "found": report.found,
        "seconds": report.seconds,
        "error": error and {"code": error.code, "message": error.message},
    }
