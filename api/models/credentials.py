"""Passwords and second factors of staff and admins, and who is an admin."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from api import clock
from api.models.base import Base, Dated, Identified, period_in_order
from api.models.temporal import unique_over_time


class Credential(Base):
    """One person's password (argon2id), second factor and recovery codes.

    The TOTP secret is derived from `totp_salt` and the server's own secret: a copy of this table signs nobody in.
    `totp_step` is the last one used: a code counts once. Without `confirmed_at` it opens nothing yet.
    """

    __tablename__ = "credentials"

    member_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("members.id", name="credentials_member_known"), primary_key=True
    )
    enrolment_hash: Mapped[bytes | None]
    enrolment_expires_at: Mapped[datetime | None]
    password_hash: Mapped[str | None]
    totp_salt: Mapped[bytes | None]
    totp_step: Mapped[int] = mapped_column(default=0)
    recovery_hashes: Mapped[list[bytes]] = mapped_column(ARRAY(LargeBinary()), default=list)
    confirmed_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class Administrator(Identified, Dated, Base):
    """A person who looks after the system itself, for a time."""

    __tablename__ = "administrators"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("members.id", name="administrators_member_known"))

    __table_args__ = (
        period_in_order(),
        unique_over_time("member_id", name="administrators_once_at_a_time"),
    )
