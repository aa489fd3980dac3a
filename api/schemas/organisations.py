"""Organisations as they are sent and answered."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.rules.enums import OrganisationType
from api.schemas.base import (
    LEFT_OUT,
    Answer,
    Body,
    Country,
    Day,
    Instant,
    Language,
    Line,
    PageQuery,
    Resource,
    Slug,
    Website,
)


class Alias(Body):
    """Another name it goes or went by, in a language and for a time."""

    name: Line
    language: Language | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class AliasRead(Answer):
    name: str
    language: str | None
    starts_on: date | None
    ends_on: date | None


class PartnerPeriod(Body):
    """The formal relation with the network, `[starts_on, ends_on)`; `ends_on` null is open."""

    starts_on: Day
    ends_on: Day | None = None


class PartnerPeriodRead(Answer):
    starts_on: date
    ends_on: date | None


class OrganisationCreate(Body):
    name: Line
    short_name: Line | None = None
    slug: Slug | None = Field(None, description="Made from the name when left out.")
    type: OrganisationType
    country: Country | None = None
    website: Website | None = None
    parent_id: UUID | None = None
    partner: PartnerPeriod | None = None
    aliases: list[Alias] = Field(default=[], max_length=50)


class ProposalConfirm(Body):
    """The secretariat takes a member's proposal into the network."""

    slug: Slug | None = Field(None, description="Made from the name when left out.")


class OrganisationUpdate(Body):
    """Only what is sent is changed. `partner`: null ends the relation today; it is the secretariat's to set."""

    name: Line = LEFT_OUT
    short_name: Line | None = None
    slug: Slug = LEFT_OUT
    type: OrganisationType = LEFT_OUT
    country: Country | None = None
    website: Website | None = None
    parent_id: UUID | None = None
    partner: PartnerPeriod | None = None
    aliases: list[Alias] = Field(default=LEFT_OUT, max_length=50)


class OrganisationRead(Resource):
    collection: ClassVar[str] = "organisations"

    name: str
    short_name: str | None
    slug: str
    type: OrganisationType
    country: str | None
    website: str | None
    parent_id: UUID | None
    partner: PartnerPeriodRead | None = Field(description="The relation that holds today, or null.")
    aliases: list[AliasRead]
    is_proposed: bool = Field(
        description="A member's proposal, seen by them and the secretariat alone until it is confirmed (R24)."
    )
    created_at: datetime
    updated_at: datetime


class OrganisationFilter(PageQuery):
    sort: Literal["name", "-name", "created_at", "-created_at", "updated_at", "-updated_at"] = "name"
    q: Line | None = Field(
        None, description="Part of a name, short name or alias; accents and case do not matter."
    )
    type: OrganisationType | None = None
    country: Country | None = None
    partner: bool | None = Field(None, description="Only partners today, or only the others.")
    parent_id: UUID | None = None
    proposed: bool | None = Field(None, description="Only proposals that wait, or only the others.")
    updated_since: Instant | None = None
