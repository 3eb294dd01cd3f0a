"""The commands that look after a store, whatever is in it."""

import asyncio
import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import UnknownName
from graph.settings import StoreSettings

if TYPE_CHECKING:
    from graph.model.batch import Batch
    from graph.resolution.decisions import Decisions

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

    for node in linked_nodes(*_said(store)):
        typer.get_binary_stream("stdout").write(json.dumps(node, ensure_ascii=False).encode() + b"\n")


@app.command("why", epilog="Exit code: 0 where both names are known, 1 otherwise.")
def explain_names(
    one: Annotated[str, typer.Argument(help="A name, or an id.", show_default=False)],
    other: Annotated[str, typer.Argument(help="Another.", show_default=False)],
    store: Store = None,
) -> None:
    """Print why two names are, or are not, names of one node: rules, what is shared, what differs.

    Of two nodes it says which took the other's place, or is part of it, and where that is stated.

    Example: plangraph why 通傳會 NCC
    """
    from graph.resolution.explain import explain
    from graph.resolution.members import members_of

    batches, decisions = _said(store)
    members = (member for batch in batches for member in members_of(batch))
    stated = ((batch.document.code, statement) for batch in batches for statement in batch.statements)
    lines = list(explain(members, decisions, one, other, stated))
    for line in lines:
        typer.echo(line)
    if not lines:
        raise UnknownName(f"No two things of one type are known as '{one}' and '{other}'.")


@app.command("decide")
def take_decisions(
    file: Annotated[Path, typer.Argument(help="A YAML file of decisions.", show_default=False)], store: Store = None
) -> None:
    """Take the decisions in a file about which things are one, in place of those taken before, and publish a release.

    The file has the lists 'same' and 'distinct'; each entry has a type, two or more things, and a reason. A thing is a
    name, or {name: …, document: …}, or {id: …}. Decisions override what the program thinks and hold for later loads;
    an empty file takes them all back.

    Example: plangraph decide decisions.yml
    """
    from graph.resolution.decisions import read_decisions
    from graph.store import open_store

    decisions = read_decisions(file)
    with closing(open_store(StoreSettings.read().url(store))) as opened, opened.writer() as writer:
        writer.decide(decisions)
        release = writer.publish()
    typer.echo(f"Decisions taken: {len(list(decisions))}, release {release.id[:12]}", err=True)


def _said(store: str | None) -> "tuple[list[Batch], Decisions]":
    """What all documents of a store say, and what was decided."""
    from graph.store import open_store

    with closing(open_store(StoreSettings.read().url(store))) as opened:
        return [opened.kept(code).batch for code in sorted(opened.documents())], opened.decisions()
