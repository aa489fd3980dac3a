"""A real mail server on 127.0.0.1 that keeps what it takes, and says no where it is told to."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 taken"


class Mailbox:
    """The letters it took, oldest first. `says` answers a recipient: None takes them, or a line such as `550 no`."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.arrived = asyncio.Condition()
        self.says: Callable[[str], str | None] = lambda _recipient: None
        self.before_answer: Callable[[EmailMessage], None] = lambda _letter: None
        self.port = self.connections = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        """The outbox ids, from the Message-IDs, as often as they came."""
        return [str(letter["Message-ID"]).strip("<>").partition("@")[0] for letter in self.letters]

    @property
    def recipients(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters]

    async def until(self, holds: Callable[[], bool], seconds: float = 20) -> None:
        async with asyncio.timeout(seconds), self.arrived:
            await self.arrived.wait_for(holds)

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        refusal = self.says(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or TAKEN

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = cast("bytes", envelope.content)
        letter = cast("EmailMessage", message_from_bytes(content, policy=cast("Any", default)))
        self.letters.append(letter)
        async with self.arrived:
            self.arrived.notify_all()
        self.before_answer(letter)
        return TAKEN


@asynccontextmanager
async def mailbox(port: int = 0, **options: Any) -> AsyncIterator[Mailbox]:
    """A server until the block ends; connections still open are closed with it."""
    box, loop = Mailbox(), asyncio.get_running_loop()
    open_: list[SMTP] = []

    def connected() -> SMTP:
        box.connections += 1
        open_.append(SMTP(box, hostname="mail.inee.test", loop=loop, enable_SMTPUTF8=True, **options))
        return open_[-1]

    server = await loop.create_server(connected, "127.0.0.1", port)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        for one in open_:
            if one.transport is not None:
                one.transport.close()
        await asyncio.sleep(0)
