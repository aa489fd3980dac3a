"""Who leads a space: dated roles that hang on a seat, or on a member of staff."""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import (
    Base,
    Dated,
    Identified,
    Overridable,
    one_of,
    override_has_reason,
    period_in_order,
)
from api.models.temporal import exists_over_time, unique_over_time
from api.rules.enums import LeaderRole


class Leader(Overridable, Identified, Dated, Base):
    """One person in a leading role of a space, within the seat it hangs on; without a seat, a member of staff.

    Who fills an organisation's seat no longer leads by it, whatever is written here: that is asked at each request.
    Acting for a time, they lead until `due_on`, whether or not anybody wrote the end (R31).
    """

    __tablename__ = "leaders"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="leaders_space_known"))
    membership_id: Mapped[uuid.UUID | None]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("members.id", name="leaders_member_known"))
    role: Mapped[LeaderRole] = mapped_column(one_of(LeaderRole, "role"))
    acting: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    due_on: Mapped[date | None]

    __table_args__ = (
        period_in_order(),
        override_has_reason(),
        CheckConstraint("due_on IS NULL OR (acting AND due_on > starts_on)", name="due_while_acting"),
        unique_over_time("space_id", "member_id", "role", name="leaders_once_at_a_time"),
        exists_over_time(
            ["membership_id", "space_id"],
            ["memberships.id", "memberships.space_id"],
            name="leaders_within_seat",
        ),
        Index("leaders_member_id_idx", "member_id"),
    )
