"""What an operator may set of the service."""

from urllib.parse import urlsplit

from pydantic import Field, field_validator

from graph.settings import Settings


class ServiceSettings(Settings):
    """Where the service listens, and where it is reached."""

    host: str = Field("127.0.0.1", description="Address the service listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the service listens on; 0 takes any that is free.")
    public_url: str = Field(
        "", description="URL under which the service is reached from outside, for permalinks; empty: they are paths."
    )

    @field_validator("public_url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and not (
            parts.scheme in {"http", "https"} and parts.netloc and not parts.query and not parts.fragment
        ):
            raise ValueError("it is no address such as https://plans.example.org/api")
        return value
