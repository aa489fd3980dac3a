"""Tasks of a space, as they are sent and answered."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.rules.enums import TaskStatus
from api.schemas.base import LEFT_OUT, Body, Day, Line, Resource, Text
from api.schemas.spaces import AsOf


class TaskCreate(Body):
    """Something a space is to do, from today on."""

    title: Line
    description: Text | None = None
    owner_id: UUID | None = Field(None, description="Somebody who takes a seat in the space, or staff.")
    due_on: Day | None = None


class TaskUpdate(Body):
    """Only what is sent is changed. Who owns a task, and nothing more, marks it done or opens it again."""

    title: Line = LEFT_OUT
    description: Text | None = None
    owner_id: UUID | None = Field(None, description="Null: nobody's for now.")
    due_on: Day | None = None
    status: TaskStatus = LEFT_OUT
    closed_on: Day = Field(LEFT_OUT, description="When it was done or dropped; today when left out.")


class TaskRead(Resource):
    collection: ClassVar[str] = "spaces"

    space_id: UUID
    title: str
    description: str | None
    owner_id: UUID | None = Field(description="Null too where the caller may not know who it is.")
    owner_name: str | None
    due_on: date | None
    status: TaskStatus
    starts_on: date
    closed_on: date | None = Field(description="The day it was done or dropped.")
    created_at: datetime
    updated_at: datetime

    @property
    def location(self) -> str:
        return f"/v1/spaces/{self.space_id}/tasks/{self.id}"


class TaskFilter(AsOf):
    """All tasks; with `as_of` those that were open on that day, or that had the `status` on it."""

    sort: Literal["due_on", "-due_on", "created_at", "-created_at"] = Field(
        "due_on", description="By `due_on` a task without one counts as the latest."
    )
    status: TaskStatus | None = None
    owner_id: UUID | None = None
    due_before: Day | None = Field(None, description="Due on an earlier day than this.")
