"""Mandates and extensions as they are sent and answered."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.schemas.base import Answer, Body, Day, PageQuery, Resource
from api.schemas.spaces import AsOf


class ExtensionCreate(Body):
    """A later day on which the mandate, or a workstream, should end; by the Steering Group's recorded decision."""

    due_on: Day
    decision_id: UUID = Field(description="Of subject `extension` on this space; it extends once.")


class ExtensionRead(Resource):
    collection: ClassVar[str] = "spaces"

    space_id: UUID
    mandate_id: UUID | None = Field(description="Null for a workstream, which has no mandate of its own.")
    former_due_on: date
    due_on: date
    decision_id: UUID
    recorded_at: datetime

    @property
    def location(self) -> str:
        return f"/v1/spaces/{self.space_id}/extensions/{self.id}"


class ExtensionFilter(PageQuery):
    sort: Literal["created_at", "-created_at"] = "created_at"


class MandateCreate(Body):
    """The next mandate of a working group: three years from its first day. No seat carries over (R21)."""

    starts_on: Day
    decision_id: UUID = Field(description="Of subject `mandate` on this space; it opens one mandate.")
    consequences: str | None = Field(
        None,
        max_length=64,
        description="The `hash` of what the end of the former mandate ends, as previewed; where it is sent, it must fit.",
    )


class MandateEnd(Body):
    """A closing decision ends a mandate without a next one: the group stays, and takes no seats."""

    ends_on: Day | None = Field(None, description="Today when left out.")
    decision_id: UUID = Field(description="Of subject `mandate` on this space.")
    consequences: str = Field(max_length=64)


class MandatePreviewQuery(BaseModel):
    ends_on: Day | None = Field(None, description="The day the mandate would end; today when left out.")
    decision_id: UUID | None = None


class ExtensionOfMandate(Answer):
    """One move of the due day."""

    id: UUID
    former_due_on: date
    due_on: date
    decision_id: UUID


class MandateRead(Resource):
    collection: ClassVar[str] = "spaces"

    space_id: UUID
    starts_on: date
    ends_on: date | None = Field(description="When it really ended, or is to by a recorded decision.")
    due_on: date
    first_due_on: date = Field(description="When it should have ended, before any extension (R20).")
    opened_by: UUID | None = Field(description="The decision; the first mandate comes with the space.")
    closed_by: UUID | None
    extensions: list[ExtensionOfMandate]
    created_at: datetime
    updated_at: datetime

    @property
    def location(self) -> str:
        return f"/v1/spaces/{self.space_id}/mandates/{self.id}"


class MandateFilter(AsOf):
    """All mandates the group ever had, unless `as_of` asks for that of a day."""

    sort: Literal["created_at", "-created_at"] = "created_at"
