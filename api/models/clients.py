"""Machines that call: a script of one organisation, or of the secretariat when `organisation_id` is NULL."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Identified, Versioned


class Client(Versioned, Base):
    """A script and what it may do. `made_by`: the focal point who looks after it; NULL, the secretariat does."""

    __tablename__ = "clients"

    name: Mapped[str]
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisations.id", name="clients_organisation_known")
    )
    permissions: Mapped[list[str]]
    made_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("members.id", name="clients_maker_known"))
    revoked_at: Mapped[datetime | None]

    __table_args__ = (
        Index("clients_organisation_id_idx", "organisation_id"),
        Index("clients_made_by_idx", "made_by"),
    )


class ClientKey(Identified, Base):
    """One of a client's keys, two at most live at once so that they can be rotated.

    The key itself is shown once; here is its public prefix and a SHA-256 of its 256 random bits. `made_by`: the focal
    point who was shown it, whose rights it never exceeds; NULL, the secretariat's.
    """

    __tablename__ = "client_keys"

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", name="client_keys_client_known"))
    prefix: Mapped[str]
    key_hash: Mapped[bytes]
    made_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("members.id", name="client_keys_maker_known")
    )
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("prefix", name="client_keys_prefix_free"),
        Index("client_keys_client_id_idx", "client_id"),
        Index("client_keys_made_by_idx", "made_by"),
    )
