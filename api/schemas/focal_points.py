"""Focal points, as they are sent and answered."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.rules.enums import FocalPointStatus
from api.schemas.base import Body, PageQuery, Resource, Text


class FocalPointCreate(Body):
    """Oneself, to ask for it; or somebody else, named by another focal point or the secretariat."""

    member_id: UUID


class FocalPointEnd(Body):
    reason: Text | None = None


class FocalPointRead(Resource):
    """One person who speaks for an organisation, asks to, or did."""

    collection: ClassVar[str] = "organisations"

    organisation_id: UUID
    member_id: UUID
    full_name: str | None = Field(description="Null where the caller may not know who it is.")
    status: FocalPointStatus
    starts_on: date = Field(description="While it is asked for: the day of asking.")
    ends_on: date | None
    confirmed_at: datetime | None
    named_by: UUID | None = Field(description="Who named the person, or confirmed what they asked for.")
    created_at: datetime
    updated_at: datetime

    @property
    def location(self) -> str:
        return f"/v1/organisations/{self.organisation_id}/focal-points/{self.id}"


class FocalPointFilter(PageQuery):
    sort: Literal["created_at", "-created_at"] = "created_at"
    status: FocalPointStatus | None = None
