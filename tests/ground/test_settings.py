"""Settings: what the environment may say, and how it is told that it said something wrong."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"INEE_{name.upper()}", raising=False)


@pytest.mark.parametrize(
    ("given", "spoken"),
    [
        ("postgres://a:p%40@h/d", "postgresql+asyncpg://a:p%40@h/d"),
        ("postgresql://a@h:5/d?sslmode=require", "postgresql+asyncpg://a@h:5/d?ssl=require"),
        ("postgresql+asyncpg://a@/d?host=/s", "postgresql+asyncpg://a@/d?host=%2Fs"),
    ],
)
def test_a_database_url_is_taken_as_hosts_print_it(given: str, spoken: str) -> None:
    assert Settings(database_url=given).database_url == spoken


@pytest.mark.parametrize("given", ["mysql://a:hunter2@h/d", "hunter2", "postgresql+psycopg://a:hunter2@h/d"])
def test_a_wrong_url_is_refused_without_repeating_its_password(given: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(database_url=given)
    assert "hunter2" not in str(refused.value)


def test_a_password_is_not_shown_with_the_settings() -> None:
    url = "postgresql://a:hunter2@h/d"
    assert "hunter2" not in repr(Settings(database_url=url, owner_database_url=url))


def test_without_a_url_both_logins_are_those_of_the_embedded_server(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert settings.embedded
    assert settings.database_url.startswith("postgresql+asyncpg://inee_app@/inee?")
    assert str(settings.owner_database_url).startswith("postgresql+asyncpg://inee_owner@/inee?")


def test_beside_a_given_url_no_owner_is_guessed() -> None:
    settings = Settings(database_url="postgresql://a@h/d")
    assert settings.owner_database_url is None
    assert not settings.embedded


def test_an_owner_without_an_application_login_is_refused() -> None:
    with pytest.raises(ValidationError, match="set both, or neither"):
        Settings(owner_database_url="postgresql://a@h/d")


def test_the_clock_moves_in_the_sandbox_only() -> None:
    with pytest.raises(ValidationError, match="INEE_SANDBOX=1"):
        Settings(clock="2026-03-01")
    assert Settings(clock="2026-03-01", sandbox=True).clock == datetime(2026, 3, 1, tzinfo=UTC)
    assert Settings(clock="2026-03-01T02:00+02:00", sandbox=True).clock == datetime(2026, 3, 1, tzinfo=UTC)


def test_origins_come_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INEE_DASHBOARD_ORIGINS", "https://a.example/, https://b.example")
    assert Settings().dashboard_origins == ("https://a.example", "https://b.example")


def test_the_dashboard_of_this_machine_is_an_origin_from_the_start() -> None:
    assert "http://127.0.0.1:6000" in Settings(dashboard_port=6000).dashboard_origins


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INEE_DATABASE_URL", "")
    assert Settings().embedded


@pytest.mark.parametrize("given", ["http://a:hunter2@h", "smtp://", "hunter2", "smtp://a:hunter2@h:port"])
def test_a_mail_server_is_one_and_its_password_is_not_repeated(given: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(smtp_url=given, mail_from="a@example.org")
    assert "hunter2" not in str(refused.value)


def test_mail_for_a_server_has_a_sender() -> None:
    with pytest.raises(ValidationError, match="INEE_MAIL_FROM"):
        Settings(smtp_url="smtp://a:hunter2@h")
    with pytest.raises(ValidationError, match="not a sender"):
        Settings(mail_from="nobody")
    settings = Settings(smtp_url="smtps://a:hunter2@h", mail_from="INEE <spaces@example.org>")
    assert "hunter2" not in repr(settings)


def test_a_secret_is_long_and_is_not_shown() -> None:
    with pytest.raises(ValidationError):
        Settings(secret="short")
    assert "hunter" not in repr(Settings(secret="hunter" * 6))
