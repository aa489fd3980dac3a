"""SQLAlchemy tables, one noun a file. No behaviour: services act, rules judge, PostgreSQL holds."""

from api.models.applications import Application, ApplicationRepresentative, Call
from api.models.base import Base
from api.models.clients import Client, ClientKey
from api.models.credentials import Administrator, Credential
from api.models.decisions import Comment, Decision
from api.models.focal_points import FocalPoint
from api.models.imports import ImportBatch, ImportRow
from api.models.leaders import Leader
from api.models.ledger import AuditDetail, AuditEvent, IdempotencyKey, OutboxMessage
from api.models.letters import Letter
from api.models.linkages import Linkage
from api.models.members import Affiliation, Consent, Member, MemberReference, MemberState, Suppression
from api.models.memberships import Membership, Representative, RoleHolding
from api.models.organisations import Organisation, OrganisationAlias, OrganisationSlug, Partnership
from api.models.rulebooks import Rulebook, RulebookKind, RulebookType
from api.models.sessions import Attempt, Challenge, PersonSession
from api.models.spaces import Extension, Mandate, Space, SpaceSlug, SpaceState, StructuralLink
from api.models.work import Plan, Task

__all__ = [
    "Administrator",
    "Affiliation",
    "Application",
    "ApplicationRepresentative",
    "Attempt",
    "AuditDetail",
    "AuditEvent",
    "Base",
    "Call",
    "Challenge",
    "Client",
    "ClientKey",
    "Comment",
    "Consent",
    "Credential",
    "Decision",
    "Extension",
    "FocalPoint",
    "IdempotencyKey",
    "ImportBatch",
    "ImportRow",
    "Leader",
    "Letter",
    "Linkage",
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
    "PersonSession",
    "Plan",
    "Representative",
    "RoleHolding",
    "Rulebook",
    "RulebookKind",
    "RulebookType",
    "Space",
    "SpaceSlug",
    "SpaceState",
    "StructuralLink",
    "Suppression",
    "Task",
]
