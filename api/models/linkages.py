"""Linkages: the dotted lines of the diagram, through shared activities and technical guidance (S40)."""

import uuid

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Dated, Versioned, one_of, period_in_order
from api.models.temporal import unique_over_time
from api.rules.enums import LinkageKind

SHARED = "kind = 'shared_activity'"


class Linkage(Versioned, Dated, Base):
    """One line for a time. An activity is shared both ways, so its two ends count as a pair; guidance has a direction.

    What a space is built on (parent, sponsors, supports) stands with the space and is never written here.
    """

    __tablename__ = "linkages"

    from_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="linkages_from_known"))
    to_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="linkages_to_known"))
    kind: Mapped[LinkageKind] = mapped_column(one_of(LinkageKind, "kind"))
    purpose: Mapped[str]
    is_demo: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    first_id: Mapped[uuid.UUID] = mapped_column(
        Uuid(), Computed(f"CASE WHEN {SHARED} THEN LEAST(from_id, to_id) ELSE from_id END", persisted=True)
    )
    second_id: Mapped[uuid.UUID] = mapped_column(
        Uuid(), Computed(f"CASE WHEN {SHARED} THEN GREATEST(from_id, to_id) ELSE to_id END", persisted=True)
    )

    __table_args__ = (
        period_in_order(),
        CheckConstraint("from_id <> to_id", name="not_to_itself"),
        unique_over_time("first_id", "second_id", "kind", name="linkages_once_at_a_time"),
        Index("linkages_from_id_idx", "from_id"),
        Index("linkages_to_id_idx", "to_id"),
    )
