"""Where everything that is held about a person lies: one registry, by which they take it along and by which it goes.

A test walks every table: a column that can hold what somebody wrote, or points to a person, is named here or among the
impersonal ones with a reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from api.models import (
    Administrator,
    Affiliation,
    Application,
    ApplicationRepresentative,
    AuditDetail,
    AuditEvent,
    Base,
    Challenge,
    Client,
    Consent,
    Credential,
    FocalPoint,
    IdempotencyKey,
    ImportRow,
    Leader,
    Member,
    MemberReference,
    Membership,
    MemberState,
    Organisation,
    PersonSession,
    Representative,
)

TOMBSTONE = "—"


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person can be told from others, in rows that do not point to them."""

    id: UUID
    full_name: str
    email: str | None
    email_key: str | None
    references: tuple[str, ...]


Whose = Callable[[Traces], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of one table about a person. `shown`: what they take along; `kept_back`: hashes, which tell nobody anything.

    `cleared`: what erasure puts in the place of each; `gone`: the whole row goes. What is neither stays, for history
    and statistics, and says no more of the person than their id.
    """

    table: type[Base]
    source: str
    whose: Whose
    shown: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()
    cleared: Mapping[str, Any] = field(default_factory=dict)
    gone: bool = False

    @property
    def name(self) -> str:
        return str(self.table.__tablename__)


def _by(column: Any) -> Whose:
    def whose(of: Traces) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column == of.id
        return found

    return whose


def _blanked(column: Any) -> Any:
    """A tombstone where something stands, for what must stay filled."""
    return case((column.is_not(None), TOMBSTONE), else_=None)


def _in_a_list(of: Traces) -> ColumnElement[bool]:
    """Rows of lists that became the person, and those that only named them: refused ones, twins, the suppressed."""
    cells = ImportRow.cells
    refused = and_(ImportRow.member_id.is_(None), cells["full_name"].astext == of.full_name)
    named = [refused]
    if of.email_key is not None:
        named.append(func.lower(cells["email"].astext).in_([of.email_key, (of.email or "").lower()]))
    if of.references:
        named.append(cells["external_ref"].astext.in_(of.references))
    return or_(ImportRow.member_id == of.id, *named)


def _asked(of: Traces) -> ColumnElement[bool]:
    own = Challenge.member_id == of.id
    return or_(own, func.lower(Challenge.form["email"].astext) == of.email.lower()) if of.email else own


def _told_of(of: Traces) -> ColumnElement[bool]:
    """Events about the person, their seats and their applications."""
    seats = select(Membership.id).where(Membership.member_id == of.id)
    applications = select(Application.id).where(Application.member_id == of.id)
    return or_(
        AuditEvent.subject_id == of.id,
        AuditEvent.subject_id.in_(seats),
        AuditEvent.subject_id.in_(applications),
    )


def _answered(of: Traces) -> ColumnElement[bool]:
    """Answers kept for a retry in which the person stands."""
    traces = [str(of.id), *(of.references), *([of.email] if of.email else []), of.full_name]
    told = func.encode(IdempotencyKey.body, "escape")  # what is not ASCII stands there as octal
    return or_(*(told.contains(_escaped(trace), autoescape=True) for trace in traces))


def _escaped(text: str) -> str:
    """As PostgreSQL writes bytes in its `escape` format."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte != 92 else "\\\\" if byte == 92 else f"\\{byte:03o}"
        for byte in text.encode()
    )


def _by_event(of: Traces) -> ColumnElement[bool]:
    return AuditDetail.event_id.in_(select(AuditEvent.id).where(_told_of(of)))


