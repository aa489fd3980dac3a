"""People with a word of their own in every field there is: what an erasure has to find."""

import json
import re
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from api import clock, local_postgres
from api.models import (
    Affiliation,
    Application,
    AuditDetail,
    AuditEvent,
    Challenge,
    Client,
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
    OrganisationAlias,
    OrganisationSlug,
    PersonSession,
    Space,
    Task,
)
from api.rules.enums import (
    ApplicationStatus,
    ChallengePurpose,
    ImportKind,
    ImportResult,
    ImportStatus,
    Kind,
    LeaderRole,
    MemberStatus,
    OrganisationType,
    SignInMethod,
    SpaceType,
)
from api.services import emails
from tests.days import LONG_AGO, TODAY
from tests.factories import Build

MARK = "zqx"
COUNTRIES = ("KE", "UG", "FR", "CO")


@dataclass(frozen=True, slots=True)
class Life:
    """One person, and the words in which they can be found."""

    number: int

    def word(self, what: str) -> str:
        """A word that stands nowhere else: `zqx007topic`."""
        return f"{MARK}{self.number:03d}{what}"

    @property
    def name(self) -> str:
        """With signs that JSON, SQL and PostgreSQL's `escape` each write in their own way."""
        return f'{self.word("name")} "Ñ" \\ أمينة'

    @property
    def email(self) -> str:
        return f"{self.word('mail')}@example.org"

    @property
    def country(self) -> str:
        return COUNTRIES[self.number % len(COUNTRIES)]

    def row(self) -> dict[str, str]:
        """The person as somebody's list has them."""
        return {
            "external_ref": self.word("ref"),
            "email": self.email,
            "full_name": self.name,
            "given_name": self.word("given"),
            "family_name": self.word("family"),
            "country": self.country,
            "topics": self.word("topic"),
            "job_title": self.word("post"),
            "consent_date": "2026-01-15",
            "consent_source": self.word("consent"),
        }


@dataclass(frozen=True, slots=True)
class Stage:
    """What all lives share: a team to sit in, another to apply to, an organisation to work for."""

    seats: Space
    applications: Space
    organisation: Organisation


async def live(build: Build, life: Life, on: Stage) -> Member:
    """A row in every table that can hold one about a person, each with words of their own."""
    email = life.email
    member = Member(
        full_name=life.name,
        given_name=life.word("given"),
        family_name=life.word("family"),
        email=email,
        email_key=emails.key(email),
        country=life.country,
        languages=["sw"],
        topics=[life.word("topic")],
        visibility={"topics": life.word("seen")},
        at_risk=True,
        pseudonym=life.word("pseudonym"),
        status=MemberStatus.active,
    )
    application = _application(life, on)
    build.session.add(member)
    await build.session.flush()
    id_ = application.member_id = application.submitted_by = member.id
    seat = _seat(life, on, id_)
    build.session.add_all([application, seat, *_profile(life, on, id_), *_signs_in(life, id_)])
    await build.session.flush()
    build.session.add_all(_office(life, on, id_, seat))
    await _lists(build, life, id_)
    await _proposal(build, life, id_)
    for subject, of in (("member", id_), ("membership", seat.id), ("application", application.id)):
        _told(build, life, subject, of)
    await build.session.flush()
    return member


def _profile(life: Life, on: Stage, id_: UUID) -> list[Any]:
    return [
        MemberState(member_id=id_, status=MemberStatus.active, starts_on=LONG_AGO),
        Consent(member_id=id_, given_on=LONG_AGO, source=life.word("consent")),
        MemberReference(member_id=id_, external_ref=life.word("ref")),
        MemberReference(member_id=id_, external_ref=life.word("theirs"), organisation_id=on.organisation.id),
        Affiliation(
            member_id=id_,
            organisation_id=on.organisation.id,
            job_title=life.word("post"),
            starts_on=LONG_AGO,
            confirmed_on=LONG_AGO,
        ),
    ]


def _seat(life: Life, on: Stage, id_: UUID) -> Membership:
    return Membership(
        space_id=on.seats.id,
        space_type=SpaceType.task_team,
        kind=Kind.individual,
        member_id=id_,
        rulebook=1,
        starts_on=LONG_AGO + timedelta(days=life.number),
        overridden=["seats_full"],
        override_reason=life.word("override"),
        override_by=id_,
    )


def _application(life: Life, on: Stage) -> Application:
    return Application(
        space_id=on.applications.id,
        space_type=SpaceType.task_team,
        kind=Kind.individual,
        rulebook=1,
        status=ApplicationStatus.declined,
        statement=life.word("statement"),
        answers={life.word("question"): life.word("answer")},
        received_on=LONG_AGO,
        received_by=life.word("letter"),
        consent_given_on=LONG_AGO,
        consent_source=life.word("form"),
        overridden=["call_not_open"],
        override_reason=life.word("unusual"),
        override_by=UUID(int=1),
        submitted_at=clock.now() - timedelta(days=life.number),
        decided_at=clock.now(),
        decision_reason=life.word("declined"),
    )


