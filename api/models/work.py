"""What a space works on: its tasks, and the plans it sets itself or the network."""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Dated, Versioned, one_of, period_in_order
from api.rules.enums import PlanKind, TaskStatus


class Task(Versioned, Base):
    """One thing a space has to do (S23, S33). `closed_on` is the day it was done or dropped."""

    __tablename__ = "tasks"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="tasks_space_known"))
    title: Mapped[str]
    description: Mapped[str | None]
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("members.id", name="tasks_owner_known"))
    due_on: Mapped[date | None]
    status: Mapped[TaskStatus] = mapped_column(one_of(TaskStatus, "status"), default=TaskStatus.open)
    starts_on: Mapped[date]
    closed_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("(status = 'open') = (closed_on IS NULL)", name="closed_when_not_open"),
        Index("tasks_space_id_idx", "space_id"),
        Index("tasks_owner_id_idx", "owner_id"),
    )


class Plan(Versioned, Dated, Base):
    """Goals and plans of the Steering Group for the network (S8), the work plan of a mandate (S18).

    Adopted by a recorded decision, or by the space itself in the meeting whose minutes are named.
    """

    __tablename__ = "plans"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="plans_space_known"))
    mandate_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("mandates.id", name="plans_mandate_known")
    )
    kind: Mapped[PlanKind] = mapped_column(one_of(PlanKind, "kind"))
    title: Mapped[str]
    priorities: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    content: Mapped[str | None]
    link: Mapped[str | None]
    adopted_on: Mapped[date | None]
    decision_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("decisions.id", name="plans_decision_known")
    )
    minutes_reference: Mapped[str | None]

    __table_args__ = (
        period_in_order(),
        CheckConstraint(
            "CASE WHEN adopted_on IS NULL THEN decision_id IS NULL AND minutes_reference IS NULL"
            " ELSE (decision_id IS NULL) <> (minutes_reference IS NULL) END",
            name="adopted_by_somebody",
        ),
        UniqueConstraint("mandate_id", name="plans_one_a_mandate"),
        UniqueConstraint("decision_id", name="plans_one_a_decision"),
        Index("plans_space_id_idx", "space_id"),
    )
