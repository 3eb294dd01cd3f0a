import json
import socket
import subprocess
import sys
from typing import Any

ERROR = """
try:
    1 / 0
except ZeroDivisionError as error:
    structlog.get_logger().error("query_failed", exc_info=error)
"""


def test_an_event_is_one_write_so_that_lines_of_several_processes_stay_apart() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with ours, theirs:
        _run('structlog.get_logger().info("document_ingested", document="甲")', theirs)
        written = ours.recv(10_000).decode()

    event = json.loads(written)
    assert (event["event"], event["document"]) == ("document_ingested", "甲")
    assert written.endswith("}\n")


def test_what_libraries_warn_of_is_an_event() -> None:
    warning = 'logging.getLogger("uvicorn.error").warning("Invalid %s received.", "request")'
    run = _run(f'logging.getLogger("uvicorn.error").info("Started."); {warning}', subprocess.PIPE)

    event = json.loads(run.stderr)
    assert (event["event"], event["level"]) == ("library_warned", "warning")
    assert (event["library"], event["message"]) == ("uvicorn.error", "Invalid request received.")


def test_an_error_in_the_log_says_where_it_was_raised() -> None:
    event = json.loads(_run(ERROR, subprocess.PIPE).stderr)

    assert event["event"] == "query_failed"
    assert event["exception"].startswith("Traceback")
    assert "ZeroDivisionError: division by zero" in event["exception"]


def _run(program: str, stderr: Any) -> subprocess.CompletedProcess[str]:
    """Log from a process of its own, unbuffered, as in containers."""
    begun = 'import logging, structlog\nfrom graph.logs import configure_logs\nconfigure_logs("json")\n'
    command = [sys.executable, "-u", "-c", begun + program]
    return subprocess.run(command, stderr=stderr, encoding="utf-8", check=True)
