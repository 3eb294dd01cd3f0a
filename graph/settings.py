"""How settings are read from the environment, and the one that every room shares: where the graph is kept."""

from typing import Self
from urllib.parse import quote, urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import InvalidSetting


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
    """Where the graph is kept."""

    store: str = Field("sqlite:///plangraph.db", description="URL of the store.")
    store_password: SecretStr = Field(SecretStr(""), description="Password for a store whose URL names none.")

    def url(self, given: str | None = None) -> str:
        """The URL of the store, ``given`` or as set, with the password where it names a server and none itself."""
        url, password = given or self.store, self.store_password.get_secret_value()
        try:
            server = urlsplit(url)
        except ValueError:  # its engine will say what is wrong with it
            return url
        if not password or not server.hostname or server.password:
            return url
        address = server.netloc.rpartition("@")[2]
        return server._replace(netloc=f"{server.username or ''}:{quote(password, safe='')}@{address}").geturl()
