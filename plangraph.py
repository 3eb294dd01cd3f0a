"""The `plangraph` command: the rooms' command groups put together, the logs set up, a failure said in one line."""

import errno
import os
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
        _run()
    except ProjectError as error:
        sys.exit(f"plangraph: {' '.join(str(error).split())}")
    except SystemExit as stop:
        if stop.code == 130:  # Typer turns Ctrl-C into this code without a word
            typer.echo("plangraph: interrupted", err=True)
        raise


def _run() -> None:
    """The command with all it printed written out; it ends with SystemExit, as Typer has it."""
    try:
        try:
            app(prog_name="plangraph")
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in _OUTPUT_ENDS:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again when it ends
        sys.exit(f"plangraph: the answer could not be written: {error.strerror}." if error.errno != errno.EPIPE else 1)


_OUTPUT_ENDS = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT)
"""A reader that has seen enough, as head does; a full disk."""


if __name__ == "__main__":
    main()
