"""Structured logs, configured once at each entrance."""

import logging
import sys

import structlog


def configure_logs(form: str = "console", *, level: int = logging.INFO) -> None:
    """Send log events to standard error, as readable lines or as one JSON object a line.

    The event is a constant, the values are keys; standard output stays free for answers.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if form == "json"
            else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # the stream as it is when something is logged; a line is one write, for workers share the stream
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )
