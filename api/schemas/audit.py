"""The trace, as it is answered."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from api.schemas.base import Answer, Instant, Line, PageQuery


class AuditEventRead(Answer):
    """One change: who, what, on what, when. The names of fields, never their values."""

    id: UUID
    at: datetime
    actor_kind: str = Field(description="`person`, `client` or `public`.")
    actor_id: UUID | None = Field(description="For the secretariat, and for oneself.")
    action: str
    subject_type: str
    subject_id: UUID
    fields: list[str]
    reason: str | None = Field(description="For the secretariat; null once the person was erased.")
    request_id: str | None


class AuditFilter(PageQuery):
    sort: Literal["created_at", "-created_at"] = "-created_at"
    subject_type: Line | None = None
    subject_id: UUID | None = None
    action: Line | None = None
    actor_id: UUID | None = None
    since: Instant | None = None
    until: Instant | None = None
