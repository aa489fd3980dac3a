"""Who may do what: permissions as verbs on resources, roles as data, and one question, `may`.

A role is held *of* something: of oneself, of a space, of an organisation. A grant reaches `any` thing or only those of
what the role is held of (`own`). What a caller may not see at all is decided by each noun's `visible(actor)`, before this.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


class Permission(enum.StrEnum):
    rules_read = "rules:read"
    me_read = "me:read"
    sessions_start = "sessions:start"
    sessions_manage = "sessions:manage"
    credentials_write = "credentials:write"
    enrolments_write = "enrolments:write"
    spaces_read = "spaces:read"
    spaces_write = "spaces:write"
    spaces_propose = "spaces:propose"
    spaces_transition = "spaces:transition"
    leaders_write = "leaders:write"
    mandates_write = "mandates:write"
    tasks_read = "tasks:read"
    tasks_write = "tasks:write"
    plans_read = "plans:read"
    plans_write = "plans:write"
    linkages_write = "linkages:write"
    comments_read = "comments:read"
    comments_write = "comments:write"
    signals_read = "signals:read"
    statistics_read = "statistics:read"
    organisations_read = "organisations:read"
    organisations_propose = "organisations:propose"
    organisations_write = "organisations:write"
    focal_points_read = "focal_points:read"
    focal_points_request = "focal_points:request"
    focal_points_name = "focal_points:name"
    members_read = "members:read"
    members_create = "members:create"
    members_write = "members:write"
    members_export = "members:export"
    members_erase = "members:erase"
    memberships_read = "memberships:read"
    memberships_write = "memberships:write"
    applications_read = "applications:read"
    applications_write = "applications:write"
    applications_decide = "applications:decide"
    decisions_read = "decisions:read"
    decisions_write = "decisions:write"
    imports_read = "imports:read"
    imports_write = "imports:write"
    clients_read = "clients:read"
    clients_write = "clients:write"
    audit_read = "audit:read"


class Role(enum.StrEnum):
    """`person` is whoever has signed in; `member` an active one. Leaders of language communities are facilitators."""

    public = "public"
    person = "person"
    member = "member"
    facilitator = "facilitator"
    leader = "leader"
    focal_point = "focal_point"
    steering_representative = "steering_representative"
    organisation_client = "organisation_client"
    staff = "staff"
    admin = "admin"
    service_client = "service_client"


class Reach(enum.StrEnum):
    own = "own"
    any = "any"


class Of(enum.StrEnum):
    """What a role is held of, and so what `own` means for it."""

    member = "member"
    space = "space"
    organisation = "organisation"
    network = "network"


HELD_OF: Mapping[Role, Of] = {
    Role.public: Of.network,
    Role.person: Of.member,
    Role.member: Of.member,
    Role.facilitator: Of.space,
    Role.leader: Of.space,
    Role.focal_point: Of.organisation,
    Role.steering_representative: Of.space,
    Role.organisation_client: Of.organisation,
    Role.staff: Of.network,
    Role.admin: Of.network,
    Role.service_client: Of.network,
}

Grants = Mapping[Permission, Reach]

_PUBLIC: Grants = {
    Permission.rules_read: Reach.any,
    Permission.spaces_read: Reach.any,
    Permission.me_read: Reach.any,
    Permission.sessions_start: Reach.any,
    Permission.statistics_read: Reach.any,
}
_ORGANISATION: Grants = {
    **_PUBLIC,
    Permission.organisations_read: Reach.any,
    Permission.organisations_write: Reach.own,
    Permission.focal_points_read: Reach.own,
    Permission.members_read: Reach.own,
    Permission.memberships_read: Reach.own,
    Permission.memberships_write: Reach.own,
    Permission.applications_read: Reach.own,
    Permission.applications_write: Reach.own,
    Permission.tasks_read: Reach.own,
    Permission.plans_read: Reach.own,
    Permission.signals_read: Reach.own,
}
_SPACE: Grants = {
    **_PUBLIC,
    Permission.members_read: Reach.own,
    Permission.memberships_read: Reach.own,
    Permission.audit_read: Reach.own,
    Permission.spaces_transition: Reach.own,
    Permission.leaders_write: Reach.own,
    Permission.tasks_read: Reach.own,
    Permission.tasks_write: Reach.own,
    Permission.plans_read: Reach.own,
    Permission.plans_write: Reach.own,
    Permission.signals_read: Reach.own,
}
# A person's own sign-in and second factor are no office of the secretariat, and no key has any.
_OF_PERSONS = {Permission.sessions_manage, Permission.credentials_write}
_OF_ADMINS = {Permission.enrolments_write}
# What a representative says before a decision, nobody says for them (R17).
_OF_REPRESENTATIVES = {Permission.comments_write}
_SECRETARIAT: Grants = {
    permission: Reach.any
    for permission in Permission
    if permission not in _OF_PERSONS | _OF_ADMINS | _OF_REPRESENTATIVES
}

GRANTS: Mapping[Role, Grants] = {
    Role.public: _PUBLIC,
    Role.person: {
        **_PUBLIC,
        Permission.sessions_manage: Reach.own,
        Permission.members_read: Reach.own,
        Permission.members_write: Reach.own,
        Permission.members_export: Reach.own,
        Permission.members_erase: Reach.own,
        Permission.memberships_read: Reach.own,
        Permission.memberships_write: Reach.own,
        Permission.applications_read: Reach.own,
        Permission.applications_write: Reach.own,
        Permission.audit_read: Reach.own,
        Permission.credentials_write: Reach.own,
        Permission.tasks_read: Reach.own,
        Permission.tasks_write: Reach.own,
        Permission.plans_read: Reach.own,
        # whoever is named to lead need not be asked, and can always step down
        Permission.leaders_write: Reach.own,
    },
    Role.member: {
        **_PUBLIC,
        Permission.organisations_read: Reach.any,
        Permission.organisations_propose: Reach.any,
        Permission.spaces_propose: Reach.any,
        Permission.spaces_transition: Reach.own,
        Permission.focal_points_read: Reach.own,
        Permission.focal_points_request: Reach.own,
        Permission.members_read: Reach.own,
    },
    Role.facilitator: _SPACE,
    Role.leader: {
        **_SPACE,
        Permission.applications_read: Reach.own,
        Permission.applications_decide: Reach.own,
    },
    Role.focal_point: {
        **_ORGANISATION,
        Permission.focal_points_request: Reach.own,
        Permission.focal_points_name: Reach.own,
        Permission.clients_read: Reach.own,
        Permission.clients_write: Reach.own,
    },
    Role.steering_representative: {
        **_PUBLIC,
        Permission.decisions_read: Reach.any,
        Permission.comments_read: Reach.any,
        Permission.comments_write: Reach.any,
        Permission.plans_read: Reach.any,
    },
    Role.organisation_client: _ORGANISATION,
    Role.staff: _SECRETARIAT,
    Role.admin: {**_SECRETARIAT, Permission.enrolments_write: Reach.any},
    # A key makes no keys: those are made by somebody who has just proved who they are.
    Role.service_client: {
        permission: reach
        for permission, reach in _SECRETARIAT.items()
        if permission is not Permission.clients_write
    },
}

SECRETARIAT_ROLES = frozenset({Role.staff, Role.admin, Role.service_client})
LEADING_ROLES = frozenset({Role.leader, Role.facilitator})
ORGANISATION_ROLES = frozenset({Role.focal_point, Role.organisation_client})


@dataclass(frozen=True, slots=True)
class Held:
    """A role, and the person, space or organisation it is held of."""

    role: Role
    of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """Whose a thing is: a person's, an organisation's, and which spaces' leaders it falls to."""

    member_id: UUID | None = None
    organisation_id: UUID | None = None
    space_ids: frozenset[UUID] = frozenset()

    def is_of(self, held: Held) -> bool:
        if held.of is None:
            return False
        match HELD_OF[held.role]:
            case Of.member:
                return held.of == self.member_id
            case Of.organisation:
                return held.of == self.organisation_id
            case Of.space:
                return held.of in self.space_ids
            case Of.network:
                return False


