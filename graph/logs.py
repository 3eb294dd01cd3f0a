"""Structured logs, configured once at each entrance."""

import logging
import sys
from collections.abc import Callable, Mapping
from typing import Any

import orjson
import structlog
from structlog.typing import Processor


def configure_logs(form: str = "console", *, level: int = logging.INFO) -> None:
    """Send log events to standard error, as readable lines or as one JSON object a line.

    The event is a constant, the values are keys; standard output stays free for answers. What libraries warn of is an
    event too.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *_rendering(form),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # the stream as it is when something is logged; a line is one write, for workers share the stream
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )
    logging.basicConfig(handlers=[_Events(logging.WARNING)])


def _rendering(form: str) -> tuple[Processor, ...]:
    if form == "json":
        return structlog.processors.format_exc_info, structlog.processors.JSONRenderer(_as_json)
    return (structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),)


def _as_json(event: Mapping[str, Any], default: Callable[[Any], Any]) -> str:
    return orjson.dumps(event, default=default).decode()


class _Events(logging.Handler):
    """Makes an event of what a library logs."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log it as ours are."""
        log = structlog.get_logger()
        log.log(
            record.levelno, "library_warned", library=record.name, message=record.getMessage(), exc_info=record.exc_info
        )
