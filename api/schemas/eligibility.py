"""Questions to the rules, and their answers."""

import enum
from uuid import UUID

from api.rules.enums import Door, SpaceType
from api.schemas.base import Answer, Body, FindingRead


class EligibilityQuestion(Body):
    """May this holder take a seat there, through that door? Without `door`: the type's first."""

    space_id: UUID
    member_id: UUID | None = None
    organisation_id: UUID | None = None
    door: Door | None = None
    call_id: UUID | None = None


class EligibilityRead(Answer):
    """Holder, space and door as judged by the engine that POST uses. What belongs to the form is judged there."""

    eligible: bool
    door: Door
    findings: list[FindingRead]


class Way(enum.StrEnum):
    """What a holder may do about a space."""

    join_now = "join"
    by_application = "apply"
    by_invitation = "by_invitation"
    no = "no"


class SpaceEligibility(EligibilityRead):
    space_id: UUID
    space_name: str
    space_type: SpaceType
    way: Way


class WaysIn(Answer):
    """Every open space, in the order of its name. It is never paged: `next_cursor` is always null."""

    items: list[SpaceEligibility]
    next_cursor: None = None
