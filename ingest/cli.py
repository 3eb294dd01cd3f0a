"""The commands that take documents in, print what they say, and take them out."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.console import Console, RenderableType
from rich.progress import Progress

from graph.errors import DocumentError
from graph.settings import StoreSettings
from ingest.candidates import find_candidates
from ingest.report import DocumentReport
from ingest.settings import IngestSettings
from ingest.summary import to_json, to_table

app = typer.Typer()

Paths = Annotated[list[Path], typer.Argument(help="Documents (.txt, .md), or folders of them.", show_default=False)]
Store = Annotated[
    str | None,
    typer.Option(help="URL of the store.  [PLANGRAPH_STORE, else sqlite:///plangraph.db]", show_default=False),
]


def _cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Jobs = Annotated[
    int,
    typer.Option(
        min=1,
        default_factory=_cores,
        help="Documents read at once, at most: the number of cores, if not given. The answer is always the same.",
        show_default=False,
    ),
]


@app.command("ingest", epilog="Exit code: 0 when every document was taken or is unchanged, 1 when any was not.")
def ingest_documents(
    paths: Paths,
    jobs: Jobs,
    store: Store = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Read documents into the graph and publish a release.

    A document is read anew only when it, its sidecar (NAME.meta.yml), the rules or the program have changed.

    One that cannot be read is reported, and the others go on. Interrupted, the last release stays as it is.

    Example: plangraph ingest reports/ budget-2025.md --store sqlite:///plans.db
    """
    from ingest.pipeline import ingest

    candidates, limit_mb = find_candidates(paths), IngestSettings.read().document_limit_mb
    with _progress(len(candidates)) as done:
        report = ingest(candidates, _store_url(store), limit_mb=limit_mb, jobs=jobs, done=done)
    if as_json:
        _print_json(to_json(report))
    else:
        _print_table(to_table(report))
    _end(report.errors)


@app.command("extract", epilog="Exit code: 0 when every document was read, 1 when any was not.")
def extract_documents(paths: Paths, jobs: Jobs) -> None:
    """Print what documents say, one fact a line as JSON; nothing is stored.

    Entities, relations, measurements, budgets and outcomes, each with its lines, its quote and the rule that found it.

    Example: plangraph extract report.txt > facts.jsonl
    """
    from ingest.pipeline import extract_records

    errors = []
    for found in extract_records(find_candidates(paths), limit_mb=IngestSettings.read().document_limit_mb, jobs=jobs):
        if isinstance(found, DocumentError):
            errors.append(found)
        else:
            for record in found:
                _print_json(record)
    _end(errors)


@app.command("rules", epilog="Exit code: 0 when every document was read, 1 when any was not.")
def show_rules(
    paths: Paths,
    jobs: Jobs,
    as_json: Annotated[bool, typer.Option("--json", help="Print the use of each rule as JSON.")] = False,
) -> None:
    """Print which rule found how many facts in which document; nothing is stored.

    A rule that served only one of the documents given is marked: it may say something that is true of that one alone.

    Example: plangraph rules reports/
    """
    from ingest import rule_use
    from ingest.pipeline import extract_records

    candidates, documents, errors = find_candidates(paths), {}, []
    found = extract_records(candidates, limit_mb=IngestSettings.read().document_limit_mb, jobs=jobs)
    for candidate, records in zip(candidates, found, strict=True):
        if isinstance(records, DocumentError):
            errors.append(records)
        else:
            documents[str(candidate.document)] = rule_use.count_use(records)
    uses = rule_use.uses_of_rules(documents)
    if as_json:
        _print_json(rule_use.to_json(uses))
    else:
        _print_table(rule_use.to_table(uses, list(documents)))
    _end(errors)


@app.command("remove", epilog="Exit code: 0 when it was taken out, 1 when the store holds no such document.")
def remove_document(
    document: Annotated[str, typer.Argument(help="Its id: the sidecar's, else the file name without ending.")],
    store: Store = None,
) -> None:
    """Take a document out of the graph, with all that only it said, and publish a release.

    Example: plangraph remove budget-2025
    """
    from ingest.pipeline import remove

    release = remove(document, _store_url(store))
    typer.echo(f"Removed '{document}': release {release.id[:12]}, documents in it: {release.documents}", err=True)


_PAGE_WIDTH = 160  # columns, where no terminal says how many it has


def _store_url(given: str | None) -> str:
    return StoreSettings.read().url(given)


def _print_json(value: object) -> None:
    """One line on standard output, in UTF-8 whatever the terminal's encoding."""
    line = json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace")  # a path need not be text
    typer.get_binary_stream("stdout").write(line + b"\n")


def _print_table(table: RenderableType) -> None:
    width = None if Console().is_terminal else _PAGE_WIDTH
    Console(width=width, highlight=False, markup=False).print(table)


def _end(errors: Sequence[DocumentError]) -> None:
    """Say each error once, and leave with the exit code they make."""
    for error in dict.fromkeys(errors):
        typer.echo(f"plangraph: {' '.join(error.message.split())}", err=True)
    raise typer.Exit(1 if errors else 0)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[DocumentReport], None]]:
    """What to call with each finished document: it moves a bar on a terminal, and writes a log line elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _log
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Reading", total=total)
        yield lambda report: bar.update(task, advance=1, description=report.document or str(report.path))


def _log(report: DocumentReport) -> None:
    seconds = round(sum(report.seconds.values()), 3)
    log = structlog.get_logger()
    if report.error:
        log.warning("document_failed", path=str(report.path), error=report.error.code)
    else:
        log.info("document_ingested", document=report.document, status=report.status, seconds=seconds, **report.found)
