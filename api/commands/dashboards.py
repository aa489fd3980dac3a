"""The dashboard's server: beside the API under `inee run`, or alone by `inee dashboard`."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator

import typer
import uvicorn

from api import dashboard as pages
from api.commands import base
from api.commands.listening import listening, url
from api.settings import CHECKOUT, Settings

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


def place(settings: Settings, listener: socket.socket | None, reload: bool) -> str:
    """Its address, or how to have one."""
    if reload:
        return f"http://127.0.0.1:{settings.dashboard_port}"  # where vite.config.ts puts it
    return url(settings.host, listener) if listener else f"not built; {BUILD}"


@contextlib.contextmanager
def beside(
    settings: Settings, listener: socket.socket | None, api_port: int, reload: bool = False
) -> Iterator[None]:
    """The dashboard while the block runs: Vite's with `reload`; none without a listener, for it is not built."""
    if reload:
        with _vite(settings, api_port):
            yield
    elif listener is None:
        yield
    else:
        with _in_a_thread(_server(settings, api_port), listener):
            yield


@contextlib.contextmanager
def _in_a_thread(server: uvicorn.Server, listener: socket.socket) -> Iterator[None]:
    thread = threading.Thread(target=server.run, args=([listener],), name="dashboard", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)


@contextlib.contextmanager
def _vite(settings: Settings, api_port: int) -> Iterator[None]:
    """Vite's own server, which puts each change of the pages on screen at once."""
    npm = shutil.which("npm")
    if npm is None:
        raise base.CommandError("Node 20.19 or newer is needed for the dashboard: install it, with npm.")
    ports = {"INEE_DASHBOARD_PORT": str(settings.dashboard_port), "INEE_PORT": str(api_port)}
    command = [npm, "--prefix", str(CHECKOUT / "frontend"), "run", "--silent", "dev"]
    with subprocess.Popen(command, env=os.environ | ports, start_new_session=True) as vite:
        try:
            yield
        finally:
            os.killpg(vite.pid, signal.SIGTERM)


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
