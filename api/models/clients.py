"""Machines that call: a script of one organisation, or of the secretariat when `organisation_id` is NULL."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api import clock
from api.models.base import Base, Identified


class Client(Identified, Base):
    """An API key. The key itself is shown once; here is its public prefix and a SHA-256 of its 256 random bits."""

    __tablename__ = "clients"

    name: Mapped[str]
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisations.id", name="clients_organisation_known")
    )
    permissions: Mapped[list[str]]
    key_prefix: Mapped[str]
    key_hash: Mapped[bytes]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (UniqueConstraint("key_prefix", name="clients_prefix_free"),)
