"""Clients and their keys, as they are sent and answered. A key is shown once, in the answer that makes it."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from api.rules.permissions import Permission
from api.schemas.base import Answer, Body, Line, PageQuery, Resource

ALL = "all"
SCOPES = [ALL, *(one.value for one in Permission)]


def _known(scope: str) -> str:
    if scope not in SCOPES:
        raise PydanticCustomError("not_grantable", "not grantable")
    return scope


Scope = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": SCOPES})]
Lifetime = Annotated[
    int, Field(ge=1, le=365, description="Twelve months at most; a new key is made before the old one ends.")
]


class ClientCreate(Body):
    """A script of an organisation; without `organisation_id`, one of the secretariat, which admins make."""

    name: Line
    organisation_id: UUID | None = None
    scopes: list[Scope] = Field(
        min_length=1, max_length=50, description="`all` is every permission that a key of its kind can have."
    )
    expires_in_days: Lifetime = 365


class KeyCreate(Body):
    """A second key, to change over to."""

    expires_in_days: Lifetime = 365


class KeyRead(Answer):
    """What is known of a key but the key itself; `prefix` is its second part, to tell one from the other."""

    id: UUID
    prefix: str
    made_by: UUID | None = Field(description="The focal point who was shown it; null, the secretariat.")
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None = Field(description="To five minutes.")


class ClientRead(Resource):
    collection: ClassVar[str] = "clients"

    name: str
    organisation_id: UUID | None
    scopes: list[str]
    made_by: UUID | None = Field(description="The focal point who looks after it; null, the secretariat.")
    created_at: datetime
    revoked_at: datetime | None
    keys: list[KeyRead] = Field(description="The newest first, with those that are over.")


class ClientMade(ClientRead):
    """With a new key, shown this once."""

    key: str


class ClientFilter(PageQuery):
    sort: Literal["created_at", "-created_at"] = "created_at"
    organisation_id: UUID | None = None
