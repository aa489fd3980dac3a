"""Where everything that is held about a person lies: one registry, by which they take it along and by which it goes.

A test walks every table: a column that can hold what somebody wrote is cleared, goes with its row or stays for a reason
told here; or it is among the impersonal ones (impersonal.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case

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
    ClientKey,
    Comment,
    Consent,
    Credential,
    FocalPoint,
    IdempotencyKey,
    ImportBatch,
    ImportRow,
    Leader,
    Letter,
    Member,
    MemberReference,
    Membership,
    MemberState,
    Organisation,
    PersonSession,
    Representative,
    RoleHolding,
    Space,
    Task,
)
from api.services import personal_traces as traces
from api.services.personal_traces import Whose, by

TOMBSTONE = "—"
CODES = "a closed list of ours"


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of one table about a person.

    `shown`: what they take along, of the rows that `told` finds, or else `whose`: what names somebody may be another's.
    Erasure, of the rows that `whose` finds: `cleared`, what it puts in the place of each column; `gone`, the whole row
    goes; `kept`, the texts that stay, and why. What is not text stays, for history and statistics.
    """

    table: type[Base]
    source: str
    whose: Whose
    shown: tuple[str, ...] = ()
    told: Whose | None = None
    cleared: Mapping[str, Any] = field(default_factory=dict)
    gone: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.table.__tablename__)


def _blanked(column: Any) -> Any:
    """A tombstone where something stands, for what must stay filled."""
    return case((column.is_not(None), TOMBSTONE), else_=None)


HELD: tuple[Held, ...] = (
    Held(
        Member,
        "what the person, a list or the secretariat entered",
        by(Member.id),
        shown=tuple(
            "id full_name given_name family_name email country languages topics status visibility at_risk pseudonym"
            " created_at updated_at".split()
        ),
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
            "former_addresses": [],
        },
        kept={"country": "for the statistics"},
    ),
    Held(
        MemberState,
        "what the person was, and when",
        by(MemberState.member_id),
        shown=("status", "starts_on", "ends_on"),
    ),
    Held(
        MemberReference,
        "the name a list has for the person",
        by(MemberReference.member_id),
        shown=("organisation_id", "external_ref"),
        gone=True,
    ),
    Held(
        Consent,
        "consent given, and how",
        by(Consent.member_id),
        shown=("given_on", "source", "withdrawn_on"),
        gone=True,
    ),
    Held(
        Affiliation,
        "where the person works, as they, a list or an organisation said",
        by(Affiliation.member_id),
        shown=("organisation_id", "job_title", "starts_on", "ends_on", "confirmed_on"),
        cleared={"job_title": None},
    ),
    Held(
        Membership,
        "seats of their own",
        by(Membership.member_id),
        shown=(
            "id",
            "space_id",
            "kind",
            "starts_on",
            "ends_on",
            "end_reason",
            "overridden",
            "override_reason",
            "term_exempt_reason",
        ),
        cleared={
            "override_reason": _blanked(Membership.override_reason),
            "term_exempt_reason": _blanked(Membership.term_exempt_reason),
        },
        kept={"overridden": CODES},
    ),
    Held(
        Representative,
        "seats filled for an organisation",
        by(Representative.member_id),
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
        by(Leader.member_id),
        shown=("space_id", "role", "acting", "starts_on", "ends_on", "due_on", "override_reason"),
        cleared={"override_reason": _blanked(Leader.override_reason)},
        kept={"overridden": CODES},
    ),
    Held(
        Task,
        "tasks of spaces that fall to the person",
        by(Task.owner_id),
        shown=("space_id", "title", "description", "due_on", "status", "closed_on"),
        kept={"title": "what the space does", "description": "what the space does"},
    ),
    Held(
        Comment,
        "what the person said before a decision of the Steering Group",
        by(Comment.author_id),
        shown=("space_id", "content", "created_at"),
        cleared={"content": TOMBSTONE},
    ),
    Held(
        FocalPoint,
        "organisations spoken for",
        by(FocalPoint.member_id),
        shown=("organisation_id", "starts_on", "ends_on", "confirmed_at"),
    ),
    Held(
        Administrator,
        "looking after the system",
        by(Administrator.member_id),
        shown=("starts_on", "ends_on"),
    ),
    Held(
        Application,
        "applications of their own",
        by(Application.member_id),
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
        kept={
            "findings": "codes with names of spaces, days and counts: what was judged, and by which rule",
            "overridden": CODES,
            "also_apply_to": "ids of spaces",
        },
    ),
    Held(
        ApplicationRepresentative,
        "organisations' applications that name the person",
        by(ApplicationRepresentative.member_id),
        shown=("application_id", "role"),
    ),
    Held(
        ImportRow,
        "rows of lists that name the person",
        traces.in_a_list,
        shown=("batch_id", "row", "result", "cells"),
        told=by(ImportRow.member_id),
        cleared={"cells": {}, "params": {}},
        kept={"field": "a column's name", "code": CODES, "changed": "names of columns"},
    ),
    Held(
        ImportBatch,
        "files of lists called after the person",
        traces.file_named,
        cleared={"file_name": None},
    ),
    Held(
        PersonSession,
        "where the person has signed in",
        by(PersonSession.member_id),
        shown=("method", "device", "created_at", "last_seen_at", "expires_at", "ended_at"),
        gone=True,
    ),
    Held(
        Credential,
        "password and second factor: hashes, which are not shown",
        by(Credential.member_id),
        shown=("confirmed_at", "changed_at"),
        gone=True,
    ),
    Held(
        Letter,
        "letters that wait to be sent",
        traces.written_to,
        shown=("template", "language", "email", "created_at"),
        gone=True,
    ),
    Held(
        Challenge,
        "codes asked for",
        traces.asked,
        shown=("purpose", "form", "created_at", "expires_at"),
        told=by(Challenge.member_id),
        gone=True,
    ),
    Held(
        Client,
        "scripts the person made for an organisation",
        by(Client.made_by),
        shown=("id", "name", "organisation_id", "created_at", "revoked_at"),
        cleared={"name": TOMBSTONE},
        kept={"permissions": CODES},
    ),
    Held(
        ClientKey,
        "keys the person was shown",
        by(ClientKey.made_by),
        shown=("client_id", "created_at", "expires_at", "revoked_at", "last_used_at"),
    ),
    Held(
        Organisation,
        "organisations the person proposed",
        by(Organisation.proposed_by),
        shown=("id", "name", "created_at"),
    ),
    Held(
        Space,
        "spaces the person proposed, or that give their address as theirs",
        traces.contact_of,
        shown=("id", "name", "contact"),
        told=traces.proposed_or_contact_of,
        cleared={"contact": None},
    ),
    Held(RoleHolding, "seats and representations once more, made by triggers", by(RoleHolding.member_id)),
    Held(
        AuditEvent,
        "the trace of what was done about the person, and by them",
        traces.acts,
        shown=("at", "actor_kind", "action", "subject_type", "fields"),
        kept={
            "actor_kind": CODES,
            "action": CODES,
            "subject_type": CODES,
            "fields": "names of fields, never values",
            "request_id": "a random number, and nothing else is taken for one",
        },
    ),
    Held(AuditDetail, "the reasons given with it", traces.reasons, shown=("reason",), gone=True),
    Held(
        IdempotencyKey,
        "answers kept a day for a retry",
        traces.answered,
        cleared={"body": None},
        kept={
            "caller": "an id",
            "route": "a path with ids",
            "key": "what a machine chose: sent again, the request makes nobody anew",
            "request_digest": "a digest, for a day",
            "headers": "of the answer: a media type, a tag, a path with ids",
        },
    ),
)
