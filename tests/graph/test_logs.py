import json
import socket
import subprocess
import sys

EVENT = """
import structlog
from graph.logs import configure_logs

configure_logs("json")
structlog.get_logger().info("document_ingested", document="甲")
"""


def test_an_event_is_one_write_so_that_lines_of_several_processes_stay_apart() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with ours, theirs:
        subprocess.run([sys.executable, "-u", "-c", EVENT], stderr=theirs, check=True)  # unbuffered, as in containers
        written = ours.recv(10_000).decode()

    event = json.loads(written)
    assert (event["event"], event["document"]) == ("document_ingested", "甲")
    assert written.endswith("}\n")
