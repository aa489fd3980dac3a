"""Letters: written in the change's own transaction, read and addressed by the worker when it sends them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import jobs
from api.integrations.mail import Envelope
from api.models import Letter, Member, OutboxMessage
from api.models.ledger import LETTER
from api.services import codes
from api.texts import DEFAULT, LANGUAGES, letters


@dataclass(frozen=True, slots=True)
class Kind:
    """Lower priorities go first; after `patience` nobody tries any more."""

    priority: int
    patience: timedelta


CODE = Kind(0, timedelta(minutes=codes.MINUTES + 5))  # no use once its code has expired
ORDINARY = Kind(1, timedelta(days=3))
TEMPLATES: Mapping[str, Kind] = {
    "sign_in_code": CODE,
    "registration_code": CODE,
    "email_change_code": CODE,
    "confirmation_code": CODE,
    "email_changed": ORDINARY,
    "confirmation_request": Kind(2, timedelta(days=3)),  # by the thousand: all others go before
}


async def write(
    session: AsyncSession,
    template: str,
    *,
    member_id: UUID | None = None,
    email: str | None = None,
    challenge_id: UUID | None = None,
    language: str | None = None,
) -> None:
    """To `email`, or to the member's address as it is when the letter is sent.

    With neither, the same rows by the same statements, and nobody gets anything: who asks for a code cannot tell a
    known address from an unknown one. Without a language it is the member's first among ours.
    """
    kind = TEMPLATES[template]
    letter = Letter(
        template=template, language=language, member_id=member_id, email=email, challenge_id=challenge_id
    )
    session.add(letter)
    await session.flush()
    session.add(
        OutboxMessage(event=LETTER, subject_type="letter", subject_id=letter.id, priority=kind.priority)
    )
    await session.flush()
    await jobs.enqueue(session, jobs.LETTERS)


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as the worker finds it; `to` is None where nobody is to get it."""

    template: str
    language: str
    to: str | None
    challenge_id: UUID | None
    created_at: datetime

    def gives_up_at(self) -> datetime:
        return self.created_at + TEMPLATES.get(self.template, ORDINARY).patience

    def envelope(self, id_: UUID, to: str, dashboard: str) -> Envelope:
        """`id_` is the outbox row's. Every template may use every parameter; a code only where there is a challenge."""
        params: dict[str, Any] = {"minutes": codes.MINUTES, "dashboard": dashboard}
        if self.challenge_id is not None:
            params["code"] = codes.spaced(codes.code(self.challenge_id))
        subject, body = letters.render(self.template, self.language, params)
        return Envelope(id_, to, subject, body, self.language, params.get("code"))


async def read(session: AsyncSession, id_: UUID) -> Written | None:
    """None for a letter that is no more: its person was erased."""
    columns = (Letter.template, Letter.language, Letter.email, Letter.challenge_id, Letter.created_at)
    known = (Member.email.label("present"), Member.languages)
    found = (
        await session.execute(
            select(*columns, *known).outerjoin(Member, Member.id == Letter.member_id).where(Letter.id == id_)
        )
    ).one_or_none()
    if found is None:
        return None
    spoken = (tag.split("-")[0].lower() for tag in [found.language or "", *(found.languages or [])])
    language = next((tag for tag in spoken if tag in LANGUAGES), DEFAULT)
    return Written(
        found.template, language, found.email or found.present, found.challenge_id, found.created_at
    )
