"""The application as servers with several processes make it, each its own, from what is set in the environment."""

from starlette.types import ASGIApp

from graph.logs import configure_logs
from graph.settings import StoreSettings
from graph.store import open_store
from service.app import create_app
from service.memory import spare_what_stays
from service.settings import ServiceSettings


def create() -> ASGIApp:
    """The application over the store that is set."""
    settings = ServiceSettings.read()
    configure_logs(settings.logs)
    app = create_app(open_store(StoreSettings.read().url()), settings)
    spare_what_stays()
    return app
