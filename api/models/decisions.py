"""Collective decision records (R17): who decided what, when, and where the minutes are."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api import clock
from api.models.base import Base, Identified, one_of
from api.rules.enums import DecisionOutcome, DecisionSubject


class Decision(Identified, Base):
    """Written once, never edited: a wrong record is answered by another decision."""

    __tablename__ = "decisions"

    body_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="decisions_body_known"))
    subject_type: Mapped[DecisionSubject] = mapped_column(one_of(DecisionSubject, "subject_type"))
    subject_id: Mapped[uuid.UUID]
    outcome: Mapped[DecisionOutcome] = mapped_column(one_of(DecisionOutcome, "outcome"))
    decided_on: Mapped[date]
    minutes_reference: Mapped[str]
    recorded_by: Mapped[uuid.UUID]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index("decisions_subject_idx", "subject_id"),)


class Comment(Identified, Base):
    """What a representative of the Steering Group says about a space that waits for its decision (R17).

    It is kept beside the decision and is none.
    """

    __tablename__ = "comments"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="comments_space_known"))
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("members.id", name="comments_author_known"))
    content: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        Index("comments_space_id_idx", "space_id"),
        Index("comments_author_id_idx", "author_id"),
    )
