"""Who may do what: permissions as verbs on resources, roles as data, and one question, `may`.

A permission's *reach* says whose things it covers: `any`, or only the actor's `own` organisation's. What a caller may
not see at all is decided by each noun's `visible(actor)`, before this.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


class Permission(enum.StrEnum):
    rules_read = "rules:read"
    spaces_read = "spaces:read"
    spaces_write = "spaces:write"
    spaces_transition = "spaces:transition"
    organisations_read = "organisations:read"
    organisations_write = "organisations:write"
    members_read = "members:read"
    members_write = "members:write"
    memberships_read = "memberships:read"
    memberships_write = "memberships:write"
    applications_read = "applications:read"
    applications_write = "applications:write"
    applications_decide = "applications:decide"
    decisions_read = "decisions:read"
    decisions_write = "decisions:write"
    imports_read = "imports:read"
    imports_write = "imports:write"


class Role(enum.StrEnum):
    public = "public"
    organisation_client = "organisation_client"
    service_client = "service_client"


class Reach(enum.StrEnum):
    own = "own"
    any = "any"


_PUBLIC = {Permission.rules_read: Reach.any, Permission.spaces_read: Reach.any}

GRANTS: Mapping[Role, Mapping[Permission, Reach]] = {
    Role.public: _PUBLIC,
    Role.organisation_client: {
        **_PUBLIC,
        Permission.organisations_read: Reach.any,
        Permission.organisations_write: Reach.own,
        Permission.members_read: Reach.own,
        Permission.memberships_read: Reach.own,
        Permission.memberships_write: Reach.own,
        Permission.applications_read: Reach.own,
        Permission.applications_write: Reach.own,
    },
    Role.service_client: dict.fromkeys(Permission, Reach.any),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is calling. `scopes` narrows a key to part of what its role may do; the public part is never narrowed."""

    role: Role
    id: UUID | None = None
    organisation_id: UUID | None = None
    scopes: frozenset[Permission] = frozenset()

    @property
    def is_secretariat(self) -> bool:
        return self.role is Role.service_client

    @property
    def kind(self) -> str:
        return "public" if self.role is Role.public else "client"


PUBLIC = Actor(Role.public)


def may(
    actor: Actor, permission: Permission, *, organisation_id: UUID | None = None, anywhere: bool = False
) -> bool:
    """May `actor` do this to a thing of `organisation_id`? With `anywhere`: to anything at all?"""
    reach = GRANTS[actor.role].get(permission)
    if reach is None or (permission not in actor.scopes and permission not in _PUBLIC):
        return False
    return (
        anywhere
        or reach is Reach.any
        or (organisation_id is not None and organisation_id == actor.organisation_id)
    )
