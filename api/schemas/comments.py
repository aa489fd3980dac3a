"""What representatives of the Steering Group say before it decides, as it is sent and answered."""

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from api.schemas.base import Body, PageQuery, Resource, Text


class CommentCreate(Body):
    content: Text


class CommentRead(Resource):
    collection: ClassVar[str] = "spaces"

    space_id: UUID
    author_id: UUID
    author_name: str | None = Field(description="Null where the caller may not know the person.")
    content: str
    created_at: datetime

    @property
    def location(self) -> str:
        return f"/v1/spaces/{self.space_id}/comments/{self.id}"


class CommentFilter(PageQuery):
    sort: Literal["created_at", "-created_at"] = "created_at"
