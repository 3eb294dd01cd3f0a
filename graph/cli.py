"""The commands that look after a store, whatever is in it."""

import asyncio
import json
from contextlib import closing
from typing import Annotated

import typer

from graph.settings import StoreSettings

app = typer.Typer()

Source = Annotated[str, typer.Argument(metavar="FROM", help="URL of the store that is copied.", show_default=False)]
Target = Annotated[str, typer.Argument(metavar="TO", help="URL of the store it is copied to.", show_default=False)]
Store = Annotated[
    str | None,
    typer.Option(help="URL of the store.  [PLANGRAPH_STORE, else sqlite:///plangraph.db]", show_default=False),
]


@app.command("copy")
def copy_store(source: Source, target: Target) -> None:
    """Copy the release of one store to another, on any engine; documents that only the other holds are taken out.

    Example: plangraph copy sqlite:///plangraph.db neo4j://neo4j@localhost
    """
    from graph.store import open_store
    from graph.store.copying import copy

    settings = StoreSettings.read()
    with (
        closing(open_store(settings.url(source))) as found,
        closing(open_store(settings.url(target), create=True)) as to,
    ):
        release = copy(found, to)
    typer.echo(f"Copied release {release.id[:12]}, documents in it: {release.documents}", err=True)


@app.command("check", epilog="Exit code: 0 where all is well, 1 otherwise.")
def check_store(store: Store = None) -> None:
    """Check that a store is whole: its indexes, what hangs on what, evidence on everything, the hash of its release.

    What is wrong is printed, one line each.

    Example: plangraph check --store neo4j://neo4j@localhost
    """
    from graph.errors import MissingStore
    from graph.store import open_store
    from graph.store.checking import check

    with closing(open_store(StoreSettings.read().url(store))) as opened:
        release = asyncio.run(opened.view.release())
        if release is None:
            raise MissingStore("The store holds no release yet: run 'plangraph ingest' first.")
        faults = list(check(opened, release))
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"Release {release.id[:12]}, documents in it: {release.documents}, faults: {len(faults)}", err=True)
    raise typer.Exit(1 if faults else 0)


@app.command("links")
def print_links(store: Store = None) -> None:
    """Print what is one node across documents, one node a line as JSON: its names, its mentions, its links.

    Example: plangraph links > nodes.jsonl
    """
    from graph.links import linked_nodes
    from graph.resolution.decisions import Decisions
    from graph.store import open_store

    with closing(open_store(StoreSettings.read().url(store))) as opened:
        batches = [opened.kept(code).batch for code in sorted(opened.documents())]
    for node in linked_nodes(batches, Decisions()):
        typer.get_binary_stream("stdout").write(json.dumps(node, ensure_ascii=False).encode() + b"\n")
