"""The commands that serve the graph, ask it without HTTP, and print its schema."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
import typer

from graph.errors import InvalidQuery, InvalidVariables
from graph.settings import StoreSettings

app = typer.Typer()

Store = Annotated[
    str | None,
    typer.Option(help="URL of the store.  [PLANGRAPH_STORE, else sqlite:///plangraph.db]", show_default=False),
]
Host = Annotated[
    str | None, typer.Option(help="Address to listen on.  [PLANGRAPH_HOST, else 127.0.0.1]", show_default=False)
]
Port = Annotated[
    int | None,
    typer.Option(min=0, max=65535, help="Port to listen on.  [PLANGRAPH_PORT, else 8000]", show_default=False),
]


Workers = Annotated[
    int | None,
    typer.Option(min=1, max=64, help="Processes that serve.  [PLANGRAPH_WORKERS, else 1]", show_default=False),
]


@app.command("serve")
def serve_graph(
    context: typer.Context, store: Store = None, host: Host = None, port: Port = None, workers: Workers = None
) -> None:
    """Serve the graph as a GraphQL API, with GraphiQL for browsers, until Ctrl-C.

    A store that is not there yet is waited for: /readyz tells when it has come.

    Example: plangraph serve --store sqlite:///plans.db --port 8080
    """
    from graph.store import open_store
    from service.app import create_app
    from service.server import address, listen, run, run_workers
    from service.settings import ServiceSettings

    settings = ServiceSettings.read()
    created = create_app(open_store(_store_url(store)), settings)
    listening = listen(host or settings.host, settings.port if port is None else port)
    typer.echo(f"GraphiQL is at {address(listening)}/graphql; Ctrl-C stops the service.", err=True)
    if (processes := workers or settings.workers) == 1:
        run(created, listening)
    else:
        # each process reads for itself what is set
        os.environ |= {"PLANGRAPH_STORE": store or StoreSettings.read().store, "PLANGRAPH_LOGS": _logs(context)}
        run_workers("service.asgi:create", listening, processes)


@app.command("query", epilog="Exit code: 0 for an answer without errors, 1 otherwise.")
def query_graph(
    file: Annotated[Path, typer.Argument(help="File with a GraphQL document; - reads standard input.")],
    variables: Annotated[str, typer.Option(help="The variables, as a JSON object.", show_default=False)] = "{}",
    operation: Annotated[str | None, typer.Option(help="Which operation of the document.", show_default=False)] = None,
    store: Store = None,
) -> None:
    """Answer a GraphQL document as the service would, without HTTP; the answer is printed as JSON.

    Example: plangraph query agency.graphql --variables '{"name": "經濟部水利署"}'

    Example: echo '{ statistics { type count } }' | plangraph query -
    """
    from graph.store import open_store
    from service.execution import Executor, Request
    from service.settings import ServiceSettings

    public_url = ServiceSettings.read().public_url
    request = Request(_read_query(file), _read_variables(variables), operation)
    opened = open_store(_store_url(store))
    try:
        answer = asyncio.run(Executor(opened.view, public_url=public_url).execute(request))
    finally:
        opened.close()
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    if "errors" in answer:
        raise typer.Exit(1)


@app.command("schema")
def print_schema(
    client: Annotated[
        Literal["apollo", "urql"] | None,
        typer.Option("--for", help="In place of the schema, what the cache of a client has to know of it."),
    ] = None,
) -> None:
    """Print the GraphQL schema.

    Example: plangraph schema > schema.graphql

    Example: plangraph schema --for apollo > plangraph.js
    """
    from service.clients import module_for
    from service.schema import build_schema

    typer.echo(module_for(client) if client else build_schema().as_str())


def _logs(context: typer.Context) -> str:
    """How logs are written, which is an option of the whole program."""
    return str(context.find_root().params.get("logs") or "console")


def _store_url(store: str | None) -> str:
    return StoreSettings.read().url(store)


def _read_query(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise InvalidQuery(f"'{file}' cannot be read ({_reason(exc)}): name a file with a GraphQL document.") from exc


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror or "unknown"


def _read_variables(text: str) -> dict[str, Any]:
    try:
        variables = orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        raise InvalidVariables(f'The variables are no JSON ({exc}): write --variables \'{{"name": "…"}}\'.') from exc
    if not isinstance(variables, dict):
        raise InvalidVariables('The variables are no JSON object: write --variables \'{"name": "…"}\'.')
    return variables
