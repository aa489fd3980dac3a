"""Seats as they are sent and answered."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.rules.enums import EndReason, Kind, LeaderRole, RepresentativeRole, SpaceType
from api.schemas.base import LEFT_OUT, Answer, Body, Day, FindingRead, Instant, PageQuery, Resource, Text
from api.schemas.spaces import AsOf


class NamedRepresentative(Body):
    """A person who is to fill the seat: affiliated to the organisation, a member or not (R32)."""

    role: RepresentativeRole
    member_id: UUID


class RecordedRepresentative(NamedRepresentative):
    """For part of the seat's time, where the secretariat records who followed whom."""

    starts_on: Day | None = Field(None, description="The seat's first day when left out.")
    ends_on: Day | None = Field(None, description="The seat's end when left out.")


class MembershipCreate(Body):
    """Join a language community, appoint staff, or record a seat; an `ends_on` in the past records history (R30)."""

    space_id: UUID
    kind: Kind | None = Field(None, description="Told by the holder; where it is sent, the two must agree.")
    organisation_id: UUID | None = None
    member_id: UUID | None = None
    representatives: list[RecordedRepresentative] = Field(default=[], max_length=40)
    host_organisation_id: UUID | None = Field(
        None, description="The partner that hosts a member of staff (S12)."
    )
    starts_on: Day | None = Field(None, description="Today when left out.")
    ends_on: Day | None = None
    end_reason: EndReason | None = None
    override_reason: Text | None = Field(None, description="The secretariat's, for a refusal of policy (R3).")


class MembershipUpdate(Body):
    """Correct a date, with a reason; the seat is judged again."""

    starts_on: Day = LEFT_OUT
    ends_on: Day | None = None
    reason: Text
    override_reason: Text | None = None


class MembershipEnd(Body):
    """Leave, or be ended. The day may lie ahead, or behind where that is when it really ended."""

    ends_on: Day | None = Field(None, description="Today when left out.")
    reason: Text | None = Field(None, description="Needed where somebody else ends the seat.")


class TermExemption(Body):
    """Why no term ends the seat (R28)."""

    reason: Text


class RepresentativePut(Body):
    """Who fills the seat from a day on; whoever did until then is kept in its history."""

    member_id: UUID
    starts_on: Day | None = None


class AttestationCreate(Body):
    """The organisation, or the secretariat, attests that a representative is a senior professional (S7)."""

    attested_on: Day | None = Field(None, description="Today when left out.")


class RepresentativeRead(Answer):
    role: RepresentativeRole
    member_id: UUID
    starts_on: date
    ends_on: date | None
    agreed_on: date | None = Field(description="Null until the person has agreed; they fill no seat before.")
    attested_senior_on: date | None = Field(
        description="When they were attested to be a senior professional; asked in the Steering Group (S7)."
    )


class Gap(Answer):
    """Days on which nobody who has agreed was the primary representative; it lasts where it has no end."""

    starts_on: date
    ends_on: date | None


class RepresentativeHistory(Answer):
    """Everybody who filled the seat or is to fill it, oldest first, and the days on which nobody did."""

    items: list[RepresentativeRead]
    gaps: list[Gap]


class MembershipRead(Resource):
    collection: ClassVar[str] = "memberships"

    space_id: UUID
    space_type: SpaceType
    kind: Kind
    organisation_id: UUID | None
    member_id: UUID | None
    representatives: list[RepresentativeRead] = Field(description="Those of the day, and those to come.")
    host_organisation_id: UUID | None
    starts_on: date
    ends_on: date | None
    due_on: date | None = Field(description="When its term or the mandate it belongs to should end.")
    end_reason: EndReason | None
    eligibility_lapsed_on: date | None = Field(
        description="The day a closing took the last seat it rested on; it stays, flagged (R22)."
    )
    term_exempt: bool = Field(description="No term ends it, and its years count towards none (R28).")
    term_exempt_reason: str | None
    historic: bool
    rulebook: int
    application_id: UUID | None
    overridden: list[str]
    override_reason: str | None
    signals: list[FindingRead] = Field(description="Warnings about the seat as it stands, such as a gap.")
    created_at: datetime
    updated_at: datetime


class MembershipFilter(AsOf):
    """Live seats of today unless `as_of` or `include_ended` says otherwise."""

    sort: Literal["created_at", "-created_at", "updated_at", "-updated_at"] = "created_at"
    space_id: UUID | None = None
    organisation_id: UUID | None = None
    member_id: UUID | None = None
    kind: Kind | None = None
    include_ended: bool = Field(False, description="Also seats that have ended or are still to begin.")
    updated_since: Instant | None = None


class RosterQuery(PageQuery):
    sort: Literal["created_at", "-created_at"] = "created_at"
    as_of: Day | None = None


class RosterRepresentative(RepresentativeRead):
    member_name: str | None = Field(description="Null where the caller may not know the person.")


class RosterRole(Answer):
    """A leading role that hangs on the seat on the day."""

    role: LeaderRole
    acting: bool


class RosterSeat(Answer):
    """One seat as the caller may see it. A person's name is never public (C0 is organisation, seat and role)."""

    membership_id: UUID
    kind: Kind
    organisation_id: UUID | None
    organisation_name: str | None
    member_id: UUID | None = Field(
        description="Null where the caller may not know who holds or fills the seat."
    )
    member_name: str | None
    roles: list[RosterRole] = Field(description="Leading the space by this seat.")
    representatives: list[RosterRepresentative]
    starts_on: date
    ends_on: date | None
    signals: list[FindingRead] = Field(
        description="Warnings about the seat, as far as they are for the caller."
    )
