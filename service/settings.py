"""What an operator may set of the service."""

from pydantic import Field

from graph.settings import Settings


class ServiceSettings(Settings):
    """Where the service listens."""

    host: str = Field("127.0.0.1", description="Address the service listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the service listens on; 0 takes any that is free.")
