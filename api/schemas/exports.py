"""What a person takes along."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from api.schemas.base import Answer


class ExportPart(Answer):
    """The rows of one kind, and where they come from."""

    name: str
    source: str
    rows: list[dict[str, Any]]


class Export(Answer):
    """Everything held about one person."""

    member_id: UUID
    made_at: datetime
    parts: list[ExportPart] = Field(description="Only those in which something is held.")

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Disposition": f'attachment; filename="{self.member_id}.json"'}
