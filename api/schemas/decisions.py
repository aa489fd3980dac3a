"""Collective decision records as they are sent and answered."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.rules.enums import DecisionOutcome, DecisionSubject
from api.schemas.base import Body, Day, Line, PageQuery, Resource


class DecisionCreate(Body):
    """What a body decided, when, and where the minutes are (R17). One representative's click is no decision."""

    body_id: UUID = Field(description="The space that decided: the Steering Group.")
    subject_type: DecisionSubject
    subject_id: UUID = Field(description="Of an extension or a mandate: the space that it is for.")
    outcome: DecisionOutcome
    decided_on: Day
    minutes_reference: Line


class DecisionRead(Resource):
    collection: ClassVar[str] = "decisions"

    body_id: UUID
    subject_type: DecisionSubject
    subject_id: UUID
    outcome: DecisionOutcome
    decided_on: date
    minutes_reference: str
    recorded_by: UUID
    created_at: datetime


class DecisionFilter(PageQuery):
    sort: Literal["created_at", "-created_at"] = "created_at"
    body_id: UUID | None = None
    subject_type: DecisionSubject | None = None
    subject_id: UUID | None = None
    outcome: DecisionOutcome | None = None
    as_of: Day | None = Field(None, description="Those taken on that day or before it.")
