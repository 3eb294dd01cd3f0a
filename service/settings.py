"""What an operator may set of the service."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from graph.settings import Settings
from service.limits import Limits

_LIMITS = Limits()


class ServiceSettings(Settings):
    """Where the service listens, how much it takes, and how long it waits."""

    host: str = Field("127.0.0.1", description="Address the service listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the service listens on; 0 takes any that is free.")
    public_url: str = Field(
        "", description="URL under which the service is reached from outside, for permalinks; empty: they are paths."
    )
    logs: Literal["console", "json"] = Field(
        "console", description="How log events are written to standard error: `console` or `json`."
    )
    workers: int = Field(1, ge=1, le=64, description="Processes that serve, on one port.")
    cors_origins: str = Field(
        "*", description="Web pages that may ask: their origins, with commas between; `*` for all, empty for none."
    )
    max_age_seconds: int = Field(
        0, ge=0, description="How long caches may keep an answer without asking whether it still holds."
    )
    trusted_documents: Path | None = Field(
        None, description="File of the only documents that are answered, by hash; without it, all are."
    )
    body_limit_kb: int = Field(256, ge=1, description="Largest body of a request, in kilobytes.")
    body_seconds: float = Field(10.0, gt=0, description="Seconds within which a request must be there whole.")
    operation_seconds: float = Field(
        30.0, gt=0, description="Seconds after which an operation is stopped, in the store too."
    )
    operation_depth: int = Field(_LIMITS.depth, ge=12, description="How deep the fields of an operation may nest.")
    operation_tokens: int = Field(_LIMITS.tokens, ge=1000, description="Most words and signs of a document.")
    operation_aliases: int = Field(
        _LIMITS.aliases, ge=0, description="Most fields of an operation that go by another name."
    )
    operation_nodes: int = Field(
        _LIMITS.nodes, ge=1000, description="Most things that an operation may ask for, if all its pages are full."
    )
    operations: int = Field(
        _LIMITS.operations, ge=1, le=1000, description="Operations under way at once, in each process."
    )
    answers_mb: int = Field(
        32,
        ge=0,
        description="Memory for answers that are asked for again and again, in megabytes, in each process; 0 for none.",
    )
    release_seconds: float = Field(
        1.0,
        gt=0,
        description="Seconds between two looks at whether there is a new release, for answers that are kept.",
    )

    def limits(self) -> Limits:
        """The limits of one operation."""
        return Limits(
            tokens=self.operation_tokens,
            depth=self.operation_depth,
            aliases=self.operation_aliases,
            nodes=self.operation_nodes,
            seconds=self.operation_seconds,
            operations=self.operations,
        )

    def origins(self) -> list[str]:
        """The origins of web pages that may ask."""
        return [origin.strip() for origin in self.cors_origins.split(",") if origin.strip()]

    @field_validator("public_url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and not (
            parts.scheme in {"http", "https"} and parts.netloc and not parts.query and not parts.fragment
        ):
            raise ValueError("it is no address such as https://plans.example.org/api")
        return value
