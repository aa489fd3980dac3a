"""How people sign in: challenges answered with a code, sessions kept on the server, and counts that slow a guesser."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from api import clock
from api.models.base import Base, Identified, one_of
from api.rules.enums import ChallengePurpose, SignInMethod


class Challenge(Identified, Base):
    """A question put to a mailbox: who can read it answers with the code, once, within minutes and a few tries.

    The code is nowhere: it is derived from the id and the server's secret. `member_id` is NULL for an address that
    nobody here has, so that asking tells nothing. `form` is what is to be done once the mailbox has answered.
    """

    __tablename__ = "challenges"

    purpose: Mapped[ChallengePurpose] = mapped_column(one_of(ChallengePurpose, "purpose"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("members.id", name="challenges_member_known")
    )
    form: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    used_at: Mapped[datetime | None]

    __table_args__ = (
        Index("challenges_member_id_idx", "member_id"),
        Index("challenges_created_at_idx", "created_at"),
    )


class PersonSession(Identified, Base):
    """A person signed in with one browser. The cookie holds 256 random bits; here is their SHA-256.

    `confirmed_at`: when they last proved who they are, for what asks that anew. `device` is what the browser says it is.
    """

    __tablename__ = "sessions"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("members.id", name="sessions_member_known"))
    token_hash: Mapped[bytes]
    method: Mapped[SignInMethod] = mapped_column(one_of(SignInMethod, "method"))
    device: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    confirmed_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("token_hash", name="sessions_token_free"),
        Index("sessions_member_id_idx", "member_id"),
    )


class Attempt(Base):
    """How often something was tried on one target in a window of time. `target` is a keyed digest, never an address."""

    __tablename__ = "attempts"

    what: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[bytes] = mapped_column(primary_key=True)
    began_at: Mapped[datetime] = mapped_column(default=clock.now)
    count: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Index("attempts_began_at_idx", "began_at"),)
