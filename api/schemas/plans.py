"""Goals and work plans, as they are sent and answered."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.rules.enums import PlanKind
from api.schemas.base import LEFT_OUT, Body, Day, Line, Resource, Text, Website
from api.schemas.spaces import AsOf

Priorities = Annotated[list[Line], Field(max_length=50)]


class PlanCreate(Body):
    """A draft, until it is adopted. A working group's is of one mandate and says its priorities (S18)."""

    kind: PlanKind = Field(description="`goals` are the Steering Group's alone (S8).")
    title: Line
    priorities: Priorities = Field(default=[], description="What comes first; a working group's has some.")
    content: Text | None = None
    link: Website | None = None
    mandate_id: UUID | None = Field(None, description="A working group's; the one in force when left out.")
    starts_on: Day | None = Field(None, description="The mandate's first day, or today, when left out.")
    ends_on: Day | None = None


class PlanUpdate(Body):
    """Only what is sent is changed; an adopted plan stays as it was adopted."""

    title: Line = LEFT_OUT
    priorities: Priorities = LEFT_OUT
    content: Text | None = None
    link: Website | None = None
    starts_on: Day = LEFT_OUT
    ends_on: Day | None = None


class PlanAdoption(Body):
    """The Steering Group names its decision, or leaves it to be found; a working group the day and its minutes."""

    decision_id: UUID | None = None
    adopted_on: Day | None = None
    minutes_reference: Line | None = None


class PlanRead(Resource):
    collection: ClassVar[str] = "spaces"

    space_id: UUID
    mandate_id: UUID | None
    kind: PlanKind
    title: str
    priorities: list[str]
    content: str | None
    link: str | None
    starts_on: date
    ends_on: date | None
    adopted_on: date | None = Field(description="Null while it is a draft.")
    decision_id: UUID | None
    minutes_reference: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def location(self) -> str:
        return f"/v1/spaces/{self.space_id}/plans/{self.id}"


class PlanFilter(AsOf):
    """All plans; with `as_of` those adopted by that day whose period holds it."""

    sort: Literal["created_at", "-created_at"] = "created_at"
    kind: PlanKind | None = None
    adopted: bool | None = Field(None, description="True: adopted ones; false: drafts.")
    mandate_id: UUID | None = None
