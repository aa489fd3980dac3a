"""What an act would end or flag, as answered before it is confirmed."""

from uuid import UUID

from pydantic import Field

from api.schemas.base import Answer, FindingRead


class EndingSpace(Answer):
    id: UUID
    name: str


class EndingSeat(Answer):
    id: UUID
    space_id: UUID
    organisation_id: UUID | None
    organisation_name: str | None
    member_id: UUID | None


class Consequences(Answer):
    """What a step would end or flag, and the `hash` that stands for exactly this."""

    to: str
    hash: str
    findings: list[FindingRead] = Field(description="Whether the rules allow the step as things stand.")
    spaces_ended: list[EndingSpace] = Field(description="Workstreams that end with it.")
    seats_ended: list[EndingSeat]
    applications_lapsed: list[UUID]
    leaders_ended: list[UUID]
    tasks_dropped: list[UUID] = Field(description="Tasks still open.")
    linkages_ended: list[UUID]
    collaboratives_flagged: list[EndingSpace] = Field(
        description="They stay, with `eligibility_lapsed` (R22)."
    )
    seats_flagged: list[EndingSeat] = Field(
        description="Collaborative seats that stay and rest on no working-group seat any more (R22)."
    )
