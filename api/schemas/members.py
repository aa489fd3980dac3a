"""Members as they are sent and answered. What a caller may not see is left out of the answer."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from api.rules.enums import MemberStatus
from api.rules.field_classes import Audience, Publicity
from api.schemas.applications import ConsentGiven
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
    Text,
)


def _address(value: str) -> str:
    try:
        return validate_email(value.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise PydanticCustomError("not_an_email", "not an e-mail address") from None


def _unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_address)]
Languages = Annotated[list[Language], Field(max_length=30), AfterValidator(_unique)]
Topics = Annotated[list[Line], Field(max_length=50), AfterValidator(_unique)]


class Visibility(TypedDict, total=False):
    """How far a person lets each of these be seen; what is left out is seen no further than it must be."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]  # (pydantic's own place for it)

    full_name: Audience
    country: Audience
    languages: Audience
    topics: Audience
    email: Audience
    affiliations: Audience
    leading: Annotated[Publicity, Field(description="To be named to anybody as who leads a space.")]


class AffiliationForm(Body):
    """Where the person works. The organisation sees them once they have confirmed it."""

    id: UUID | None = Field(None, description="The one that is meant, as it was read.")
    organisation_id: UUID
    job_title: Line | None = None
    starts_on: Day | None = Field(None, description="Today when left out.")
    ends_on: Day | None = None
    confirmed_on: Day | None = Field(None, description="When the person confirmed that they work there.")


class MemberCreate(Body):
    """A person. `active` needs consent; without it nobody is more than `unconfirmed`."""

    full_name: Line = Field(description="In any script; never split.")
    given_name: Line | None = None
    family_name: Line | None = None
    email: Email | None = None
    country: Country | None = None
    languages: Languages = Field(default=[])
    topics: Topics = Field(default=[])
    status: Literal[MemberStatus.active, MemberStatus.unconfirmed, MemberStatus.external] | None = None
    consent: ConsentGiven | None = None
    external_ref: Line | None = Field(
        None, description="The name the secretariat's own list has for the person."
    )
    affiliations: list[AffiliationForm] = Field(default=[], max_length=20)
    visibility: Visibility = Field(default=Visibility())
    at_risk: bool = Field(False, description="Others know the person by the pseudonym alone.")
    pseudonym: Line | None = None


class MemberUpdate(Body):
    """Only what is sent is changed. Of `affiliations` one that lasts and is left out ends today; what has ended stays.

    Each means the one of its organisation and first day, else the present one there, whose first day it corrects.
    """

    full_name: Line = LEFT_OUT
    given_name: Line | None = None
    family_name: Line | None = None
    email: Email | None = None
    country: Country | None = None
    languages: Languages = LEFT_OUT
    topics: Topics = LEFT_OUT
    status: Literal[
        MemberStatus.active,
        MemberStatus.unconfirmed,
        MemberStatus.external,
        MemberStatus.suspended,
        MemberStatus.left,
    ] = LEFT_OUT
    consent: ConsentGiven = LEFT_OUT
    external_ref: Line | None = None
    affiliations: list[AffiliationForm] = Field(default=LEFT_OUT, max_length=20)
    visibility: Visibility = LEFT_OUT
    at_risk: bool = LEFT_OUT
    pseudonym: Line | None = None
    reason: Text | None = Field(
        None, description="The secretariat's, for changing an address that is in use."
    )


class AffiliationRead(Answer):
    """As the caller may see it: an organisation, its own of today, without its days."""

    id: UUID = LEFT_OUT
    organisation_id: UUID
    job_title: str | None
    starts_on: date = LEFT_OUT
    ends_on: date | None = None
    confirmed_on: date | None = None


class ConsentRecord(Answer):
    given_on: date
    source: str
    withdrawn_on: date | None


class MemberRead(Resource):
    """A person as the caller may see them (docs: rules/field_classes.py)."""

    collection: ClassVar[str] = "members"

    full_name: str = LEFT_OUT
    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    country: str | None = None
    languages: list[str] = Field(default=[])
    topics: list[str] = Field(default=[])
    status: MemberStatus = LEFT_OUT
    external_ref: str | None = None
    affiliations: list[AffiliationRead] = Field(default=[])
    consents: list[ConsentRecord] = Field(default=[])
    visibility: dict[str, Any] = Field(default={})
    at_risk: bool = LEFT_OUT
    pseudonym: str | None = None
    created_at: datetime = LEFT_OUT
    updated_at: datetime = LEFT_OUT

    def body(self) -> bytes:
        return self.model_dump_json(exclude_unset=True).encode()


class MemberPage(Answer):
    """Part of a list of members."""

    items: list[MemberRead]
    next_cursor: str | None
    total: int | None = None

    def body(self) -> bytes:
        return self.model_dump_json(exclude_unset=True).encode()


class MemberFilter(PageQuery):
    sort: Literal["full_name", "-full_name", "created_at", "-created_at", "updated_at", "-updated_at"] = (
        "full_name"
    )
    q: Line | None = Field(None, description="Part of a name, in any script; accents and case do not matter.")
    status: MemberStatus | None = None
    country: Country | None = None
    language: Language | None = None
    topic: Line | None = None
    organisation_id: UUID | None = Field(None, description="Works there today.")
    updated_since: Instant | None = None
