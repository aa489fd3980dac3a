"""The dashboard's server: beside the API under `inee run`, or alone by `inee dashboard`."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import typer
import uvicorn

from api import dashboard as pages
from api.commands import base
from api.commands.listening import listening, url
from api.settings import Settings

BUILD = "npm --prefix frontend ci && npm --prefix frontend run build"


def dashboard() -> None:
    """Serve the built dashboard alone; INEE_API_URL names the API where it is not on this machine."""
    settings = base.settings()
    if not pages.is_built():
        raise base.CommandError(f"The dashboard is not built: {BUILD}")
    with listening(settings.host, settings.dashboard_port, "INEE_DASHBOARD_PORT") as listener:
        typer.echo(f"Dashboard: {url(settings.host, listener)}")
        with contextlib.suppress(KeyboardInterrupt):
            _server(settings, settings.port).run([listener])


@contextlib.contextmanager
def beside(settings: Settings, listener: socket.socket | None, api_port: int) -> Iterator[None]:
    """Serve it in a thread of its own while the block runs; without a listener there is nothing to serve."""
    if listener is None:
        yield
        return
    server = _server(settings, api_port)
    thread = threading.Thread(target=server.run, args=([listener],), name="dashboard", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)


def _server(settings: Settings, api_port: int) -> uvicorn.Server:
    app = pages.create_app(settings, api_port)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
    )
