"""SQLAlchemy tables, one noun a file. No behaviour: services act, rules judge, PostgreSQL holds."""

from api.models.applications import Application, ApplicationRepresentative, Call
from api.models.base import Base
from api.models.clients import Client
from api.models.decisions import Decision
from api.models.imports import ImportBatch, ImportRow
from api.models.ledger import AuditEvent, IdempotencyKey, OutboxMessage
from api.models.letters import Letter
from api.models.members import Affiliation, Consent, Member, MemberReference, MemberState
from api.models.memberships import Membership, Representative, RoleHolding
from api.models.organisations import Organisation, OrganisationAlias, OrganisationSlug, Partnership
from api.models.rulebooks import Rulebook, RulebookKind, RulebookType
from api.models.spaces import Mandate, Space, SpaceSlug, SpaceState, StructuralLink

__all__ = [
    "Affiliation",
    "Application",
    "ApplicationRepresentative",
    "AuditEvent",
    "Base",
    "Call",
    "Client",
    "Consent",
    "Decision",
    "IdempotencyKey",
    "ImportBatch",
    "ImportRow",
    "Letter",
    "Mandate",
    "Member",
    "MemberReference",
    "MemberState",
    "Membership",
    "Organisation",
    "OrganisationAlias",
    "OrganisationSlug",
    "OutboxMessage",
    "Partnership",
    "Representative",
    "RoleHolding",
    "Rulebook",
    "RulebookKind",
    "RulebookType",
    "Space",
    "SpaceSlug",
    "SpaceState",
    "StructuralLink",
]
