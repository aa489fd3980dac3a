"""Focal points: people who speak for an organisation here, dated, named by staff or by another focal point (R24)."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Dated, Versioned, period_in_order
from api.models.temporal import unique_over_time


class FocalPoint(Versioned, Dated, Base):
    """One person for one organisation, for a time; asked for until `confirmed_at` says that they are it."""

    __tablename__ = "focal_points"

    organisation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisations.id", name="focal_points_organisation_known")
    )
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("members.id", name="focal_points_member_known"))
    confirmed_at: Mapped[datetime | None]
    named_by: Mapped[uuid.UUID | None]

    __table_args__ = (
        period_in_order(),
        unique_over_time("organisation_id", "member_id", name="focal_points_once_at_a_time"),
        Index("focal_points_member_id_idx", "member_id"),
    )
