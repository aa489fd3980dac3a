"""Applications as they are sent and answered."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from api.rules.enums import ApplicationStatus, Kind, RepresentativeRole, SpaceType
from api.schemas.base import Answer, Body, Day, FindingRead, Instant, Line, PageQuery, Resource, Text, clean
from api.schemas.memberships import NamedRepresentative

Question = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(clean)]


class ConsentGiven(Body):
    """When and how the person agreed."""

    given_on: Day
    source: Line


class Recorded(Body):
    """An application received by other means, with the person's consent (R13)."""

    received_on: Day
    means: Line = Field(examples=["e-mail"])
    consent: ConsentGiven


class ConsentRead(Answer):
    given_on: date
    source: str


class RecordedRead(Answer):
    received_on: date
    means: str
    consent: ConsentRead


class ApplicationCreate(Body):
    """For an organisation, or for a member. The secretariat applying for somebody records what it `received`."""

    space_id: UUID
    kind: Kind | None = Field(None, description="Told by the holder; where it is sent, the two must agree.")
    organisation_id: UUID | None = None
    member_id: UUID | None = None
    representatives: list[NamedRepresentative] = Field(default=[], max_length=2)
    statement: Text | None = None
    answers: dict[Question, Text] = Field(default={}, max_length=50)
    call_id: UUID | None = None
    also_apply_to: list[UUID] = Field(
        default=[],
        max_length=10,
        description="Collaboratives to apply to as well, made and judged on acceptance (R7).",
    )
    recorded: Recorded | None = None
    override_reason: Text | None = Field(None, description="The secretariat's, for a refusal of policy (R3).")


class DecisionOnApplication(Body):
    """Accept or decline; declining needs a reason (R12)."""

    outcome: Literal[ApplicationStatus.accepted, ApplicationStatus.declined]
    reason: Text | None = None
    starts_on: Day | None = Field(None, description="The seat's first day; today when left out.")
    decision_id: UUID | None = Field(None, description="The collective decision, where one decides.")
    grant_partner: bool = Field(False, description="Grant partner status with the seat, explicitly (R24).")
    override_reason: Text | None = None


class Withdrawal(Body):
    reason: Text | None = None


class ApplicantRepresentative(Answer):
    role: RepresentativeRole
    member_id: UUID


class ApplicationRead(Resource):
    collection: ClassVar[str] = "applications"

    space_id: UUID
    space_type: SpaceType
    kind: Kind
    organisation_id: UUID | None
    member_id: UUID | None
    representatives: list[ApplicantRepresentative]
    status: ApplicationStatus
    statement: str | None
    answers: dict[str, str]
    call_id: UUID | None
    also_apply_to: list[UUID]
    recorded: RecordedRead | None
    findings: list[FindingRead] = Field(
        description="As judged when it was last judged: at submission or decision."
    )
    rulebook: int
    submitted_at: datetime
    decided_at: datetime | None
    decision_reason: str | None
    overridden: list[str]
    override_reason: str | None
    created_at: datetime
    updated_at: datetime


class ApplicationFilter(PageQuery):
    sort: Literal["created_at", "-created_at", "updated_at", "-updated_at"] = "created_at"
    space_id: UUID | None = None
    organisation_id: UUID | None = None
    member_id: UUID | None = None
    kind: Kind | None = None
    status: ApplicationStatus | None = None
    updated_since: Instant | None = None
