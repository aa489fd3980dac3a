"""Signing in, as it is sent and answered. Secrets are sent and never answered, but for those shown once."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from api.errors import COOKIE
from api.rules.enums import SignInMethod
from api.rules.permissions import ActorKind, Permission, Role
from api.schemas.base import Answer, Body, Country, Line, Resource
from api.schemas.members import Email, Languages, MemberRead, Topics


def _digits(value: str) -> str:
    """As people copy them: `1234 5678`, with a hyphen, in Arabic-Indic digits."""
    signs = [sign for sign in value if sign not in " -\u00a0"]
    if not all(sign.isdecimal() for sign in signs):
        raise PydanticCustomError("invalid_value", "digits alone")
    return "".join(str(int(sign)) for sign in signs)


Digits = Annotated[str, StringConstraints(min_length=1, max_length=20), AfterValidator(_digits)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""As typed: any character counts, none is asked for."""


class CodeRequest(Body):
    """Ask for a code by mail. The answer is the same for an address that nobody here has."""

    email: Email


class EmailChangeConfirm(Body):
    code: Digits


class Registration(Body):
    """Become a member. The code sent to the address completes it; until then nobody is added."""

    email: Email
    full_name: Line = Field(description="In any script; never split.")
    given_name: Line | None = None
    family_name: Line | None = None
    country: Country | None = None
    languages: Languages = Field(default=[])
    topics: Topics = Field(default=[])
    consent: Literal[True] = Field(description="The person agrees that the network keeps this about them.")


class ChallengeRead(Answer):
    """A code is on its way to the address, if it is one of ours; `id` goes back with it."""

    id: UUID
    expires_at: datetime


class SignIn(Body):
    """With a code from the mailbox, or with password and second factor."""

    challenge_id: UUID | None = None
    code: Digits | None = None
    email: Email | None = None
    password: Password | None = None
    totp: Digits | None = None
    recovery_code: Line | None = None


class Confirmation(Body):
    """Prove once more who you are: with the second factor, or with a new code from the mailbox."""

    totp: Digits | None = None
    challenge_id: UUID | None = None
    code: Digits | None = None


class SessionRead(Resource):
    """One browser a person is signed in with."""

    collection: ClassVar[str] = "sessions"

    method: SignInMethod
    device: str | None = Field(description="What the browser says it is.")
    created_at: datetime
    last_seen_at: datetime = Field(description="To the minute.")
    expires_at: datetime = Field(description="At the latest; earlier when it is not used.")
    confirmed_until: datetime = Field(
        description="Until then keys, exports and overrides ask for nothing more."
    )
    ended_at: datetime | None
    is_current: bool


class SessionStarted(SessionRead):
    """A new session; its secret goes into the cookie and nowhere else."""

    cookie: str = Field(exclude=True)
    lasts: int = Field(exclude=True)

    @property
    def headers(self) -> dict[str, str]:
        place = "Path=/; Secure; HttpOnly; SameSite=Strict"
        return {"Set-Cookie": f"{COOKIE}={self.cookie}; Max-Age={self.lasts}; {place}"}


class SessionEnded(SessionRead):
    """A session that is over; the caller's own takes its cookie with it."""

    @property
    def headers(self) -> dict[str, str]:
        gone = f"{COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"
        return {"Set-Cookie": gone} if self.is_current else {}


class SessionList(Answer):
    items: list[SessionRead]


class EnrolmentRead(Answer):
    """Shown once: hand it to the person by another way than their mailbox."""

    enrolment_code: str
    expires_at: datetime


class CredentialsCreate(Body):
    """Take up password and second factor with the code an admin handed over."""

    enrolment_code: Line
    password: Password


class CredentialsRead(Answer):
    """Shown once: the authenticator's secret, and codes for the day the phone is lost."""

    totp_secret: str
    otpauth_uri: str
    recovery_codes: list[str]


class CredentialsConfirm(Body):
    totp: Digits


class PasswordChange(Body):
    current_password: Password
    totp: Digits
    password: Password


class RecoveryCodes(Answer):
    """Shown once; those before them no longer count."""

    recovery_codes: list[str]


class HeldRole(Answer):
    role: Role
    space_id: UUID | None = None
    organisation_id: UUID | None = None


class OwnOrganisation(Answer):
    """One the caller speaks for, or works for."""

    id: UUID
    name: str
    slug: str


class MeRead(Answer):
    """The caller."""

    kind: ActorKind
    id: UUID | None
    roles: list[HeldRole]
    permissions: list[Permission] = Field(
        description="What the caller may do to something, at least to their own."
    )
    member: MemberRead | None
    organisations: list[OwnOrganisation]
    session: SessionRead | None

    def body(self) -> bytes:
        """A member's own fields as everywhere: what is not for the caller is left out."""
        return self.model_dump_json(exclude_unset=True).encode()
