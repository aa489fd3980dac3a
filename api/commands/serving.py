"""`inee serve` serves; `inee run` brings everything up from nothing first: what `make run` calls."""

import contextlib
import os
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
import uvicorn
from fastapi import FastAPI
from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from uvicorn.supervisors import ChangeReload, Multiprocess

from api import dashboard, logging, secret
from api.commands import base, dashboards, databases, worker
from api.commands.listening import listening, unusable, url
from api.models import Client
from api.services import clients
from api.settings import CHECKOUT, Settings

if TYPE_CHECKING:
    from api.demo.staff import SignIn

GRACE = 10  # seconds for requests under way once we are told to stop
PATIENCE = 60  # seconds a worker may take to answer its parent: on a busy machine it starts slowly


def serve(workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1) -> None:
    """Serve the API over a migrated database."""
    settings = base.settings()
    with _listening(settings) as listener, base.database(settings):
        _serve(settings, listener, workers)


def run(
    reload: Annotated[bool, typer.Option(help="For working on it: API and pages follow the code.")] = False,
) -> None:
    """Start the database if none is given, migrate, load the demo network into an empty one, and serve."""
    if "demo" not in base.settings().model_fields_set:
        os.environ["INEE_DEMO"] = "1"  # here and nowhere else on by default
    settings = base.settings()
    with (
        _listening(settings) as listener,
        _dashboard_listening(settings, reload) as pages,
        base.database(settings, sole=True),
    ):
        settings = base.settings()
        databases.bring_up_to_date(base.owner(settings))
        if settings.demo:
            databases.load_demo_if_empty(settings)
        key = base.in_transaction(settings.database_url, _first_key)
        secret.configure(settings)
        staff = databases.demo_sign_in(settings) if settings.demo else None
        typer.echo(_welcome(settings, listener, pages, key, staff, reload=reload))
        with dashboards.beside(settings, pages, listener.getsockname()[1], reload), worker.beside():
            _serve(settings, listener, reload=reload)


def create_app() -> FastAPI:
    """The application as served, in this process or a worker: with our logging."""
    from api.main import create_app as create

    logging.configure()
    return create()


def _serve(settings: Settings, listener: socket.socket, workers: int = 1, *, reload: bool = False) -> None:
    databases.check_ready(settings)
    secret.configure(settings)
    config = uvicorn.Config(
        "api.commands.serving:create_app",
        factory=True,
        workers=workers,
        reload=reload,
        reload_dirs=[str(CHECKOUT / "api")] if reload else None,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
        timeout_worker_healthcheck=PATIENCE,
    )
    server = uvicorn.Server(config)
    signal.signal(
        signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM)
    )  # a closed terminal stops it too
    try:
        if reload:
            ChangeReload(config, server.run, [listener]).run()
        elif workers > 1:
            Multiprocess(config, [listener]).run()
        else:
            server.run([listener])
    except KeyboardInterrupt:
        return  # Ctrl-C or SIGTERM, after the last answer: the ordinary end
    except OSError as error:
        raise unusable(settings.host, settings.port, "INEE_PORT", error) from error
    if workers == 1 and not reload and not server.started:
        raise base.CommandError("The API did not start; the reason is above.")


def _listening(settings: Settings) -> socket.socket:
    return listening(settings.host, settings.port, "INEE_PORT")


def _dashboard_listening(
    settings: Settings, reload: bool
) -> contextlib.AbstractContextManager[socket.socket | None]:
    """Where the dashboard is served; None where it is not built, or Vite serves it."""
    if reload or not dashboard.is_built():
        return contextlib.nullcontext()
    listener = listening(settings.host, settings.dashboard_port, "INEE_DASHBOARD_PORT")
    # Port 0 is any free one: the API takes calls from the one that it became.
    os.environ["INEE_DASHBOARD_PORT"] = str(listener.getsockname()[1])
    return listener


async def _first_key(session: AsyncSession) -> str | None:
    """A service key where there is no client yet; it is shown once, for only its hash is kept."""
    if await session.scalar(select(exists(select(Client.id)))):
        return None
    _client, key = await clients.create(session, name="First key", permissions=["all"], by=base.OPERATOR)
    return key


def _welcome(
    settings: Settings,
    listener: socket.socket,
    pages: socket.socket | None,
    key: str | None,
    staff: "SignIn | None",
    *,
    reload: bool,
) -> str:
    api = url(settings.host, listener)
    data = _short(settings.data_dir) if settings.embedded else "the database of INEE_DATABASE_URL"
    another = "make another with: .venv/bin/inee client create --name NAME --scope all"
    lines = {
        "Dashboard": dashboards.place(settings, pages, reload),
        "API": f"{api}/docs",
        "Try": f"curl {api}/v1/spaces",
        "Service key": f"{key}  (shown this once; {another})"
        if key
        else f"shown at the first start; {another}",
        **_of_staff(staff),
        "Data": f"{data}, kept between starts",
        "Mail": "by INEE_SMTP_URL"
        if settings.smtp_url
        else f"{_short(settings.data_dir)}/mail, and shown here",
        "Stop": "Ctrl-C",
    }
    return "\n".join(
        ["", "INEE Network Spaces", *(f"  {name:<12} {said}" for name, said in lines.items()), ""]
    )


def _of_staff(staff: "SignIn | None") -> dict[str, str]:
    if staff is None:
        return {}
    way = f"{staff.email}  {staff.password}  and a code of the authenticator {staff.totp_secret}"
    return {"Staff": way, "": "or the code of this half minute: .venv/bin/inee demo-code"}


def _short(path: Path) -> str:
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else str(path)
