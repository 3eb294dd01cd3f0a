"""What an operator may set of the reading of documents."""

from pydantic import Field

from graph.settings import Settings


class IngestSettings(Settings):
    """Limits of what is read."""

    document_limit_mb: int = Field(64, gt=0, description="Largest file that is read, in megabytes.")
