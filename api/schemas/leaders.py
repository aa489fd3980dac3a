"""Leading roles as they are sent and answered."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.rules.enums import LeaderRole
from api.schemas.base import Answer, Body, Day, PageQuery, Resource, Text


class LeaderCreate(Body):
    """Name somebody who leads the space; with `succeeds`, in the place of somebody, who ends the day they begin."""

    member_id: UUID
    role: LeaderRole
    acting: bool = Field(False, description="For a time, until somebody is named for good.")
    starts_on: Day | None = Field(None, description="Today when left out.")
    due_on: Day | None = Field(None, description="Only while acting: the day on which that is over.")
    succeeds: UUID | None = Field(None, description="The leading role that is handed over.")
    override_reason: Text | None = Field(
        None, description="The secretariat's, for a leader without a seat (R3)."
    )


class LeaderEnd(Body):
    """Step down, or be ended."""

    ends_on: Day | None = Field(None, description="Today when left out, or the day on which it would begin.")
    reason: Text | None = Field(None, description="Needed where somebody else ends the role.")


class SpaceLeader(Answer):
    """Who leads: the role is public, and the organisation by whose seat; the person as the caller may know them."""

    id: UUID
    role: LeaderRole
    acting: bool
    member_id: UUID | None = Field(description="Null where the caller may not know the person.")
    name: str | None = Field(
        description="Also shown to anybody where the person chose so (`visibility.leading`), while they lead."
    )
    organisation_id: UUID | None
    organisation_name: str | None
    starts_on: date
    due_on: date | None = Field(
        description="Acting until that day; over then, whether or not it was written."
    )


class LeaderRead(SpaceLeader, Resource):
    collection: ClassVar[str] = "leaders"

    space_id: UUID
    membership_id: UUID | None = Field(description="The seat it hangs on; null for staff.")
    ends_on: date | None
    overridden: list[str] = Field(description="Refusals of policy that the secretariat overrode (R3).")
    override_reason: str | None = Field(description="For whoever may read the seat.")

    @property
    def location(self) -> str:
        return f"/v1/spaces/{self.space_id}/leaders/{self.id}"


class LeaderFilter(PageQuery):
    """Those who lead today, unless `as_of` or `include_ended` says otherwise."""

    sort: Literal["starts_on", "-starts_on"] = "starts_on"
    as_of: Day | None = None
    role: LeaderRole | None = None
    include_ended: bool = Field(False, description="Also roles that have ended or are still to begin.")
