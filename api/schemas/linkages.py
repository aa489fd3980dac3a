"""Linkages between spaces, as they are sent and answered."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.rules.enums import LinkageKind
from api.schemas.base import LEFT_OUT, Body, Day, Line, Resource
from api.schemas.spaces import AsOf


class LinkageCreate(Body):
    """Two spaces at work, and what they do together (S40). What a space is built on stands with the space."""

    from_id: UUID = Field(description="The space that guides; of a shared activity, either.")
    to_id: UUID
    kind: LinkageKind
    purpose: Line
    starts_on: Day | None = Field(None, description="Today when left out.")
    ends_on: Day | None = None


class LinkageUpdate(Body):
    purpose: Line = LEFT_OUT


class LinkageEnd(Body):
    ends_on: Day | None = Field(None, description="The first day without it; today when left out.")


class LinkageRead(Resource):
    collection: ClassVar[str] = "linkages"

    from_id: UUID
    to_id: UUID
    kind: LinkageKind
    purpose: str
    starts_on: date
    ends_on: date | None
    is_demo: bool = Field(description="Made up for the demo network.")
    created_at: datetime
    updated_at: datetime


class LinkageFilter(AsOf):
    """Linkages of today unless `as_of` or `include_ended` says otherwise."""

    sort: Literal["created_at", "-created_at"] = "created_at"
    space_id: UUID | None = Field(None, description="Either end.")
    kind: LinkageKind | None = None
    include_ended: bool = Field(False, description="Also linkages that have ended or are still to begin.")