NOBODYS = Thing()
"""A thing that is nobody's own: only `any` reaches it."""


class ActorKind(enum.StrEnum):
    public = "public"
    person = "person"
    client = "client"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is calling, with the roles that rows gave them at this request.

    `id`: the member's for a person, the client's for a key. `scopes` narrows a key to part of what its role may do; the
    public part is never narrowed. `confirmed`: a person who has just proved again who they are; a key always has.
    """

    kind: ActorKind = ActorKind.public
    id: UUID | None = None
    roles: tuple[Held, ...] = (Held(Role.public),)
    scopes: frozenset[Permission] | None = None
    session_id: UUID | None = None
    confirmed: bool = True

    def holds(self, *roles: Role) -> bool:
        return any(held.role in roles for held in self.roles)

    def of(self, roles: frozenset[Role]) -> frozenset[UUID]:
        """What the actor holds any of these roles of."""
        return frozenset(held.of for held in self.roles if held.role in roles and held.of is not None)

    @property
    def is_secretariat(self) -> bool:
        return self.holds(*SECRETARIAT_ROLES)

    @property
    def member_id(self) -> UUID | None:
        return self.id if self.kind is ActorKind.person else None

    @property
    def organisation_ids(self) -> frozenset[UUID]:
        """The organisations the actor speaks for."""
        return self.of(ORGANISATION_ROLES)

    @property
    def led_ids(self) -> frozenset[UUID]:
        """The spaces the actor leads or facilitates."""
        return self.of(LEADING_ROLES)


PUBLIC = Actor()


def service_client(id_: UUID | None = None, scopes: frozenset[Permission] = frozenset(Permission)) -> Actor:
    """A script of the secretariat, within its scopes."""
    return Actor(ActorKind.client, id_, (Held(Role.service_client),), scopes)


def organisation_client(
    id_: UUID | None, organisation_id: UUID, scopes: frozenset[Permission] = frozenset(Permission)
) -> Actor:
    """A script of one organisation, within its scopes."""
    return Actor(ActorKind.client, id_, (Held(Role.organisation_client, organisation_id),), scopes)


def may(actor: Actor, permission: Permission, thing: Thing = NOBODYS, *, anywhere: bool = False) -> bool:
    """May `actor` do this to `thing`? With `anywhere`: to anything at all?"""
    in_scope = actor.scopes is None or permission in actor.scopes or permission in _PUBLIC
    return in_scope and any(_reaches(held, permission, thing, anywhere) for held in actor.roles)


def _reaches(held: Held, permission: Permission, thing: Thing, anywhere: bool) -> bool:
    reach = GRANTS[held.role].get(permission)
    return reach is not None and (anywhere or reach is Reach.any or thing.is_of(held))


def permissions_of(actor: Actor) -> tuple[Permission, ...]:
    """Everything the actor may do to something, in the order of the list."""
    return tuple(one for one in Permission if may(actor, one, anywhere=True))


@dataclass(frozen=True, slots=True)
class Ties:
    """Who a decider is bound to: themselves, and organisations now or when the application was sent (R23)."""

    member_id: UUID | None = None
    organisation_ids: frozenset[UUID] = frozenset()


def has_conflict(
    ties: Ties, *, organisation_id: UUID | None, member_ids: frozenset[UUID] = frozenset()
) -> bool:
    """Nobody decides on an application of their own organisation, or on one they stand in themselves (R23)."""
    return (organisation_id is not None and organisation_id in ties.organisation_ids) or (
        ties.member_id is not None and ties.member_id in member_ids
    )