def _signs_in(life: Life, id_: UUID) -> list[Any]:
    soon, once = clock.now() + timedelta(minutes=10), clock.now()
    stranger = {"email": life.email.upper(), "full_name": life.word("stranger")}
    return [
        Letter(template="email_changed", member_id=id_, email=life.email),
        PersonSession(
            member_id=id_,
            token_hash=sha256(life.word("token").encode()).digest(),
            method=SignInMethod.email_code,
            device=life.word("device"),
            expires_at=soon,
        ),
        Credential(member_id=id_, password_hash=life.word("password"), totp_salt=life.word("s").encode()),
        Challenge(
            purpose=ChallengePurpose.email_change,
            member_id=id_,
            form={"email": life.word("next")},
            expires_at=soon,
        ),
        Challenge(purpose=ChallengePurpose.registration, form=stranger, expires_at=soon),
        Client(name=life.word("script"), permissions=["all"], made_by=id_),
        IdempotencyKey(
            caller=str(UUID(int=1)),
            route="/v1/members",
            key=f"key-{life.number}",
            request_digest=b"",
            status=201,
            headers={"location": f"/v1/members/{id_}"},
            body=json.dumps({"full_name": life.name}, ensure_ascii=False).encode(),
            created_at=once,
        ),
    ]


def _office(life: Life, on: Stage, id_: UUID, seat: Membership) -> list[Any]:
    return [
        Leader(
            space_id=on.seats.id,
            membership_id=seat.id,
            member_id=id_,
            role=LeaderRole.convener,
            starts_on=seat.starts_on,
            overridden=["leader_seat_required"],
            override_reason=life.word("independent"),
            override_by=UUID(int=1),
        ),
        Task(space_id=on.seats.id, title="A task", owner_id=id_, starts_on=LONG_AGO),
        Comment(space_id=on.seats.id, author_id=id_, content=life.word("comment")),
        FocalPoint(organisation_id=on.organisation.id, member_id=id_, starts_on=LONG_AGO),
    ]


async def _lists(build: Build, life: Life, id_: UUID) -> None:
    """One list that became the person, with rows that only name them; its file is called after them."""
    batch = ImportBatch(
        kind=ImportKind.members,
        status=ImportStatus.committed,
        file_name=f"{life.name}.csv",
        file_digest=b"",
        columns=["full_name"],
        rows_read=4,
        counts={},
        plan_digest=b"",
        created_by=UUID(int=1),
    )
    build.session.add(batch)
    await build.session.flush()
    shifted = {"full_name": life.email.upper(), "email": life.word("shifted")}
    cells = (life.row(), shifted, {"full_name": life.name.upper()}, {"external_ref": life.word("ref")})
    build.session.add_all(
        ImportRow(
            batch_id=batch.id,
            row=place + 2,
            result=ImportResult.error if place else ImportResult.created,
            params={"said": life.word("param")},
            member_id=None if place else id_,
            cells=one,
        )
        for place, one in enumerate(cells)
    )


async def _proposal(build: Build, life: Life, id_: UUID) -> None:
    proposal = Organisation(
        name=life.word("proposal"),
        slug=life.word("slug"),
        type=OrganisationType.other,
        website=f"https://{life.word('site')}.example",
        proposed_by=id_,
    )
    build.session.add(proposal)
    await build.session.flush()
    named = {"organisation_id": proposal.id}
    build.session.add_all(
        [
            OrganisationAlias(**named, name=life.word("alias")),
            OrganisationSlug(**named, slug=life.word("slug"), starts_on=TODAY),
            FocalPoint(**named, member_id=id_, starts_on=TODAY),
        ]
    )


def _told(build: Build, life: Life, subject: str, id_: UUID) -> None:
    event = AuditEvent(actor_kind="client", action=f"{subject}.ended", subject_type=subject, subject_id=id_)
    build.session.add(event)
    build.session.add(AuditDetail(event=event, reason=life.word(f"why{subject}")))


def dumped(dsn: str) -> str:
    """Every row of every schema, as pg_dump writes it, and what lies in bytes as the text it may be."""
    program = str(local_postgres.binary("pg_dump"))
    done = subprocess.run(
        [program, "--data-only", "--inserts", dsn], capture_output=True, text=True, check=True
    )
    lying = [
        bytes.fromhex(found).decode("utf-8", "replace")
        for found in re.findall(r"\\x((?:[0-9a-f]{2}){3,})", done.stdout)
    ]
    return "\n".join([done.stdout, *lying])


def words(text: str) -> set[str]:
    """The planted words in a text, in whatever case."""
    return set(re.findall(rf"{MARK}\d{{3}}[a-z]+", text.lower()))
