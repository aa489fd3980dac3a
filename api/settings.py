"""Every setting, from `INEE_…` variables: the only reader of the environment."""

from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from api import local_postgres

CHECKOUT = Path(__file__).resolve().parents[1]


def _driver_url(given: str) -> str:
    """The URL as SQLAlchemy's asyncpg dialect wants it; an error never repeats it: it may hold a password."""
    try:
        url = make_url(given)
    except ArgumentError:
        raise ValueError("not a database URL, such as postgresql://login:password@host/database") from None
    if url.drivername not in {"postgres", "postgresql", "postgresql+asyncpg"}:
        raise ValueError("only PostgreSQL is spoken here: the URL must begin with postgresql://")
    query = dict(url.query)
    if "sslmode" in query:  # libpq's word, as hosting providers print it; asyncpg calls it ssl
        query["ssl"] = query.pop("sslmode")
    return url.set(drivername="postgresql+asyncpg", query=query).render_as_string(hide_password=False)


def _words(given: Any) -> Any:
    """Comma-separated origins, as an environment variable carries them."""
    if not isinstance(given, str):
        return given
    return [word.strip().rstrip("/") for word in given.split(",") if word.strip()]


def _utc(given: datetime) -> datetime:
    return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)


def _mail_server(given: SecretStr) -> SecretStr:
    """An error never repeats the URL: it may hold a password."""
    try:
        url = urlsplit(given.get_secret_value())
        usable = url.scheme in {"smtp", "smtps"} and url.hostname and url.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("not a mail server, such as smtp://login:password@host:587 or smtps://…")
    return given


def _sender(given: str) -> str:
    name, address = parseaddr(given)
    if not all(address.partition("@")) or not address.isascii() or "\n" in name:
        raise ValueError("not a sender, such as INEE Network Spaces <spaces@example.org>")
    return given


DatabaseUrl = Annotated[str, AfterValidator(_driver_url)]
Port = Annotated[int, Field(ge=0, le=65535)]
Days = Annotated[int, Field(ge=1, le=36_500)]


def _embedded(role: str, data_dir: Path) -> str:
    return _driver_url(local_postgres.dsn(data_dir, role))


def _owner(known: dict[str, Any]) -> str | None:
    """The embedded owner goes with the embedded application login; beside a given URL nothing is guessed."""
    ours = known["database_url"] == _embedded(local_postgres.APP, known["data_dir"])
    return _embedded(local_postgres.OWNER, known["data_dir"]) if ours else None


class Settings(BaseSettings):
    """`Settings()` reads the environment; tests say what they need: `Settings(database_url=…)`."""

    model_config = SettingsConfigDict(
        env_prefix="INEE_", env_ignore_empty=True, hide_input_in_errors=True, frozen=True, extra="forbid"
    )

    data_dir: Annotated[Path, AfterValidator(lambda path: path.expanduser().resolve())] = CHECKOUT / ".data"
    """Where the embedded server keeps its data; unused beside a given `database_url`."""
    database_url: DatabaseUrl = Field(
        default_factory=lambda known: _embedded(local_postgres.APP, known["data_dir"]), repr=False
    )
    """The application's login, which owns nothing. Embedded when not given."""
    owner_database_url: DatabaseUrl | None = Field(default_factory=_owner, repr=False)
    """Migrations and resets. None: an own database was given without it, so this process may not migrate."""
    host: str = "127.0.0.1"
    port: Port = 8000
    dashboard_port: Port = 5173
    dashboard_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)] = Field(
        default_factory=lambda known: tuple(
            f"http://{name}:{known.get('dashboard_port', 5173)}" for name in ("127.0.0.1", "localhost")
        )
    )
    """Comma-separated in the environment: who may call with the person's cookie."""
    api_url: Annotated[str, AfterValidator(lambda url: url.rstrip("/"))] | None = None
    """Where a browser reaches the API, for the dashboard; not given, it is on the dashboard's own host."""
    clock: Annotated[datetime, AfterValidator(_utc)] | None = None
    """An instant from which time runs on (UTC unless it says otherwise)."""
    sandbox: bool = False
    demo: bool = False
    """Load the demo network into an empty database; `inee run` turns it on unless told otherwise."""
    secret: Annotated[SecretStr, Field(min_length=32)] | None = None
    """What codes and suppressions are keyed with. None: a file beside the embedded server; see secret.py."""
    smtp_url: Annotated[SecretStr, AfterValidator(_mail_server)] | None = None
    """Where mail goes. None: into a folder, and the console shows its codes."""
    mail_from: Annotated[str, AfterValidator(_sender)] = "INEE Network Spaces <spaces@localhost>"
    mail_timeout: Annotated[float, Field(ge=1, le=600)] = 30
    """Seconds one delivery may take."""
    retain_applications: Days = 365
    """Days that the texts of an application are kept after it was declined, withdrawn or lapsed."""
    retain_imports: Days = 7
    """Days that the cells of an imported list are kept after it was finished."""
    retain_answers: Days = 1
    """Days that an answer is kept for a retry under its Idempotency-Key."""
    retain_outbox: Days = 90
    """Days that a message is kept once delivered or given up."""
    retain_sessions: Days = 30
    """Days that a session is kept after it was over."""
    retain_challenges: Days = 1
    """Days that a code asked for is kept after it was of no more use."""
    retain_jobs: Days = 7
    """Days that the worker's own log of jobs is kept."""

    @property
    def embedded(self) -> bool:
        """Whether the database is our own embedded server."""
        return self.database_url == _embedded(local_postgres.APP, self.data_dir)

    @model_validator(mode="after")
    def _is_whole(self) -> "Settings":
        if self.clock is not None and not self.sandbox:
            raise ValueError("INEE_CLOCK moves time in the sandbox only: set INEE_SANDBOX=1 as well")
        if {"owner_database_url", "database_url"} & self.model_fields_set == {"owner_database_url"}:
            raise ValueError("INEE_OWNER_DATABASE_URL is set without INEE_DATABASE_URL: set both, or neither")
        if self.smtp_url is not None and "mail_from" not in self.model_fields_set:
            raise ValueError("INEE_SMTP_URL is set without INEE_MAIL_FROM: letters need a sender")
        return self
