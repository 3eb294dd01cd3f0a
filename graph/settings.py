"""How settings are read from the environment, and the one that every room shares: where the graph is kept."""

from typing import Self
from urllib.parse import SplitResult, quote, urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InvalidSetting

CONNECTIONS = 64
TIMEOUT_SECONDS = 20.0


class Settings(BaseSettings):
    """Settings of a room: its fields, read from the environment with PLANGRAPH_ in front."""

    model_config = SettingsConfigDict(env_prefix="PLANGRAPH_", frozen=True)

    @classmethod
    def read(cls) -> Self:
        """The settings as the environment has them. Raises: InvalidSetting, naming the variable."""
        try:
            return cls()
        except ValidationError as exc:
            first = exc.errors()[0]
            name = f"PLANGRAPH_{'_'.join(map(str, first['loc'])).upper()}"
            raise InvalidSetting(f"{name}={first['input']!r} cannot be used: {first['msg']}.") from exc


class StoreSettings(Settings):
    """Where the graph is kept, and how long a server that keeps it is waited for."""

    store: str = Field("sqlite:///plangraph.db", description="URL of the store.")
    store_password: SecretStr = Field(SecretStr(""), description="Password for a store whose URL names none.")
    store_connections: int = Field(
        CONNECTIONS, ge=1, description="Most connections that a process holds to a store's server."
    )
    store_timeout_seconds: float = Field(
        TIMEOUT_SECONDS,
        gt=0,
        le=3600,
        description="Seconds after which a silent server of a store counts as away.",
    )

    def url(self, given: str | None = None) -> str:
        """The URL of the store, ``given`` or as set; where it names a server, with what it does not say itself."""
        url = given or self.store
        try:
            server = urlsplit(url)
        except ValueError:  # its engine will say what is wrong with it
            return url
        if not server.hostname:
            return url
        return server._replace(netloc=self._netloc(server), query=self._query(server)).geturl()

    def _netloc(self, server: SplitResult) -> str:
        password = self.store_password.get_secret_value()
        if not password or server.password:
            return server.netloc
        return f"{server.username or ''}:{quote(password, safe='')}@{server.netloc.rpartition('@')[2]}"

    def _query(self, server: SplitResult) -> str:
        """What is set, before what the URL says: the last word counts."""
        set_ = f"connections={self.store_connections}&timeout_seconds={self.store_timeout_seconds:g}"
        return f"{set_}&{server.query}" if server.query else set_
