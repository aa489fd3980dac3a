"""What needs the caller now, as it is answered."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from api.rules.codes import Code
from api.schemas.base import Answer, PageQuery

SignalCode = Literal[
    Code.size_outside_band,
    Code.single_wg_only,
    Code.no_leader,
    Code.meeting_overdue,
    Code.mandate_expired,
    Code.mandate_ending,
    Code.seat_without_representative,
    Code.ready_to_disband,
    Code.eligibility_lapsed,
    Code.inactive,
    Code.applications_waiting,
    Code.proposal_waiting,
    Code.term_ending,
    Code.seniority_not_attested,
    Code.task_overdue,
]


class SignalFilter(PageQuery):
    sort: Literal["urgency"] = Field(
        "urgency",
        description="What is overdue, what falls due, what waits longest, and then the rest.",
    )
    code: SignalCode | None = None
    space_id: UUID | None = None


class SignalRead(Answer):
    """One thing that waits for somebody; `detail` says what to do, in the caller's language."""

    code: SignalCode
    detail: str
    params: dict[str, Any]
    source: str
    quote: str
    space_id: UUID
    space_name: str
    membership_id: UUID | None = Field(description="The seat it is about.")
    organisation_id: UUID | None = Field(description="Whose seat that is.")
    organisation_name: str | None
    task_id: UUID | None = Field(description="The task it is about.")
    due_on: date | None = Field(
        description="When what it is about should end or be done; the past is overdue."
    )
    since: date | None = Field(description="Since when it waits.")