HELD: tuple[Held, ...] = (
    Held(
        Member,
        "what the person, a list or the secretariat entered",
        _by(Member.id),
        shown=tuple(
            "id full_name given_name family_name email country languages topics status visibility at_risk pseudonym"
            " created_at updated_at".split()
        ),
        kept_back=("email_key", "name_key", "shown_key"),
        cleared={
            "full_name": TOMBSTONE,
            "given_name": None,
            "family_name": None,
            "email": None,
            "email_key": None,
            "languages": [],
            "topics": [],
            "visibility": {},
            "at_risk": False,
            "pseudonym": None,
        },
    ),
    Held(
        MemberState,
        "what the person was, and when",
        _by(MemberState.member_id),
        shown=("status", "starts_on", "ends_on"),
    ),
    Held(
        MemberReference,
        "the name a list has for the person",
        _by(MemberReference.member_id),
        shown=("organisation_id", "external_ref"),
        gone=True,
    ),
    Held(
        Consent,
        "consent given, and how",
        _by(Consent.member_id),
        shown=("given_on", "source", "withdrawn_on"),
        gone=True,
    ),
    Held(
        Affiliation,
        "where the person works, as they, a list or an organisation said",
        _by(Affiliation.member_id),
        shown=("organisation_id", "job_title", "starts_on", "ends_on", "confirmed_on"),
        cleared={"job_title": None},
    ),
    Held(
        Membership,
        "seats of their own",
        _by(Membership.member_id),
        shown=(
            "id",
            "space_id",
            "kind",
            "starts_on",
            "ends_on",
            "end_reason",
            "overridden",
            "override_reason",
        ),
        cleared={"override_reason": _blanked(Membership.override_reason)},
    ),
    Held(
        Representative,
        "seats filled for an organisation",
        _by(Representative.member_id),
        shown=(
            "membership_id",
            "space_id",
            "role",
            "starts_on",
            "ends_on",
            "agreed_on",
            "attested_senior_on",
        ),
    ),
    Held(
        Leader,
        "spaces led",
        _by(Leader.member_id),
        shown=("space_id", "role", "acting", "starts_on", "ends_on"),
    ),
    Held(
        FocalPoint,
        "organisations spoken for",
        _by(FocalPoint.member_id),
        shown=("organisation_id", "starts_on", "ends_on", "confirmed_at"),
    ),
    Held(
        Administrator,
        "looking after the system",
        _by(Administrator.member_id),
        shown=("starts_on", "ends_on"),
    ),
    Held(
        Application,
        "applications of their own",
        _by(Application.member_id),
        shown=tuple(
            "id space_id status statement answers findings submitted_at decided_at decision_reason received_on"
            " received_by consent_given_on consent_source override_reason".split()
        ),
        cleared={
            "statement": None,
            "answers": {},
            "received_on": None,
            "received_by": None,
            "consent_given_on": None,
            "consent_source": None,
            "decision_reason": _blanked(Application.decision_reason),
            "override_reason": _blanked(Application.override_reason),
        },
    ),
    Held(
        ApplicationRepresentative,
        "organisations' applications that name the person",
        _by(ApplicationRepresentative.member_id),
        shown=("application_id", "role"),
    ),
    Held(
        ImportRow,
        "rows of lists that name the person",
        _in_a_list,
        shown=("batch_id", "row", "result", "cells"),
        kept_back=("params", "changed"),
        cleared={"cells": {}, "params": {}},
    ),
    Held(
        PersonSession,
        "where the person has signed in",
        _by(PersonSession.member_id),
        shown=("method", "device", "created_at", "last_seen_at", "expires_at", "ended_at"),
        kept_back=("token_hash",),
        gone=True,
    ),
    Held(
        Credential,
        "password and second factor: hashes, which are not shown",
        _by(Credential.member_id),
        shown=("confirmed_at", "changed_at"),
        kept_back=("enrolment_hash", "password_hash", "totp_salt", "recovery_hashes"),
        gone=True,
    ),
    Held(
        Challenge,
        "codes asked for",
        _asked,
        shown=("purpose", "form", "created_at", "expires_at"),
        gone=True,
    ),
    Held(
        Client,
        "scripts the person made for an organisation",
        _by(Client.made_by),
        shown=("id", "name", "organisation_id", "created_at"),
    ),
    Held(
        Organisation,
        "organisations the person proposed",
        _by(Organisation.proposed_by),
        shown=("id", "name", "created_at"),
    ),
    Held(
        AuditEvent,
        "the trace of what was done about the person",
        _told_of,
        shown=("at", "actor_kind", "action", "subject_type", "fields"),
        kept_back=("request_id",),
    ),
    Held(AuditDetail, "the reasons given with it", _by_event, shown=("reason",), gone=True),
    Held(
        IdempotencyKey,
        "answers kept a day for a retry",
        _answered,
        kept_back=("body", "headers", "request_digest"),
        cleared={"body": None},
    ),
)

IMPERSONAL: Mapping[str, str] = {
    "application_representatives": "who is named is an id; who they are stands with the member",
    "applications": "an organisation's own words about itself; a person's own are in the registry",
    "attempts": "a keyed digest of what was tried, never an address",
    "calls": "what the network says",
    "clients": "a script's name and what it may do",
    "decisions": "minutes of a body, and by whom recorded as an id",
    "focal_points": "ids and days",
    "import_batches": "columns and counts of a file; its rows are in the registry",
    "idempotency": "a caller's id, a path and a key chosen by a machine",
    "leaders": "ids and days",
    "linkages": "between spaces",
    "mandates": "of spaces",
    "memberships": "an organisation's seat; a person's own is in the registry",
    "organisation_aliases": "names of organisations",
    "organisation_slugs": "addresses of organisations",
    "organisations": "an organisation is no person",
    "outbox": "ids only",
    "partnerships": "of organisations",
    "role_holdings": "made by triggers from seats and representatives: ids and days",
    "rulebook_kinds": "the rules",
    "rulebook_types": "the rules",
    "rulebooks": "the rules",
    "space_slugs": "addresses of spaces",
    "space_states": "of spaces",
    "spaces": "a space and its own mailbox",
    "structural_links": "between spaces",
    "suppressions": "keyed digests, by which nobody is found",
    "audit_events": "ids, names of fields and of actions",
}
