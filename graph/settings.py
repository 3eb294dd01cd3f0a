"""Where the graph is kept: the one setting that every room shares."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class StoreSettings(BaseSettings):
    """Read from the environment, PLANGRAPH_ in front."""

    model_config = SettingsConfigDict(env_prefix="PLANGRAPH_", frozen=True)

    store: str = Field("sqlite:///plangraph.db", description="URL of the store.")
