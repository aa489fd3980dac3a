"""Spaces as they are sent and answered."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.rules.enums import Admission, EndReason, Scope, SpaceStatus, SpaceType
from api.schemas.base import (
    LEFT_OUT,
    Answer,
    Body,
    Day,
    FindingRead,
    Instant,
    Language,
    Line,
    PageQuery,
    Resource,
    Slug,
    Text,
)
from api.schemas.leaders import SpaceLeader


class SpaceCreate(Body):
    """A proposal. What it is built on depends on its type: a parent, working groups, supported spaces, a language."""

    type: SpaceType
    name: Line
    slug: Slug | None = Field(None, description="Made from the name when left out.")
    purpose: Text | None = None
    scope: Scope = Scope.global_
    parent_id: UUID | None = Field(None, description="A workstream's working group (S19).")
    working_group_ids: list[UUID] = Field(
        default=[], max_length=20, description="A collaborative's, two or more (S21)."
    )
    supports_ids: list[UUID] = Field(
        default=[], max_length=20, description="What a reference group supports (S25)."
    )
    language: Language | None = Field(None, description="A language community's one language (S35).")
    seat_limit: int | None = Field(None, ge=1, le=100_000)
    admission: Admission = Admission.standing
    contact: Line | None = None
    successor_of: UUID | None = Field(None, description="The disbanded space this one revives (R11).")


class SpaceUpdate(Body):
    """Only what is sent is changed. Status changes by a transition; type and parent are fixed."""

    name: Line = LEFT_OUT
    slug: Slug = LEFT_OUT
    purpose: Text | None = None
    scope: Scope = LEFT_OUT
    working_group_ids: list[UUID] = Field(default=LEFT_OUT, max_length=20)
    supports_ids: list[UUID] = Field(default=LEFT_OUT, max_length=20)
    seat_limit: int | None = Field(None, ge=1, le=100_000)
    admission: Admission = LEFT_OUT
    contact: Line | None = None


class UsualSize(Answer):
    """ "Average # of members": shown and warned about, never a cap (R18)."""

    min: int
    max: int


class SpaceRead(Resource):
    collection: ClassVar[str] = "spaces"

    type: SpaceType
    name: str
    slug: str
    purpose: str | None
    scope: Scope
    status: SpaceStatus
    parent_id: UUID | None
    working_group_ids: list[UUID]
    supports_ids: list[UUID]
    language: str | None
    starts_on: date | None
    ends_on: date | None = Field(description="When it really ended; null while it has not.")
    due_on: date | None = Field(description="When its mandate or period should end.")
    end_reason: EndReason | None
    status_reason: str | None = Field(
        description="Why it was rejected or ended, in the words of who decided."
    )
    seat_limit: int | None
    seats_taken: int
    usual_size: UsualSize | None
    admission: Admission
    contact: str | None
    successor_of: UUID | None
    overridden: list[str] = Field(description="Refusals of policy that the secretariat overrode for it (R3).")
    override_reason: str | None
    is_demo: bool = Field(description="Made up for the demo network.")
    leaders: list[SpaceLeader] = Field(description="Who leads it on that day.")
    signals: list[FindingRead] = Field(description="Warnings about the space as it stands.")
    created_at: datetime
    updated_at: datetime


class AsOf(PageQuery):
    as_of: Day | None = Field(None, description="The state on that day; today's when left out.")


class SpaceFilter(AsOf):
    sort: Literal["name", "-name", "created_at", "-created_at", "updated_at", "-updated_at"] = "name"
    q: Line | None = Field(None, description="Part of a name; accents and case do not matter.")
    type: SpaceType | None = None
    status: SpaceStatus | None = None
    scope: Scope | None = None
    parent_id: UUID | None = None
    language: Language | None = None
    updated_since: Instant | None = None


class TransitionCreate(Body):
    """A step to another status. `disbanded` brings back the `hash` of its consequences, as previewed."""

    to: Literal[SpaceStatus.approved, SpaceStatus.active, SpaceStatus.disbanded, SpaceStatus.rejected]
    reason: Text | None = None
    end_reason: EndReason | None = None
    decision_id: UUID | None = None
    consequences: str | None = Field(None, max_length=64)
    override_reason: Text | None = None


class PreviewQuery(BaseModel):
    """How the step would be taken."""

    end_reason: EndReason | None = Field(None, description="The first that the type knows, when left out.")
    decision_id: UUID | None = None


class TypeChange(Body):
    """What the space is to become, and what a space of that type is built on; what is left out it then has not."""

    type: SpaceType
    reason: Text
    parent_id: UUID | None = Field(None, description="A workstream's working group (S19).")
    working_group_ids: list[UUID] = Field(default=[], max_length=20)
    supports_ids: list[UUID] = Field(default=[], max_length=20)
    language: Language | None = None
    decision_id: UUID | None = Field(
        None, description="The Steering Group's, where it approves spaces of that type (S9)."
    )
    override_reason: Text | None = None


class TypeChangeCreate(TypeChange):
    """The same, with the `hash` of its consequences, as previewed."""

    consequences: str = Field(max_length=64)
