"""Mail: one plain-text letter at a time, to a server or into a folder."""

import asyncio
import ipaddress
import os
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol, Self
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib
from email_validator import validate_email

from api import clock

PER_CONNECTION = 50  # letters: servers close a connection that brings too many


@dataclass(frozen=True, slots=True)
class Envelope:
    """One letter, written and addressed. `id` is the outbox row's: the same however often it is sent."""

    id: UUID
    to: str
    subject: str
    body: str
    language: str
    code: str | None = None


class Refused(Exception):
    """This letter will never be taken there: the address is unknown, or what it says is refused."""


class NotNow(Exception):
    """This letter was not taken this time."""


class Unreachable(Exception):
    """No letter is taken now: nobody answers, or we are not let in."""


class Outlet(Protocol):
    """Where letters go. A delivery that raises nothing is done."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *_: object) -> None: ...

    async def send(self, envelope: Envelope) -> None: ...


def compose(envelope: Envelope, sender: str) -> EmailMessage:
    name, address = parseaddr(sender)
    message = EmailMessage(policy=WIRE)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(addr_spec=_deliverable(envelope.to))
    message["Subject"] = envelope.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{envelope.id}@{domain(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(envelope.body)
    message["Content-Language"] = envelope.language
    return message


def domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2]


def _deliverable(address: str) -> str:
    """The domain as mail servers know it; most take nothing but ASCII."""
    if address.isascii():
        return address
    found = validate_email(address, check_deliverability=False)
    return found.ascii_email or found.normalized


class Smtp:
    """A mail server over one connection, made when the first letter comes."""

    def __init__(self, url: str, sender: str, timeout: float) -> None:
        self._url, self._sender, self._timeout = urlsplit(url), sender, timeout
        self._client: aiosmtplib.SMTP | None = None
        self._sent = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._hang_up()

    async def send(self, envelope: Envelope) -> None:
        try:
            message = compose(envelope, self._sender)
        except ValueError as error:  # an address that no header holds
            raise Refused("address") from error
        try:
            async with asyncio.timeout(self._timeout):
                client = await self._connected()
                await self._hand_over(client, message)
        except BaseException as error:
            if not isinstance(error, Refused | NotNow):
                self._hang_up()  # whatever state it is in
            if isinstance(error, OSError | aiosmtplib.SMTPException):
                raise Unreachable(_told(error)) from error
            raise
        self._sent += 1

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is not None and self._client.is_connected and self._sent < PER_CONNECTION:
            return self._client
        self._hang_up()
        secure, host = self._url.scheme == "smtps", self._url.hostname or ""
        self._client = aiosmtplib.SMTP(
            hostname=host,
            port=self._url.port or (465 if secure else 587),
            username=unquote(self._url.username) if self._url.username else None,
            password=unquote(self._url.password) if self._url.password else None,
            use_tls=secure,
            start_tls=self._must_encrypt(host) if not secure else False,
            local_hostname=domain(self._sender),
            timeout=self._timeout,
        )
        self._sent = 0
        await self._client.connect()
        return self._client

    def _must_encrypt(self, host: str) -> bool | None:
        """A password goes over no open line, but for this machine's own; else STARTTLS wherever it is offered."""
        return True if self._url.password and not _is_this_machine(host) else None

    async def _hand_over(self, client: aiosmtplib.SMTP, message: EmailMessage) -> None:
        try:
            await client.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _verdict(error.recipients[0].code) from error
        except aiosmtplib.SMTPDataError as error:
            raise _verdict(error.code) from error
        except (
            aiosmtplib.SMTPNotSupported
        ) as error:  # a non-ASCII name before the @, and a server without SMTPUTF8
            raise Refused("SMTPUTF8") from error

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


def _verdict(code: int) -> Refused | NotNow:
    return Refused(str(code)) if 500 <= code < 600 else NotNow(str(code))


def _told(error: Exception) -> str:
    """What may be logged: a server's own words may repeat an address."""
    code = getattr(error, "code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Folder:
    """Without a mail server: a file a letter, and one line to show, for whoever tries the system on their machine."""

    def __init__(self, folder: Path, sender: str, show: Callable[[str], None]) -> None:
        self._folder, self._sender, self._show = folder, sender, show

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing is held open."""

    async def send(self, envelope: Envelope) -> None:
        try:
            content = bytes(compose(envelope, self._sender))
        except ValueError as error:
            raise Refused("address") from error
        try:
            await asyncio.to_thread(self._write, f"{envelope.id}.eml", content)
        except OSError as error:
            raise Unreachable(_told(error)) from error
        code = f" · code {envelope.code}" if envelope.code else ""
        self._show(f"Mail to {envelope.to}: {envelope.subject}{code}")

    def _write(self, name: str, content: bytes) -> None:
        """The whole file or none of it, for its owner alone."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f".{name}.{os.getpid()}"
        draft.touch(0o600)
        draft.write_bytes(content)
        draft.replace(self._folder / name)
