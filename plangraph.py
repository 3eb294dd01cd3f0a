"""The `plangraph` command: the rooms' command groups put together, the logs set up, a failure said in one line."""

import sys
from io import TextIOWrapper
from typing import Annotated, Literal

import typer

import graph.cli
import ingest.cli
import service.cli
from graph.errors import ProjectError
from graph.logs import configure_logs

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(ingest.cli.app)
app.add_typer(service.cli.app)
app.add_typer(graph.cli.app)


@app.callback()
def set_up(
    logs: Annotated[
        Literal["console", "json"],
        typer.Option(envvar="PLANGRAPH_LOGS", help="How log events are written to standard error."),
    ] = "console",
) -> None:
    """Read government plan documents into a graph and serve it as a GraphQL API."""
    configure_logs(logs)


def main() -> None:
    """Run the command; a failure the user can act on is one line on standard error and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no Chinese shows the rest all the same
    try:
        app(prog_name="plangraph")
    except ProjectError as error:
        sys.exit(f"plangraph: {' '.join(str(error).split())}")
    except SystemExit as stop:
        if stop.code == 130:  # Typer turns Ctrl-C into this code without a word
            typer.echo("plangraph: interrupted", err=True)
        raise


if __name__ == "__main__":
    main()
