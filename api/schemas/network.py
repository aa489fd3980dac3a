"""The network as a diagram: its spaces, and the lines between them."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.rules.enums import Scope, SpaceType
from api.schemas.base import Answer, Day

EdgeKind = Literal["parent", "sponsor", "supports", "shared_activity", "technical_guidance"]


class NetworkQuery(BaseModel):
    as_of: Day | None = Field(None, description="The state on that day; today's when left out.")


class NetworkNode(Answer):
    id: UUID
    slug: str
    name: str
    type: SpaceType
    scope: Scope
    language: str | None
    seats_taken: int
    is_demo: bool = Field(description="The space itself is made up for the demo network.")


class NetworkEdge(Answer):
    """Built on (`parent`, `sponsor`, `supports`): from a space to what it is built on. Or a linkage, with its `id`."""

    id: UUID | None
    from_id: UUID
    to_id: UUID
    kind: EdgeKind
    purpose: str | None
    is_demo: bool = Field(description="This line is made up, whatever the spaces are.")


class NetworkRead(Answer):
    """Spaces active that day, and the lines between these."""

    as_of: date
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
